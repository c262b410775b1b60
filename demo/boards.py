"""The boards of the demo: what stands on them, what is under way, what is lifted."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from boards.board.actions import board_create
from boards.lift.actions import lift_answer, lift_create
from boards.lift.models import Lift
from boards.lift.target import board_above
from boards.measuring.actions import figure_create, reading_add
from boards.models import Board, Suggestion
from boards.suggestions.actions import (
    MoveSaid,
    round_edit,
    round_of,
    suggestion_create,
    suggestion_edit,
    suggestion_move,
)
from boards.suggestions.choices import RUNNING
from demo.boards_text import BOARDS, LIFTS, BoardSaid, LiftSaid, Step, SuggestionSaid
from demo.calendar import at
from demo.places import Places
from leanplan.access import permit
from leanplan.clock import pinned

# The boards hang there since so many days.
SINCE = 180


def make_boards(places: Places) -> None:
    """Make the boards, each thing on its day and by who may."""
    made = {said.name: _board(places, said) for said in BOARDS}
    for said in BOARDS:
        for suggestion in said.suggestions:
            _suggestion(places, made[said.name], said, suggestion)
    lifted: dict[str, Lift] = {}
    for lift in LIFTS:
        lifted[lift.text] = _lift(places, made[lift.board], lift, lifted)


def _board(places: Places, said: BoardSaid) -> Board:
    user, owner = places.user(said.by), places.units[said.owner]
    with pinned(at(places.calendar.ago(SINCE), 9)):
        permit(user, "boards.edit_board", owner)
        board = board_create(by=user, owner=owner, values={
            "name": said.name, "purpose": said.purpose, "rules": said.rules,
            "cadence": said.cadence, "weekday": said.weekday, "starts_at": time(said.hour),
            "minutes": said.minutes, "place": said.place, "wip_limit": said.limit,
        })
        figures = [
            (figure, figure_create(by=user, board=board, values={
                "name": figure.name, "unit": figure.unit, "target": Decimal(figure.target),
                "better": figure.better,
            })) for figure in said.figures
        ]
    for figure, row in figures:
        for back, value in enumerate(reversed(figure.values)):
            day = places.calendar.ago(3 + 14 * back)
            with pinned(at(day, 14)):
                reading_add(by=user, figure=row, read_on=day, value=Decimal(value))
    return board


def _suggestion(
    places: Places, board: Board, whose: BoardSaid, said: SuggestionSaid
) -> None:
    day, user = places.calendar.ago(said.ago), places.user(whose.by)
    effort, effect = said.scores or (None, None)
    with pinned(at(day, 13, 10)):
        row = suggestion_create(
            by=places.user(said.proposer) if said.proposer else user, board=board,
            title=said.title, problem=said.problem, effort=effort, effect=effect,
            proposer=places.people[said.proposer] if said.proposer else None,
            proposed_by=said.in_words,
        )
    for step in said.steps:
        with pinned(at(places.calendar.ago(step.ago), 13, 20)):
            _step(places, row, said, step, user)


def _step(
    places: Places, row: Suggestion, said: SuggestionSaid, step: Step, user: Any
) -> None:
    """Write into the round what is to be written, then move; a step to where it is only writes."""
    pdca = round_of(row)
    if pdca is not None and step.write:
        values: dict[str, Any] = dict(step.write)
        if "result_number" in values:
            values["result_number"] = Decimal(values["result_number"])
        round_edit(by=user, pdca=pdca, version=pdca.version, values=values)
    if step.to == row.state:
        return
    moved = MoveSaid(decision=step.decision, standard=step.standard, over_limit=said.over_limit)
    if step.to in RUNNING and row.responsible is None:
        due = _day(places, said.due)
        moved = MoveSaid(responsible=places.position(said.responsible), due_date=due)
    suggestion_move(by=user, suggestion=row, version=row.version, to=step.to, said=moved)
    if said.executor and row.executor is None and row.state in RUNNING:
        suggestion_edit(
            by=user, suggestion=row, version=row.version,
            values={"executor": places.people[said.executor]},
        )


def _day(places: Places, days: int) -> date:
    return places.calendar.ahead(days) if days > 0 else places.calendar.ago(-days)


def _lift(places: Places, board: Board, said: LiftSaid, before: dict[str, Lift]) -> Lift:
    user = places.user(said.by)
    with pinned(at(places.calendar.ago(said.ago), 13, 30)):
        suggestion = board.suggestions.filter(title=said.suggestion).first()
        above = board_above(board, on=places.calendar.ago(said.ago)).boards[0]
        lift = lift_create(
            by=user, board=board, to_board=above, text=said.text, suggestion=suggestion,
            answer_by=_day(places, said.due), continues=before.get(said.on),
        )
    if said.answer:
        with pinned(at(places.calendar.ago(said.answered), 10)):
            answerer = places.user("Kari Nordmo")
            permit(answerer, "boards.answer_lift", lift)
            lift_answer(by=answerer, lift=lift, version=lift.version, answer=said.answer)
    return lift
