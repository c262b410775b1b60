"""What the plan asks of visits, reviews and follow-up areas (M15, M27), counted half-year by
half-year. Each rule says what should stand; measures/actions/obligations_sync.py makes it so."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from leanplan.periods import half_year_span, half_years
from leanplan.questions import question
from measures.obligation_models import ONCE
from measures.obligation_rules import subject_keys
from measures.presenters.measure import address_of, short_title
from measures.registries import Ask, Met, ObligationRule, Steps, Wanted, obligation_rules
from organisation.models import OrgUnit, Position
from organisation.planning_periods import WINDOWS, review_window
from organisation.roles import Role
from reviews.asked import SCOPE, asked_units
from reviews.choices import REVIEW_HAS_BEEN, FollowUpState, Part, ReviewState
from reviews.models import FollowUp, GembaVisit, HalfYearReview, ReviewParticipant
from reviews.rules import half_year_of

_WEEKS = tuple(number.key for window in WINDOWS.values() for number in window)
Found = dict[tuple[int, str], Met]


def window_end(half_year: str) -> date:
    """The last day in which the visits and reviews of a half-year are held."""
    return _window(half_year)[1]


def _window(half_year: str) -> tuple[date, date]:
    year, half = half_year.split("-H")
    return review_window(int(year), int(half))


def _units_of(ask: Ask) -> Collection[int] | None:
    """The units that are asked about, None for all."""
    if ask.subjects is not None:
        return list(subject_keys(each for each in ask.subjects if each.startswith("unit:")))
    return ask.unit_ids


def _spans(ask: Ask) -> list[str]:
    """The half-years that lie wholly after the rule's start, until today's."""
    return [key for key in half_years(ask.since, ask.today) if half_year_span(key)[0] >= ask.since]


class EachHalfYear(ObligationRule):
    """One for each unit and half-year, due when the weeks of the reviews end."""

    counted_by = "half_year"
    thresholds = _WEEKS
    settings = (SCOPE.key,)

    @property
    def steps(self) -> Steps:
        """When the weeks begin, a month before they end, and when they have ended."""
        lengths = ((_window(key)[1] - _window(key)[0]).days for key in ("2026-H1", "2026-H2"))
        return Steps(before=(max(lengths), 30), after=(1, 30))

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """For every half-year since the start; three to five queries."""
        spans, units = _spans(ask), asked_units(today=ask.today, unit_ids=_units_of(ask))
        if not spans or not units:
            return
        found = self.found(_units_of(ask), spans)
        ends = {half_year: window_end(half_year) for half_year in spans}
        for half_year in spans:
            first = half_year_span(half_year)[0]
            for unit in units:
                if unit.is_asked(half_year, today=ask.today):
                    yield Wanted(
                        f"unit:{unit.pk}", half_year, unit.pk, first, ends[half_year],
                        unit.leader, found.get((unit.pk, half_year)),
                    )

    def do_url(self, subject: str) -> str:
        """Where the half-year is planned."""
        return reverse("reviews:half_year_planning")

    def found(self, unit_ids: Collection[int] | None, spans: list[str]) -> Found:
        """{(unit, half-year): what met it}, the earliest where there are several; one query."""
        raise NotImplementedError

    def counted(self, total: int) -> str:
        """So many units."""
        return ngettext("%(total)s unit", "%(total)s units", total) % {"total": total}


def _named(subjects: Collection[str], said: str) -> Mapping[str, str]:
    """What to call the obligations of units; one query."""
    known = subject_keys(subjects)
    return {
        known[pk]: said % {"unit": short or name}
        for pk, name, short in _units(set(known))
    }


@question
def _units(keys: Collection[int]) -> QuerySet[Any]:
    return OrgUnit.objects.filter(pk__in=keys).order_by().values_list("pk", "name", "short_name")


@question
def _follow_ups(keys: Collection[int]) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(pk__in=keys).only("pk", "year", "serial", "text")


class GembaEachHalfYear(EachHalfYear):
    """The leader above goes to Gemba in each unit once a half-year (M15).

    A visit counts for the half-year of the review it belongs to, otherwise for that of its day, so
    two in one half-year count once.
    """

    key = "gemba_each_half_year"
    label = _("Gemba in each unit, each half-year")
    serves = _("For a line that asks leaders to go to Gemba in every unit twice a year.")
    words = (("gemba",),)

    def found(self, unit_ids: Collection[int] | None, spans: list[str]) -> Found:
        """Held visits; one query."""
        since = half_year_span(spans[0])[0]
        held = GembaVisit.objects.held().filter(
            Q(day__gte=since) | Q(review__half_year__in=spans)
        )
        if unit_ids is not None:
            held = held.filter(unit__in=unit_ids)
        found: Found = {}
        for pk, unit, day, review, state in held.order_by("day", "pk").values_list(
            "pk", "unit_id", "day", "review__half_year", "review__state"
        ):
            half_year = half_year_of(day, "" if state == ReviewState.CANCELLED else review or "")
            found.setdefault((unit, half_year), Met(f"visit:{pk}", day))
        return found

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the unit's name; one query."""
        return _named(subjects, gettext("Gemba: %(unit)s"))

    def event_url(self, event: str) -> str:
        """The page of the visit."""
        return address_of("reviews:visit_detail") % int(event.partition(":")[2])


