"""Rows of the access matrix for Gemba visits."""

from tests.matrix_rows import DECIDE, Row, only
from tests.reviews.visits import planned

# Who reads visits of Solsiden, and of Åsen skole; coaches read all review material.
SEE = (*DECIDE, "development", "tol", "drel", "coach", "administrator")
SEE_SCHOOL = (*DECIDE, "development", "other_drel", "coach", "administrator")

MAKERS = {
    "visit to home": lambda cast, _plan: planned(cast).pk,
    "visit to school": lambda cast, _plan: planned(cast, unit="school", by="other_tol").pk,
}

ROWS = [
    Row("reviews:visit_detail", only(*SEE, others=404), on="visit to home"),
    Row("reviews:visit_detail", only(*SEE_SCHOOL, others=404), on="visit to school"),
]
