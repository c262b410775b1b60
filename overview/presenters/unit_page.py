"""The page of one unit: its people, its way, what comes, what is open, the last review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from leanplan.dates import text_date
from leanplan.periods import half_year_key
from leanplan.together import together
from measures.registries import panels_for, unit_panels
from organisation.labels import kind_words
from organisation.manager_above import keep_manager
from organisation.models import OrgUnit
from organisation.reach import reach_of
from overview.columns.reviews import LightShown, light_shown
from overview.presenters.unit_events import REVIEW, VISIT, Event, happened_in
from overview.presenters.unit_measures import UnitMeasures, measures_of
from overview.presenters.unit_parts import UnitParts
from overview.presenters.unit_people import (
    People,
    PersonShown,
    holders_near,
    leaders_shown,
    manager_above,
    names_of,
    people_of,
)
from overview.scope import plans_in, sees_inside
from reviews.asked import ASKED_KINDS
from reviews.presenters.follow_ups import FollowUpRow, open_of_unit, rows_shown
from reviews.words import half_year_text


@dataclass(frozen=True)
class LastReview:
    """The last review that was held: its day and half-year, the status set, and why."""

    day: date
    half_year: str
    light: LightShown | None
    note: str
    url: str


@dataclass(frozen=True)
class ActionLink:
    """Something to do from the page."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True)
class UnitPage:
    """Everything on the page. inside: the reader sees what leaders agree in the unit; an employee
    reads people, days, and the measures. judged: the last review at which a status was set."""

    unit: OrgUnit
    kind: str
    people: People
    leaders: list[PersonShown]
    parts: UnitParts
    follow_ups: list[FollowUpRow]
    last: LastReview | None
    judged: LastReview | None
    measures: UnitMeasures
    panels: list[dict[str, Any]]
    actions: list[ActionLink]
    inside: bool

    @property
    def judged_on(self) -> str:
        """The day the status was set, in words."""
        return text_date(self.judged.day) if self.judged else ""


def unit_in_reach(user: Any, pk: int) -> OrgUnit | None:
    """The unit where the user reads it; None for all others, whether there is one or not."""
    if not reach_of(user).reads(pk):
        return None
    return OrgUnit.objects.filter(pk=pk).first()


def unit_page(unit: OrgUnit, *, user: Any, today: date) -> UnitPage:
    """Assemble the page of a unit in the user's reach: the same queries for a long story and for
    none."""
    inside = sees_inside(reach_of(user), unit.pk)
    on = min(today, unit.ends_on or today)
    people, since = people_of(unit.pk, on=on), date(today.year, 1, 1)
    names = names_of(people, on=on)
    keep_manager(unit, manager_above(people, names))
    (events, duties), measures, follow_ups, panels = together(
        lambda: happened_in(unit.pk, since=since if inside else None),
        lambda: measures_of(unit.pk, names, user=user, today=today),
        lambda: rows_shown(
            open_of_unit(unit.pk), user=user, today=today, known=holders_near(people, on=on)
        ) if inside else [],
        lambda: panels_for(unit_panels, unit, user=user, today=today),
    )
    held = [event for event in reversed(events) if event.what == REVIEW and event.has_been]
    return UnitPage(
        unit=unit, kind=kind_words(unit.kind).name, people=people,
        leaders=leaders_shown(people, on=on, kind=unit.kind),
        parts=UnitParts(
            unit.ends_on, people, tuple(events), tuple(duties), measures.rows, today, on, inside
        ),
        follow_ups=follow_ups,
        last=_review(held[0]) if held and inside else None,
        judged=next((_review(event) for event in held if event.text), None) if inside else None,
        measures=measures, panels=panels,
        actions=_actions(unit, events, people.area_id, user=user, today=today), inside=inside,
    )


def _actions(
    unit: OrgUnit, events: Sequence[Event], area_id: int | None, *, user: Any, today: date
) -> list[ActionLink]:
    """To arrange what is not arranged this half-year, for who may."""
    now = half_year_key(today)
    there = {event.what for event in events if event.key == now}
    if unit.kind not in ASKED_KINDS or (unit.ends_on and unit.ends_on < today):
        return []
    links = []
    if VISIT not in there and user.has_perm("reviews.plan_visit", unit):
        url = f"{reverse('reviews:visit_plan')}?enhet={unit.pk}"
        links.append(ActionLink(_("Plan a visit"), url, "Footprint"))
    if REVIEW not in there and plans_in(reach_of(user), area_id):
        url = f"{reverse('reviews:review_plan')}?enhet={unit.pk}"
        links.append(ActionLink(_("Plan the review"), url, "SealCheckmark"))
    return links


def _review(event: Event) -> LastReview:
    assert event.day is not None
    return LastReview(
        event.day, half_year_text(event.key), light_shown(event.text), event.note, event.url
    )
