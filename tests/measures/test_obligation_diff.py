"""What is wanted against what stands, as a table of cases."""

from datetime import date

import pytest

from measures.obligation_diff import Figure, Standing, difference
from measures.registries import Met, Wanted

DUE, LATER = date(2018, 12, 31), date(2019, 1, 31)
MET = Met("visit:1", date(2018, 11, 1))


def wanted(**changes):
    facts = {"subject": "unit:1", "period": "2018-H2", "unit_id": 1, "anchor": date(2018, 7, 1),
             "due": DUE, "position_id": 9}
    return Wanted(**facts | changes)


def row(state="open", **changes):
    facts = {"pk": 5, "subject": "unit:1", "period": "2018-H2", "unit_id": 1, "position_id": 9,
             "anchor": date(2018, 7, 1), "due": DUE}
    return Standing(state=state, **facts | changes)


def done(found):
    return {name: len(value) for name, value in vars(found).items() if value}


@pytest.mark.parametrize(
    ("rows", "asked", "by_hand", "expected"),
    [
        ([], [], False, {}),
        ([], [wanted()], False, {"made": 1}),
        ([], [wanted(met=MET)], False, {"made": 1}),
        ([], [wanted(waived="Syk")], False, {"made": 1}),
        # Done without, for a reason that the rule knows; once, and what happens after all is met.
        ([row()], [wanted(waived="Syk")], False, {"waived": 1}),
        ([row("waived")], [wanted(waived="Syk")], False, {}),
        ([row("waived")], [wanted(met=MET, waived="Syk")], False, {"met": 1}),
        ([row()], [wanted()], False, {}),
        ([row()], [wanted(due=LATER)], False, {"moved": 1}),
        ([row()], [wanted(position_id=None)], False, {"moved": 1}),
        ([row()], [wanted(unit_id=2)], False, {"moved": 1}),
        ([row()], [], False, {"lapsed": 1}),
        ([row()], [wanted(met=MET)], False, {"met": 1}),
        ([row("met", met=MET)], [wanted(met=MET)], False, {}),
        ([row("met", met=MET)], [wanted(met=Met("visit:2", MET.on))], False, {"met": 1}),
        ([row("met", met=MET)], [wanted()], False, {"reopened": 1}),
        ([row("met", met=MET)], [wanted(due=LATER)], False, {"reopened": 1, "moved": 1}),
        ([row("met", met=MET)], [wanted(met=MET, due=LATER, position_id=3)], False, {}),
        ([row("met", met=MET)], [], False, {}),
        ([row("met", met=MET)], [wanted()], True, {}),
        ([row("waived")], [wanted(due=LATER)], False, {}),
        ([row("waived")], [], False, {}),
        ([row("waived")], [wanted(met=MET)], False, {"met": 1}),
        ([row("lapsed")], [], False, {}),
        ([row("lapsed")], [wanted()], False, {"reopened": 1}),
        ([row("lapsed")], [wanted(due=LATER)], True, {"reopened": 1, "moved": 1}),
        ([row("lapsed")], [wanted(met=MET)], False, {"met": 1}),
        ([row()], [wanted(period="2019-H1")], False, {"lapsed": 1, "made": 1}),
    ],
)
def test_difference(rows, asked, by_hand, expected):
    found = difference(rows, asked, since=date(2018, 1, 1), by_hand=by_hand)
    assert done(found) == expected


def test_difference_leaves_out_what_counts_from_before_the_start():
    asked = [wanted(anchor=date(2018, 6, 30))]
    assert done(difference([], asked, since=date(2018, 7, 1), by_hand=False)) == {}
    late = difference([row()], asked, since=date(2018, 7, 1), by_hand=False)
    assert done(late) == {"lapsed": 1}
    assert done(difference([], asked, since=date(2018, 6, 30), by_hand=False)) == {"made": 1}


def test_difference_takes_the_same_twice_and_refuses_what_contradicts():
    assert done(difference([], [wanted(), wanted()], since=DUE.replace(month=1), by_hand=False)) \
        == {"made": 1}
    with pytest.raises(ValueError, match="unit:1 in 2018-H2"):
        difference([], [wanted(), wanted(due=LATER)], since=DUE.replace(month=1), by_hand=False)


def test_total_of_a_figure_leaves_out_what_is_waived():
    assert Figure(kept=34, open=12, late=2, waived=3, earlier=1).total == 46


def test_total_of_a_figure_counts_what_came_too_late():
    figure = Figure(kept=3, open=2, late=1, missed=4)
    assert (figure.total, figure.behind) == (9, 5)
