"""Rows of the access matrix for the management group's board and the status of the plan's rows."""

from tests.matrix_rows import DECIDE, PREPARE, Row, only
from tests.world import make_draft

MAKERS = {
    "row of the plan": lambda _cast, plan: plan.rows.first().pk,
    "row of a draft": lambda cast, _plan: make_draft(cast, generation=3).rows.first().pk,
}

ROWS = [
    Row("boards:row_status_set", only(*DECIDE, *PREPARE), on="row of the plan"),
    Row("boards:row_status_set", only(*DECIDE, *PREPARE, status=422), on="row of the plan",
        method="POST"),
    Row("boards:row_status_set", only(others=403), on="row of a draft"),
]
