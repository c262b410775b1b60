import json
from dataclasses import replace
from datetime import date

import docx
import pytest

from documents.parsed import Adoption, ParsedPlan, content, count, from_json, to_json
from tests.documents import files


def whole():
    document = docx.Document()
    files.write_front(document)
    files.add_table(document, [("A?", "Innledning.\n• B*\n*Merk.", "TOL", "2020"), ("", "• C -")])
    document.add_paragraph("Utenfor.")
    plan = files.read(document)
    lines = plan.rows[0].lines
    chosen = (replace(lines[0], due_chosen=date(2020, 1, 1)), *lines[1:])
    return replace(plan, rows=(replace(plan.rows[0], lines=chosen),))


@pytest.mark.parametrize("plan", [ParsedPlan(), whole()])
def test_from_json_gives_the_same_plan(plan):
    assert from_json(json.loads(json.dumps(to_json(plan)))) == plan


@pytest.mark.parametrize(
    "change",
    [
        {"format": 99},
        {"title": 3},
        {"generation": "2"},
        {"rows": [{"key": "r1"}]},
        {"unknown": 1},
        {"adoption": {"text": "x", "on": "i går"}},
    ],
)
def test_from_json_refuses_what_it_does_not_know(change):
    with pytest.raises(ValueError):  # noqa: PT011
        from_json(to_json(whole()) | change)


def test_content_is_the_text_and_not_the_place():
    plan = whole()
    moved = replace(plan, notices=(), unplaced=(), tables=7)
    assert content(moved) == content(plan)
    assert content(replace(plan, title="Noe annet")) != content(plan)
    assert content(replace(plan, adoption=Adoption("x", "RLG", date(2020, 1, 1)))) != content(plan)
    line = replace(plan.rows[0].lines[0], text="Noe annet")
    row = replace(plan.rows[0], lines=(line, *plan.rows[0].lines[1:]))
    assert content(replace(plan, rows=(row,))) != content(plan)


def test_count_leaves_out_what_was_left_out():
    plan = whole()
    assert count(plan).unplaced == 1
    left_out = tuple(replace(entry, left_out=True) for entry in plan.unplaced)
    assert count(replace(plan, unplaced=left_out)).unplaced == 0
