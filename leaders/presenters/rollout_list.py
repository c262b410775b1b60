"""Rollouts as lanes, and the same in a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leaders.choices import ContractState, ManagerPart
from leaders.lanes import Lanes, lay_out
from leaders.models import CoachingContract, Rollout
from leaders.presenters.clock import ClockShown, clock_of
from leaders.presenters.lanes import rollout_row
from leaders.presenters.people import people_of
from leaders.rules import ClockState
from leanplan.collation import norwegian_key
from leanplan.templatetags.ui import short_date

ON_PAGE = 40


@dataclass(frozen=True)
class RolloutRow:
    """One rollout in the table. meeting: held or agreed, and the manager's part in words.
    warns: the meeting lacks, or was held without the manager. answers: who answers for progress.
    called_off: since when it does not go on; why: the reason."""

    pk: int
    url: str
    unit: str
    trained_on: date | None
    in_training: bool
    override: bool
    meeting_on: date | None
    meeting_said: str
    warns: bool
    completed_on: date | None
    state: str
    clock: ClockShown
    answers: str
    called_off: date | None
    why: str


@dataclass(frozen=True)
class Choice:
    """A quick filter with its count."""

    value: str
    label: str | Promise
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class RolloutList:
    """The page's first part: a picture and the same as a table. said: how many, how many late."""

    lanes: Lanes
    rows: list[RolloutRow]
    choices: list[Choice]
    said: str
    page: int
    pages: int
    has_any: bool


CALLED_OFF = "avbrutt"
_Pair = tuple[Rollout, ClockShown]
_VIEWS = (
    ("", gettext_lazy("Under way")), ("over", gettext_lazy("Over the deadline")),
    ("planlagt", gettext_lazy("Not started")), ("overtatt", gettext_lazy("Taken over")),
    (CALLED_OFF, gettext_lazy("Called off")), ("alle", gettext_lazy("All")),
)


def _is_in(view: str, rollout: Rollout, shown: ClockShown) -> bool:
    if rollout.cancelled_on or view == CALLED_OFF:
        return rollout.cancelled_on is not None and view in (CALLED_OFF, "alle")
    if view == "over":
        return shown.is_late
    if view == "planlagt":
        return rollout.started_on is None
    if view == "overtatt":
        return shown.is_held
    return view == "alle" or not shown.is_held


