"""What is read before a half-year is planned: the units that lack something, what stands already,
and the days there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Max, Q

from leanplan import thresholds
from leanplan.periods import half_year_key, half_year_span
from organisation.holders import unattended
from organisation.models import OrgUnit, Pause
from organisation.planning_periods import review_window
from organisation.reach import reach_of
from organisation.roles import Role
from reviews.asked import AskedUnit, asked_units, leader_groups, read_tree
from reviews.choices import VISIT_HAS_BEEN, ReviewState, VisitState
from reviews.models import GembaVisit, HalfYearReview
from reviews.planning import AFTERNOON, MORNING, Need, Slot, working_days
from reviews.rules import half_year_of
from reviews.thresholds import NOTICE_DAYS

# Noon parts the day; what has no hour yet is taken to be in the morning.
NOON = time(12)
# With fewer days than this left, the next half-year is what one plans.
_LEFT = 14


@dataclass(frozen=True)
class Facts:
    """What is known of one leader's units in a half-year.

    standing: {unit: its visit and its review}, None for what is missing. own: {unit: half-day of
    what stands of it}. busy: half-days that are taken, by leader.
    """

    half_year: str
    needs: list[Need]
    days: list[date]
    pauses: list[Pause]
    span: tuple[date, date]
    busy: dict[int, set[Slot]]
    own: dict[int, Slot]
    units: dict[int, OrgUnit]
    standing: dict[int, tuple[GembaVisit | None, HalfYearReview | None]] = field(
        default_factory=dict
    )


def half_year_to_plan(today: date) -> str:
    """Today's half-year while there are weeks left of it, otherwise the next one."""
    key = half_year_key(today)
    year, half = key.split("-H")
    last = review_window(int(year), int(half))[1]
    return key if (last - today).days >= _LEFT else next_half_year(key)


def next_half_year(key: str) -> str:
    """Key of the half-year after."""
    return half_year_key(half_year_span(key)[1] + timedelta(days=1))


def facts_of(user: Any, half_year: str, *, today: date) -> Facts:
    """What the user can plan in a half-year; the same queries for any number of units. The chief
    executive plans for area managers who cannot: a vacant position, a holder without an account."""
    reach = reach_of(user)
    # Only a visit is asked of leader groups by nobody.
    tree = read_tree(today=today)
    led = leader_groups(today=today, tree=tree)
    groups = {unit.pk for unit in led}
    every = [*asked_units(today=today, tree=tree), *led]
    own: Collection[int] = reach.position_ids
    if reach.has(Role.CHIEF_EXECUTIVE):
        others = {unit.leader for unit in every if unit.leader} - reach.position_ids
        own = reach.position_ids | unattended(others, on=today)
    asked = [
        unit for unit in every if unit.leader in own and unit.is_asked(half_year, today=today)
    ]
    keys = [unit.pk for unit in asked]
    visits, reviews = _visits(keys, half_year), _reviews(keys, half_year)
    seen = _seen(keys)
    needs = [_need(unit, visits.get(unit.pk), reviews.get(unit.pk), seen, today=today,
                   visited=unit.pk not in groups) for unit in asked]
    pauses = list(Pause.objects.all())
    return Facts(
        half_year, [need for need in needs if need.visit or need.review],
        _days(half_year, pauses, today=today), pauses, half_year_span(half_year),
        _busy({unit.leader for unit in asked if unit.leader}, half_year, today=today),
        {need.unit: need.fixed for need in needs if need.fixed},
        {unit.pk: unit for unit in OrgUnit.objects.filter(pk__in=keys)},
        {pk: (visits.get(pk), reviews.get(pk)) for pk in keys},
    )


def _need(
    unit: AskedUnit, visit: GembaVisit | None, review: HalfYearReview | None,
    seen: dict[int, date], *, today: date, visited: bool,
) -> Need:
    dated = review is not None and review.day is not None
    fixed = None
    if visit is not None and not dated and visit.day >= today and not visit.has_been:
        fixed = slot_of(visit.day, visit.starts_at)
    elif visit is None and visited and review is not None and review.is_coming and dated:
        fixed = slot_of(review.day or today, review.starts_at)
        fixed = fixed if fixed[0] >= today else None
    return Need(
        unit.pk, unit.leader or 0, visit=visited and visit is None, review=not dated,
        fixed=fixed, waited_since=seen.get(unit.pk),
    )


def slot_of(day: date, starts_at: time | None) -> Slot:
    """The half-day something stands on."""
    return day, AFTERNOON if starts_at is not None and starts_at >= NOON else MORNING


def _visits(units: Iterable[int], half_year: str) -> dict[int, GembaVisit]:
    """The visit that counts for the half-year, of each unit that has one; a held one first."""
    first, last = half_year_span(half_year)
    rows = GembaVisit.objects.filter(unit__in=units).exclude(state=VisitState.CANCELLED).filter(
        Q(review__half_year=half_year) | Q(day__range=(first, last))
    ).select_related("review").order_by("-day", "-pk")
    found: dict[int, GembaVisit] = {}
    for visit in rows:
        review = visit.review
        counts = review is not None and review.state != ReviewState.CANCELLED
        if half_year_of(visit.day, review.half_year if review and counts else "") == half_year and (
            visit.unit_id not in found or visit.state in VISIT_HAS_BEEN
        ):
            found[visit.unit_id] = visit
    return found


def _reviews(units: Iterable[int], half_year: str) -> dict[int, HalfYearReview]:
    rows = HalfYearReview.objects.filter(unit__in=units, half_year=half_year)
    return {review.unit_id: review for review in rows.exclude(state=ReviewState.CANCELLED)}


def _seen(units: Iterable[int]) -> dict[int, date]:
    """The day each unit was last visited or reviewed; one query."""
    found: dict[int, date] = {}
    visits, reviews = (
        rows.filter(unit__in=units).order_by().values_list("unit").annotate(latest=Max("day"))
        for rows in (GembaVisit.objects.held(), HalfYearReview.objects.held())
    )
    for unit, day in visits.union(reviews, all=True):
        found[unit] = max(day, found.get(unit, day))
    return found


def _days(half_year: str, pauses: list[Pause], *, today: date) -> list[date]:
    year, half = half_year.split("-H")
    first, last = review_window(int(year), int(half))
    earliest = today + timedelta(days=thresholds.value(NOTICE_DAYS.key))
    return working_days(max(first, earliest), last, pauses)


def _busy(leaders: set[int], half_year: str, *, today: date) -> dict[int, set[Slot]]:
    """Half-days of the leaders on which a visit or a review stands already; one query."""
    span = (today, half_year_span(half_year)[1])
    busy: dict[int, set[Slot]] = defaultdict(set)
    visits = GembaVisit.objects.exclude(state=VisitState.CANCELLED).filter(
        visitor__in=leaders, day__range=span
    )
    reviews = HalfYearReview.objects.exclude(state=ReviewState.CANCELLED).filter(
        led_by__in=leaders, day__range=span
    )
    taken = visits.order_by().values_list("visitor_id", "day", "starts_at").union(
        reviews.order_by().values_list("led_by_id", "day", "starts_at")
    )
    for position, day, starts_at in taken:
        busy[position].add(slot_of(day, starts_at))
    return dict(busy)
