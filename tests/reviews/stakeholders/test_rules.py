import itertools

import pytest

from reviews.stakeholders.rules import CELL, LEFT, TOP, letter, placed, proposed_strategy


@pytest.mark.parametrize(("influence", "interest", "strategy"), [
    (0, 0, "little"), (1, 1, "little"), (0, 2, "inform"), (1, 3, "inform"),
    (2, 0, "satisfy"), (3, 1, "satisfy"), (2, 2, "engage"), (3, 3, "engage"),
])
def test_proposed_strategy(influence, interest, strategy):
    assert proposed_strategy(influence, interest) == strategy


def test_letter_goes_on_after_z():
    assert [letter(place) for place in (0, 25, 26, 52)] == ["A", "Z", "A2", "A3"]


@pytest.mark.parametrize("number", [1, 2, 5, 8, 20, 40])
def test_placed_signs_stay_in_their_cell_and_never_touch(number):
    levels = [(3, 3)] * number + [(0, 0), (3, 0)]
    signs = placed(levels)
    for sign, (influence, interest) in zip(signs, levels, strict=True):
        left, top = LEFT + interest * CELL, TOP + (3 - influence) * CELL
        assert left <= sign.x - sign.half
        assert sign.x + sign.half <= left + CELL
        assert top <= sign.y - sign.half
        assert sign.y + sign.half <= top + CELL
    for one, other in itertools.combinations(signs, 2):
        apart = max(abs(one.x - other.x), abs(one.y - other.y))
        assert apart >= one.half + other.half
