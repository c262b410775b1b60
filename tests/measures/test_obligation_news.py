from datetime import timedelta

import pytest

from leanplan.clock import now
from measures.actions.obligations import obligation_meet, obligation_reopen, obligation_waive
from measures.models import Obligation
from measures.obligation_news import obligation_news
from tests.measures.duties import obligation
from tests.world import TODAY

BEFORE = timedelta(hours=1)


def news(user, number=5, since=None):
    since = since or now() - BEFORE
    return [(item.text, item.note, item.url) for item in obligation_news(user, since, number)]


@pytest.fixture
def duty(cast):
    """One of a unit manager, that somebody else keeps."""
    return obligation(cast, "drel", "school")


def test_news_of_a_duty_that_somebody_else_kept(cast, duty):
    assert news(cast.drel) == []
    obligation_meet(by=cast.chief, obligation=duty, version=duty.version, met_on=TODAY)
    ((text, note, url),) = news(cast.drel)
    assert cast.drel.person.name in text
    assert (note, url) == ("Oppfylt", duty.get_absolute_url())


def test_news_are_of_ones_own_positions_and_of_what_others_did(cast, duty):
    obligation_meet(by=cast.chief, obligation=duty, version=duty.version, met_on=TODAY)
    assert news(cast.chief) == []
    assert news(cast.tol) == []
    assert news(cast.drel, since=now() + BEFORE) == []


def test_news_of_a_duty_that_is_waived_and_not_of_one_that_is_open_again(cast, duty):
    obligation_waive(by=cast.chief, obligation=duty, version=duty.version, reason="Sluttet.")
    assert [note for _text, note, _url in news(cast.drel)] == ["Unntatt"]
    duty.refresh_from_db()
    obligation_reopen(by=cast.chief, obligation=duty, version=duty.version, reason="Feil.")
    assert news(cast.drel) == []


def test_news_are_no_more_than_asked_for(cast):
    for name in ("drel", "other_drel", "tol"):
        one = obligation(cast, name, "school")
        Obligation.objects.filter(pk=one.pk).update(position=cast.positions.drel)
        obligation_meet(by=cast.chief, obligation=one, version=one.version, met_on=TODAY)
    assert len(news(cast.drel, number=2)) == 2
    assert len(news(cast.drel)) == 3
