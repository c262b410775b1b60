from datetime import date

import pytest

from documents import editing
from documents.editing import NEW_ROW
from documents.parsed import LineKind, count
from documents.plan_shape import Refused, find
from tests.documents.files import plain, read, right


def plan():
    return read(
        plain(
            ("A\nB", "Innledning.\n**Gruppe**\n• En*\n• To\n*Merk.", "TOL", ""),
            ("C", "• Tre", "RLG", "høsten 2020"),
            ("Hvem?", "• Fire\nAnsvar: avklares"),
        )
    )


def key(plan, text):
    return next(line.key for line in plan.lines() if line.text == text)


def line(plan, text):
    return find(plan, key(plan, text)).line


def sides(plan):
    return [
        [[each.text for each in side] for side in (row.challenges, row.lines)] for row in plan.rows
    ]


def test_find_gone():
    with pytest.raises(Refused) as error:
        find(plan(), "l99")
    assert error.value.code == "gone"


def test_retype_keeps_what_was_read():
    before = plan()
    after = editing.retype(before, key(before, "To"), "  To ting ")
    assert (line(after, "To ting").as_read, line(after, "To ting").key) == ("To", key(before, "To"))
    assert line(before, "To").text == "To"
    with pytest.raises(Refused):
        editing.retype(before, key(before, "To"), " ")


def test_retype_ties_and_unties_footnotes():
    before = plan()
    note = line(before, "Merk.").key
    after = editing.retype(before, key(before, "To"), "To*")
    assert line(after, "To*").notes == (note,)
    after = editing.retype(after, key(after, "En*"), "En")
    assert line(after, "En").notes == ()


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("To", LineKind.HEADING, ("heading", "To")),
        ("Gruppe", LineKind.MEASURE, ("measure", "Gruppe")),
        ("Innledning.", LineKind.MEASURE, ("measure", "Innledning.")),
        ("To", LineKind.LEAD, ("lead", "To")),
    ],
)
def test_rekind_on_its_side(text, kind, expected):
    before = plan()
    after = editing.rekind(before, key(before, text), kind)
    assert expected in right(after.rows[0])
    assert len(after.rows[0].lines) == len(before.rows[0].lines)


def test_rekind_to_the_other_side_and_back():
    before = plan()
    after = editing.rekind(before, key(before, "To"), LineKind.CHALLENGE)
    assert sides(after)[0] == [["A", "B", "To"], ["Innledning.", "Gruppe", "En*", "Merk."]]
    back = editing.rekind(after, key(after, "To"), LineKind.MEASURE)
    assert sides(back)[0] == sides(before)[0]


def test_rekind_of_the_only_line_keeps_the_row():
    before = read(plain(("", "• En")))
    after = editing.rekind(before, key(before, "En"), LineKind.CHALLENGE)
    assert sides(after) == [[["En"], []]]


def test_rekind_to_footnote_gets_a_mark():
    before = plan()
    after = editing.rekind(before, key(before, "To"), LineKind.FOOTNOTE)
    assert line(after, "To").mark == "*"


def test_split():
    before = plan()
    after = editing.split(before, key(before, "Tre"), ["Tre ", "", "og en halv"])
    assert sides(after)[1] == [["C"], ["Tre", "og en halv"]]
    first, second = after.rows[1].lines
    assert (first.key, first.as_read) == (key(before, "Tre"), "Tre")
    assert (second.owner.text, second.owner.shared, first.owner.shared) == ("RLG", True, True)
    assert len({each.key for each in after.lines()}) == len(list(after.lines()))
    with pytest.raises(Refused):
        editing.split(before, key(before, "Tre"), ["Tre", " "])


def test_join():
    before = plan()
    after = editing.join(before, key(before, "To"))
    assert sides(after)[0][1] == ["Innledning.", "Gruppe", "En* To", "Merk."]
    assert line(after, "En* To").as_read == "En* To"
    assert line(after, "En* To").owner.text == "TOL"
    after = editing.join(before, key(before, "B"))
    assert sides(after)[0][0] == ["A B"]


def test_join_keeps_both_owners():
    before = read(plain(("A", "• En", "TOL"), ("", "• To", "RLG")))
    after = editing.join(before, key(before, "To"))
    assert line(after, "En To").owner.text == "TOL\nRLG"


