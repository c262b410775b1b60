"""Visits, reviews and follow-up areas of a large municipality, two half-years of them: in bulk."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from demo import large_text as text
from demo.calendar import at, on_workday
from demo.places import Places
from leanplan.clock import pinned
from leanplan.history import bulk_create_tracked
from leanplan.periods import half_year_key, half_year_span
from measures.actions.obligations_sync import refresh
from organisation.models import OrgUnit, Position, UnitParent, current
from organisation.roles import Role, UnitKind
from reviews.choices import FollowUpState, Light, ReviewState, VisitState
from reviews.kept import RULES
from reviews.models import FollowUp, FollowUpYear, GembaVisit, HalfYearReview

# Gone through again and again: what status units are given, and in how many days what was agreed
# is due.
_LIGHTS = (Light.GOOD, Light.GOOD, Light.WATCH, Light.GOOD, Light.ACT)
_DUE = (20, -6, 45, 70, -15, 33)


def grow_reviews(places: Places, tell: Callable[[str], None]) -> None:
    """Let the units have been visited and reviewed last half-year, and most of them this one."""
    today = places.calendar.today
    led = _units(today)
    tell(_("Visits and reviews of %(number)s units ...") % {"number": len(led)})
    first = half_year_span(half_year_key(today))[0]
    with pinned(at(places.calendar.ago(20), 9)):
        for start in (half_year_span(half_year_key(first - timedelta(days=1)))[0], first):
            _half_year(places, led, start, today)
        _agree(places, [unit for unit, _leader in led], today)
    with pinned(at(today, 5)):
        refresh(*RULES)


def _units(today: date) -> list[tuple[OrgUnit, Position]]:
    """The operating units that have no visit yet, each with the position that leads above it."""
    leaders = {
        position.unit_id: position for position in Position.objects.filter(
            role=Role.SERVICE_AREA_MANAGER, each=False
        )
    }
    above = dict(UnitParent.objects.filter(current(today)).values_list("child_id", "parent_id"))
    units = OrgUnit.objects.existing(on=today).filter(
        kind=UnitKind.OPERATING_UNIT, gemba_visits=None, half_year_reviews=None
    )
    return [
        (unit, leaders[above[unit.pk]]) for unit in units.order_by("pk")
        if above.get(unit.pk) in leaders
    ]


def _half_year(
    places: Places, led: list[tuple[OrgUnit, Position]], start: date, today: date
) -> None:
    """A review of each unit but some, and a visit two days before; what lies ahead is planned."""
    reviews, visits, key = [], [], half_year_key(start)
    for number, (unit, leader) in enumerate(led):
        if number % 9 == 8:
            continue
        day = on_workday(start + timedelta(days=20 + number * 7 % 150))
        held = day <= today
        review = HalfYearReview(
            unit=unit, half_year=key, led_by=leader, day=day,
            state=ReviewState.LOCKED if held else ReviewState.PLANNED,
        )
        if held:
            review.unit_status, review.status_note = _LIGHTS[number % len(_LIGHTS)], text.CLOSING
            review.locked_on = day
        reviews.append(review)
        walked = on_workday(day - timedelta(days=4))
        visits.append(
            GembaVisit(
                unit=unit, visitor=leader, day=walked, theme=text.THEME,
                state=VisitState.HELD if walked <= today else VisitState.PLANNED,
            )
        )
    made = bulk_create_tracked(HalfYearReview, reviews, by=places.admin)
    for visit, review in zip(visits, made, strict=True):
        visit.review = review
    bulk_create_tracked(GembaVisit, visits, by=places.admin)


def _agree(places: Places, units: list[OrgUnit], today: date) -> None:
    """Two follow-up areas in every third unit, with the next numbers of the year."""
    owners = {
        position.unit_id: position for position in Position.objects.filter(
            role=Role.UNIT_MANAGER, each=False, unit__in=units
        )
    }
    year, _made = FollowUpYear.objects.get_or_create(year=today.year)
    rows = []
    for unit in units[::3]:
        for _turn in range(2):
            year.last += 1
            rows.append(
                FollowUp(
                    year=today.year, serial=year.last, unit=unit,
                    text=text.MEASURES[year.last % len(text.MEASURES)],
                    owner=owners.get(unit.pk), made_on=places.calendar.ago(40),
                    state=FollowUpState.IN_PROGRESS if unit.pk in owners else FollowUpState.OPEN,
                    due_date=today + timedelta(days=_DUE[year.last % len(_DUE)]),
                )
            )
    year.save()
    bulk_create_tracked(FollowUp, rows, by=places.admin)
