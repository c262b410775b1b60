"""Counting changes, and asking for news by the count."""

from boards.live import live_changed, live_state
from boards.models import LivePulse


def test_live_state_of_what_never_changed_is_known(db):
    assert live_state("board:1", "board:2").endswith("-0-0")
    assert not LivePulse.objects.exists()


def test_live_changed_counts_each_key_once(db):
    before = live_state("board:1", "meeting:3", "board:2")
    live_changed("meeting:3", "board:1", "board:1")
    live_changed("board:1")
    after = live_state("board:1", "meeting:3", "board:2")
    assert before.partition("-")[2] == "0-0-0"
    assert after.partition("-")[2] == "2-1-0"


def test_live_state_asks_once(db, django_assert_num_queries):
    live_changed("board:1", "board:2")
    with django_assert_num_queries(1):
        live_state("board:1", "board:2", "board:3")


def test_live_changed_asks_once_for_what_was_counted_before(db, django_assert_num_queries):
    live_changed("board:1")
    with django_assert_num_queries(1):
        live_changed("board:1")


def test_live_state_differs_by_day(db, settings):
    settings.LEANPLAN_TODAY = "2018-11-13"
    yesterday = live_state("board:1")
    settings.LEANPLAN_TODAY = "2018-11-14"
    assert yesterday == "20181113-0"
    assert live_state("board:1") == "20181114-0"
