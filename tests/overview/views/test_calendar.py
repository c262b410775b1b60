"""The calendar: one's own deadlines, by a secret address that can be taken back."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from measures.actions.measures import measure_allocate
from measures.registries import TimedItem, TimedSource, timed_sources
from measures.rules import Deadline
from organisation.calendar_feed import CalendarFeed
from organisation.models import Appointment

OWN, MAKE = reverse("overview:calendar_own"), reverse("overview:feed_make")


@pytest.fixture(autouse=True)
def address(settings):
    settings.PUBLIC_URL = "https://plan.vikdal.example"


def make(client):
    """Press the button; give the path of the address that is shown."""
    page = client.post(MAKE).content.decode()
    start = page.index("https://plan.vikdal.example/kalender/")
    return page[start : page.index(".ics", start) + 4].removeprefix("https://plan.vikdal.example")


def summaries(path):
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.content).events}


@pytest.fixture
def feed(sign_in, cast, plan):
    return make(sign_in(cast.drel))


def test_feed_holds_what_is_ones_own(feed):
    event = summaries(feed)["Frist: T5 Tavlemøte på kveldsvakt"]
    assert event.start == date(2018, 11, 1)
    assert "/tiltak/" in event["URL"]
    assert event["UID"].endswith("@plan.vikdal.example")
    assert not [text for text in summaries(feed) if "Hemmelig" in text]


def test_feed_follows_a_changed_deadline_with_the_same_id(feed, cast, plan):
    before = summaries(feed)["Frist: T5 Tavlemøte på kveldsvakt"]["UID"]
    measure = plan.measures.get(code="T5")
    measure_allocate(
        by=cast.drel, measure=measure, version=measure.version, owner=measure.owner,
        deadline=Deadline.on(date(2018, 12, 6)), reason="Ny vaktplan",
    )
    event = summaries(feed)["Frist: T5 Tavlemøte på kveldsvakt"]
    assert (event["UID"], event.start) == (before, date(2018, 12, 6))


def test_feed_follows_who_holds_the_position(feed, cast):
    Appointment.objects.filter(person=cast.drel.person).update(ends_on=date(2018, 11, 12))
    assert summaries(feed) == {}


def test_feed_ends_with_a_new_address_and_with_the_account(feed, sign_in, cast):
    newer = make(sign_in(cast.drel))
    assert Client().get(feed).status_code == 404
    assert summaries(newer)
    cast.drel.is_active = False
    cast.drel.save()
    assert Client().get(newer).status_code == 404


def test_feed_end_closes_the_address(feed, sign_in, cast):
    sign_in(cast.drel).post(reverse("overview:feed_end"))
    assert Client().get(feed).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_address_is_shown_once_and_not_kept(feed, sign_in, cast):
    page = sign_in(cast.drel).get(OWN).content.decode()
    assert feed not in page
    assert "Lag en ny adresse" in page
    assert CalendarFeed.objects.get().digest not in feed


def test_feed_is_in_the_persons_language(feed, cast):
    cast.drel.language = "en"
    cast.drel.save()
    assert "Deadline: T5 Tavlemøte på kveldsvakt" in summaries(feed)


def test_feed_brings_visits_and_meetings_and_takes_them_away(feed, cast, monkeypatch):
    at = datetime(2018, 11, 20, 8, 0, tzinfo=UTC)

    def visits(person_id, first, last):
        assert first < at.date() < last
        if person_id == cast.drel.person.pk:
            yield TimedItem("visit:1", at, at.replace(hour=10), "Gemba", "/", sequence=2,
                            cancelled=True)

    monkeypatch.setattr(timed_sources, "_filled", {})
    timed_sources.register(TimedSource("visits", visits))
    event = summaries(feed)["Gemba"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 2)


def test_event_is_a_file_of_ones_own_deadline(sign_in, cast, plan):
    path = reverse("overview:calendar_event", args=[f"measure:{plan.measures.get(code='T5').pk}"])
    answer = sign_in(cast.drel).get(path)
    assert len(Calendar.from_ical(answer.content).events) == 1
    assert ".ics" in answer["Content-Disposition"]
    assert sign_in(cast.tol).get(path).status_code == 404


def test_calendar_page_lists_the_deadlines(sign_in, cast, plan):
    page = sign_in(cast.drel).get(OWN).content.decode()
    assert "T5 Tavlemøte på kveldsvakt" in page
    assert "01.11.2018" in page
    assert "Ingenting av ditt har en dato" in sign_in(cast.reader).get(OWN).content.decode()


def test_unknown_address_is_not_there(db):
    assert Client().get(reverse("overview:calendar_feed", args=["x" * 43])).status_code == 404


def test_feed_asks_little(feed, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert Client().get(feed).status_code == 200
