from datetime import date

import pytest

from overview.columns.column import short_day
from overview.columns.marks import Half, cell_of

TODAY = date(2018, 11, 13)
BEFORE, AFTER = date(2018, 10, 1), date(2018, 12, 4)
OPEN, LATE = {"duty": "open", "due": date(2018, 12, 31)}, {"duty": "open", "due": date(2018, 6, 30)}


@pytest.mark.parametrize(
    ("known", "state", "on", "late"),
    [
        ({}, "none", None, 0),
        (OPEN, "missing", None, 0),
        (LATE, "late", None, 1),
        ({"duty": "waived", "due": AFTER}, "waived", None, 0),
        ({"duty": "met", "due": BEFORE}, "done", BEFORE, 0),
        ({"held": [(BEFORE, "/1")], **LATE}, "done", BEFORE, 0),
        ({"held": [(BEFORE, "/1")], "planned": [(AFTER, "/2")]}, "done", BEFORE, 0),
        ({"planned": [(AFTER, "/1")], **OPEN}, "planned", AFTER, 0),
        ({"planned": [(TODAY, "/1")]}, "planned", TODAY, 0),
        ({"planned": [(BEFORE, "/1")], **OPEN}, "passed", BEFORE, 0),
        ({"planned": [(BEFORE, "/1"), (AFTER, "/2")]}, "planned", AFTER, 0),
        ({"planned": [(AFTER, "/1")], **LATE}, "late", AFTER, 1),
        ({"planned": [(None, "/1")], **OPEN}, "missing", None, 0),
    ],
)
def test_cell_of(known, state, on, late):
    cell = cell_of(Half(**known), today=TODAY)
    assert (cell.state, cell.on, cell.late) == (state, on, late)


@pytest.mark.parametrize(
    ("known", "lacks"),
    [(OPEN, True), (LATE, True), ({"planned": [(BEFORE, "")]}, True),
     ({"planned": [(AFTER, "")], **OPEN}, False), ({}, False)],
)
def test_cell_of_says_what_lacks(known, lacks):
    assert cell_of(Half(**known), today=TODAY).lacks is lacks


@pytest.mark.parametrize(("day", "text"), [(TODAY, "I dag"), (AFTER, "04.12."), (None, "")])
def test_short_day(day, text):
    assert short_day(day, today=TODAY) == text


def test_cell_of_leads_to_what_it_shows():
    assert cell_of(Half(planned=[(BEFORE, "/1"), (AFTER, "/2")]), today=TODAY).url == "/2"
    assert cell_of(Half(held=[(BEFORE, "/1"), (AFTER, "/2")]), today=TODAY).url == "/2"
