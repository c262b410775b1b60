"""The page of one measure: what it says, how it goes, where it comes from, what has happened."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import Challenge
from measures.amendments import Amendment
from measures.models import Measure
from measures.presenters.history import Entry, history_of
from measures.presenters.measure import (
    MeasureShown,
    OwnerShown,
    measure_shown,
    measures_shown,
    owner_line,
    short_title,
)
from measures.presenters.measure_story import (
    Link,
    LogEntry,
    Move,
    chain_of,
    log_of,
    moves_of,
    slip_in_words,
)
from measures.presenters.status import STATUSES, StatusShown
from measures.presenters.suggested import Suggested, suggestions_of
from organisation.holders import holders_of, owner_shown

LATEST = 5
SUPPORTING = 20


@dataclass(frozen=True)
class May:
    """What the reader may do on the page."""

    assign: bool
    suggest: bool
    move: bool
    change_status: bool
    edit: bool
    propose: bool


@dataclass(frozen=True)
class Place:
    """Where the measure stands in its plan: the row, the lead line above it, its sub-heading."""

    title: str
    url: str
    leads: list[Measure]
    challenges: list[Challenge]
    is_whole_row: bool


@dataclass(frozen=True)
class Supporting:
    """Measures of units that support this one: those in the reader's reach, and how many in all."""

    measures: list[MeasureShown]
    in_reach: int
    total: int

    @property
    def sees_all(self) -> bool:
        """The reader may see every one of them."""
        return self.in_reach == self.total

    @property
    def rest(self) -> int:
        """How many in reach are not shown here."""
        return self.in_reach - len(self.measures)


@dataclass(frozen=True)
class MeasurePage:
    """Everything on the page of a measure."""

    measure: Measure
    shown: MeasureShown
    may: May
    place: Place | None
    executor: str
    suggestions: list[Suggested]
    log: list[LogEntry]
    moves: list[Move]
    supporting: Supporting
    waiting: int
    taken_out: Amendment | None
    chain: list[Link]
    supported: OwnerShown | None
    history: list[Entry]
    statuses: list[StatusShown]

    @property
    def label(self) -> str:
        """What the measure is called where its code is enough."""
        return _("Measure %(code)s") % {"code": self.measure.code}

    @property
    def adopted_by(self) -> str:
        """The body that adopted the plan, as the plan says it."""
        plan = self.measure.plan
        if plan is None:
            return ""
        return plan.adopted_by.label if plan.adopted_by else plan.adopted_by_text

    @property
    def supports_title(self) -> str:
        """The first words of the adopted measure that this one supports."""
        return short_title(self.measure.supports.text, 56) if self.measure.supports else ""

    @property
    def slip(self) -> str:
        """How often and how far the deadline has been moved."""
        return slip_in_words(self.moves)

    @property
    def has_usable_suggestion(self) -> bool:
        """Something is suggested that can be set as it stands."""
        return any(suggestion.text for suggestion in self.suggestions)

    @property
    def signs_met(self) -> bool:
        """What the measure is done by has happened: it is done."""
        return self.measure.status == "done"


def measure_page(measure: Measure, *, user: Any, today: date) -> MeasurePage:
    """Assemble the page of a measure the user may see, loaded with `for_page`."""
    return MeasurePage(
        measure=measure,
        shown=measure_shown(measure, user=user, today=today),
        may=_may(user, measure),
        place=_place(measure),
        executor=measure.executor.name if measure.executor else "",
        suggestions=suggestions_of(measure, today=today),
        log=log_of(measure, today=today),
        moves=moves_of(measure, today=today),
        supporting=_supporting(measure, user=user, today=today),
        waiting=Amendment.objects.visible_to(user).waiting().filter(measure=measure).count(),
        taken_out=_taken_out(measure),
        chain=chain_of(measure, user=user),
        supported=_supported_owner(measure, today=today),
        history=history_of(measure, user=user, last=LATEST)[:LATEST],
        statuses=list(STATUSES.values()),
    )


def for_page(measures: Any) -> Any:
    """Load what the page reads of the measure itself."""
    return measures.for_list().select_related(
        "plan__series", "plan__adopted_by__unit", "heading", "supports__owner__unit",
        "supports__plan", "suggested_by__person", "continued_by__plan", "executor",
    )


def _may(user: Any, measure: Measure) -> May:
    adopted = measure.is_adopted and measure.plan is not None and measure.plan.is_adopted
    return May(
        assign=user.has_perm("measures.assign_measure", measure),
        suggest=user.has_perm("measures.suggest_measure", measure),
        move=user.has_perm("measures.move_deadline", measure),
        change_status=user.has_perm("measures.change_status", measure),
        edit=user.has_perm("measures.edit_measure", measure),
        propose=adopted and user.has_perm("measures.propose_amendment", measure),
    )


def _place(measure: Measure) -> Place | None:
    if measure.plan is None or measure.row is None:
        return None
    rows = list(measure.plan.rows.values_list("pk", flat=True))
    number = rows.index(measure.row.pk) + 1
    linked = list(measure.challenges.all())
    challenges = linked or list(measure.row.challenges.all())
    first = challenges[0].text if challenges else str(measure.row)
    leads = Measure.objects.in_text().filter(row=measure.row, is_lead=True).exclude(pk=measure.pk)
    return Place(
        title=short_title(measure.row.title or first, 48),
        url=f"{reverse('measures:plan_detail', args=[measure.plan_id])}#rad-{number}",
        # A unit's measure stands in the row, but is no line of its text.
        leads=list(leads.order_by("order", "pk"))
        if measure.is_adopted and not measure.is_lead else [],
        challenges=challenges,
        is_whole_row=not linked,
    )


def _taken_out(measure: Measure) -> Amendment | None:
    """The adopted amendment that took the measure out of the plan."""
    return measure.amendments.filter(
        kind=Amendment.Kind.REMOVE, state=Amendment.State.ADOPTED
    ).first()


def _supporting(measure: Measure, *, user: Any, today: date) -> Supporting:
    total = measure.supported_by.count()
    if not total:
        return Supporting([], 0, 0)
    seen = Measure.objects.visible_to(user).filter(supports=measure)
    shown = seen.for_list().order_by("due_date", "pk")[:SUPPORTING]
    return Supporting(
        measures_shown(shown, user=user, today=today), seen.count(), total
    )


def _supported_owner(measure: Measure, *, today: date) -> OwnerShown | None:
    """Who answers for the adopted measure that this one supports."""
    if measure.supports is None or measure.supports.owner is None:
        return None
    owner = measure.supports.owner
    return owner_line(owner_shown(owner, holders_of([owner.pk], on=today)))


