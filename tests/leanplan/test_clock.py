from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured

from leanplan.clock import now, pinned, today


def test_today_is_the_day_in_oslo(settings):
    settings.LEANPLAN_TODAY = ""
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight in Oslo
    with mock.patch("django.utils.timezone.now", return_value=late):
        assert today() == date(2026, 7, 1)


def test_today_turns_at_midnight_in_oslo_and_back(settings):
    settings.LEANPLAN_TODAY = ""
    summer_time = datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)
    moments = (summer_time, summer_time + timedelta(seconds=1), summer_time)
    for moment, day in zip(moments, (29, 30, 29), strict=True):
        with mock.patch("django.utils.timezone.now", return_value=moment):
            assert [today(), today()] == [date(2026, 3, day)] * 2


def test_today_can_be_set(settings):
    settings.LEANPLAN_TODAY = "2018-11-13"
    assert today() == date(2018, 11, 13)


def test_today_refuses_nonsense_and_says_how(settings):
    settings.LEANPLAN_TODAY = "13.11.2018"
    with pytest.raises(ImproperlyConfigured, match="YYYY-MM-DD"):
        today()


def test_now_is_on_the_day_that_is_set_at_the_time_it_is(settings):
    settings.LEANPLAN_TODAY = "2018-11-13"
    at_half_past_two = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    with mock.patch("django.utils.timezone.now", return_value=at_half_past_two):
        assert now() == datetime(2018, 11, 13, 13, 30, tzinfo=UTC)
    settings.LEANPLAN_TODAY = ""
    with mock.patch("django.utils.timezone.now", return_value=at_half_past_two):
        assert now() == at_half_past_two


def test_pinned_is_a_moment_until_the_block_ends(settings):
    settings.LEANPLAN_TODAY = "2018-11-13"
    late = datetime(2015, 6, 30, 22, 30, tzinfo=UTC)
    with pinned(late):
        assert (now(), today()) == (late, date(2015, 7, 1))
        with pinned(datetime(2014, 1, 1, tzinfo=UTC)):
            assert today().year == 2014
        assert now() == late
    assert today() == date(2018, 11, 13)
