import pytest

from leanplan import thresholds
from leanplan.thresholds import Threshold

GEMBA = Threshold("test.gemba", 2, "count", "Gemba", "M15", low=1, high=12)


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    monkeypatch.setattr(thresholds, "_thresholds", {})
    monkeypatch.setattr(thresholds, "_overrides", [])
    thresholds.register(GEMBA)


def test_value_is_the_default_where_nothing_is_set():
    assert thresholds.value("test.gemba") == 2


def test_value_of_the_municipality_goes_first():
    thresholds.provide(lambda: {"test.gemba": "4", "other": "9"})
    assert thresholds.value("test.gemba") == 4


def test_value_of_an_unknown_key():
    with pytest.raises(KeyError):
        thresholds.value("test.gembo")


def test_register_twice_is_once():
    thresholds.register(GEMBA)
    assert thresholds.all_thresholds() == [GEMBA]


def test_register_refuses_another_with_the_same_key():
    with pytest.raises(ValueError, match="another"):
        thresholds.register(Threshold("test.gemba", 3, "count", "Gemba", "M15"))


def test_a_default_out_of_range_is_refused():
    with pytest.raises(ValueError, match="not in 1 to 12"):
        Threshold("test.gemba", 13, "count", "Gemba", "M15", low=1, high=12)
