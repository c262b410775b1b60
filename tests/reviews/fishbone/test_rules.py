from datetime import date

import pytest

from reviews.fishbone.rules import (
    descendants,
    fits_under,
    height_of,
    level_of,
    manager_there,
    readiness,
)

# 1 on a bone, 2 to 6 its five whys; 7 another on a bone, with 8 under it.
CHAIN = {1: None, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: None, 8: 7}


def test_level_of_counts_the_whys_above():
    assert [level_of(one, CHAIN) for one in CHAIN] == [0, 1, 2, 3, 4, 5, 0, 1]


def test_level_of_a_circle_ends():
    assert level_of(1, {1: 2, 2: 1}) > 5


def test_descendants_and_height():
    assert descendants(3, CHAIN) == {4, 5, 6}
    assert descendants(6, CHAIN) == set()
    assert (height_of(1, CHAIN), height_of(7, CHAIN), height_of(8, CHAIN)) == (5, 1, 0)


@pytest.mark.parametrize(("cause", "parent", "why"), [
    (None, None, ""), (None, 5, ""), (None, 6, "deep"), (3, None, ""), (3, 6, "circle"),
    (3, 3, "circle"), (7, 4, ""), (7, 5, "deep"), (8, 1, ""), (1, 7, "deep"),
])
def test_fits_under(cause, parent, why):
    assert fits_under(cause, parent, CHAIN) == why


@pytest.mark.parametrize(("exists", "done_on", "start", "kind", "days"), [
    (False, None, date(2018, 11, 20), "missing", None),
    (True, None, date(2018, 11, 20), "undone", None),
    (True, date(2018, 11, 6), date(2018, 11, 20), "ok", 14),
    (True, date(2018, 11, 7), date(2018, 11, 20), "late", 13),
    (True, date(2018, 11, 25), date(2018, 11, 20), "late", -5),
    (True, date(2018, 11, 7), None, "ok", None),
])
def test_readiness(exists, done_on, start, kind, days):
    found = readiness(exists=exists, done_on=done_on, start=start, ahead=14)
    assert (found.kind, found.days) == (kind, days)
    assert found.warns == (kind != "ok")


def test_manager_there():
    assert manager_there({3, 4}, {4})
    assert not manager_there({3}, {4})
    assert manager_there({3}, set())
