"""The page of one suggestion: what it is about, its rounds, what is lifted, what has happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from boards.board.scope import keeps
from boards.lift.shown import LiftShown, shown_on
from boards.suggestions import cards, rules
from boards.suggestions.choices import RUNNING, Conclusion, SuggestionState
from boards.suggestions.models import PdcaRound, Suggestion
from leanplan.dates import short_date
from leanplan.history import steps_of
from organisation.holders import Owner, holders_of, owner_shown


@dataclass(frozen=True)
class StepShown:
    """One letter of a round: what it is called, what is written under it, whether it is now."""

    letter: str
    name: Any
    lines: Sequence[tuple[Any, str]]
    is_now: bool


@dataclass(frozen=True)
class RoundShown:
    """A round. is_open: it can be written in."""

    number: int
    steps: Sequence[StepShown]
    is_open: bool
    conclusion: str
    concluded_on: date | None


@dataclass(frozen=True)
class Told:
    """Something that has happened to the suggestion."""

    at: datetime
    text: str


@dataclass(frozen=True)
class SuggestionPage:
    """Everything on the page. on_board: the reader reads the board it stands on."""

    suggestion: Suggestion
    card: cards.Card
    owner: Owner | None
    rounds: list[RoundShown]
    lifts: list[LiftShown]
    story: list[Told]
    may_work: bool
    may_lift: bool
    round_text: str
    on_board: bool


STEPS = (
    ("P", pgettext_lazy("pdca", "Plan")), ("D", pgettext_lazy("pdca", "Do")),
    ("C", pgettext_lazy("pdca", "Check")), ("A", pgettext_lazy("pdca", "Act")),
)


def suggestion_page(suggestion: Suggestion, *, user: Any, today: date) -> SuggestionPage:
    """Assemble the page of a suggestion that the user may read."""
    board = suggestion.board
    loaded: Any = cards.for_cards(Suggestion.objects.filter(pk=suggestion.pk)).get()
    holders = holders_of([loaded.responsible_id] if loaded.responsible_id else [], on=today)
    under_way = board.suggestions.running().count()
    beside = cards.Beside(
        holders, {}, board.wip_limit, under_way, today, user, keeps(user, board.owner)
    )
    card = cards.cards_of([loaded], beside)[0]
    rounds = list(suggestion.rounds.all())
    lifts = shown_on(
        board.pk, suggestion.lifts.filter(withdrawn_on=None).select_related(
            "from_board__owner", "to_board__owner"
        ), today=today,
    )
    standing = next((one for one in rounds if one.concluded_on is None), None)
    return SuggestionPage(
        suggestion=suggestion, card=card,
        owner=owner_shown(loaded.responsible, holders) if loaded.responsible else None,
        rounds=[_round(one, suggestion.state, one is standing) for one in reversed(rounds)],
        lifts=lifts, story=_story(suggestion), may_work=card.may_work,
        may_lift=beside.keeps and not any(lift.is_open for lift in lifts)
        and suggestion.state not in (SuggestionState.DECLINED, SuggestionState.DROPPED),
        round_text=_where(card), on_board=user.has_perm("boards.read_boards", board),
    )


def _where(card: cards.Card) -> str:
    """What the circle shows, in words."""
    if not card.letter:
        return card.state_word
    values = {"state": card.state_word, "number": card.round}
    if card.round > 1:
        return _("%(state)s, round %(number)s") % values
    return card.state_word


def _round(one: PdcaRound, state: str, is_open: bool) -> RoundShown:
    here = rules.LETTER.get(SuggestionState(state), "") if is_open and state in RUNNING else ""
    lines = _lines(one)
    return RoundShown(
        one.number,
        [StepShown(letter, name, lines[letter], letter == here) for letter, name in STEPS],
        is_open, str(Conclusion(one.conclusion).label) if one.conclusion else "",
        one.concluded_on,
    )


def _lines(one: PdcaRound) -> dict[str, list[tuple[Any, str]]]:
    """What is written under each letter; what is empty is left out."""
    tried = " – ".join(short_date(day) for day in (one.did_from, one.did_until) if day)
    said = {
        "P": (
            (_("Aim"), one.aim), (_("We believe"), one.hypothesis), (_("Today"), one.baseline),
            (_("Who and when"), one.plan),
        ),
        "D": ((_("What was done"), one.did), (_("Tried"), tried)),
        "C": (
            (_("Result"), cards.result_text(one.result, one.result_number, one.result_unit)),
        ),
        "A": (
            (_("Choice"), str(Conclusion(one.conclusion).label) if one.conclusion else ""),
            (_("Standard that is changed"), one.standard),
        ),
    }
    return {
        letter: [(label, text) for label, text in pairs if text] for letter, pairs in said.items()
    }


def _story(suggestion: Suggestion) -> list[Told]:
    """When it came and where it has been, the newest first; without the names of people."""
    found = []
    for newer, older in steps_of(suggestion):
        if older is None:
            found.append(Told(newer.history_date, _("Proposed")))
        elif newer.state != older.state:
            found.append(Told(newer.history_date, str(SuggestionState(newer.state).label)))
    return found
