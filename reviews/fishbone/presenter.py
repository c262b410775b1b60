"""What stands around the causes: who takes part, what warns, what comes next, the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from measures.presenters.status import StatusShown
from organisation.holders import Owner, holders_of, owner_shown
from organisation.labels import role_words
from organisation.roles import Role, UnitKind
from reviews.fishbone.actions.analyses import next_states
from reviews.fishbone.choices import HAS_BEEN, OPEN, AnalysisState
from reviews.fishbone.models import FishboneAnalysis, Participant
from reviews.fishbone.question import days_ahead
from reviews.fishbone.rules import Readiness, readiness
from reviews.fishbone.scope import UNDER_CHIEF
from reviews.stakeholders.choices import CheckKind
from reviews.stakeholders.models import StakeholderAnalysis

_SHAPES = {
    AnalysisState.PLANNED: ("st-none", "neutral"),
    AnalysisState.UNDER_WAY: ("st-progress", "info"),
    AnalysisState.HELD: ("CheckmarkCircleFill", "success"),
    AnalysisState.FOLLOWED_UP: ("st-progress", "info"),
    AnalysisState.CLOSED: ("CheckmarkCircleFill", "success"),
    AnalysisState.CANCELLED: ("MinusCircle", "neutral"),
}
STATES = {
    state.value: StatusShown(state.value, state.label, *_SHAPES[state]) for state in AnalysisState
}


@dataclass(frozen=True)
class ParticipantShown:
    """Who takes part: the position with today's holder (after it is held, that day's), or a group.
    """

    pk: int
    owner: Owner | None
    group: str
    number: int
    present: bool
    leads: bool


@dataclass(frozen=True)
class About:
    """What a page says around the causes, and what the reader may do."""

    state: StatusShown
    participants: list[ParticipantShown]
    people: int
    stakeholders: StakeholderAnalysis | None
    readiness: Readiness
    ahead: int
    manager: str
    may_manage: bool
    may_write: bool
    may_move: bool
    may_make: bool


def about(analysis: FishboneAnalysis, *, user: Any, today: date) -> About:
    """A handful of queries for any number of participants."""
    participants = participants_shown(analysis, on=analysis.held_on or today)
    there = [one for one in participants if one.present or not analysis.has_been]
    stakeholders = (
        StakeholderAnalysis.objects.filter(fishbone=analysis).prefetch_related("checks").first()
    )
    manages = user.has_perm("reviews.manage_fishbone", analysis)
    over = analysis.state in (AnalysisState.CLOSED, AnalysisState.CANCELLED)
    return About(
        state=STATES[analysis.state],
        participants=participants,
        people=sum(one.number for one in there),
        stakeholders=stakeholders,
        readiness=readiness_of(analysis, stakeholders, today=today),
        ahead=days_ahead(),
        manager=manager_word(analysis),
        may_manage=manages and analysis.is_open,
        may_write=analysis.is_open and user.has_perm("reviews.write_causes", analysis),
        may_move=manages and bool(next_states(analysis)),
        may_make=manages and not over,
    )


def manager_word(analysis: FishboneAnalysis) -> str:
    """What the leader right above the unit is called here, such as TOL."""
    if analysis.unit.kind in UNDER_CHIEF:
        return role_words(Role.CHIEF_EXECUTIVE, UnitKind.MUNICIPALITY).short
    return role_words(Role.SERVICE_AREA_MANAGER, UnitKind.SERVICE_AREA).short


def readiness_of(
    analysis: FishboneAnalysis, stakeholders: StakeholderAnalysis | None, *, today: date
) -> Readiness:
    """How its stakeholder analysis stands to the start, or to the day of the meeting."""
    done_on = None
    for check in stakeholders.checks.all() if stakeholders else ():
        if check.kind == CheckKind.BEFORE:
            done_on = check.done_on
    start = analysis.started_on or analysis.day or today
    return readiness(
        exists=stakeholders is not None, done_on=done_on, start=start, ahead=days_ahead()
    )


def participants_shown(analysis: FishboneAnalysis, *, on: date) -> list[ParticipantShown]:
    """Who takes part, as they were that day; two queries."""
    rows: Sequence[Participant] = list(analysis.participants.select_related("position__unit"))
    holders = holders_of((row.position_id for row in rows if row.position_id), on=on)
    return [
        ParticipantShown(
            row.pk, owner_shown(row.position, holders) if row.position else None, row.group,
            row.number, row.present,
            row.position_id is not None and row.position_id == analysis.facilitator_id,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Line:
    """One analysis in the list."""

    analysis: FishboneAnalysis
    state: StatusShown
    causes: int
    outcomes: int


@dataclass(frozen=True)
class ListPage:
    """open: not held yet, the next first. been: held, the latest first. alone: stakeholder
    analyses that belong to no fishbone analysis."""

    open: list[Line]
    been: list[Line]
    alone: list[StakeholderAnalysis]
    may_create: bool


def all_lines(user: Any) -> list[Line]:
    """Every analysis the reader sees, the latest held first; one query."""
    rows = FishboneAnalysis.objects.filter(
        pk__in=FishboneAnalysis.objects.visible_to(user).values("pk")
    ).select_related("unit", "facilitator__unit").annotate(
        causes_number=Count("causes", filter=Q(causes__parent=None), distinct=True),
        outcomes_number=Count("outcomes", distinct=True),
    )
    return [
        Line(row, STATES[row.state], row.causes_number, row.outcomes_number)
        for row in rows.order_by("-held_on", "-pk")
    ]


def list_page(user: Any) -> ListPage:
    """The analyses the reader sees; three queries."""
    lines = all_lines(user)
    coming = [line for line in lines if line.analysis.state in OPEN]
    coming.sort(key=lambda line: (line.analysis.day or date.max, line.analysis.pk))
    alone = StakeholderAnalysis.objects.visible_to(user).filter(fishbone=None)
    return ListPage(
        open=coming,
        been=[line for line in lines if line.analysis.state in HAS_BEEN],
        alone=list(alone.select_related("unit").prefetch_related("checks")),
        may_create=user.has_perm("reviews.create_fishbone"),
    )
