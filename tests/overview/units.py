"""Visits, reviews, follow-up areas and what rules ask, many at once, for pages of units."""

from datetime import date

from measures.models import Obligation
from organisation.actions import unit_create
from organisation.models import OrgUnit, UnitParent
from organisation.roles import UnitKind
from overview.columns import gemba, reviews
from reviews.models import FollowUp, GembaVisit, HalfYearReview
from tests.world import START, TODAY

GEMBA, REVIEW = gemba.RULE, reviews.RULE


def asked(unit, rule=GEMBA, period="2018-H2", state="open", **facts):
    """What a rule asks of a unit in a half-year."""
    year, half = int(period[:4]), int(period[-1])
    last = date(year, 6, 30) if half == 1 else date(year, 12, 31)
    values = {"anchor": last, "due_date": last, "made_on": START, **facts}
    return Obligation.objects.create(
        rule_key=rule, subject_key=f"unit:{unit.pk}", period_key=period, unit=unit, state=state,
        **values,
    )


def visit(cast, unit, day, state="held", **facts):
    return GembaVisit.objects.create(
        unit=unit, visitor=cast.positions.tol, day=day, state=state, **facts
    )


def review(cast, unit, day=None, half_year="2018-H2", state="planned", **facts):
    if state == "locked":
        facts = {"status_note": "Tavla står stille", "locked_on": day, **facts}
    return HalfYearReview.objects.create(
        unit=unit, led_by=cast.positions.tol, day=day, half_year=half_year, state=state, **facts
    )


def open_areas(unit, *days, start=1):
    """Open follow-up areas of a unit, due on these days."""
    FollowUp.objects.bulk_create(
        FollowUp(year=2018, serial=start + number, unit=unit, text=f"Nummer {start + number}",
                 due_date=day, made_on=START)
        for number, day in enumerate(days)
    )


def many_units(parent, number):
    """Further units of an area, bare."""
    units = OrgUnit.objects.bulk_create(
        OrgUnit(name=f"Enhet {n:04}", kind=UnitKind.OPERATING_UNIT, starts_on=START)
        for n in range(number)
    )
    UnitParent.objects.bulk_create(
        UnitParent(child=unit, parent=parent, starts_on=START) for unit in units
    )
    return units


def busy(cast, units):
    """A visit, a review, what rules ask and a follow-up area in each unit."""
    for unit in units:
        visit(cast, unit, date(2018, 10, 1), theme="Tavla")
        review(cast, unit, date(2018, 12, 4))
        asked(unit)
        asked(unit, REVIEW)
        open_areas(unit, TODAY, date(2018, 11, 1), start=1000 + 10 * unit.pk)


def leader_group(cast):
    """The leader group of Helse og omsorg, that is a Lean unit."""
    group = unit_create(
        by=None, name="Ledergruppe Helse og omsorg", kind=UnitKind.MANAGEMENT_GROUP,
        starts_on=START, parent=cast.units.health,
    )
    group.lean_periods.create(status="rolled_out", starts_on=START)
    return group
