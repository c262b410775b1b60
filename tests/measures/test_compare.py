from dataclasses import dataclass

import pytest

from measures.compare import compare


@dataclass(frozen=True)
class Line:
    kind: str
    code: str
    right_text: str
    row: int = 1


def measure(code, text, **more):
    return Line("measure", code, text, **more)


def told(comparison):
    return [(pair.what, pair.code or pair.kind) for pair in comparison.changes]


OLD = [
    Line("row", "", "Arbeidstittel"), Line("challenge", "U1", "For lite tid"),
    measure("T1", "Lage plan"), measure("T2", "Måle og melde"), measure("T3", "Evaluere"),
]


def changed(**texts):
    return [
        Line(line.kind, line.code, texts.get(line.code, line.right_text), line.row)
        for line in OLD
    ]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, []),
        (changed(T1="Lage en plan"), [("changed", "T1")]),
        (changed(U1="Ingen tid", T3="Evaluere alt"), [("changed", "U1"), ("changed", "T3")]),
        ([line for line in OLD if line.code != "T2"], [("removed", "T2")]),
        ([*OLD, measure("T4", "Ny")], [("added", "T4")]),
        ([*OLD[:3], measure("T4", "Ny"), *OLD[3:]], [("added", "T4")]),
        ([Line("row", "", "En annen tittel"), *OLD[1:]], []),
        ([], [("removed", "U1"), ("removed", "T1"), ("removed", "T2"), ("removed", "T3")]),
    ],
)
def test_compare_pairs_by_code(new, expected):
    assert told(compare(OLD, new)) == expected


def test_compare_keeps_the_order_of_the_document():
    new = [*OLD[:2], measure("T1", "Lage en plan"), measure("T9", "Ny"), measure("T3", "Evaluere")]
    codes = [pair.code for pair in compare(OLD, new).pairs]
    assert codes == ["U1", "T1", "T9", "T2", "T3"] or codes == ["U1", "T1", "T2", "T9", "T3"]
    assert codes.index("T2") > codes.index("T1")


def test_compare_marks_words_on_each_side():
    pair = compare(OLD, changed(T1="Lage en ny plan")).changes[0]
    assert [(piece.kind, piece.text) for piece in pair.old_pieces] == [
        ("same", "Lage "), ("same", "plan"),
    ]
    assert ("ins", "en ny ") in [(piece.kind, piece.text) for piece in pair.new_pieces]


def test_compare_gathers_the_parts_of_a_split():
    new = [*OLD[:3], measure("T2", "Måle"), measure("T4", "Melde"), OLD[4]]
    comparison = compare(OLD, new, {"T2": ["T4"]})
    pair = comparison.changes[0]
    assert told(comparison) == [("split", "T2")]
    assert [part.code for part in pair.parts] == ["T4"]
    assert comparison.count("added") == 0


def test_compare_of_a_split_whose_first_line_is_the_same():
    new = [*OLD, measure("T4", "Melde")]
    assert told(compare(OLD, new, {"T2": ["T4"]})) == [("split", "T2")]


def test_compare_does_not_lose_the_parts_where_the_measure_is_gone():
    new = [line for line in OLD if line.code != "T2"] + [measure("T4", "Melde")]
    assert told(compare(OLD, new, {"T2": ["T4"]})) == [("removed", "T2"), ("added", "T4")]


def test_compare_pairs_lines_without_a_code_by_their_text():
    old = [Line("heading", "", "Nye ledere"), Line("heading", "", "Andre tiltak")]
    new = [Line("heading", "", "Andre tiltak"), Line("heading", "", "Nye ledere hos oss")]
    comparison = compare(old, new)
    assert told(comparison) == [("changed", "heading")]
    assert comparison.changes[0].old == "Nye ledere"


def test_compare_tells_lines_apart_that_have_nothing_in_common():
    old, new = [Line("basis", "", "Evaluering")], [Line("basis", "", "Samling på fjellet")]
    assert sorted(told(compare(old, new))) == [("added", "basis"), ("removed", "basis")]


def test_compare_knows_a_footnote_by_its_text_and_not_by_its_mark():
    old = [Line("footnote", "*", "Gjelder alle", 1), Line("footnote", "*", "Noe annet", 2)]
    assert told(compare(old, old)) == []


def test_compare_counts_unchanged_measures():
    assert compare(OLD, changed(T1="X")).unchanged_measures == 2
