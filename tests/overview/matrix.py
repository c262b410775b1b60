"""Rows of the access matrix for what a person opens first."""

from tests.matrix_rows import Row, everyone

ROWS = [
    # One's own page, and that one was there; there is no other's to ask for.
    Row("overview:my_page", everyone(200)),
    Row("overview:visit_note", everyone(204), method="POST"),
    Row("overview:visit_note", everyone(405)),
]
