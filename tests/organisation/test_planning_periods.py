from datetime import date

import pytest

from organisation.actions import setting_change, setting_version
from organisation.planning_periods import WINDOWS, review_window, windows_backwards

pytestmark = pytest.mark.django_db


def set_week(half, which, week):
    key = WINDOWS[half][which].key
    setting_change(by=None, key=key, value=str(week), version=setting_version(key))


@pytest.mark.parametrize("year", [2018, 2020, 2021, 2026])
def test_review_window_is_the_half_year_by_default(year):
    assert review_window(year, 1) == (date(year, 1, 1), date(year, 6, 30))
    assert review_window(year, 2) == (date(year, 7, 1), date(year, 12, 31))


def test_review_window_of_weeks():
    set_week(1, 0, 18)
    set_week(1, 1, 20)
    assert review_window(2018, 1) == (date(2018, 4, 30), date(2018, 5, 20))


def test_review_window_stays_within_the_half_year():
    set_week(2, 1, 52)
    assert review_window(2018, 2) == (date(2018, 7, 1), date(2018, 12, 30))
    # Week 52 of 2022 ends on 1 January.
    assert review_window(2022, 2) == (date(2022, 7, 1), date(2022, 12, 31))


def test_windows_backwards():
    assert windows_backwards() == []
    set_week(2, 0, 45)
    set_week(2, 1, 40)
    assert windows_backwards() == ["periods.review_2_to"]
