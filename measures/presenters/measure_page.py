"""The page of one measure: what it says, how it goes, where it comes from, what has happened."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import Challenge
from leanplan.together import together
from measures.models import Measure
from measures.presenters.beside import beside_of, bound_to
from measures.presenters.history import (
    Entry,
    Steps,
    entries_of,
    loaded_steps,
    names_in,
    people_in,
)
from measures.presenters.measure import (
    MeasureShown,
    OwnerShown,
    measures_shown,
    owner_line,
    short_title,
)
from measures.presenters.measure_loaded import challenges_of, near_of, records_of_making
from measures.presenters.measure_rules import (
    BoundRule,
    bound_rules,
    is_reviewed,
    next_of,
)
from measures.presenters.measure_story import (
    Link,
    LogEntry,
    Move,
    Reviewed,
    Story,
    chain_of,
    log_of,
    moves_of,
    slip_in_words,
)
from measures.presenters.status import STATUSES, StatusShown
from measures.presenters.suggested import Suggested, suggestions_of
from measures.presenters.supporting import Supporter, Supporting, supporters_of
from measures.registries import measure_panels, panels_for
from organisation.holders import Holder, Register, owner_shown

LATEST = 5


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
    reviews: list[Reviewed]
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
    def additions(self) -> list[str]:
        """What there is none of and the reader may add: "review", "rule" or "figure"."""
        is_open = not self.shown.is_closed
        return [
            key for key, may, found in (
                ("review", self.may.review, self.reviews),
                ("rule", self.may.bind and is_open, self.rules),
                ("figure", self.may.follow and is_open, self.shown.metrics),
            ) if may and not found
        ]

    @property
    def has_usable_suggestion(self) -> bool:
        """Something is suggested that can be set as it stands."""
        return any(suggestion.text for suggestion in self.suggestions)

    @property
    def signs_met(self) -> bool:
        """What the measure is done by has happened: it is done."""
        return self.measure.status == "done"


def measure_page(measure: Measure, *, user: Any, today: date) -> MeasurePage:
    """Assemble the page of a measure the user may see. In: one of `whole_measure`.

    What belongs to the measure is asked for at once, then what that names; four queries.
    """
    near, supporters, story, steps, bound, answered, panels = together(
        lambda: near_of(measure, user=user), lambda: supporters_of(measure, user=user),
        lambda: Story.of(measure), lambda: loaded_steps(measure, last=LATEST),
        lambda: bound_to([measure.pk]) if _has_beside(measure) else [],
        lambda: challenges_of(measure.pk, measure.row_id) if measure.row_id else [],
        lambda: panels_for(measure_panels, measure, user=user, today=today),
    )
    register, names, known, following, making = together(
        lambda: Register.of(_owners(measure, supporters), people_in(steps) | story.movers),
        lambda: names_in(steps, user=user), lambda: beside_of(bound, today=today),
        lambda: next_of([rule for _, _, rule, _ in bound if rule], user=user, today=today),
        lambda: _making(measure, steps),
    )
    holders = register.holders(on=today)
    (shown,) = measures_shown([measure], user=user, today=today, holders=holders, known=known)
    return MeasurePage(
        measure=measure,
        shown=shown,
        may=_may(user, measure),
        place=_place(measure, near, answered),
        executor=measure.executor.name if measure.executor else "",
        suggestions=suggestions_of(measure, today=today, holders=holders),
        log=log_of(story, today=today),
        moves=moves_of(story, register, today=today),
        supporting=Supporting.of(measure, supporters, holders, today=today),
        waiting=measure.waiting,  # type: ignore[attr-defined]
        taken_out=_taken_out(measure),
        chain=chain_of(measure, near, making),
        supported=_supported_owner(measure, holders),
        history=entries_of(steps, register, names)[:LATEST],
        statuses=list(STATUSES.values()),
        rules=bound_rules(shown.figures, known.starts, following),
        reviews=story.reviews if measure.rhythm else [],
        panels=panels,
    )


def _has_beside(measure: Any) -> bool:
    """A rule serves it, or a figure follows it."""
    return bool(measure.is_counted or measure.is_followed)


def _owners(measure: Measure, supporters: list[Supporter]) -> set[int]:
    """Keys of the positions whose holders the page names."""
    keys = {other.owner_id for other in supporters}
    keys |= {measure.owner_id, measure.suggested_owner_id}
    if measure.supports:
        keys.add(measure.supports.owner_id)
    return {key for key in keys if key}


def _making(measure: Measure, steps: Steps) -> Any:
    """The record of a unit measure's making; asked for where it is not among the steps."""
    if measure.is_adopted:
        return None
    made = next((record for record, before in steps if before is None), None)
    return made or next(iter(records_of_making(measure.pk)), None)


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


def _place(measure: Measure, near: list[Measure], found: list[Any]) -> Place | None:
    """In: the challenges of its row and those it answers."""
    if measure.plan is None or measure.row is None:
        return None
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
