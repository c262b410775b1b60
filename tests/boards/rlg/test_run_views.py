import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.models import AgendaPoint, Decision, Meeting, RowStatus
from boards.rlg.choices import PointState
from leanplan.clock import now
from tests.boards.rlg.meetings import decided, ended, point_of, running, series_of
from tests.boards.rlg.statuses import judge

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(cast, plan):
    """The management group's meeting of today has begun, with one own point."""
    series = series_of(cast)
    point_of(cast, series, series.meetings.order_by("day").first())
    return running(cast, series)


def url(name, *args):
    return reverse(f"boards:{name}", args=args)


def step(meeting, kind):
    return meeting.points.get(kind=kind)


def go(client, meeting, kind, **more):
    sent = {"step": step(meeting, kind).pk, **more}
    return client.post(url("meeting_step_set", meeting.pk), sent)


def state_of(response):
    return re.search(r'data-live-state="([^"]+)"', response.content.decode())[1]


def note(point, text, version=None):
    return {"note_of": point.pk, "said": text, "version": version or point.version}


def test_run_opens_at_the_first_step_with_what_is_written_beside(cast, meeting, sign_in):
    html = sign_in(cast.secretary).get(url("meeting_run", meeting.pk)).content.decode()
    assert html.count('aria-current="step"') == 1
    assert "Status i planen" in html
    assert "Ledernettverket" in html
    assert 'id="rw-note"' in html
    assert "Ledere som går foran" in html


def test_wall_has_nothing_to_write_in_and_names_no_unit(cast, meeting, sign_in):
    go(sign_in(cast.secretary), meeting, "units")
    html = sign_in(cast.member).get(url("meeting_wall", meeting.pk)).content.decode()
    assert "<textarea" not in html
    assert "Helse og omsorg" in html
    assert "Solsiden" not in html
    assert "Bråten" not in html


def test_wall_marks_the_part_under_way_on_the_whole_board(cast, meeting, sign_in):
    client, wall = sign_in(cast.chief), url("meeting_wall", meeting.pk)
    go(client, meeting, "overdue")
    html = client.get(wall).content.decode()
    assert html.count("rb-tile rb-tile--") == 6
    assert re.findall(r"rb-tile--(\w+) is-here", html) == ["over"]
    go(client, meeting, "own")
    assert "rb-tile--" not in client.get(wall).content.decode()
    assert "rw-own" in client.get(wall).content.decode()


def test_wall_has_what_was_decided_at_the_point_under_way(cast, meeting, sign_in):
    """Also when the meeting has gone on and come back, and decided more in between."""
    decided(cast, meeting, step(meeting, "status"), text="Rad 2 tas opp med gruppa")
    for number in range(7):
        decided(cast, meeting, step(meeting, "overdue"), text=f"Nummer {number}")
    client = sign_in(cast.secretary)
    go(client, meeting, "status")
    for address, number in (("", 3), ("?stor=1", 6)):
        html = client.get(url("meeting_wall", meeting.pk) + address).content.decode()
        here, *others = re.findall(
            r'<li( class="is-here")?><p>([^<]+)</p><span>([^<]*) <time[^>]*>([^<]+)', html
        )
        assert here == (
            ' class="is-here"', "Rad 2 tas opp med gruppa", "Kari Nordmo", "27.11.2018"
        )
        assert [one[1] for one in others] == [f"Nummer {n}" for n in range(8 - number, 7)]
        assert f"og {8 - number} til" in html


def test_wall_in_large_type_stays_so(cast, meeting, sign_in):
    client, wall = sign_in(cast.chief), url("meeting_wall", meeting.pk)
    html = client.get(wall, {"stor": "1"}).content.decode()
    assert "rb-tile--" not in html
    assert f'data-live="{wall}?stor=1"' in html
    assert '<input type="hidden" name="stor" value="1">' in html
    assert go(client, meeting, "overdue", vegg="1", stor="1").url == f"{wall}?stor=1"
    assert go(client, meeting, "units", vegg="1").url == wall


def test_wall_answers_204_until_something_is_new(cast, meeting, sign_in):
    client = sign_in(cast.member)
    wall = url("meeting_wall", meeting.pk)
    state = state_of(client.get(wall))
    assert client.get(wall, {"etter": state}, headers=HTMX).status_code == 204
    go(sign_in(cast.secretary), meeting, "overdue")
    fresh = sign_in(cast.member).get(wall, {"etter": state}, headers=HTMX)
    assert fresh.status_code == 200
    assert "T4" in fresh.content.decode()
    assert "<html" not in fresh.content.decode()


def test_wall_follows_a_row_that_is_judged_and_a_plan_that_changes(cast, meeting, plan, sign_in):
    client, wall = sign_in(cast.member), url("meeting_wall", meeting.pk)
    state = state_of(client.get(wall))
    judge(cast, plan.rows.first())
    fresh = client.get(wall, {"etter": state}, headers=HTMX)
    assert fresh.status_code == 200
    assert "Følg med" in fresh.content.decode()
    state = state_of(fresh)
    measure = plan.measures.get(code="T1")
    measure.text = "Nytt"
    measure.save()
    assert client.get(wall, {"etter": state}, headers=HTMX).status_code == 200