class ReviewEachHalfYear(EachHalfYear):
    """Each unit is reviewed once a half-year (M15, M27)."""

    key = "review_each_half_year"
    label = _("A review of each unit, each half-year")
    serves = _("For a line that asks for half-yearly reviews of the units.")
    words = (("halvår", "revisjon", "enhet"), ("halvår", "revisjon", "eining"))

    def found(self, unit_ids: Collection[int] | None, spans: list[str]) -> Found:
        """Held reviews; one query."""
        held = HalfYearReview.objects.held().filter(half_year__in=spans)
        if unit_ids is not None:
            held = held.filter(unit__in=unit_ids)
        return {
            (unit, half_year): Met(f"review:{pk}", day)
            for pk, unit, half_year, day in held.values_list("pk", "unit_id", "half_year", "day")
            if day
        }

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the unit's name; one query."""
        return _named(subjects, gettext("Half-yearly review: %(unit)s"))

    def event_url(self, event: str) -> str:
        """The page of the review."""
        return reverse("reviews:review_detail", args=[int(event.partition(":")[2])])


class DevelopmentUnitAtReview(ObligationRule):
    """Somebody from the development unit takes part in the reviews that are planned or held (M27).

    It is only counted: the review itself stands in the calendar of those who take part. A review
    that is finished without them says why, and that is why it is waived: the management group reads
    it in the list behind the figure.
    """

    key = "development_unit_at_review"
    label = _("The development unit takes part in half-yearly reviews")
    serves = _("For a line that asks the development unit to take part in the reviews.")
    words = (("utviklingsenhet", "revisjon"), ("utviklingseining", "revisjon"))
    counted_by = "half_year"
    thresholds = _WEEKS
    only_counted = True

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """One for each review of the half-years since the start; two queries."""
        spans = _spans(ask)
        leader = Position.objects.filter(
            role=Role.DEVELOPMENT_UNIT_LEADER, each=False, unit__is_development_unit=True
        ).order_by("-pk").values_list("pk", flat=True).first()
        if not spans or leader is None:
            return
        for pk, unit, half_year, day, state, there, alone in _reviews(ask, spans):
            has_been = state in REVIEW_HAS_BEEN
            met = Met(f"review:{pk}", day) if day and there and has_been else None
            yield Wanted(
                f"unit:{unit}", half_year, unit, half_year_span(half_year)[0],
                day or window_end(half_year), leader, met, alone if has_been and not met else "",
            )

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the unit's name; one query."""
        return _named(subjects, gettext("The development unit at the review: %(unit)s"))

    def counted(self, total: int) -> str:
        """So many reviews."""
        return ngettext("%(total)s review", "%(total)s reviews", total) % {"total": total}

    def event_url(self, event: str) -> str:
        """The page of the review."""
        return reverse("reviews:review_detail", args=[int(event.partition(":")[2])])


def _reviews(
    ask: Ask, spans: list[str]
) -> Iterator[tuple[int, int, str, date | None, str, bool, str]]:
    rows = HalfYearReview.objects.exclude(state=ReviewState.CANCELLED).filter(half_year__in=spans)
    unit_ids = _units_of(ask)
    if unit_ids is not None:
        rows = rows.filter(unit__in=unit_ids)
    there = ReviewParticipant.objects.filter(
        review=OuterRef("pk"), part=Part.DEVELOPMENT, present=True
    )
    yield from rows.order_by("pk").values_list(
        "pk", "unit_id", "half_year", "day", "state", Exists(there), "alone_reason"
    )


class FollowUpInTime(ObligationRule):
    """What was agreed on a visit or at a review is closed by its deadline.

    It is only counted: a follow-up area is due by itself. One that is closed after its deadline
    stands as too late.
    """

    key = "follow_up_in_time"
    label = _("Follow-up areas are closed in time")
    serves = _("For a line that asks that what was found is followed up.")
    words = (("avvik", "oppfølging"), ("oppfølgingsområde",))
    counted_by = "half_year"
    only_counted = True
    in_time = True

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """One for each that has a deadline and is not dropped, counted by it; one query."""
        rows = FollowUp.objects.filter(due_date__gte=ask.since).exclude(
            state=FollowUpState.DROPPED
        )
        if ask.subjects is not None:
            asked = (each for each in ask.subjects if each.startswith("follow_up:"))
            rows = rows.filter(pk__in=list(subject_keys(asked)))
        elif ask.unit_ids is not None:
            rows = rows.filter(unit__in=ask.unit_ids)
        for pk, unit, owner, due, state, closed_on in rows.order_by("pk").values_list(
            "pk", "unit_id", "owner_id", "due_date", "state", "closed_on"
        ):
            closed = closed_on if state == FollowUpState.CLOSED else None
            if due:
                yield Wanted(
                    f"follow_up:{pk}", ONCE, unit, due, due, owner,
                    Met(f"follow_up:{pk}", closed) if closed else None,
                )

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the number and the first words; one query."""
        known = subject_keys(subjects)
        return {
            known[one.pk]: f"{one.number} {short_title(one.text)}"
            for one in _follow_ups(set(known))
        }

    def counted(self, total: int) -> str:
        """So many follow-up areas."""
        return ngettext(
            "%(total)s follow-up area", "%(total)s follow-up areas", total
        ) % {"total": total}

    def do_url(self, subject: str) -> str:
        """Its own page."""
        return reverse("reviews:follow_up_detail", args=list(subject_keys([subject])))

    def event_url(self, event: str) -> str:
        """Its own page too."""
        return self.do_url(event)


RULES = (GembaEachHalfYear, ReviewEachHalfYear, DevelopmentUnitAtReview, FollowUpInTime)


def register() -> None:
    """Make the rules known; called once when the app is ready."""
    for rule in RULES:
        obligation_rules.register(rule())
