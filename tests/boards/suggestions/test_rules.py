import pytest

from boards.suggestions.choices import SuggestionState as State
from boards.suggestions.rules import MOVES, Asks, Facts, asks, circle, dots, may_move


def facts(state="new", **known):
    return Facts(**{
        "state": state, "has_responsible": True, "has_deadline": True, "has_result": True,
        "under_way": 0, "limit": 5, **known,
    })


@pytest.mark.parametrize(("state", "to", "may"), [
    ("new", "prioritised", True), ("new", "plan", True), ("new", "do", False),
    ("prioritised", "plan", True), ("plan", "do", True), ("plan", "check", False),
    ("do", "check", True), ("check", "plan", True), ("check", "adopted", True),
    ("check", "again", True), ("do", "adopted", False), ("do", "again", False),
    ("adopted", "again", True), ("declined", "prioritised", True), ("dropped", "plan", False),
])
def test_may_move(state, to, may):
    assert may_move(state, to) is may


def test_every_state_has_a_way_on():
    assert set(MOVES) == set(State.values)
    assert all(MOVES.values())


@pytest.mark.parametrize(("known", "to", "asked"), [
    (facts(), "prioritised", Asks()),
    (facts(has_responsible=False), "prioritised", Asks()),
    (facts(has_responsible=False), "plan", Asks(owner=True)),
    (facts(has_deadline=False), "plan", Asks(deadline=True)),
    (facts(), "declined", Asks(reason=True)),
    (facts(), "parked", Asks()),
    # The limit counts what begins, not what goes on.
    (facts(under_way=5), "plan", Asks(over_limit=True)),
    (facts(under_way=4), "plan", Asks()),
    (facts("plan", under_way=5), "do", Asks()),
    (facts("adopted", under_way=5), "again", Asks(over_limit=True)),
    # The check is passed with a result only; going back is no passing.
    (facts("check", has_result=False), "adopted", Asks(result=True, standard=True)),
    (facts("check"), "adopted", Asks(standard=True)),
    (facts("check", has_result=False), "again", Asks(result=True)),
    (facts("check", has_result=False), "dropped", Asks(result=True, reason=True)),
    (facts("check", has_result=False), "plan", Asks()),
    (facts("do", has_result=False), "dropped", Asks(reason=True)),
])
def test_asks(known, to, asked):
    assert asks(known, to) == asked
    assert asks(known, to).any is (asked != Asks())


@pytest.mark.parametrize(("state", "css"), [
    ("new", ["", "", "", ""]), ("plan", ["is-now", "", "", ""]),
    ("do", ["is-done", "is-now", "", ""]), ("check", ["is-done", "is-done", "is-now", ""]),
    ("adopted", ["is-done", "is-done", "is-done", "is-now"]), ("declined", ["", "", "", ""]),
])
def test_circle_is_filled_quarter_by_quarter(state, css):
    assert [quarter.css for quarter in circle(state)] == css
    assert [quarter.letter for quarter in circle(state)] == list("PDCA")


def test_dots_stand_where_effort_and_effect_are_and_beside_each_other():
    low, high = dots([(1, 1, 1), (2, 5, 5)])
    assert (float(low.x), float(high.x)) == (92, 348)
    assert float(low.y) > float(high.y)
    same = dots([(1, 3, 3), (2, 3, 3), (3, 3, 3), (4, 3, 3)])
    assert len({(dot.x, dot.y) for dot in same}) == 4
