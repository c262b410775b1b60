"""Rows of the access matrix for a leader group's board, its meeting that runs, and the status of
the plan's rows."""

from tests.boards.meeting_matrix import BEGUN, MEET, OWN_MEETING, OWN_POINT
from tests.boards.rlg.meetings import running, series_of
from tests.matrix_rows import DECIDE, PREPARE, Row, everyone, only

UNDER_WAY, JUDGED = "point of a running meeting", "row in a running meeting"
BOARD, OWN_BOARD = "what the group follows", "board of an area's leaders"


def _judged(cast, plan):
    return (running(cast).pk, plan.rows.first().pk)


def _own_board(cast, _plan):
    return series_of(
        cast, by="other_tol", owner="schools", name="Ledermøte", leader=cast.positions.other_tol,
        secretary=None,
    ).pk


MAKERS = {
    "row of the plan": lambda _cast, plan: plan.rows.first().pk,
    UNDER_WAY: lambda cast, _plan: running(cast).step_id, JUDGED: _judged,
    BOARD: lambda cast, _plan: series_of(cast).pk, OWN_BOARD: _own_board,
}


def _posts(route, on, status):
    return (
        Row(f"boards:{route}", only(*MEET, status=status, others=404), on=on, method="POST"),
        Row(f"boards:{route}", everyone(405), on=on),
    )


ROWS = [
    Row("boards:row_status_set", only(*DECIDE, *PREPARE), on="row of the plan"),
    Row("boards:row_status_set", only(*DECIDE, *PREPARE, status=422), on="row of the plan",
        method="POST"),
    Row("boards:row_status_set", only(others=403), on="row of a draft"),
    Row("boards:rlg_board", everyone(200)),
    Row("boards:group_board", only(*MEET, others=404), on=BOARD),
    *(
        Row(f"boards:{route}", only(*MEET, others=404), on=BEGUN)
        for route in ("meeting_wall", "meeting_run", "meeting_pen")
    ),
    # Without a step there is none to go to; without a decision nothing to write down.
    *_posts("meeting_step_set", BEGUN, 404),
    *_posts("decision_line", BEGUN, 422),
    *_posts("wheel_used", BEGUN, 302),
    *_posts("point_note", UNDER_WAY, 422),
    *_posts("point_settle", UNDER_WAY, 422),
    Row("boards:meeting_row_status", only(*MEET, status=302, others=404), on=JUDGED, method="POST"),
    Row("boards:meeting_wall", everyone(404), on=OWN_MEETING),
    Row("boards:meeting_run", everyone(404), on=OWN_MEETING),
    Row("boards:meeting_step_set", everyone(404), on=OWN_MEETING, method="POST"),
    Row("boards:point_note", everyone(404), on=OWN_POINT, method="POST"),
    Row("boards:point_settle", everyone(404), on=OWN_POINT, method="POST"),
]
