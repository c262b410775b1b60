"""The page of one measure: what it says, how it goes, where it comes from, what has happened."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import Challenge, PlanRow
from measures.amendments import Amendment
from measures.models import Measure, MeasureReview
from measures.presenters.history import Entry, Steps, entries_of, loaded_steps, people_in
from measures.presenters.measure import (
    MeasureShown,
    OwnerShown,
    measures_shown,
    owner_line,
    short_title,
)
from measures.presenters.measure_rules import (
    BoundRule,
    bound_rules,
    is_reviewed,
    reviews_of,
)
from measures.presenters.measure_story import (
    Link,
    LogEntry,
    Move,
    Story,
    chain_of,
    log_of,
    moves_of,
    slip_in_words,
)
from measures.presenters.status import STATUSES, StatusShown
from measures.presenters.suggested import Suggested, suggestions_of
from measures.registries import measure_panels, panels_for
from measures.staleness import with_touch
from organisation.holders import Holder, Register, owner_shown

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
    bind: bool
    review: bool
    follow: bool


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
class TakenOut:
    """The decision that took the measure out of the plan."""

    decided_on: date | None
    decided_by: str
    reason: str


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
    taken_out: TakenOut | None
    chain: list[Link]
    supported: OwnerShown | None
    history: list[Entry]
    statuses: list[StatusShown]
    rules: list[BoundRule]
    reviews: list[MeasureReview]
    panels: list[dict[str, Any]]

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
    """Assemble the page of a measure the user may see, loaded with `for_page` and `counted`."""
    near = _near(measure, user=user)
    supporting = [other for other in near if other.supports_id == measure.pk]
    story, steps = Story.of(measure), loaded_steps(measure, last=LATEST)
    register = Register.of(_owners(measure, supporting), people_in(steps) | story.movers)
    holders = register.holders(on=today)
    shown, *others = measures_shown(
        [measure, *supporting], user=user, today=today, holders=holders
    )
    return MeasurePage(
        measure=measure,
        shown=shown,
        may=_may(user, measure),
        place=_place(measure, near),
        executor=measure.executor.name if measure.executor else "",
        suggestions=suggestions_of(measure, today=today, holders=holders),
        log=log_of(story, today=today),
        moves=moves_of(story, register, today=today),
        supporting=Supporting(others, measure.supporting_seen, measure.supporting_total),  # type: ignore[attr-defined]
        waiting=measure.waiting,  # type: ignore[attr-defined]
        taken_out=_taken_out(measure),
        chain=chain_of(measure, near, _making(measure, steps)),
        supported=_supported_owner(measure, holders),
        history=entries_of(steps, register, user=user)[:LATEST],
        statuses=list(STATUSES.values()),
        rules=bound_rules(measure, shown.figures, user=user, today=today),
        reviews=reviews_of(measure),
        panels=panels_for(measure_panels, measure, user=user, today=today),
    )


def for_page(measures: Any) -> Any:
    """Load what the page reads of the measure itself."""
    return measures.for_list().select_related(
        "plan__series", "plan__adopted_by__unit", "heading", "supports__owner__unit",
        "supports__plan", "suggested_by__person", "continued_by__plan", "executor",
    )


def counted(measures: Any, *, user: Any) -> Any:
    """Load besides what is counted around the measure, for its page."""
    supporting = Measure.objects.filter(supports=OuterRef("pk"))
    proposals = Amendment.objects.filter(measure=OuterRef("pk"))
    removal = proposals.filter(kind=Amendment.Kind.REMOVE, state=Amendment.State.ADOPTED)
    return with_touch(measures).annotate(
        row_number=_number(PlanRow.objects.filter(
            Q(order__lt=OuterRef("row__order")) | Q(order=OuterRef("row__order"),
                                                    pk__lte=OuterRef("row")),
            plan=OuterRef("plan"),
        )),
        supporting_total=_number(supporting),
        supporting_seen=_number(supporting.visible_to(user)),
        waiting=_number(proposals.visible_to(user).waiting()),
        **{f"removed_{name}": Subquery(removal.values(name)[:1])
           for name in ("decided_on", "decided_by", "reason")},
    )


def _number(rows: Any) -> Coalesce:
    """How many rows a subquery finds."""
    counted_rows = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted_rows.values("n")), 0)


def _near(measure: Measure, *, user: Any) -> list[Measure]:
    """Measures the page names: lead lines above it, those it continues or goes on as, and the
    first of those that support it, each within the reader's reach; one query."""
    seen = Measure.objects.visible_to(user)
    chain = seen.filter(Q(continued_by=measure) | Q(pk=measure.continued_by_id))
    supporting = seen.filter(supports=measure).order_by(F("due_date").asc(nulls_last=True), "pk")
    wanted = Q(pk__in=chain.values("pk")) | Q(pk__in=supporting.values("pk")[:SUPPORTING])
    # A unit's measure stands in the row, but is no line of its text.
    if measure.row_id and measure.is_adopted and not measure.is_lead:
        leads = Measure.objects.in_text().filter(row=measure.row_id, is_lead=True)
        wanted |= Q(pk__in=leads.values("pk"))
    found = Measure.objects.filter(wanted).exclude(pk=measure.pk).for_list()
    return sorted(found, key=lambda other: (other.due_date or date.max, other.pk))


