"""What the annual wheel is drawn from in the floors below; other apps fill the registry too."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.wheel.choices import Ring
from challenges.models import OVER, UNADOPTED
from leanplan import thresholds
from leanplan.periods import half_year_key, month_end
from leanplan.questions import question
from leanplan.together import together
from measures.choices import DeadlineKind, Status
from measures.models import Measure
from measures.presenters.measure import address_of
from measures.registries import WheelItem, WheelSource, wheel_sources
from organisation import planning_periods
from organisation.models import MeetingDay
from organisation.municipality_settings import text
from organisation.roles import UnitKind
from reviews.choices import REVIEW_HAS_BEEN, VISIT_HAS_BEEN, ReviewState, VisitState
from reviews.models import GembaVisit, HalfYearReview

Units = Collection[int] | None
# Windows and periods are changed among the settings, by those who may.
SETTINGS, SET = "admin:organisation_setting_changelist", "organisation.change_setting"
# Who gets to the visits and the reviews; a unit's wheel is read by more.
READ = {"visit": "reviews.read_visits", "review": "reviews.read_reviews"}


def meeting_days(first: date, last: date, units: Units) -> Iterator[WheelItem]:
    """The meetings of the management group, and of the leaders of these units; one query."""
    for pk, day, name, short in _meeting_days(first, last, {*(units or ()), 0}):
        said = _("Meeting of %(body)s") % {"body": short or name}
        yield WheelItem(f"meeting:{pk}", day, day, said, kind=Ring.MEETING, is_regular=True)


@question
def _meeting_days(first: date, last: date, units: Collection[int]) -> QuerySet[Any]:
    days = MeetingDay.objects.filter(
        Q(unit__kind=UnitKind.MANAGEMENT_GROUP) | Q(unit__in=units), day__gte=first, day__lte=last
    )
    return days.order_by("day", "pk").values_list(
        "pk", "day", "unit__name", "unit__short_name"
    )


def review_windows(first: date, last: date, units: Units) -> Iterator[WheelItem]:
    """When visits and reviews are held, by half-year; no query of its own."""
    settings = reverse(SETTINGS)
    for year in range(first.year, last.year + 1):
        for half in (1, 2):
            begins, ends = planning_periods.review_window(year, half)
            if begins <= last and ends >= first:
                said = _("Gemba and reviews, half-year %(half)s") % {"half": half}
                yield WheelItem(
                    f"window:{year}-H{half}", begins, ends, said, settings, kind=Ring.REVIEW,
                    needs=SET,
                )


def reports(first: date, last: date, units: Units) -> Iterator[WheelItem]:
    """The periods that are reported on, and the day each report is due (M12)."""
    months = 4 if text(planning_periods.REPORTING) == planning_periods.TERTIAL else 3
    wait = timedelta(days=thresholds.value(planning_periods.REPORT_DAYS.key))
    more: Any = {"url": reverse(SETTINGS), "needs": SET, "kind": Ring.REPORT}
    for year in range(first.year - 1, last.year + 1):
        for number in range(1, 12 // months + 1):
            begins = date(year, (number - 1) * months + 1, 1)
            ends = month_end(year, number * months)
            named = _period(number, months)
            if begins <= last and ends >= first:
                yield WheelItem(f"period:{begins}", begins, ends, named, **more)
            if first <= ends + wait <= last:
                said = _("Report, %(period)s") % {"period": named.lower()}
                yield WheelItem(f"report:{begins}", ends + wait, ends + wait, said, **more)


def _period(number: int, months: int) -> str:
    if months == 4:
        return _("Tertial %(number)s") % {"number": number}
    return _("Quarter %(number)s") % {"number": number}


def measure_deadlines(first: date, last: date, units: Units) -> Iterator[WheelItem]:
    """Measures of plans under way with a date; one query. Those of units are for their own wheels,
    and of no use as sums."""
    address = address_of("measures:measure_detail")
    for pk, code, said, day, unit, owner, status in _dated(first, last, {*(units or ()), 0}):
        yield WheelItem(
            f"measure:{pk}", day, day, f"{code} {said}", address % pk, kind=Ring.OTHER,
            unit_id=unit, position_id=owner, is_done=status == Status.DONE,
        )


_NO_LONGER = (Status.DROPPED, Status.CARRIED_OVER)


@question
def _dated(first: date, last: date, units: Collection[int]) -> QuerySet[Any]:
    dated = Measure.objects.filter(
        Q(unit=None) | Q(unit__in=units), deadline_kind=DeadlineKind.DATE, due_date__gte=first,
        due_date__lte=last,
    ).exclude(Q(plan__state__in=(*UNADOPTED, *OVER)) | Q(status__in=_NO_LONGER))
    return dated.values_list("pk", "code", "text", "due_date", "unit_id", "owner_id", "status")


def visits_and_reviews(first: date, last: date, units: Units) -> Iterator[WheelItem]:
    """Gemba visits and half-yearly reviews that have a day; one query."""
    if units is None:
        visits, reviews = together(
            lambda: _visits_by_month(first, last), lambda: _reviews_by_month(first, last)
        )
        yield from _sums(visits, "visit")
        yield from _sums(reviews, "review")
        return
    visits, reviews = together(
        lambda: _visits(first, last, {*units, 0}), lambda: _reviews(first, last, {*units, 0})
    )
    yield from _each(
        visits, "visit", "reviews:visit_detail", _("Gemba, %(unit)s"), VISIT_HAS_BEEN
    )
    yield from _each(
        reviews, "review", "reviews:review_detail", _("Review, %(unit)s"), REVIEW_HAS_BEEN
    )


@question
def _visits(first: date, last: date, units: Collection[int]) -> QuerySet[Any]:
    rows = GembaVisit.objects.exclude(state=VisitState.CANCELLED)
    return rows.filter(day__gte=first, day__lte=last, unit__in=units).values_list(
        "pk", "day", "unit_id", "unit__name", "visitor_id", "state"
    )


@question
def _reviews(first: date, last: date, units: Collection[int]) -> QuerySet[Any]:
    rows = HalfYearReview.objects.exclude(state=ReviewState.CANCELLED)
    return rows.filter(day__gte=first, day__lte=last, unit__in=units).values_list(
        "pk", "day", "unit_id", "unit__name", "led_by_id", "state"
    )


@question
def _visits_by_month(first: date, last: date) -> QuerySet[Any]:
    rows = GembaVisit.objects.exclude(state=VisitState.CANCELLED)
    return _by_month(rows.filter(day__gte=first, day__lte=last), VISIT_HAS_BEEN)


@question
def _reviews_by_month(first: date, last: date) -> QuerySet[Any]:
    rows = HalfYearReview.objects.exclude(state=ReviewState.CANCELLED)
    return _by_month(rows.filter(day__gte=first, day__lte=last), REVIEW_HAS_BEEN)


def _by_month(rows: QuerySet[Any], has_been: Collection[str]) -> QuerySet[Any]:
    return rows.order_by().values_list("day__year", "day__month").annotate(
        total=Count("pk"), done=Count("pk", filter=Q(state__in=has_been))
    )


def _each(
    found: Collection[tuple[Any, ...]], key: str, route: str, said: str,
    has_been: Collection[str],
) -> Iterator[WheelItem]:
    address = address_of(route) if found else ""
    for pk, day, unit, name, position, state in found:
        yield WheelItem(
            f"{key}:{pk}", day, day, said % {"unit": name}, address % pk,
            kind=Ring.REVIEW, unit_id=unit, position_id=position, is_done=state in has_been,
            needs=READ[key],
        )


def _sums(months: Collection[tuple[Any, ...]], key: str) -> Iterator[WheelItem]:
    """One a month: how many there are, and how many have been."""
    for year, month, total, done in months:
        yield sum_of(key, date(year, month, 15), total=total, done=done)


def sum_of(key: str, day: date, *, total: int, done: int) -> WheelItem:
    """So many of a kind in a month, as one."""
    return WheelItem(
        f"{key}-month:{day:%Y-%m}", day, day, _many_of(key, total), _list_of(key, day),
        kind=Ring.REVIEW, note=_("%(done)s of %(total)s done") % {"done": done, "total": total},
        is_done=done == total, is_month=True, needs=READ[key],
    )


def _list_of(key: str, day: date) -> str:
    if key == "visit":
        return reverse("reviews:visit_year", args=[day.year])
    return f"{reverse('reviews:review_list')}?halvar={half_year_key(day)}"


def _many_of(key: str, number: int) -> str:
    values = {"number": number}
    if key == "visit":
        return ngettext("%(number)s Gemba visit", "%(number)s Gemba visits", number) % values
    return ngettext("%(number)s review", "%(number)s reviews", number) % values


def register() -> None:
    """Put them into the registry; called once when the app is ready."""
    for key, items in (
        ("meeting_days", meeting_days), ("review_windows", review_windows), ("reports", reports),
        ("measure_deadlines", measure_deadlines), ("visits_and_reviews", visits_and_reviews),
    ):
        wheel_sources.register(WheelSource(key, items))
