"""Rows of the access matrix for board meetings and for screens on the wall."""

from datetime import date

from boards.meetings.actions.run import board_decision_add, board_meeting_start
from boards.models import BoardMeeting, WallAddress
from boards.wall.addresses import wall_address_make
from tests.boards import boards as made
from tests.boards.board_world import held
from tests.boards.boards_matrix import FAR, KEEP, PROPOSE, READ
from tests.boards.wheels import entry
from tests.matrix_rows import DECIDE, Row, everyone, only

AT_HOME, AT_SCHOOL = "meetings at home", "meetings at the school"
HELD, RUNS, DECISION = "board meeting", "running board meeting", "decision at a board"
AGREED = "running board meeting with a decision"
ASIDE, SCREEN, SECRET = "time set aside", "address of a screen", "screen's secret"


def _meeting(cast):
    return held(cast, made.board(cast), date(2018, 11, 12))


def _running(cast, _plan):
    return board_meeting_start(by=cast.drel, board=made.board(cast)).pk


def _with_decision(cast, plan):
    pk = _running(cast, plan)
    board_decision_add(
        by=cast.drel, meeting=BoardMeeting.objects.get(pk=pk), text="Øve", key="k"
    )
    return pk


def _decision(cast, _plan):
    return board_decision_add(by=cast.drel, meeting=_meeting(cast), text="Øve", key="k").pk


def _slot(cast, _plan):
    slot = entry(cast, unit="home", by="drel", set_aside="reflection", recurrence="week")
    return made.board(cast).pk, slot.pk


def secret_of(cast):
    """The secret of a screen that shows Solsiden's board."""
    return wall_address_make(
        by=cast.drel, board=made.board(cast), place="Vaktrommet", expires_on=date(2019, 1, 31)
    )[0]


def _address(cast, _plan):
    secret_of(cast)
    return WallAddress.objects.get().pk


MAKERS = {
    AT_HOME: lambda cast, _plan: made.board(cast).pk,
    AT_SCHOOL: lambda cast, _plan: made.board(cast, "school").pk,
    HELD: lambda cast, _plan: _meeting(cast).pk,
    RUNS: _running, AGREED: _with_decision, DECISION: _decision, ASIDE: _slot, SCREEN: _address,
    SECRET: lambda cast, _plan: secret_of(cast),
}


def _form(route, on, may=PROPOSE):
    return (
        Row(f"boards:{route}", only(*may, **FAR), on=on),
        Row(f"boards:{route}", only(*may, status=422, **FAR), on=on, method="POST"),
    )


def _press(route, on):
    return (
        Row(f"boards:{route}", only(*PROPOSE, status=302, **FAR), on=on, method="POST"),
        Row(f"boards:{route}", everyone(405), on=on),
    )


READ_HOME = only(*READ, others=404, reader=403)
ROWS = [
    Row("boards:board_meetings", READ_HOME, on=AT_HOME),
    Row("boards:board_meetings_export", READ_HOME, on=AT_HOME),
    Row("boards:board_meetings",
        only(*DECIDE, "development", "other_drel", "administrator", others=404, reader=403),
        on=AT_SCHOOL),
    *_form("board_meeting_log", AT_HOME),
    *_press("board_meeting_start", AT_HOME),
    *_press("board_slot_tick", ASIDE),
    Row("boards:board_meeting", READ_HOME, on=HELD),
    *_form("board_meeting_edit", HELD),
    *_form("board_meeting_delete", HELD),
    *_press("board_meeting_step", RUNS),
    *_press("board_meeting_end", RUNS),
    *_press("board_meeting_drop", AGREED),
    *_press("board_decision_add", HELD),
    *_form("board_decision_edit", DECISION),
    *_press("board_decision_done", DECISION),
    *_form("board_decision_delete", DECISION),
    *_form("wall_list", AT_HOME, KEEP),
    Row("boards:wall_end", only(*KEEP, status=302, **FAR), on=SCREEN, method="POST"),
    Row("boards:wall", everyone(200), on=SECRET, public=True),
    Row("boards:wall", everyone(404), on="secret", public=True),
    Row("boards:wall_news", everyone(200), on=SECRET, public=True),
    Row("boards:wall_news", everyone(404), on="secret", public=True),
]
