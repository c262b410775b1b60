from datetime import UTC, datetime, timedelta

import pytest

from boards.rlg.run_rules import GRACE, beside, seconds_between, signed_in_until

BEGAN = datetime(2018, 11, 13, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("steps", "here", "found"),
    [([], None, (None, None)), ([1, 2, 3], 1, (None, 2)), ([1, 2, 3], 2, (1, 3)),
     ([1, 2, 3], 3, (2, None)), ([1, 2, 3], None, (None, 1)), ([1, 2], 9, (None, 1))],
)
def test_beside_is_the_step_before_and_the_one_after(steps, here, found):
    assert beside(steps, here) == found


def test_signed_in_until_is_the_planned_length_from_the_real_start_and_an_hour():
    assert signed_in_until(BEGAN, 60) == BEGAN + timedelta(minutes=120)
    assert timedelta(minutes=60) == GRACE


def test_seconds_between_is_never_below_none():
    assert seconds_between(BEGAN, BEGAN + timedelta(minutes=2)) == 120
    assert seconds_between(BEGAN, BEGAN - timedelta(minutes=2)) == 0
    assert seconds_between(None, BEGAN) == 0
