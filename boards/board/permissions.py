"""Rights of boards, suggestions, measuring points and lifted points."""

from typing import Any

import rules

from boards.board.scope import keeps, keeps_some, read_owner_ids, works_at
from organisation.permissions import administer
from organisation.reach import reach_of

administer("boards", "suggestion", "pdcaround", "boardfigure", "boardreading", "lift")


@rules.predicate
def reads_board(user: Any, board: Any) -> bool:
    """Reads the board's unit; without a board, reads some."""
    reach = reach_of(user)
    if reach.all_units:
        return True
    owners = read_owner_ids(user)
    return bool(owners) if board is None else board.owner_id in owners


@rules.predicate
def keeps_board(user: Any, row: Any) -> bool:
    """Looks after the boards of the unit; without one, of some. row: a board or its unit."""
    return keeps_some(user) if row is None else keeps(user, getattr(row, "owner", row))


@rules.predicate
def proposes(user: Any, board: Any) -> bool:
    """May write a suggestion on the board: works or coaches there, or looks after it."""
    return reads_board(user, None) if board is None else works_at(user, board.owner)


@rules.predicate
def works_on(user: Any, suggestion: Any) -> bool:
    """Moves the suggestion and writes its rounds: looks after its board, answers for it, or is
    named to carry it out. Without one, may do so with some."""
    if suggestion is None:
        return reads_board(user, None)
    reach = reach_of(user)
    named = suggestion.executor_id is not None and suggestion.executor_id == reach.person_id
    return (
        named or suggestion.responsible_id in reach.position_ids
        or keeps(user, suggestion.board.owner)
    )


@rules.predicate
def answers_lift(user: Any, lift: Any) -> bool:
    """Answers for a lifted point, or looks after the board it was lifted to."""
    if lift is None:
        return keeps_some(user)
    held = lift.answerer_id in reach_of(user).position_ids
    return held or keeps(user, lift.to_board.owner)


rules.add_perm("boards.read_boards", reads_board)
rules.add_perm("boards.edit_board", keeps_board)
rules.add_perm("boards.propose", proposes)
rules.add_perm("boards.meet", proposes)
rules.add_perm("boards.work_on_suggestion", works_on)
rules.add_perm("boards.lift", keeps_board)
rules.add_perm("boards.answer_lift", answers_lift)
