from datetime import UTC, date, datetime
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured

from leanplan.clock import today


def test_today_is_the_day_in_oslo(settings):
    settings.LEANPLAN_TODAY = ""
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight in Oslo
    with mock.patch("django.utils.timezone.now", return_value=late):
        assert today() == date(2026, 7, 1)


def test_today_can_be_set(settings):
    settings.LEANPLAN_TODAY = "2018-11-13"
    assert today() == date(2018, 11, 13)


def test_today_refuses_nonsense_and_says_how(settings):
    settings.LEANPLAN_TODAY = "13.11.2018"
    with pytest.raises(ImproperlyConfigured, match="YYYY-MM-DD"):
        today()