def rollout_list(user: Any, *, today: date, view: str = "", page: int = 1) -> RolloutList:
    """Assemble the rollouts a reader sees; as many queries for two as for two hundred."""
    found = Rollout.objects.visible_to(user).for_list()
    every = [(rollout, clock_of(rollout, today=today)) for rollout in found]
    view = known_view(view)
    chosen = _chosen(every, view)
    pages = max(1, -(-len(chosen) // ON_PAGE))
    page = min(max(page, 1), pages)
    here = chosen[(page - 1) * ON_PAGE : page * ON_PAGE]
    units = {rollout.unit_id for rollout, _shown in here}
    people, coached = people_of(units, today=today), coached_until(units)
    return RolloutList(
        lay_out(
            [
                rollout_row(
                    rollout, shown, under=_under(rollout, people[rollout.unit_id].leader.line),
                    coached_until=coached.get(rollout.unit_id), today=today,
                )
                for rollout, shown in here
            ],
            today=today,
        ),
        [_row(rollout, shown, people, today=today) for rollout, shown in here],
        _choices(every, view),
        _said(every), page, pages, bool(every),
    )


def _choices(every: list[_Pair], view: str) -> list[Choice]:
    """The quick filters; what was called off has one where there is any."""
    found = [
        Choice(value, label, sum(_is_in(value, *pair) for pair in every), value == view)
        for value, label in _VIEWS
    ]
    return [one for one in found if one.number or one.is_chosen or one.value != CALLED_OFF]


def _under(rollout: Rollout, leader: str) -> str:
    """What stands under the unit's name beside the lane."""
    if rollout.cancelled_on:
        return _("Called off %(day)s") % {"day": short_date(rollout.cancelled_on)}
    return leader


def _chosen(every: Iterable[_Pair], view: str) -> list[_Pair]:
    return sorted((pair for pair in every if _is_in(view, *pair)), key=_urgency)


def known_view(view: str) -> str:
    """The quick filter; the first one where it is none."""
    return view if view in dict(_VIEWS) else ""


def view_label(view: str) -> str:
    """What a quick filter is called."""
    return str(dict(_VIEWS)[view])


def rollout_rows(user: Any, *, today: date, view: str) -> list[tuple[Rollout, RolloutRow]]:
    """All that a quick filter leaves, on however many pages; as many queries for any number."""
    found = Rollout.objects.visible_to(user).for_list()
    chosen = _chosen(((row, clock_of(row, today=today)) for row in found), view)
    people = people_of({row.unit_id for row, _shown in chosen}, today=today)
    return [(row, _row(row, shown, people, today=today)) for row, shown in chosen]


def coached_until(unit_ids: Iterable[int]) -> dict[int, date]:
    """{unit: the last day of its coaching}, of contracts that were agreed; one query."""
    return last_days(CoachingContract.objects.filter(unit__in=list(unit_ids)))


def last_days(contracts: Iterable[CoachingContract]) -> dict[int, date]:
    """{unit: the last day of its coaching}, of those that were agreed."""
    last: dict[int, date] = {}
    for row in contracts:
        if row.state == ContractState.DRAFT:
            continue
        last[row.unit_id] = max(row.last_day, last.get(row.unit_id, row.last_day))
    return last


_ORDER = {
    ClockState.LATE: 0, ClockState.SOON: 1, ClockState.RUNNING: 2, ClockState.WAITING: 3,
    ClockState.HELD: 4,
}


def _urgency(pair: tuple[Rollout, ClockShown]) -> tuple[int, date, str]:
    """Late first, the longest first; then by deadline, by planned start, the newest held first;
    what was called off last."""
    rollout, shown = pair
    clock = shown.clock
    when = clock.due or rollout.planned_start
    over = rollout.cancelled_on or clock.held_on
    if over:
        when = date.fromordinal(date.max.toordinal() - over.toordinal())
    place = len(_ORDER) if rollout.cancelled_on else _ORDER[clock.state]
    return place, when, norwegian_key(rollout.unit.short)


def _said(every: list[_Pair]) -> str:
    alive = [shown for rollout, shown in every if not rollout.cancelled_on]
    number = sum(not shown.is_held for shown in alive)
    late = sum(shown.is_late for shown in alive)
    units = ngettext("%(number)s unit under way", "%(number)s units under way", number)
    said = units % {"number": number}
    if late:
        over = ngettext(
            "%(number)s is over the six-month deadline",
            "%(number)s are over the six-month deadline", late,
        )
        said = f"{said}, {over % {'number': late}}"
    return said


def _row(rollout: Rollout, shown: ClockShown, people: Any, *, today: date) -> RolloutRow:
    meeting = rollout.meeting_on or rollout.meeting_planned_on
    return RolloutRow(
        rollout.pk, rollout.get_absolute_url(), rollout.unit.short, rollout.trained_on,
        rollout.training_from is not None, bool(rollout.override_reason), meeting,
        meeting_said(rollout), warns_of_meeting(rollout, today=today), rollout.completed_on,
        state_said(rollout), shown, answers_for(rollout, people[rollout.unit_id].manager.line),
        rollout.cancelled_on, rollout.cancelled_reason,
    )


def meeting_said(rollout: Rollout) -> str:
    """The manager's part in the meeting, or that it is agreed or lacks; "" where none will be."""
    if rollout.meeting_on:
        return str(ManagerPart(rollout.manager_part).label)
    if rollout.cancelled_on:
        return ""
    return _("Agreed") if rollout.meeting_planned_on else _("Not agreed")


def warns_of_meeting(rollout: Rollout, *, today: date) -> bool:
    """The meeting was held without the manager, or the unit starts without any."""
    if rollout.cancelled_on:
        return False
    if rollout.meeting_on:
        return not rollout.has_manager
    return rollout.started_on is not None or rollout.planned_start <= today


def state_said(rollout: Rollout) -> str:
    """How far the rollout itself has come."""
    if rollout.started_on:
        return _("Started")
    if rollout.trained_on is None:
        return _("Does not start before the leader is trained")
    return _("Not started")


def answers_for(rollout: Rollout, manager: str) -> str:
    """Who answers for the unit's progress: the development unit until the hand-over."""
    return manager or _("Area manager") if rollout.handover else _("Development unit")
