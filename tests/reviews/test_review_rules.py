"""What is missing, when a confirmation is late, how long a point is kept."""

from datetime import date

import pytest

from reviews.review_rules import (
    AnswerFact,
    FollowUpFact,
    ReviewFacts,
    confirm_by,
    confirmation_missing,
    forget_after,
    gaps,
    is_changed,
)

WHOLE = ReviewFacts(
    answers=[AnswerFact("good", "", "good")], unit_status="good", status_note="Godt driv",
    minutes_held=100,
)
OPEN = FollowUpFact("18-001", False, False, "", "", True, True)


def places(**change):
    return [gap.place for gap in gaps(ReviewFacts(**{**WHOLE.__dict__, **change}))]


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"unit_status": ""}, ["unit_status"]),
        ({"status_note": "  "}, ["status_note"]),
        ({"minutes_held": None}, ["minutes_held"]),
        ({"development_present": False}, ["alone_reason"]),
        ({"development_present": False, "alone_reason": "Syk"}, []),
        ({"points_waiting": 2}, ["points"]),
        ({"answers": [AnswerFact("", "", "")]}, ["answers"]),
        ({"answers": [AnswerFact("act", "", "good")]}, ["answers"]),
        ({"answers": [AnswerFact("act", "Falt bort", "good")]}, []),
        ({"answers": [AnswerFact("act", "", "")]}, []),
        ({"follow_ups": [OPEN]}, ["follow_ups"]),
        ({"follow_ups": [FollowUpFact("1", False, False, "carried", "", True, True)]}, []),
        ({"follow_ups": [FollowUpFact("1", False, False, "closed", "", True, True)]},
         ["follow_ups"]),
        ({"follow_ups": [FollowUpFact("1", False, False, "closed", "Ok", True, True)]}, []),
        ({"follow_ups": [FollowUpFact("1", False, True, "", "", True, True)]}, []),
        ({"follow_ups": [FollowUpFact("1", True, False, "", "", False, True)]}, ["new"]),
        ({"follow_ups": [FollowUpFact("1", True, False, "", "", True, False)]}, ["new"]),
        ({"follow_ups": [FollowUpFact("1", True, False, "", "", True, True)]}, []),
    ],
)
def test_gaps_says_what_is_missing(change, missing):
    assert places(**change) == missing


@pytest.mark.parametrize(
    ("mark", "last", "changed"),
    [("good", "good", False), ("act", "good", True), ("good", "", False), ("", "good", False)],
)
def test_is_changed_against_last_time(mark, last, changed):
    assert is_changed(mark, last) is changed


@pytest.mark.parametrize(
    ("confirmed_on", "today", "missing"),
    [
        (None, date(2018, 11, 27), False),
        (None, date(2018, 11, 28), True),
        (date(2018, 11, 27), date(2019, 3, 1), False),
        (date(2018, 11, 28), date(2019, 3, 1), True),
    ],
)
def test_confirmation_missing_after_fourteen_days(confirmed_on, today, missing):
    locked_on = date(2018, 11, 13)
    assert confirm_by(locked_on, 14) == date(2018, 11, 27)
    assert confirmation_missing(
        locked_on=locked_on, confirmed_on=confirmed_on, days=14, today=today
    ) is missing


@pytest.mark.parametrize(
    ("half_year", "last"),
    [("2018-H1", date(2018, 12, 31)), ("2018-H2", date(2019, 6, 30))],
)
def test_forget_after_the_following_half_year(half_year, last):
    assert forget_after(half_year) == last