def _owners(measure: Measure, supporting: list[Measure]) -> set[int]:
    """Keys of the positions whose holders the page names."""
    keys = {other.owner_id for other in (measure, *supporting)} | {measure.suggested_owner_id}
    if measure.supports:
        keys.add(measure.supports.owner_id)
    return {key for key in keys if key}


def _making(measure: Measure, steps: Steps) -> Any:
    """The record of a unit measure's making; asked for where it is not among the steps."""
    if measure.is_adopted:
        return None
    made = next((record for record, before in steps if before is None), None)
    return made or (
        measure.history.filter(history_type="+").select_related("history_user__person").first()
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
        bind=user.has_perm("measures.bind_rule", measure),
        review=is_reviewed(measure) and user.has_perm("measures.review_measure", measure),
        follow=user.has_perm("measures.edit_metric", measure),
    )


def _place(measure: Measure, near: list[Measure]) -> Place | None:
    if measure.plan is None or measure.row is None:
        return None
    linked = Exists(Measure.challenges.through.objects.filter(
        measure=measure.pk, challenge=OuterRef("pk")
    ))
    found = list(
        Challenge.objects.filter(Q(row=measure.row_id) | linked).annotate(is_linked=linked)
    )
    challenges: list[Challenge] = [one for one in found if one.is_linked] or [
        one for one in found if one.row_id == measure.row_id
    ]
    first = challenges[0].text if challenges else str(measure.row)
    number = measure.row_number  # type: ignore[attr-defined]
    leads = [
        other for other in near
        if other.row_id == measure.row_id and other.is_lead and other.is_adopted
    ] if measure.is_adopted and not measure.is_lead else []
    return Place(
        title=short_title(measure.row.title or first, 48),
        url=f"{reverse('measures:plan_detail', args=[measure.plan_id])}#rad-{number}",
        leads=sorted(leads, key=lambda lead: (lead.order, lead.pk)),
        challenges=challenges,
        is_whole_row=not any(one.is_linked for one in found),
    )


def _taken_out(measure: Any) -> TakenOut | None:
    """The adopted amendment that took the measure out of the plan."""
    if measure.removed_decided_by is None:
        return None
    return TakenOut(
        measure.removed_decided_on, measure.removed_decided_by, measure.removed_reason
    )


def _supported_owner(measure: Measure, holders: dict[int, list[Holder]]) -> OwnerShown | None:
    """Who answers for the adopted measure that this one supports."""
    if measure.supports is None or measure.supports.owner is None:
        return None
    return owner_line(owner_shown(measure.supports.owner, holders))