def test_step_saves_what_was_being_written_and_counts_the_time(cast, meeting, sign_in):
    first = meeting.step
    Meeting.objects.filter(pk=meeting.pk).update(step_at=now() - timedelta(minutes=3))
    client = sign_in(cast.secretary)
    answer = client.post(
        url("meeting_step_set", meeting.pk),
        {"step": step(meeting, "overdue").pk, **note(first, "Rad 1 tas på nytt.")}, headers=HTMX,
    )
    html = answer.content.decode()
    assert 'hx-swap-oob="true"' in html
    first.refresh_from_db()
    meeting.refresh_from_db()
    assert (first.said, meeting.step.kind) == ("Rad 1 tas på nytt.", "overdue")
    assert 170 < first.seconds < 190


def test_note_is_saved_while_it_is_written_and_shows_both_where_two_wrote(cast, meeting, sign_in):
    client, point = sign_in(cast.secretary), meeting.step
    sent = {"said": "Enige.", "version": point.version}
    answer = client.post(url("point_note", point.pk), sent, headers=HTMX)
    assert "Lagret" in answer.content.decode()
    assert f'value="{point.version + 1}"' in answer.content.decode()
    clash = client.post(url("point_note", point.pk), sent | {"said": "Uenige."}, headers=HTMX)
    assert clash.status_code == 409
    assert "Enige." in clash.content.decode()
    assert client.post(url("point_note", point.pk), sent, headers=HTMX).status_code == 200


def test_decision_line_stands_once_and_is_seen_by_all(cast, meeting, sign_in):
    client, point = sign_in(cast.secretary), meeting.step
    data = {"point": point.pk, "key": "a" * 32, "text": "Legge fram tall", "owner": "Rådmann",
            "due_date": "2018-11-27"}
    for _time in range(2):
        answer = client.post(url("decision_line", meeting.pk), data, headers=HTMX)
        assert answer.status_code == 200
    made = Decision.objects.get()
    assert (made.owner, made.due_date.isoformat()) == (cast.positions.chief, "2018-11-27")
    assert "Legge fram tall" in sign_in(cast.member).get(
        url("meeting_wall", meeting.pk)
    ).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"text": ""}, "Skriv hva som"), ({"owner": "Ukjent"}, "Ukjent"),
     ({"due_date": "2018-01-01"}, "før møtet")],
)
def test_decision_line_says_what_is_wrong_and_keeps_what_is_typed(
    cast, meeting, sign_in, changed, said
):
    data = {"point": meeting.step.pk, "text": "Legge fram tall", "owner": "Rådmann", **changed}
    answer = sign_in(cast.secretary).post(url("decision_line", meeting.pk), data, headers=HTMX)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert not changed.get("owner") or "Legge fram tall" in html
    assert "rw-show" not in re.sub(r'hx-target="[^"]*"', "", html)


@pytest.mark.parametrize(
    ("to", "state"), [("treated", "treated"), ("next", "moved"), ("waits", "shelved")]
)
def test_point_settle_says_what_becomes_of_it_and_goes_on(cast, meeting, sign_in, to, state):
    client = sign_in(cast.secretary)
    go(client, meeting, "own")
    point = step(meeting, "own")
    sent = {"to": to, "reason": "Rakk det ikke", **note(point, "Kort om saken")}
    assert client.post(url("point_settle", point.pk), sent).status_code == 302
    point.refresh_from_db()
    meeting.refresh_from_db()
    assert (point.state, point.said) == (state, "Kort om saken")
    assert meeting.step.kind == "wheel"
    onward = AgendaPoint.objects.filter(came_from=point)
    assert onward.count() == (0 if to == "treated" else 1)


def test_point_settle_wants_a_reason_and_can_come_up_again(cast, meeting, sign_in):
    client = sign_in(cast.secretary)
    go(client, meeting, "own")
    point = step(meeting, "own")
    refused = client.post(url("point_settle", point.pk), {"to": "next", "reason": ""}, headers=HTMX)
    assert refused.status_code == 422
    client.post(url("point_settle", point.pk), {"to": "copy"})
    point.refresh_from_db()
    assert point.state == PointState.OPEN
    assert AgendaPoint.objects.filter(came_from=point, state=PointState.OPEN).exists()


def test_point_settle_of_one_that_is_not_under_way_says_what_is_wrong(cast, meeting, sign_in):
    client, point = sign_in(cast.secretary), step(meeting, "own")
    refused = client.post(url("point_settle", point.pk), {"to": "next", "reason": ""}, headers=HTMX)
    assert refused.status_code == 422
    assert 'role="alert"><p>Ledernettverket: ' in refused.content.decode()


