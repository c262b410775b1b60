"""Where a point is lifted to: the nearest board above, and who answers there."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from boards.board.scope import TOP
from boards.board_models import Board
from organisation.actions import position_get
from organisation.models import OrgUnit, Position
from organisation.roles import Role, UnitKind
from organisation.tree import parents_on
from reviews.places import leader_made


@dataclass(frozen=True)
class Above:
    """boards: the nearest above, several where that owner has several. passed: units in between
    that have none. why_none: what is said where there is no board above at all."""

    boards: list[Board]
    passed: list[str]
    why_none: str = ""


def board_above(board: Board, *, on: date) -> Above:
    """Go up the tree from the board's owner to the first unit that has a board, itself or by its
    leader group; three queries."""
    if board.owner.kind in TOP:
        return Above([], [], _("This board is the top one. There is no board above it."))
    parents = parents_on(on)
    levels = _levels(board.owner_id, parents)
    groups = OrgUnit.objects.existing(on=on).filter(kind=UnitKind.MANAGEMENT_GROUP)
    names = {
        unit.pk: unit for unit in (*groups, *OrgUnit.objects.filter(pk__in=levels))
    }
    beside = {pk: parents.get(pk) for pk, unit in names.items()
              if unit.kind == UnitKind.MANAGEMENT_GROUP}
    found = list(Board.objects.in_use().filter(owner__in=names).select_related("owner"))
    passed: list[str] = []
    for level in levels:
        here = {level, *(group for group, parent in beside.items() if parent == level)}
        boards = [one for one in found if one.owner_id in here and one.pk != board.pk]
        if boards:
            return Above(boards, passed)
        passed.append(names[level].short)
    if not passed:
        said = _("%(unit)s stands under no other unit today, so there is nowhere to lift it to.")
        return Above([], [], said % {"unit": board.owner.short})
    said = _(
        "There is no board above yet: %(units)s has none. Ask whoever leads there to make one."
    )
    return Above([], passed, said % {"units": ", ".join(passed)})


def _levels(unit_id: int, parents: dict[int, int]) -> list[int]:
    """From the unit's parent up to the root."""
    found: list[int] = []
    here = parents.get(unit_id)
    while here is not None and here not in found:
        found.append(here)
        here = parents.get(here)
    return found


def answerer_of(board: Board) -> Position:
    """Who answers for what is lifted to a board: the body itself, or who leads the unit."""
    if board.owner.kind == UnitKind.MANAGEMENT_GROUP:
        return position_get(by=None, role=Role.BODY, unit=board.owner)
    return leader_made(board.owner)