@pytest.mark.parametrize("text", ["A", "Innledning.", "En*", "Merk.", "Tre"])
def test_join_refused(text):
    before = plan()
    with pytest.raises(Refused):
        editing.join(before, key(before, text))


def test_step():
    before = plan()
    after = editing.step(before, key(before, "To"), -1)
    assert sides(after)[0][1] == ["Innledning.", "Gruppe", "To", "En*", "Merk."]
    assert sides(editing.step(after, key(after, "To"), 1)) == sides(before)
    for text, by in (("A", -1), ("B", 1), ("Merk.", 1)):
        with pytest.raises(Refused):
            editing.step(before, key(before, text), by)


def test_move_to_another_row():
    before = plan()
    after = editing.move(before, key(before, "To"), before.rows[1].key)
    assert sides(after)[1][1] == ["Tre", "To"]
    after = editing.move(before, key(before, "Tre"), before.rows[0].key)
    assert sides(after)[0][1] == ["Innledning.", "Gruppe", "En*", "To", "Tre", "Merk."]
    assert editing.move(before, key(before, "To"), before.rows[0].key) == before


def test_move_unties_a_footnote_that_stays():
    before = plan()
    after = editing.move(before, key(before, "En*"), before.rows[1].key)
    assert line(after, "En*").notes == ()


def test_move_to_a_new_row_below():
    before = plan()
    after = editing.move(before, key(before, "B"), NEW_ROW)
    assert [row[0] for row in sides(after)] == [["A"], ["B"], ["C"], ["Hvem?"]]


def test_move_the_last_line_takes_the_row_away():
    before = read(plain(("A", "• En"), ("B", "")))
    after = editing.move(before, key(before, "B"), before.rows[0].key)
    assert sides(after) == [[["A", "B"], ["En"]]]
    with pytest.raises(Refused):
        editing.move(before, key(before, "B"), "r9")


def test_choose_due():
    before = plan()
    after = editing.choose_due(before, key(before, "Tre"), date(2020, 11, 30))
    assert (line(after, "Tre").due_chosen, line(after, "Tre").looked_over) == (
        date(2020, 11, 30), True,
    )  # fmt: skip
    after = editing.choose_due(after, key(before, "Tre"), None)
    assert (line(after, "Tre").due_chosen, line(after, "Tre").looked_over) == (None, True)


def test_leave_out_line_stays_listed_and_comes_back():
    before = plan()
    after = editing.leave_out_line(before, key(before, "To"))
    entry = after.unplaced[-1]
    assert (entry.text, entry.reason, entry.left_out) == ("To", "taken_out", True)
    assert count(after).unplaced == count(before).unplaced
    back = editing.place(after, entry.key, LineKind.MEASURE, after.rows[0].key)
    assert [entry.text for entry in back.unplaced] == ["Ansvar: avklares"]
    assert "To" in [each.text for each in back.lines()]


@pytest.mark.parametrize(
    ("kind", "side"),
    [(LineKind.CHALLENGE, 0), (LineKind.MEASURE, 1), (LineKind.HEADING, 1), (LineKind.FOOTNOTE, 1)],
)
def test_place(kind, side):
    before = plan()
    after = editing.place(before, "u1", kind, before.rows[0].key)
    assert "Ansvar: avklares" in sides(after)[0][side]
    assert after.unplaced == ()
    with pytest.raises(Refused):
        editing.place(after, "u1", kind, before.rows[0].key)


def test_place_in_a_new_row_and_as_basis():
    before = plan()
    after = editing.place(before, "u1", LineKind.CHALLENGE, NEW_ROW)
    assert sides(after)[-1] == [["Ansvar: avklares"], []]
    after = editing.place_as_basis(before, "u1")
    assert (after.basis, after.unplaced) == (("Ansvar: avklares",), ())


def test_leave_out_and_back():
    before = plan()
    after = editing.leave_out(before, "u1")
    assert count(after).unplaced == 0
    assert editing.leave_out(after, "u1", out=False) == before


def test_leave_out_all_of_a_column():
    before = read(plain(("A", "• B", "x"), ("C", "• D", "y"),
                        headings=("Utfordring", "Tiltak", "Status", "Frist")))  # fmt: skip
    assert count(before).unplaced == 2
    assert count(editing.leave_out_all(before, "other_column", "Status")).unplaced == 0
    assert count(editing.leave_out_all(before, "other_column", "Annet")).unplaced == 2
    assert count(editing.leave_out_all(before)).unplaced == 0
