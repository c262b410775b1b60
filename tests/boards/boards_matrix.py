"""Rows of the access matrix for boards, suggestions, measuring points and lifted points."""

from tests.boards import boards as made
from tests.matrix_rows import DECIDE, PREPARE, Row, everyone, only

KEEP = ("chief", "tol", "drel")
KEEP_SOME = (*DECIDE, *PREPARE, "tol", "drel", "other_drel")
READ = (*DECIDE, "development", "tol", "drel", "coach", "employee", "administrator")
# They come through the door and do not read Solsiden; a reader reads no boards at all.
FAR = {"secretary": 404, "other_drel": 404}
AT_HOME, AT_SCHOOL, AT_TOP = "board of home", "board of the school", "own board of the group"
NEW, GOING, FIGURE, READING = "suggestion", "suggestion under way", "figure", "board reading"
LIFTED = "lifted point"


def _reading(cast, _plan):
    return made.figure(cast).readings.get().pk


MAKERS = {
    AT_HOME: lambda cast, _plan: made.board(cast).pk,
    AT_SCHOOL: lambda cast, _plan: made.board(cast, "school").pk,
    AT_TOP: lambda cast, _plan: made.board(cast, "group").pk,
    NEW: lambda cast, _plan: made.suggestion(cast).pk,
    GOING: lambda cast, _plan: made.running(cast).pk,
    FIGURE: lambda cast, _plan: made.figure(cast).pk,
    READING: _reading,
    LIFTED: lambda cast, _plan: made.lift(cast).pk,
}


def _read(route, on):
    return Row(f"boards:{route}", only(*READ, others=404, reader=403), on=on)


def _form(route, on, may=KEEP, posted=422, **others):
    return (
        Row(f"boards:{route}", only(*may, **(FAR | others)), on=on),
        Row(f"boards:{route}", only(*may, status=posted, **(FAR | others)), on=on, method="POST"),
    )


PROPOSE = (*KEEP, "coach", "employee")
ROWS = [
    Row("boards:board_list", everyone(200, reader=403)),
    Row("boards:boards_export", everyone(200, reader=403)),
    _read("board_detail", AT_HOME),
    Row("boards:board_detail",
        only(*DECIDE, "development", "other_drel", "administrator", others=404, reader=403),
        on=AT_SCHOOL),
    Row("boards:board_detail", only(*DECIDE, *PREPARE, "administrator", others=404, reader=403),
        on=AT_TOP),
    _read("board_live", AT_HOME),
    Row("boards:board_create", only(*KEEP_SOME)),
    Row("boards:board_create", only(*KEEP_SOME, status=422), method="POST"),
    *_form("board_edit", AT_HOME),
    *_form("board_edit", AT_TOP, (*DECIDE, *PREPARE), tol=404, drel=404, secretary=200)[:1],
    *_form("board_close", AT_HOME),
    _read("suggestion_list", AT_HOME),
    _read("suggestions_export", AT_HOME),
    *_form("suggestion_create", AT_HOME, PROPOSE),
    Row("boards:suggestion_add", only(*PROPOSE, status=422, **FAR), on=AT_HOME, method="POST"),
    Row("boards:suggestion_add", everyone(405), on=AT_HOME),
    _read("suggestion_detail", NEW),
    *_form("suggestion_edit", NEW),
    *_form("suggestion_score", NEW),
    # Nowhere to is nowhere.
    Row("boards:suggestion_move", only(*KEEP, status=404, **FAR), on=NEW),
    Row("boards:suggestion_move", only(*KEEP, status=404, **FAR), on=NEW, method="POST"),
    *_form("round_edit", GOING),
    _read("figure_detail", FIGURE),
    *_form("figure_create", AT_HOME),
    *_form("figure_edit", FIGURE),
    *_form("figure_close", FIGURE),
    *_form("figure_read", FIGURE),
    *_form("board_reading_edit", READING),
    *_form("lift_create", AT_HOME, posted=200),
    _read("lift_detail", LIFTED),
    *_form("lift_answer", LIFTED, ("chief", "tol")),
    *_form("lift_further", LIFTED, ("chief", "tol"), posted=200),
    *_form("lift_withdraw", LIFTED),
]
