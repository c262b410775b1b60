from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leanplan import thresholds
from leanplan.thresholds import Threshold
from leanplan.versioning import Conflict
from organisation import own_facts
from organisation.actions import setting_change, setting_version
from organisation.models import Pause, Setting
from organisation.municipality_settings import (
    DEVIATION_ADDRESS,
    LANGUAGE,
    default_language,
    deviation_address,
    own_values,
)

KEY = "test.days"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(monkeypatch):
    known = Threshold(KEY, 30, "days", "Days", "M2", low=1, high=365)
    monkeypatch.setattr(thresholds, "_thresholds", {KEY: known})


def change(value, *, key=KEY, version=None, by=None):
    version = setting_version(key) if version is None else version
    return setting_change(by=by, key=key, value=value, version=version)


def test_setting_change_overrides_the_default():
    assert thresholds.value(KEY) == 30
    assert change("45")
    assert thresholds.value(KEY) == 45


def test_setting_change_writes_history(cast):
    change("45", by=cast.administrator)
    change("50", by=cast.administrator)
    records = Setting.history.filter(key=KEY).order_by("history_id")
    assert [(row.value, row.history_user) for row in records] == [
        ("45", cast.administrator), ("50", cast.administrator),
    ]


def test_setting_change_to_the_default_removes_the_row(cast):
    change("45")
    assert change("30", by=cast.administrator)
    assert not Setting.objects.exists()
    assert thresholds.value(KEY) == 30
    last = Setting.history.filter(key=KEY).latest("history_id")
    assert (last.history_type, last.history_user) == ("-", cast.administrator)


def test_setting_change_of_nothing_writes_nothing():
    assert not change("30")
    change("45")
    assert not change("45", version=99)
    assert Setting.history.count() == 1


@pytest.mark.parametrize("value", ["0", "366", "1.5", "", "ti", "045", " 45", "٤٥"])
def test_setting_change_refuses_what_is_out_of_range(value):
    with pytest.raises(ValidationError):
        change(value)
    assert thresholds.value(KEY) == 30


def test_setting_change_of_an_unknown_key():
    with pytest.raises(KeyError):
        change("1", key="test.unknown")


def test_setting_change_is_refused_where_somebody_was_first():
    seen = setting_version(KEY)
    change("45")
    with pytest.raises(Conflict) as conflict:
        change("50", version=seen)
    assert conflict.value.current.value == "45"
    assert thresholds.value(KEY) == 45


def test_setting_change_knows_that_the_default_came_back_meanwhile():
    change("45")
    seen = setting_version(KEY)
    change("30")
    change("60")
    with pytest.raises(Conflict):
        change("50", version=seen)


def test_setting_change_back_to_the_default_is_refused_where_somebody_was_first():
    change("45")
    seen = setting_version(KEY)
    change("60")
    with pytest.raises(Conflict):
        change("30", version=seen)
    assert thresholds.value(KEY) == 60


def test_own_values_are_read_once_a_request(django_assert_num_queries):
    with django_assert_num_queries(1):
        thresholds.value(KEY)
        default_language()
    own_facts.forget()
    with django_assert_num_queries(1):
        own_values()


def test_default_language():
    assert default_language() == "nb"
    change("nn", key=LANGUAGE)
    assert default_language() == "nn"
    with pytest.raises(ValidationError):
        change("de", key=LANGUAGE)


@pytest.mark.parametrize("value", ["avvik.vikdal.example", "javascript:alert(1)", "ftp://a.no/"])
def test_deviation_address_is_an_address(value):
    with pytest.raises(ValidationError):
        change(value, key=DEVIATION_ADDRESS)
    assert deviation_address() == ""


def test_deviation_address_set_and_taken_away():
    change("https://avvik.vikdal.example/meld", key=DEVIATION_ADDRESS)
    assert deviation_address() == "https://avvik.vikdal.example/meld"
    change("", key=DEVIATION_ADDRESS)
    assert deviation_address() == ""


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(2018, 7, 31), date(2018, 7, 1), "__all__"),
        (date(2018, 1, 1), date(2018, 12, 31), "ends_on"),
    ],
)
def test_pause_refused(first, last, field):
    with pytest.raises(ValidationError) as refused:
        Pause(name="Ferie", starts_on=first, ends_on=last, yearly=True).full_clean()
    assert field in refused.value.message_dict
