"""What the plan asks of boards (M14, M19): in each quarter, so many of the meetings that a board's
own rhythm gives. Holidays and pauses ask for none."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from boards.board_models import Board
from boards.choices import Cadence
from boards.meetings.history import entries_of, leaders_of, marks_of, pauses_known
from boards.meetings.rhythm import HELD, OPEN, Entry, Mark, needed, spans_between
from boards.meetings.settings import GROUP_SHARE, SHARE
from leanplan import thresholds
from leanplan.periods import quarter_key, span_of
from leanplan.questions import question
from measures.obligation_rules import subject_keys
from measures.presenters.measure import address_of
from measures.registries import Ask, Met, ObligationRule, Steps, Wanted, obligation_rules
from organisation.models import Pause
from organisation.roles import UnitKind


@question
def _boards_named(keys: Collection[int]) -> QuerySet[Board]:
    return Board.objects.filter(pk__in=keys).select_related("owner")


class BoardRhythm(ObligationRule):
    """One for each board with a rhythm and each quarter, due when the quarter ends.

    It is met by the meeting with which enough are held; what is entered later counts as well.
    """

    counted_by = "quarter"
    share = SHARE

    @property
    def steps(self) -> Steps:
        """A month before the quarter ends, and a week after."""
        return Steps(before=(30,), after=(7,))

    def boards(self) -> Q:
        """Which boards it is about."""
        raise NotImplementedError

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """For every quarter that lies wholly after the start; five queries."""
        boards = list(self._asked(ask))
        quarters = list(_quarters(ask.since, ask.today))
        if not boards or not quarters:
            return
        first, last = quarters[0][1], quarters[-1][2]
        entries = entries_of([board.pk for board in boards], first, last)
        leaders = leaders_of({board.owner_id for board in boards}, today=ask.today)
        pauses = pauses_known()
        for board in boards:
            for key, begins, ends in quarters:
                found = quarter_marks(
                    board, begins, ends, entries.get(board.pk, ()), pauses, today=ask.today
                )
                asked = sum(mark.is_asked or mark.state == OPEN for mark in found)
                if asked:
                    yield Wanted(
                        f"board:{board.pk}", key, board.owner_id, begins, ends,
                        leaders.get(board.owner_id), self._met(found, asked),
                    )

    def _asked(self, ask: Ask) -> Iterator[Board]:
        rows = Board.objects.in_use().exclude(cadence=Cadence.NONE).filter(self.boards())
        if ask.subjects is not None:
            mine = (each for each in ask.subjects if each.startswith("board:"))
            rows = rows.filter(pk__in=list(subject_keys(mine)))
        elif ask.unit_ids is not None:
            rows = rows.filter(owner__in=ask.unit_ids)
        yield from rows.order_by("pk")

    def _met(self, found: Sequence[Mark], asked: int) -> Met | None:
        held = [mark.entry for mark in found if mark.state == HELD and mark.entry]
        enough = needed(asked, thresholds.value(self.share.key))
        if len(held) < enough:
            return None
        last = held[enough - 1]
        event = f"board_meeting:{last.pk}" if last.pk else f"meeting:{last.group}"
        return Met(event, last.day)

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the board and its unit; one query."""
        known = subject_keys(subjects)
        said = gettext("Board meetings by their rhythm: %(board)s, %(unit)s")
        return {
            known[board.pk]: said % {"board": board.name, "unit": board.owner.short}
            for board in _boards_named(set(known))
        }

    def counted(self, total: int) -> str:
        """So many boards."""
        return ngettext("%(total)s board", "%(total)s boards", total) % {"total": total}

    def do_url(self, subject: str) -> str:
        """The meetings of the board."""
        return reverse("boards:board_meetings", args=list(subject_keys([subject])))

    def event_url(self, event: str) -> str:
        """The meeting with which it was enough."""
        what, _colon, key = event.partition(":")
        route = "boards:board_meeting" if what == "board_meeting" else "boards:meeting_minutes"
        return address_of(route) % int(key)


def quarter_marks(
    board: Board, first: date, last: date, entries: Sequence[Entry], pauses: Sequence[Pause], *,
    today: date,
) -> list[Mark]:
    """How the spans of a board went that end in a quarter."""
    spans = spans_between(board.cadence, first, last)
    return marks_of(board, spans, entries, pauses=pauses, today=today)


def _quarters(since: date, today: date) -> Iterator[tuple[str, date, date]]:
    """(key, first and last day) of the quarters that lie wholly after the start, until today's."""
    if since > today:
        return
    first, last = span_of(since, "quarter")
    while first <= today:
        if first >= since:
            yield quarter_key(first), first, last
        first, last = span_of(date.fromordinal(last.toordinal() + 1), "quarter")


class BoardMeetings(BoardRhythm):
    """The boards of units, areas and staff units (M14)."""

    key = "board_meetings"
    label = _("Board meetings by each board's rhythm")
    serves = _("For a line that asks for board meetings in the units.")
    words = (("tavlem",),)
    thresholds = (SHARE.key,)

    def boards(self) -> Q:
        """All but those of management groups."""
        return ~Q(owner__kind=UnitKind.MANAGEMENT_GROUP)


class ManagementGroupBoards(BoardRhythm):
    """The boards of management groups (M19)."""

    key = "management_group_boards"
    label = _("Boards of management groups are in steady use")
    serves = _("For a line that asks the management group to use its boards.")
    words = (("tavle", "rlg"), ("tavle", "ledergruppe"), ("tavle", "leiargruppe"))
    share = GROUP_SHARE
    thresholds = (GROUP_SHARE.key,)

    def boards(self) -> Q:
        """Those of management groups."""
        return Q(owner__kind=UnitKind.MANAGEMENT_GROUP)


RULES = (BoardMeetings, ManagementGroupBoards)


def register() -> None:
    """Make the rules known; called once when the app is ready."""
    for rule in RULES:
        obligation_rules.register(rule())
