"""Rows of the access matrix for follow-up areas."""

from tests.matrix_rows import DECIDE, Row, only
from tests.reviews.follow_ups import follow_up

# Who reads what leaders see and agree in Solsiden; coaches read all review material.
SEE = (*DECIDE, "development", "tol", "drel", "coach", "administrator")

MAKERS = {
    "follow-up of home": lambda cast, _plan: follow_up(cast).pk,
    "follow-up of school": lambda cast, _plan: follow_up(
        cast, unit="school", by="other_drel", owner="other_drel"
    ).pk,
}

ROWS = [
    Row("reviews:follow_up_detail", only(*SEE, others=404), on="follow-up of home"),
    Row(
        "reviews:follow_up_detail",
        only(*DECIDE, "development", "other_drel", "coach", "administrator", others=404),
        on="follow-up of school",
    ),
]
