"""Workbooks as a municipality sends them: made with openpyxl, read as the child process reads."""

import io
import json

import openpyxl

from leanplan import xlsx_reader
from leanplan.xlsx import workbook
from organisation.workbook.filled import filled_workbook
from organisation.workbook.plan import plan_of
from tests.world import TODAY

UNIT = ("Nøkkel", "Navn", "Kort navn", "Type", "Hører til", "Hører til fra", "Finnes fra",
        "Siste dag", "Organisasjonsnummer", "Utviklingsenhet", "Kommer fra")
PERSON = ("Nøkkel", "Fornavn", "Etternavn", "E-post", "Konto", "Objekt-id", "Rolle", "Enhet", "Fra",
          "Til", "Konstituert")


def book(units=(), people=(), unit_head=UNIT, person_head=PERSON):
    """A workbook of rows given as {heading: value}; row 2 is the first."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, head, rows in (("Enheter", unit_head, units), ("Personer", person_head, people)):
        page = made.create_sheet(title)
        page.append(list(head))
        for row in rows:
            assert set(row) <= set(head), set(row) - set(head)
            page.append([row.get(name) for name in head])
    return made


def data_of(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(data):
    """What the child process answers with."""
    return json.loads(json.dumps(xlsx_reader.read(data)))


def plan(units=(), people=(), **heads):
    return plan_of(read(data_of(book(units, people, **heads))), today=TODAY)


def filled(today=TODAY):
    """The workbook that is handed out, as openpyxl has it, to be changed."""
    return openpyxl.load_workbook(io.BytesIO(workbook(filled_workbook(today=today))))


def plan_of_book(made, today=TODAY):
    return plan_of(read(data_of(made)), today=today)


def cell(made, sheet, key, heading):
    """The cell of the row whose name, or family name, is `key`, under a heading."""
    page = made[sheet]
    head = [each.value for each in page[1]]
    by = head.index("Navn" if sheet == "Enheter" else "Etternavn")
    (row,) = [r for r in page.iter_rows(min_row=2) if r[by].value == key]
    return row[head.index(heading)]


def told(plan):
    """{address with its sheet: what is wrong}"""
    return {f"{error.sheet} {error.address}": error.text for error in plan.errors}
