from dataclasses import dataclass
from datetime import date

import pytest

from measures.handover.rules import following, is_new, is_shown

TODAY = date(2018, 11, 13)


@dataclass
class Held:
    name: str
    starts_on: date
    ends_on: date | None = None
    person_id: int = 1
    position_id: int = 1


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("others", "after", "later"),
    [
        ([], [], None),
        ([("ny", "2019-01-01", None)], ["ny"], None),
        ([("konst", "2019-01-01", "2019-02-28"), ("ny", "2019-03-01", None)], ["konst"], None),
        ([("ny", "2019-03-01", None), ("senere", "2020-01-01", None)], [], "ny"),
        ([("vikar", "2018-12-01", "2018-12-31")], [], None),
        ([("vikar", "2018-12-01", "2019-01-01")], ["vikar"], None),
        ([("før", "2017-01-01", "2017-12-31")], [], None),
    ],
)
def test_following(others, after, later):
    leaver = Held("slutter", date(2018, 1, 1), date(2018, 12, 31))
    rows = [leaver, *(Held(name, day(start), day(end)) for name, start, end in others)]
    here, later_one = following(leaver, rows)
    assert [one.name for one in here] == after
    assert (later_one.name if later_one else None) == later


def test_following_of_one_who_stays():
    assert following(Held("blir", TODAY), [Held("annen", TODAY)]) == ([], None)


@pytest.mark.parametrize(
    ("ends", "shown"), [(None, True), ("2018-08-15", True), ("2018-08-14", False)]
)
def test_is_shown(ends, shown):
    assert is_shown(Held("x", date(2017, 1, 1), day(ends)), today=TODAY) is shown


@pytest.mark.parametrize(
    ("starts", "ends", "new"),
    [
        ("2018-11-13", None, True), ("2018-12-13", None, True), ("2018-12-14", None, False),
        ("2018-08-15", None, True), ("2018-08-14", None, False),
        ("2018-11-01", "2018-11-12", False),
    ],
)
def test_is_new(starts, ends, new):
    assert is_new(Held("x", day(starts), day(ends)), today=TODAY, ahead=30) is new
