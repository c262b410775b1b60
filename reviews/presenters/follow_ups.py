"""How follow-up areas are shown in lists: in the register, and on the pages that they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from leanplan.dates import short_date, text_date
from leanplan.questions import question
from measures.presenters.deadline import DueShown, distance, near_days
from measures.presenters.measure import OwnerShown, address_of, owner_line
from measures.presenters.status import StatusShown
from organisation.holders import Holder, holders_of, owner_shown
from organisation.unit_page import unit_url
from reviews.choices import FollowUpState as State
from reviews.models import FollowUp, FollowUpQuerySet
from reviews.words import half_year_text

_SHAPES = {
    State.OPEN: ("st-none", "neutral"),
    State.IN_PROGRESS: ("st-progress", "info"),
    State.DONE: ("st-wait", "info"),
    State.CLOSED: ("CheckmarkCircleFill", "success"),
    State.DROPPED: ("MinusCircle", "neutral"),
}
STATES = {state.value: StatusShown(state.value, state.label, *_SHAPES[state]) for state in State}


@dataclass(frozen=True)
class FollowUpRow:
    """One follow-up area in a list.

    due: its deadline, or the day it was closed; None where none is set. carried: at how many
    reviews it has been carried on. can_change: the reader may change it.
    """

    pk: int
    version: int
    number: str
    text: str
    url: str
    unit: str
    unit_id: int
    owner: OwnerShown | None
    due: DueShown | None
    state: StatusShown
    is_over: bool
    carried: int
    has_measure: bool
    can_change: bool
    origin: str = ""
    unit_url: str = ""

    @property
    def edit_url(self) -> str:
        """Where it is changed."""
        return f"{self.url}endre/"

    @property
    def late_label(self) -> str:
        """What the sign of a late one says aloud, together with how far it has come."""
        return _("%(state)s, overdue") % {"state": self.state.word}

    @property
    def under(self) -> str:
        """The line under the text on pages of its unit: number, where it was found, whose it is."""
        owner = self.owner.name if self.owner else _("nobody responsible yet")
        return " · ".join(filter(None, (self.number, self.origin, owner)))


def for_list(follow_ups: FollowUpQuerySet) -> FollowUpQuerySet:
    """Loaded with all that a row shows, in one query."""
    return follow_ups.select_related("unit", "owner__unit", "visit", "review").annotate(
        carried=Count("carries", distinct=True)
    )


def follow_up_rows(
    follow_ups: FollowUpQuerySet, *, user: Any, today: date,
    known: Mapping[int, list[Holder]] | None = None,
) -> list[FollowUpRow]:
    """How follow-up areas are shown, in the order they come; two queries for any number.

    In: those to show, narrowed to what the user may see (`visible_to`); who holds which positions,
    as far as the page has read it, an empty list for a vacant one.
    """
    return rows_shown(list(for_list(follow_ups)), user=user, today=today, known=known)


@question
def open_of_unit(unit: int) -> FollowUpQuerySet:
    """The open ones of a unit, the next deadline first, for `rows_shown`."""
    return for_list(FollowUp.objects.filter(unit=unit).open().order_by("due_date", "pk"))


def rows_shown(
    found: Sequence[Any], *, user: Any, today: date,
    known: Mapping[int, list[Holder]] | None = None,
) -> list[FollowUpRow]:
    """The same of what is loaded already (`for_list`)."""
    holders = dict(known or {})
    asked = {one.owner_id for one in found if one.owner_id} - holders.keys()
    if asked:
        holders |= holders_of(asked, on=today)
    address, near = address_of("reviews:follow_up_detail"), near_days()
    return [
        FollowUpRow(
            pk=one.pk, version=one.version, number=one.number, text=one.text,
            url=address % one.pk, unit=one.unit.short, unit_id=one.unit_id,
            owner=owner_line(owner_shown(one.owner, holders)) if one.owner else None,
            due=due_of(one, today=today, near=near), state=STATES[one.state],
            is_over=one.is_over, carried=one.carried, has_measure=one.measure_id is not None,
            can_change=user.has_perm("reviews.change_follow_up", one), origin=origin_of(one),
            unit_url=unit_url(one.unit_id, user=user),
        )
        for one in found
    ]


def origin_of(follow_up: FollowUp) -> str:
    """Where it was found, in words: from the visit of a day, from the review of a day or half-year;
    "" for one that was registered by itself."""
    if follow_up.visit is not None:
        return _("from the Gemba visit %(day)s") % {"day": text_date(follow_up.visit.day)}
    if follow_up.review is not None and follow_up.review.day is not None:
        return _("from the review %(day)s") % {"day": text_date(follow_up.review.day)}
    if follow_up.review is not None:
        return _("from the review of %(half_year)s") % {
            "half_year": half_year_text(follow_up.review.half_year)
        }
    return ""


def due_of(follow_up: FollowUp, *, today: date, near: int) -> DueShown | None:
    """The deadline of an open one, the day an over one was closed; None where it has none."""
    if follow_up.closed_on is not None:
        word = str(STATES[follow_up.state].word)
        return DueShown(short_date(follow_up.closed_on), word, follow_up.closed_on)
    day = follow_up.due_date
    if day is None:
        return None
    days = (day - today).days
    return DueShown(
        short_date(day), distance(days) if days <= near else "", day,
        days_over=max(-days, 0), is_near=0 <= days <= near,
    )
