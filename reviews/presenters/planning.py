"""The page on which a half-year is planned: week by week what is proposed, and what stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.forms import BaseFormSet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan import thresholds
from leanplan.dates import text_date
from organisation.models import OrgUnit
from reviews.actions.planning import hours_of, visit_before
from reviews.planning import MORNING, Need, Proposal, Week, propose, week_of
from reviews.planning_facts import Facts, half_year_to_plan, next_half_year
from reviews.thresholds import WEEK_AT_MOST
from reviews.words import half_year_text


@dataclass(frozen=True)
class Row:
    """One unit's row: its form, and what is to be held there."""

    form: Any
    unit: OrgUnit
    what: str
    note: str


@dataclass(frozen=True)
class WeekShown:
    """The rows of one week; the last has those without a day."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Standing:
    """A unit whose visit or review is planned or held already."""

    unit: str
    visit: Any
    review: Any


@dataclass(frozen=True)
class PlanningPage:
    """All that the page shows. left_out: names of the units there is no room for."""

    half_year: str
    title: str
    weeks: list[WeekShown]
    standing: list[Standing]
    left_out: list[str]
    lead: str
    at_most: int
    no_days: bool
    other: str
    other_title: str


def proposal_of(facts: Facts) -> Proposal:
    """The half-days that are proposed for what is missing."""
    return propose(
        facts.needs, facts.days, busy=facts.busy, week_at_most=thresholds.value(WEEK_AT_MOST.key)
    )


def initial_rows(proposal: Proposal) -> list[dict[str, Any]]:
    """What the rows of the form hold to begin with: those that fit, then those that do not."""
    return [
        {"unit": row.unit, "take": True, "day": row.day, "half": row.half}
        for row in proposal.rows
    ] + [{"unit": unit, "take": False, "day": None, "half": MORNING}
         for unit in proposal.left_out]


def planning_page(
    facts: Facts, rows: BaseFormSet[Any], proposal: Proposal | None, *, today: date
) -> PlanningPage:
    """The page. rows: the formset, bound or not. proposal: None where the rows were typed."""
    needs = {need.unit: need for need in facts.needs}
    shown = [row for form in rows if (row := _row(form, needs, facts)) is not None]
    left_out = [facts.units[unit].name for unit in proposal.left_out] if proposal else []
    usual = half_year_to_plan(today)
    other = next_half_year(usual) if facts.half_year == usual else usual
    return PlanningPage(
        half_year=facts.half_year, title=half_year_text(facts.half_year),
        weeks=list(_by_week(shown)),
        standing=[
            Standing(facts.units[unit].name, *stands)
            for unit, stands in facts.standing.items() if unit not in needs
        ],
        left_out=left_out, lead=_lead(facts), at_most=thresholds.value(WEEK_AT_MOST.key),
        no_days=not facts.days, other=other, other_title=half_year_text(other),
    )


def _lead(facts: Facts) -> str:
    number = len(facts.needs)
    if not number:
        return nothing_left([visit is not None for visit, _review in facts.standing.values()])
    if not facts.days:
        return _("No working days are left in the weeks of the reviews.")
    return ngettext(
        "%(number)s unit lacks a visit or a review. The weeks last from %(first)s to %(last)s.",
        "%(number)s units lack a visit or a review. The weeks last from %(first)s to %(last)s.",
        number,
    ) % {
        "number": number, "first": text_date(facts.days[0]), "last": text_date(facts.days[-1]),
    }


def nothing_left(visited: list[bool]) -> str:
    """In: of each unit, whether it has a visit. No visit is asked of leader groups."""
    if not visited:
        return _("You have no units to plan visits and reviews for in this half-year.")
    if all(visited):
        return _("Every unit has its visit and its review.")
    if any(visited):
        return _("Every unit has its visit and its review, and every leader group its review.")
    return _("Every leader group has its review.")


def _row(form: Any, needs: dict[int, Need], facts: Facts) -> Row | None:
    key = form["unit"].value()
    unit = int(key) if str(key).isdigit() else 0
    if unit not in needs:
        return None
    need = needs[unit]
    visit_at, review_at = hours_of(str(form["half"].value()), visit=need.visit)
    if not need.review:
        visit_at = visit_before(facts.standing[unit][1], _day_of(form), visit_at)
    said = {"visit": f"{visit_at:%H:%M}", "review": f"{review_at:%H:%M}"}
    if need.visit and need.review:
        what = _("Gemba at %(visit)s, review at %(review)s") % said
    elif need.visit:
        what = _("Gemba at %(visit)s") % said
    else:
        what = _("Review at %(review)s") % said
    note = ""
    if need.fixed is not None:
        note = _("The review is planned already.") if need.visit else (
            _("The visit is planned already.")
        )
    return Row(form, facts.units[unit], what, note)


def _by_week(rows: Iterable[Row]) -> Iterable[WeekShown]:
    weeks: dict[Week | None, list[tuple[date, str, Row]]] = {}
    for row in rows:
        day = _day_of(row.form)
        week = week_of(day) if day else None
        weeks.setdefault(week, []).append((day or date.max, str(row.form["half"].value()), row))
    for week in sorted(weeks, key=lambda each: each or (9999, 99)):
        # "for" stands after "etter" in the alphabet and before it on the day.
        here = sorted(weeks[week], key=lambda entry: (entry[0], entry[1] != MORNING))
        yield WeekShown(_week_title(week), [row for _day, _half, row in here])


def _day_of(form: Any) -> date | None:
    """The day in the row's field, as it was typed where the form came back; None for none."""
    value = form["day"].value()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _week_title(week: Week | None) -> str:
    if week is None:
        return _("Without a day")
    monday = date.fromisocalendar(*week, 1)
    return _("Week %(week)s, %(first)s to %(last)s") % {
        "week": week[1], "first": text_date(monday), "last": text_date(monday + timedelta(days=4)),
    }
