"""What a screen without a person shows of a board: nothing about anybody.

The board is assembled as for nobody (user None), and this module picks what may hang on a wall:
what it says stands here, so that a new field of the board never shows by itself.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from boards.board.presenter import board_page
from boards.board_models import Board
from boards.measuring.shown import FigureShown
from boards.meetings.shown import Strip
from boards.suggestions.cards import Card
from boards.suggestions.rules import Quarter
from leanplan.live import Live

# So many suggestions are legible from across a room.
ON_WALL = 6


@dataclass(frozen=True)
class WallCard:
    """A suggestion on the wall: what, how far, by when; nobody's name. late: its deadline has
    passed."""

    title: str
    effort: int | None
    effect: int | None
    state: str
    letter: str
    quarters: tuple[Quarter, ...]
    due: str
    late: bool


@dataclass(frozen=True)
class Wall:
    """The screen. loaded: where it differs from the page, the page loads itself anew."""

    board: Board
    live: Live
    loaded: str
    strip: Strip | None
    figures: list[FigureShown]
    waiting: list[WallCard]
    waiting_count: int
    running: list[WallCard]
    under_way: int
    adopted: list[WallCard]
    shows_waiting: bool
    shows_running: bool

    @property
    def shows_figures(self) -> bool:
        """There is something measured."""
        return bool(self.figures)

    @property
    def more_waiting(self) -> int:
        """How many wait besides those shown."""
        return self.waiting_count - len(self.waiting)


def wall_of(board: Board, *, secret: str, today: date, state: str = "") -> Wall:
    """Assemble the screen. state: where it is known."""
    page = board_page(board, user=None, today=today, state=state)
    news = reverse("boards:wall_news", args=[secret])
    shows = page.shows
    return Wall(
        board, Live(news, page.live.state, page.live.every), f"{today:%Y%m%d}",
        page.meeting.strip, page.figures if shows["figures"] else [],
        [_card(one) for one in page.waiting[:ON_WALL]], page.waiting_count,
        [_card(one) for one in page.running], page.under_way,
        [_card(one) for one in page.adopted] if shows["results"] else [],
        shows["suggestions"], shows["running"],
    )


def _card(card: Card) -> WallCard:
    due = card.due
    return WallCard(
        card.title, card.effort, card.effect, card.state_word, card.letter, card.quarters,
        (due.note if due.is_over else due.text) if due else "", bool(due and due.is_over),
    )