def test_point_settle_without_a_later_meeting_says_what_to_do(cast, meeting, sign_in):
    client, point = sign_in(cast.secretary), step(meeting, "own")
    go(client, meeting, "own")
    Meeting.objects.exclude(pk=meeting.pk).delete()
    sent = {"to": "next", "reason": "Rakk det ikke"}
    refused = client.post(url("point_settle", point.pk), sent, headers=HTMX)
    assert refused.status_code == 422
    assert "ikke planlagt noe senere møte" in refused.content.decode()
    assert 'value="Rakk det ikke"' in refused.content.decode()


def test_row_is_judged_in_the_meeting_and_never_on_track_while_unassigned(
    cast, meeting, plan, sign_in
):
    client, row = sign_in(cast.secretary), plan.rows.first()
    address = url("meeting_row_status", meeting.pk, row.pk)
    refused = client.post(address, {"version": 0, "light": "good", "note": "Fint"}, headers=HTMX)
    assert refused.status_code == 422
    assert "ingen er ansvarlig for T1" in refused.content.decode()
    assert 'value="Fint"' in refused.content.decode()
    done = client.post(address, {"version": 0, "light": "act", "note": "Står"}, headers=HTMX)
    assert done.status_code == 200
    assert RowStatus.objects.get().note == "Står"


def test_wheel_step_shows_the_wheel_with_this_month_and_is_ticked(cast, meeting, sign_in):
    client = sign_in(cast.secretary)
    go(client, meeting, "wheel")
    html = client.get(url("meeting_run", meeting.pk)).content.decode()
    assert 'class="wheel"' in html
    assert "wh-month is-now" in html
    assert "November" in html
    client.post(url("wheel_used", meeting.pk), {"used": "1"})
    meeting.refresh_from_db()
    assert meeting.wheel_used


def test_review_windows_of_both_half_years_stand_in_the_group_s_wheel(cast, meeting, sign_in):
    page = sign_in(cast.chief).get(url("wheel_year", cast.units.group.pk, 2018)).context["page"]
    windows = [event.text for event in page.spans if event.ring == "review"]
    assert len(windows) == 2


@pytest.fixture
def begun(meeting):
    """The meeting has really just begun: sessions go by the clock of the machine."""
    meeting.started_at = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(started_at=meeting.started_at)
    return meeting


def ends(client, moment=None):
    """When the client's session ends; set to a moment where one is given."""
    row = Session.objects.filter(session_key=client.session.session_key)
    if moment is not None:
        row.update(expire_date=moment)
    return row.get().expire_date


def test_screens_keep_their_session_until_the_planned_end_and_an_hour(cast, begun, sign_in):
    client = sign_in(cast.member)
    ends(client, timezone.now() + timedelta(minutes=5))
    answer = client.get(url("meeting_wall", begun.pk))
    assert ends(client) == begun.started_at + timedelta(minutes=begun.minutes + 60)
    assert answer.cookies["sessionid"]["expires"]
    assert answer.cookies["sessionid"]["httponly"]


def test_screens_never_shorten_a_session_nor_bring_one_back(cast, begun, sign_in):
    client = sign_in(cast.member)
    later = timezone.now() + timedelta(hours=9)
    ends(client, later)
    client.get(url("meeting_wall", begun.pk))
    assert ends(client) == later
    ended_at = timezone.now() - timedelta(minutes=1)
    key = client.session.session_key
    ends(client, ended_at)
    assert client.get(url("meeting_wall", begun.pk)).status_code == 302
    assert Session.objects.get(session_key=key).expire_date == ended_at


def test_screens_of_a_meeting_that_drags_on_keep_no_session(cast, begun, sign_in):
    long_ago = timezone.now() - timedelta(minutes=begun.minutes + 61)
    Meeting.objects.filter(pk=begun.pk).update(started_at=long_ago)
    client = sign_in(cast.member)
    soon = timezone.now() + timedelta(minutes=5)
    ends(client, soon)
    client.get(url("meeting_wall", begun.pk))
    assert ends(client) == soon


@pytest.mark.parametrize("route", ["meeting_run", "meeting_wall"])
def test_screens_ask_the_same_for_any_number(route, cast, meeting, sign_in):
    client, address = sign_in(cast.secretary), url(route, meeting.pk)
    decided(cast, meeting)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(4):
        decided(cast, meeting, text=f"Vedtak {number}", owner=cast.positions.drel)
        point_of(cast, meeting.series, meeting, title=f"Sak {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_screens_of_a_meeting_that_is_over_lead_to_the_minutes(cast, plan, sign_in):
    meeting = ended(cast)
    client = sign_in(cast.secretary)
    assert client.get(url("meeting_run", meeting.pk)).status_code == 302
    html = client.get(url("meeting_wall", meeting.pk)).content.decode()
    assert "Møtet er slutt" in html
    assert 'data-live="' not in html
