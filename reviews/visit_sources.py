"""What visits bring to pages of other apps: the calendar, today, what is due, news, panels."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan.clock import begins, today
from leanplan.periods import half_year_end, half_year_key
from leanplan.questions import question
from measures.presenters.measure import address_of
from measures.registries import (
    DueItem,
    DueSource,
    NewsItem,
    NewsSource,
    Panel,
    TimedItem,
    TimedSource,
    due_sources,
    news_sources,
    own_panels,
    timed_sources,
)
from organisation.models import Appointment
from organisation.reach import reach_of
from organisation.roles import UnitKind
from reviews.choices import VISIT_COMES, VisitState
from reviews.models import GembaVisit
from reviews.places import led_units_of_own
from reviews.presenters.visit_list import half_year_visits
from reviews.scope import readable_units
from reviews.visit_letters import span_of_visit
from reviews.words import half_year_text

# So many days the host reads the praise on the front page, and so many units stand there by name.
PRAISE_DAYS, ROWS = 7, 12


def visits_timed(person_id: int, first: date, last: date) -> Iterator[TimedItem]:
    """Visits the person makes, and those the person receives and has been told of; one query."""
    record, detail = address_of("reviews:visit_record"), address_of("reviews:visit_detail")
    for visit in _timed(person_id, today(), first, last):
        if not (visit.is_mine or visit.announced_at):
            continue
        starts, ends = span_of_visit(visit)
        begins = visit.is_mine and visit.is_coming and visit.day == today()
        yield TimedItem(
            f"visit:{visit.pk}", starts, ends,
            _("Gemba visit: %(unit)s") % {"unit": visit.unit.short},
            (record if begins else detail) % visit.pk, place=visit.place, sequence=visit.version,
            cancelled=visit.state == VisitState.CANCELLED,
            action=gettext_lazy("Start the visit") if begins else "",
        )


@question
def _timed(person: int, day: date, first: date, last: date) -> QuerySet[Any]:
    held = Appointment.objects.current(on=day).filter(person=person).values("position")
    visits = GembaVisit.objects.of_positions(held).filter(day__range=(first, last))
    return visits.select_related("unit", "visitor").annotate(
        is_mine=Case(When(visitor__in=held, then=True), default=False)
    ).order_by("day", "starts_at", "pk")


def visits_unwritten(positions: Collection[int] | None, day: date) -> Iterator[DueItem]:
    """Visits whose day has passed and that nobody has written down; one query."""
    return _to_write(
        _unwritten(day) if positions is None else _unwritten_of(set(positions), day)
    )


def visits_with_late(
    own: Collection[int], others: Collection[int], before: date, day: date
) -> Iterator[DueItem]:
    """The same of one's own positions, and of others' those before a day; one query."""
    return _to_write(_unwritten_with_late({*own, 0}, {*others, 0}, before, day))


def _to_write(visits: Iterable[Any]) -> Iterator[DueItem]:
    address = address_of("reviews:visit_detail")
    for pk, visitor, visited_on, unit, name, short in visits:
        yield DueItem(
            f"visit:{pk}", visitor, visited_on,
            _("Write down or move the Gemba visit: %(unit)s") % {"unit": short or name},
            address % pk, unit, "visit",
        )


def _unwritten(day: date) -> QuerySet[Any]:
    visits = GembaVisit.objects.filter(state__in=VISIT_COMES, day__lt=day).order_by("day", "pk")
    return visits.values_list(
        "pk", "visitor_id", "day", "unit_id", "unit__name", "unit__short_name"
    )


@question
def _unwritten_of(positions: Collection[int], day: date) -> QuerySet[Any]:
    return _unwritten(day).filter(visitor__in=positions)


@question
def _unwritten_with_late(
    own: Collection[int], others: Collection[int], before: date, day: date
) -> QuerySet[Any]:
    return _unwritten(day).filter(Q(visitor__in=own) | Q(visitor__in=others, day__lt=before))


def visits_news(user: Any, since: datetime, number: int) -> Iterable[NewsItem]:
    """Visits that others have handed in; one query, none for who reads no visits."""
    if not user.has_perm("reviews.read_visits"):
        return
    address = address_of("reviews:visit_detail")
    mine, units = led_units_of_own(user), readable_units(user)
    rows = _news(
        since, {*reach_of(user).position_ids, 0}, () if units is None else {*units, 0},
        every=units is None, number=number,
    )
    for visit in rows:
        if visit.held_at is None:
            continue
        praised = visit.unit_id in mine and hasattr(visit, "praise")
        note = _("Handed in, with praise") if praised else _("Handed in")
        yield NewsItem(
            visit.held_at, _("Gemba visit: %(unit)s") % {"unit": visit.unit.short}, note,
            address % visit.pk,
        )


@question
def _news(
    since: datetime, positions: Collection[int], units: Collection[int], *, every: bool,
    number: int,
) -> QuerySet[Any]:
    seen = GembaVisit.objects.all() if every else GembaVisit.objects.filter(unit__in=units)
    rows = seen.held().filter(held_at__gt=since).exclude(visitor__in=positions)
    return rows.select_related("unit", "praise").order_by("-held_at")[:number]


def praise_panel(_row: Any, user: Any, day: date) -> Mapping[str, Any] | None:
    """What the unit was praised for, from the day the visit is handed in; for its leader."""
    units = [
        held.unit_id for held in reach_of(user).shown
        if held.kind == UnitKind.OPERATING_UNIT and held.unit_id in led_units_of_own(user)
    ]
    if not units:
        return None
    found = _praised(units, begins(day) - timedelta(days=PRAISE_DAYS))
    return {"visits": found} if found else None


@question
def _praised(units: Collection[int], since: datetime) -> QuerySet[Any]:
    visits = GembaVisit.objects.held().filter(
        unit__in=units, held_at__gt=since, praise__text__gt=""
    )
    return visits.select_related("unit", "praise", "visitor__unit").order_by("-held_at")[:3]


def half_year_panel(_row: Any, user: Any, day: date) -> Mapping[str, Any] | None:
    """Gemba this half-year in the units one visits oneself; one query."""
    half = half_year_visits(user, today=day)
    if not half.units:
        return None
    key = half_year_key(day)
    end = half_year_end(day.year, int(key[-1]))
    few = len(half.units) <= ROWS
    return {
        "rows": half.rows(today=day) if few else [], "total": len(half.units),
        "title": half_year_text(key), "done": half.done, "days": (end - day).days,
    }


def register() -> None:
    """Put them into the registries; called once when the app is ready."""
    timed_sources.register(TimedSource("visits", visits_timed))
    due_sources.register(DueSource("visits", visits_unwritten, visits_with_late))
    news_sources.register(NewsSource("visits", visits_news))
    own_panels.register(
        Panel("visits_praise", "reviews/visit/_praise.html", praise_panel, order=10)
    )
    own_panels.register(
        Panel("visits_half_year", "reviews/visit/_half_year.html", half_year_panel, order=20)
    )
