"""Rows of the access matrix for the annual wheel."""

from tests.boards.wheels import entry
from tests.matrix_rows import DECIDE, PREPARE, Row, everyone, only

MAIN, HOME = "wheel of the group", "wheel of home"
IN_MAIN, IN_HOME = "entry of the group's wheel", "entry of home's wheel"
KEEP_MAIN = (*DECIDE, *PREPARE)
KEEP_HOME = ("chief", "tol", "drel")
# They keep some wheel and do not read Solsiden; who keeps none gets no further than the door.
FAR = {"secretary": 404, "other_drel": 404}
READ_HOME = (*DECIDE, "development", "tol", "drel", "coach", "employee", "administrator")

MAKERS = {
    MAIN: lambda cast, _plan: (cast.units.group.pk, 2018),
    HOME: lambda cast, _plan: (cast.units.home.pk, 2018),
    "group": lambda cast, _plan: cast.units.group.pk,
    "home": lambda cast, _plan: cast.units.home.pk,
    IN_MAIN: lambda cast, _plan: entry(cast).pk,
    IN_HOME: lambda cast, _plan: entry(cast, unit="home").pk,
}


def _forms(route, main, home, posted=422):
    return (
        Row(f"boards:{route}", only(*KEEP_MAIN), on=main),
        Row(f"boards:{route}", only(*KEEP_HOME, **FAR), on=home),
        Row(f"boards:{route}", only(*KEEP_MAIN, status=posted), on=main, method="POST"),
        Row(f"boards:{route}", only(*KEEP_HOME, status=posted, **FAR), on=home, method="POST"),
    )


ROWS = [
    Row("boards:wheel_current", everyone(200)),
    *(
        row
        for route in ("wheel_year", "wheel_export")
        for row in (
            Row(f"boards:{route}", everyone(200), on=MAIN),
            Row(f"boards:{route}", only(*READ_HOME, others=404), on=HOME),
        )
    ),
    *_forms("wheel_entry_create", "group", "home"),
    *_forms("wheel_entry_edit", IN_MAIN, IN_HOME),
    *_forms("wheel_entry_delete", IN_MAIN, IN_HOME),
    *_forms("wheel_copy", MAIN, HOME, posted=302),
    Row("boards:wheel_entry_tick", only(*KEEP_MAIN, status=302), on=IN_MAIN, method="POST"),
    Row("boards:wheel_entry_tick", only(*KEEP_HOME, status=302, **FAR), on=IN_HOME, method="POST"),
    Row("boards:wheel_entry_tick", everyone(405), on=IN_MAIN),
]
