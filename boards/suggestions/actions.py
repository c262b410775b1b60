"""Suggestions: made, changed, moved, tried in rounds, and answered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.board_models import Board
from boards.live import live_changed
from boards.meetings.keys import board_key
from boards.suggestions import notices, rules
from boards.suggestions.choices import RUNNING, Conclusion, SuggestionState
from boards.suggestions.models import PdcaRound, Suggestion
from leanplan.clock import today
from leanplan.versioning import create, save_changes
from organisation.models import Person, Position


@transaction.atomic
def suggestion_create(
    *, by: Any, board: Board, title: str, proposer: Person | None = None, proposed_by: str = "",
    **values: Any,
) -> Suggestion:
    """Put a suggestion on a board.

    Without a proposer nothing tells who made it: the history names nobody either. Errors:
    ValidationError.
    """
    live_changed(board_key(board.pk))
    named = proposer is not None or bool(proposed_by.strip())
    return create(
        Suggestion(
            board=board, title=title, proposer=proposer, proposed_by=proposed_by,
            proposed_on=today(), state_on=today(), **values,
        ),
        by=by if named else None,
    )


@transaction.atomic
def suggestion_edit(
    *, by: Any, suggestion: Suggestion, version: int, values: dict[str, Any]
) -> Suggestion:
    """Change what a suggestion says, its scores, who answers for it. Errors: Conflict,
    ValidationError."""
    live_changed(board_key(suggestion.board_id))
    was_named = suggestion.proposer_id is not None or bool(suggestion.proposed_by)
    save_changes(suggestion, values, version=version, by=by)
    if was_named and suggestion.proposer_id is None and not suggestion.proposed_by:
        # Whoever wrote it may be who proposed it: the name goes from the record as well.
        records: Any = Suggestion.history
        records.filter(id=suggestion.pk, history_type="+").update(history_user=None)
    return suggestion


@dataclass(frozen=True)
class MoveSaid:
    """What a person says with a move; what is not asked for is left as it is."""

    responsible: Position | None = None
    due_date: date | None = None
    decision: str = ""
    result: str = ""
    result_number: Any = None
    result_unit: str = ""
    standard: str = ""
    over_limit: bool = False


NOTHING = MoveSaid()


@transaction.atomic
def suggestion_move(
    *, by: Any, suggestion: Suggestion, version: int, to: str, said: MoveSaid = NOTHING
) -> Suggestion:
    """Move a suggestion on, back or aside, with what the move asks for.

    to: a state, or "again" for another round. Errors: Conflict; ValidationError, which names what
    is missing by its field and saves nothing.
    """
    live_changed(board_key(suggestion.board_id))
    if not rules.may_move(suggestion.state, to):
        raise ValidationError(
            _("It has been moved meanwhile, and cannot go there from where it is now.")
        )
    facts = facts_of(suggestion, said)
    _refuse_missing(rules.asks(facts, to), said, facts)
    before = suggestion.state
    state = SuggestionState.PLAN if to == rules.AGAIN else SuggestionState(to)
    values: dict[str, Any] = {"state": state, "state_on": today()}
    if said.responsible is not None:
        values["responsible"] = said.responsible
    if said.due_date is not None:
        values["due_date"] = said.due_date
    if said.decision.strip():
        values["decision"] = said.decision
    save_changes(suggestion, values, version=version, by=by)
    _rounds_follow(suggestion, before, to, said, by=by)
    if state == SuggestionState.DECLINED:
        notices.tell_declined(suggestion, by=by)
    return suggestion


def _refuse_missing(asks: rules.Asks, said: MoveSaid, facts: rules.Facts) -> None:
    missing: dict[str, str] = {}
    if asks.owner:
        missing["responsible"] = _("Write who answers for it while it is under way.")
    if asks.deadline:
        missing["due_date"] = _("Write by when.")
    if asks.reason and not said.decision.strip():
        missing["decision"] = _("Write why, in a way that the proposer can read.")
    if asks.result:
        missing["result"] = _("Write the result, as text or as a number, before you go on.")
    if asks.standard and not said.standard.strip():
        missing["standard"] = _("Write what standard is changed, so that it lasts.")
    if asks.over_limit and not said.over_limit:
        missing["over_limit"] = _(
            "%(number)s are under way already, and the board's limit is %(limit)s. Finish one "
            "first, or tick that you mean it."
        ) % {"number": facts.under_way, "limit": facts.limit}
    if missing:
        raise ValidationError(missing)


def _rounds_follow(
    suggestion: Suggestion, before: str, to: str, said: MoveSaid, *, by: Any
) -> None:
    """A round begins with P, takes the result at C, and is concluded with A."""
    standing = round_of(suggestion)
    if standing is not None and _says_result(said):
        save_changes(
            standing,
            {"result": said.result, "result_number": said.result_number,
             "result_unit": said.result_unit},
            version=standing.version, by=by,
        )
    concluded = _conclusion(before, to)
    if standing is not None and concluded:
        save_changes(
            standing,
            {"conclusion": concluded, "standard": said.standard, "concluded_on": today()},
            version=standing.version, by=by,
        )
        standing = None
    if suggestion.state in RUNNING and standing is None:
        number = suggestion.rounds.count() + 1
        create(PdcaRound(suggestion=suggestion, number=number), by=by)


def _says_result(said: MoveSaid) -> bool:
    return bool(said.result.strip()) or said.result_number is not None


def _conclusion(before: str, to: str) -> str:
    """What the open round ends with by this move; "" where it goes on."""
    if to == SuggestionState.ADOPTED:
        return Conclusion.ADOPT
    if to == SuggestionState.DROPPED:
        return Conclusion.ABANDON
    return Conclusion.ADAPT if to == rules.AGAIN and before == SuggestionState.CHECK else ""


def round_of(suggestion: Suggestion) -> PdcaRound | None:
    """The round that is not concluded; None where there is none. One query."""
    return suggestion.rounds.filter(concluded_on=None).first()


def facts_of(suggestion: Suggestion, said: MoveSaid = NOTHING) -> rules.Facts:
    """What a move of the suggestion is judged by, with what is said; two queries."""
    standing = round_of(suggestion)
    others = suggestion.board.suggestions.running().exclude(pk=suggestion.pk)
    return rules.Facts(
        state=suggestion.state,
        has_responsible=(said.responsible or suggestion.responsible_id) is not None,
        has_deadline=(said.due_date or suggestion.due_date) is not None,
        has_result=_says_result(said) or (standing is not None and standing.has_result),
        under_way=others.count(), limit=suggestion.board.wip_limit,
    )


@transaction.atomic
def round_edit(
    *, by: Any, pdca: PdcaRound, version: int, values: dict[str, Any]
) -> PdcaRound:
    """Write what is planned, done and seen in a round. Errors: Conflict, ValidationError."""
    live_changed(board_key(pdca.suggestion.board_id))
    if pdca.concluded_on is not None:
        raise ValidationError(_("The round is concluded, and stays as it was."))
    save_changes(pdca, values, version=version, by=by)
    return pdca
