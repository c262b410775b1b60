"""Pages of a leader group's meetings: work, refuse, keep what was typed, and grow with nothing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_ignore

from boards.models import AgendaPoint, Decision, Meeting, MeetingSeries
from boards.rlg.actions.meetings import meeting_start
from tests.boards.rlg.meetings import (
    approved,
    decided,
    ended,
    first_of,
    point_of,
    running,
    series_of,
)
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def page(client, route, *args):
    return client.get(reverse(f"boards:{route}", args=args))


def send(client, route, *args, **data):
    # A form has two positions in it, and each person who is told has a mail of their own.
    with zeal_ignore([{"model": "organisation.Position", "field": "get()"},
                      {"model": "organisation.OutgoingMail", "field": "get()"},
                      {"model": "organisation.Notice", "field": "get()"}]):
        return client.post(reverse(f"boards:{route}", args=args), data)


def decision_data(meeting, **values):
    return {
        "text": "Legge fram tallene", "owner": "TOL Helse og omsorg", "due_date": "2018-11-27",
        "point": str(meeting.points.first().pk), "key": "abc", **values,
    }


def test_meeting_list_leads_to_the_group_or_says_what_comes_first(cast, sign_in):
    client = sign_in(cast.secretary)
    answer = page(client, "meeting_list")
    assert reverse("boards:meeting_series_create", args=[cast.units.group.pk]) in (
        answer.content.decode()
    )
    series = series_of(cast)
    assert page(client, "meeting_list").url == series.get_absolute_url()


def test_meeting_series_create_makes_the_meetings(cast, sign_in):
    answer = send(
        sign_in(cast.secretary), "meeting_series_create", cast.units.group.pk,
        version="1", name="RLG-møte", purpose="", cadence="fortnightly", starts_on="2018-11-13",
        ends_on="2018-12-31", starts_at="10:00", minutes="60", place="Pellestova",
        leader=cast.positions.chief.label, secretary=cast.positions.secretary.label,
        invited=[cast.positions.group.pk],
    )
    series = MeetingSeries.objects.get()
    assert answer.url == series.get_absolute_url()
    assert [row.day for row in series.meetings.order_by("day")][:2] == [
        TODAY, date(2018, 11, 27)
    ]
    assert list(series.invited.all()) == [cast.positions.group]


def test_meeting_series_edit_saved_by_another_first_shows_both_sides(cast, sign_in):
    series = series_of(cast)
    data = {
        "version": "1", "name": "RLG-møte", "purpose": "", "cadence": "weekly",
        "starts_on": "2018-11-13", "ends_on": "2018-12-12", "starts_at": "10:00", "minutes": "60",
        "place": "Kantina", "leader": cast.positions.chief.label,
        "secretary": cast.positions.secretary.label, "invited": [cast.positions.group.pk],
    }
    send(sign_in(cast.chief), "meeting_series_edit", series.pk, **{**data, "place": "Rådhuset"})
    answer = send(sign_in(cast.secretary), "meeting_series_edit", series.pk, **data)
    assert answer.status_code == 409
    assert "Kantina" in answer.content.decode()


def test_meeting_detail_shows_the_agenda_with_own_points(cast, plan, sign_in):
    series = series_of(cast)
    meeting = first_of(series)
    point_of(cast, series, meeting, title="Nattevakt på tvers")
    text = page(sign_in(cast.member), "meeting_detail", meeting.pk).content.decode()
    for said in ("Nattevakt på tvers", "Gode tjenester for innbyggerne", "T4"):
        assert said in text
    # Whoever keeps the meetings sends the agenda; the others do not.
    assert reverse("boards:agenda_send", args=[meeting.pk]) not in text
    text = page(sign_in(cast.secretary), "meeting_detail", meeting.pk).content.decode()
    assert reverse("boards:agenda_send", args=[meeting.pk]) in text


def test_agenda_send_with_an_old_version_sends_nothing(cast, sign_in, mailoutbox):
    meeting = first_of(series_of(cast))
    client = sign_in(cast.secretary)
    assert send(client, "agenda_send", meeting.pk, version="7").status_code == 409
    assert send(client, "agenda_send", meeting.pk, version="1").status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == "sent"


def test_point_create_comes_to_the_meeting_chosen(cast, sign_in):
    series = series_of(cast)
    meeting = first_of(series)
    answer = send(
        sign_in(cast.member), "point_create", series.pk, version="1", title="Nettverk",
        goal="discuss", minutes="10", brought_by="", note="", measure="", meeting=meeting.pk,
    )
    point = AgendaPoint.objects.get()
    assert answer.url == point.get_absolute_url()
    assert point.meeting == meeting


def test_point_move_and_copy(cast, sign_in):
    series = series_of(cast)
    point = point_of(cast, series, first_of(series))
    later = series.meetings.get(day=date(2018, 11, 27))
    client = sign_in(cast.member)
    send(client, "point_move", point.pk, version="1", meeting=later.pk, copy="on", reason="")
    assert AgendaPoint.objects.filter(meeting=later).count() == 1
    send(client, "point_move", point.pk, version="1", meeting="", reason="")
    point.refresh_from_db()
    assert point.meeting is None


def test_meeting_start_leads_to_the_meeting_under_way(cast, sign_in):
    meeting = first_of(series_of(cast))
    answer = send(sign_in(cast.member), "meeting_start", meeting.pk)
    assert answer.url == reverse("boards:meeting_run", args=[meeting.pk])


def test_meeting_start_on_another_day_says_what_to_do(cast, sign_in):
    meeting = series_of(cast).meetings.get(day=date(2018, 11, 27))
    assert send(sign_in(cast.member), "meeting_start", meeting.pk).status_code == 422


def test_decision_add_stands_in_the_minutes_once(cast, sign_in):
    meeting = running(cast)
    client = sign_in(cast.secretary)
    for _turn in range(2):
        answer = send(client, "decision_add", meeting.pk, **decision_data(meeting))
        assert answer.status_code == 302
    decision = Decision.objects.get()
    assert decision.owner == cast.positions.tol
    text = page(client, "meeting_minutes", meeting.pk).content.decode()
    assert "Legge fram tallene" in text
    assert "Kari Nordmo" in text


def test_decision_add_keeps_what_was_typed(cast, sign_in):
    meeting = running(cast)
    answer = send(
        sign_in(cast.secretary), "decision_add", meeting.pk, **decision_data(meeting, owner="Ingen")
    )
    assert answer.status_code == 422
    assert "Legge fram tallene" in answer.content.decode()
    assert not Decision.objects.exists()


def test_decision_edit_saved_by_another_first_shows_both_sides(cast, sign_in):
    decision = decided(cast, running(cast))
    data = {"version": "1", "text": "Ny ordlyd", "owner": "TOL Helse og omsorg", "due_date": ""}
    send(sign_in(cast.member), "decision_edit", decision.pk, **data)
    answer = send(sign_in(cast.secretary), "decision_edit", decision.pk, **{**data, "text": "Min"})
    assert answer.status_code == 409
    assert "Ny ordlyd" in answer.content.decode()


def test_decision_of_another_is_carried_out_by_who_has_it(cast, sign_in):
    decision = decided(cast, running(cast))
    client = sign_in(cast.tol)
    text = page(client, "decision_detail", decision.pk).content.decode()
    # The area manager does not meet here: nothing leads to the minutes.
    assert reverse("boards:meeting_minutes", args=[decision.meeting_id]) not in text
    send(client, "decision_done", decision.pk, version="1", note="Lagt fram i går")
    decision.refresh_from_db()
    assert (decision.state, decision.closing_note) == ("done", "Lagt fram i går")


def test_meeting_end_offers_a_choice_for_each_open_point(cast, sign_in):
    series = series_of(cast)
    meeting = first_of(series)
    point = point_of(cast, series, meeting, title="Nettverk på tvers")
    meeting_start(by=cast.secretary, meeting=meeting)
    client = sign_in(cast.secretary)
    assert "Nettverk på tvers" in page(client, "meeting_end", meeting.pk).content.decode()
    assert send(client, "meeting_end", meeting.pk).status_code == 422
    send(client, "meeting_end", meeting.pk, **{f"to-{point.pk}": "next", f"why-{point.pk}": "Tid"})
    meeting.refresh_from_db()
    assert meeting.state == "ended"
    text = page(client, "meeting_minutes", meeting.pk).content.decode()
    assert "Tid" in text


def test_minutes_approve_by_who_leads(cast, sign_in):
    meeting = ended(cast)
    send(sign_in(cast.secretary), "minutes_propose", meeting.pk, version=str(meeting.version))
    client = sign_in(cast.chief)
    meeting.refresh_from_db()
    assert send(client, "minutes_approve", meeting.pk, version="1").status_code == 409
    send(client, "minutes_approve", meeting.pk, version=str(meeting.version))
    text = page(client, "meeting_minutes", meeting.pk).content.decode()
    assert "Ingrid Solbakken" in text
    assert "nytt-vedtak" not in text


def test_approved_minutes_are_read_as_they_were(cast, sign_in):
    meeting = approved(cast)
    Meeting.objects.get(pk=meeting.pk)
    point = meeting.points.first()
    point.said = "Skrevet etterpå"
    point.save()
    text = page(sign_in(cast.member), "meeting_minutes", meeting.pk).content.decode()
    assert "Skrevet etterpå" not in text


def test_meeting_shown_is_the_board_as_it_was(cast, plan, sign_in):
    meeting = running(cast)
    shown = meeting.shown.get(moment="start")
    text = page(sign_in(cast.member), "meeting_shown", meeting.pk, shown.pk).content.decode()
    assert "T4" in text


def test_meeting_series_asks_the_same_for_much_and_little(cast, sign_in):
    series = series_of(cast)
    meeting = running(cast, series)
    client = sign_in(cast.secretary)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert page(client, "meeting_series", series.pk).status_code == 200
        return len(queries)

    decided(cast, meeting)
    point_of(cast, series, None)
    few = asked()
    for number in range(15):
        decided(cast, meeting, text=f"Vedtak {number}")
        point_of(cast, series, None, title=f"Sak {number}")
    assert asked() == few


def test_minutes_ask_the_same_for_much_and_little(cast, sign_in):
    meeting = running(cast)
    client = sign_in(cast.secretary)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert page(client, "meeting_minutes", meeting.pk).status_code == 200
        return len(queries)

    decided(cast, meeting)
    few = asked()
    for number in range(15):
        decided(cast, meeting, text=f"Vedtak {number}")
    assert asked() == few
