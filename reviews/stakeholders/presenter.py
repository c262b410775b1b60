"""A stakeholder analysis as its page shows it: groups in order, the grid, the check points."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from organisation.holders import holders_of, owner_shown
from reviews.stakeholders.choices import Attitude, Level, Strategy
from reviews.stakeholders.models import Stakeholder, StakeholderAnalysis, StakeholderCheck
from reviews.stakeholders.rules import CELL, LEFT, TOP, Placed, placed, proposed_strategy


@dataclass(frozen=True)
class GroupShown:
    """A group with its sign in the grid. own: its strategy is another than the levels propose."""

    group: Stakeholder
    sign: Placed
    influence: str
    interest: str
    attitude: str
    strategy: str
    own: bool
    invited_by: str


@dataclass(frozen=True)
class Cell:
    """A cell of the grid, by its left upper corner. kind: first letter of its strategy's place."""

    x: int
    y: int
    kind: str


@dataclass(frozen=True)
class Mark:
    """A level at the edge of the grid: its word, and the middle of its column or row."""

    word: str
    x: int
    y: int


@dataclass(frozen=True)
class CheckShown:
    """A check point. kind: "done", "now" (the next one) or "later". days: to the planned day."""

    check: StakeholderCheck
    kind: str
    days: int | None
    by: str


@dataclass(frozen=True)
class StakeholdersPage:
    """The groups in the order they were written; the grid; the three check points."""

    analysis: StakeholderAnalysis
    groups: list[GroupShown]
    cells: list[Cell]
    marks: list[Mark]
    checks: list[CheckShown]
    may_manage: bool


_KINDS = {"engage": "e", "satisfy": "t", "inform": "i", "little": "l"}


def grid_cells() -> list[Cell]:
    """The sixteen cells, from the left lower corner."""
    return [
        Cell(
            LEFT + interest * CELL, TOP + (3 - influence) * CELL,
            _KINDS[proposed_strategy(influence, interest)],
        )
        for influence in range(4) for interest in range(4)
    ]


def stakeholders_page(
    analysis: StakeholderAnalysis, *, user: Any, today: date
) -> StakeholdersPage:
    """All that the page shows; the same queries for any number of groups."""
    groups = list(analysis.groups.select_related("invited_by__unit"))
    signs = placed([(group.influence, group.interest) for group in groups])
    holders = holders_of((one.invited_by_id for one in groups if one.invited_by_id), on=today)
    return StakeholdersPage(
        analysis=analysis,
        groups=[_shown(group, sign, holders) for group, sign in zip(groups, signs, strict=True)],
        cells=grid_cells(),
        marks=[
            Mark(str(level.label), LEFT + level * CELL + CELL // 2,
                 TOP + (3 - level) * CELL + CELL // 2 + 5)
            for level in Level
        ],
        checks=_checks(analysis, today=today),
        may_manage=user.has_perm("reviews.manage_stakeholders", analysis),
    )


def _shown(group: Stakeholder, sign: Placed, holders: Any) -> GroupShown:
    proposed = proposed_strategy(group.influence, group.interest)
    strategy = group.strategy or proposed
    invited_by = ""
    if group.invited_by:
        owner = owner_shown(group.invited_by, holders)
        invited_by = f"{owner.name}, {owner.under}" if owner.kind == "person" else owner.name
    return GroupShown(
        group, sign, str(Level(group.influence).label).lower(),
        str(Level(group.interest).label).lower(), str(Attitude(group.attitude).label).lower(),
        str(Strategy(strategy).label), strategy != proposed, invited_by,
    )


def _checks(analysis: StakeholderAnalysis, *, today: date) -> list[CheckShown]:
    found, is_next = [], True
    for check in analysis.checks.select_related("done_by__person"):
        kind = "done" if check.done_on else "now" if is_next else "later"
        is_next = is_next and bool(check.done_on)
        days = (check.planned_on - today).days if check.planned_on and not check.done_on else None
        person = getattr(check.done_by, "person", None)
        by = ", ".join(filter(None, (person.name if person else "", check.done_as)))
        found.append(CheckShown(check, kind, days, by))
    return found
