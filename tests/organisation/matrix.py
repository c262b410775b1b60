"""Rows of the access matrix for units and people in and out of Excel."""

from organisation.workbook.actions import workbook_keep
from tests.matrix_rows import Row, only
from tests.organisation.workbook.books import book, data_of, read


def _draft(cast, _plan):
    data = data_of(book([{"Navn": "Solsiden", "Kort navn": "Sola"}]))
    return workbook_keep(
        by=cast.administrator, name="Enheter.xlsx", size=len(data), read=read(data)
    ).pk


MAKERS = {"workbook": _draft}
OFFICE = ("administrator",)

ROWS = [
    Row("organisation:workbook_upload", only(*OFFICE)),
    Row("organisation:workbook_upload", only(*OFFICE, status=422), method="POST"),
    Row("organisation:workbook_empty", only(*OFFICE)),
    Row("organisation:workbook_filled", only(*OFFICE)),
    Row("organisation:workbook_review", only(*OFFICE), on="workbook"),
    *(
        Row(f"organisation:{route}", only(*OFFICE, status=422), on="workbook", method="POST")
        for route in ("workbook_confirm", "workbook_drop")
    ),
]
