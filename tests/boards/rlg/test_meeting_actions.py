"""A meeting from plan to approved minutes, and that no point is lost on the way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from boards.models import AgendaPoint, Meeting, MeetingShown
from boards.rlg.actions.meetings import (
    Rest,
    agenda_send,
    meeting_cancel,
    meeting_end,
    meeting_move,
    meeting_record,
    meeting_start,
    meeting_step,
)
from boards.rlg.actions.minutes import (
    minutes_add,
    minutes_approve,
    minutes_propose,
    minutes_return,
)
from boards.rlg.actions.points import (
    point_copy,
    point_drop,
    point_edit,
    point_lift,
    point_move,
    point_order,
    point_treat,
)
from boards.rlg.minutes_text import minutes_read, minutes_text
from leanplan.clock import now, pinned
from leanplan.versioning import Conflict
from organisation.models import MeetingDay, Notice, OutgoingMail
from tests.boards.rlg.meetings import (
    WHEN,
    approved,
    decided,
    ended,
    extra,
    first_of,
    point_of,
    running,
    series_of,
)
from tests.world import TODAY

pytestmark = pytest.mark.django_db
LATER = date(2018, 11, 27)


def move(cast, meeting, day=date(2018, 11, 15), reason="Rådmannen er borte", **values):
    return meeting_move(
        by=cast.secretary, meeting=meeting, version=meeting.version, reason=reason,
        values={"day": day, **WHEN, **values},
    )


def test_meeting_move_moves_the_day_of_the_group(cast):
    meeting = first_of(series_of(cast))
    move(cast, meeting)
    assert set(MeetingDay.objects.filter(day__lte=date(2018, 11, 20)).values_list(
        "day", flat=True
    )) == {date(2018, 11, 15)}
    assert not OutgoingMail.objects.exists()  # Nobody has the agenda yet.


def test_meeting_move_needs_a_reason(cast):
    meeting = first_of(series_of(cast))
    with pytest.raises(ValidationError):
        move(cast, meeting, reason=" ")
    move(cast, meeting, day=TODAY, reason="", place="Kantina")


def test_meeting_move_refuses_what_has_been_and_begun(cast):
    meeting = first_of(series_of(cast))
    with pytest.raises(ValidationError):
        move(cast, meeting, day=TODAY - timedelta(days=1))
    meeting_start(by=cast.secretary, meeting=meeting)
    with pytest.raises(ValidationError):
        move(cast, meeting)


def test_meeting_move_once_sent_tells_all_with_the_entry(cast):
    meeting = first_of(series_of(cast))
    agenda_send(by=cast.secretary, meeting=meeting, version=meeting.version)
    OutgoingMail.objects.all().delete()
    move(cast, meeting)
    mails = list(OutgoingMail.objects.all())
    assert {mail.person.user for mail in mails} == {
        cast.chief, cast.member, cast.development, cast.secretary
    }
    assert "METHOD:REQUEST" in mails[0].calendar
    assert "SEQUENCE:2" in mails[0].calendar
    assert "20181115T100000" in mails[0].calendar


def test_agenda_send_mails_everybody_once_and_keeps_what_was_sent(cast, plan):
    series = series_of(cast)
    meeting = first_of(series)
    point_of(cast, series, meeting, title="Nattevakt på tvers")
    told = agenda_send(by=cast.secretary, meeting=meeting, version=meeting.version)
    assert {person.user for person in told} == {
        cast.chief, cast.member, cast.development, cast.secretary
    }
    mail = OutgoingMail.objects.get(person=cast.chief.person)
    assert "Nattevakt på tvers" in mail.text
    assert "10:00" in mail.text
    assert "METHOD:REQUEST" in mail.calendar
    assert MeetingShown.objects.get(moment="agenda").data["total"] == 4
    # Whoever sends it has no need to be told that it was sent.
    assert not Notice.objects.filter(person=cast.secretary.person).exists()
    meeting.refresh_from_db()
    agenda_send(by=cast.secretary, meeting=meeting, version=meeting.version)
    assert MeetingShown.objects.filter(moment="agenda").count() == 2
    assert OutgoingMail.objects.count() == 8


def test_agenda_send_changed_meanwhile(cast):
    meeting = first_of(series_of(cast))
    stale = meeting.version
    move(cast, Meeting.objects.get(pk=meeting.pk), day=TODAY, reason="", place="Kantina")
    with pytest.raises(Conflict):
        agenda_send(by=cast.secretary, meeting=meeting, version=stale)


def test_meeting_cancel_sends_points_on_and_takes_the_entry_away(cast):
    series = series_of(cast)
    meeting = first_of(series)
    point = point_of(cast, series, meeting)
    agenda_send(by=cast.secretary, meeting=meeting, version=meeting.version)
    OutgoingMail.objects.all().delete()
    meeting_cancel(
        by=cast.secretary, meeting=meeting, version=meeting.version, reason="Høstferie"
    )
    point.refresh_from_db()
    assert point.meeting.day == LATER
    assert not MeetingDay.objects.filter(day=TODAY).exists()
    mail = OutgoingMail.objects.first()
    assert "METHOD:CANCEL" in mail.calendar
    assert "Høstferie" in mail.text


def test_meeting_cancel_needs_a_reason_and_frees_the_day(cast):
    series = series_of(cast)
    meeting = first_of(series)
    with pytest.raises(ValidationError):
        meeting_cancel(by=cast.secretary, meeting=meeting, version=meeting.version, reason="")
    meeting_cancel(by=cast.secretary, meeting=meeting, version=meeting.version, reason="Ferie")
    extra(cast, series, day=TODAY)


def test_meeting_start_keeps_what_was_shown_and_who_was_asked(cast, plan):
    meeting = running(cast)
    kinds = list(meeting.points.values_list("kind", flat=True))
    assert kinds == ["status", "overdue", "units", "changes", "decisions", "wheel"]
    assert meeting.step.kind == "status"
    assert meeting.chair == cast.chief.person
    assert meeting.attendees.count() == 4
    shown = MeetingShown.objects.get(moment="start")
    assert [line["code"] for line in shown.data["overdue"]] == ["T4"]
    again = meeting_start(by=cast.chief, meeting=meeting)
    assert again.points.count() == 6
    assert MeetingShown.objects.count() == 1


def test_meeting_start_on_its_day(cast):
    series = series_of(cast)
    with pytest.raises(ValidationError):
        meeting_start(by=cast.secretary, meeting=extra(cast, series))


def test_meeting_step_counts_the_time_of_each_point(cast):
    meeting = running(cast)
    first, second = meeting.points.all()[:2]
    moment = now()
    with pinned(moment + timedelta(minutes=6)):
        meeting_step(by=cast.member, meeting=meeting, step=second)
    with pinned(moment + timedelta(minutes=8)):
        meeting_step(by=cast.secretary, meeting=meeting, step=first)
        meeting_step(by=cast.secretary, meeting=meeting, step=first)
    first.refresh_from_db()
    second.refresh_from_db()
    assert round(first.seconds / 60) == 6
    assert round(second.seconds / 60) == 2
    # Whoever writes in the minutes meanwhile is not in conflict with who presses Next.
    assert meeting.version == Meeting.objects.get(pk=meeting.pk).version == 2


def test_meeting_step_refuses_points_of_other_meetings(cast):
    series = series_of(cast)
    other = point_of(cast, series, series.meetings.get(day=LATER))
    with pytest.raises(ValidationError):
        meeting_step(by=cast.member, meeting=running(cast, series), step=other)


def test_meeting_end_wants_a_choice_for_each_open_point(cast):
    """No point vanishes: without a choice the meeting does not end."""
    series = series_of(cast)
    meeting = first_of(series)
    open_one = point_of(cast, series, meeting, title="Nettverk på tvers")
    meeting_start(by=cast.secretary, meeting=meeting)
    with pytest.raises(ValidationError) as refused:
        meeting_end(by=cast.secretary, meeting=meeting, rest={})
    assert "Nettverk på tvers" in str(refused.value)
    meeting.refresh_from_db()
    assert meeting.is_running
    open_one.refresh_from_db()
    assert open_one.state == "open"


@pytest.mark.parametrize(
    ("to", "state", "day"),
    [(Rest.NEXT, "moved", LATER), (Rest.WAITS, "shelved", None)],
)
def test_meeting_end_lets_each_open_point_go_on(cast, to, state, day):
    series = series_of(cast)
    meeting = first_of(series)
    point = point_of(cast, series, meeting)
    meeting_start(by=cast.secretary, meeting=meeting)
    meeting_end(by=cast.secretary, meeting=meeting, rest={point.pk: Rest(to, "Rakk det ikke")})
    point.refresh_from_db()
    goes_on = point.went_to
    assert point.state == state
    assert point.meeting == meeting
    assert goes_on.state == "open"
    assert goes_on.title == point.title
    assert (goes_on.meeting.day if goes_on.meeting else None) == day
    (moved,) = minutes_text(meeting).moved
    assert moved.reason == "Rakk det ikke"
    assert moved.to == (day.isoformat() if day else "")


def test_meeting_end_without_a_next_meeting_lets_the_point_wait(cast):
    series = series_of(cast, cadence="none")
    meeting = first_of(series)
    point = point_of(cast, series, meeting)
    meeting_start(by=cast.secretary, meeting=meeting)
    meeting_end(by=cast.secretary, meeting=meeting, rest={point.pk: Rest(Rest.NEXT)})
    assert AgendaPoint.objects.waiting().get().came_from == point


def test_meeting_end_keeps_the_board_and_twice_changes_nothing(cast):
    meeting = ended(cast)
    assert set(meeting.shown.values_list("moment", flat=True)) == {"start", "end"}
    assert meeting_end(by=cast.secretary, meeting=meeting, rest={}).version == meeting.version


def test_meeting_record_writes_who_was_there(cast):
    meeting = running(cast)
    people = {one.person.user: one for one in meeting.attendees.all()}
    meeting_record(
        by=cast.secretary, meeting=meeting, version=meeting.version,
        values={"chair_id": cast.member.person.pk, "wheel_used": True},
        present={people[cast.chief].pk: "absent", people[cast.member].pk: "present"},
    )
    text = minutes_text(meeting)
    assert text.present == 1
    assert text.asked == 4
    assert text.wheel_used
    assert text.absent == [people[cast.chief].title]
    assert text.chair == "Ola Brekke"


def test_point_move_before_the_meeting_moves_the_point_itself(cast):
    series = series_of(cast)
    point = point_of(cast, series, first_of(series))
    point_move(by=cast.member, point=point, version=point.version, to=None)
    assert AgendaPoint.objects.waiting().get() == point
    point_move(
        by=cast.member, point=point, version=point.version, to=series.meetings.get(day=LATER)
    )
    assert AgendaPoint.objects.raised().count() == 1
    assert point.meeting.day == LATER


def test_point_move_in_the_meeting_leaves_a_trace_and_needs_a_reason(cast):
    series = series_of(cast)
    meeting = first_of(series)
    point = point_of(cast, series, meeting)
    meeting_start(by=cast.secretary, meeting=meeting)
    point.refresh_from_db()
    with pytest.raises(ValidationError):
        point_move(by=cast.member, point=point, version=point.version, to=None)
    made = point_move(
        by=cast.member, point=point, version=point.version, to=None, reason="Venter på tall"
    )
    point.refresh_from_db()
    assert point.state == "shelved"
    assert made.came_from == point


def test_point_move_refuses(cast):
    series = series_of(cast)
    meeting = running(cast, series)
    board = meeting.points.first()
    with pytest.raises(ValidationError):
        point_move(by=cast.member, point=board, version=board.version, to=None, reason="x")
    waiting = point_of(cast, series, None)
    done = ended(cast, series)
    with pytest.raises(ValidationError):
        point_move(by=cast.member, point=waiting, version=waiting.version, to=done)
    with pytest.raises(Conflict):
        point_move(
            by=cast.member, point=waiting, version=waiting.version + 1,
            to=series.meetings.get(day=LATER),
        )


def test_point_copy_stays_and_comes_up_again(cast):
    series = series_of(cast)
    point = point_of(cast, series, first_of(series))
    copy = point_copy(by=cast.member, point=point, version=point.version)
    point.refresh_from_db()
    assert copy.meeting.day == LATER
    assert point.meeting == first_of(series)
    assert point.state == "open"
    assert copy.came_from == point


def test_point_lift_comes_up_once(cast):
    series = series_of(cast)
    values = {"source": "lift:1", "title": "Nattevakt kan deles", "url": "/tavle/1/",
              "label": "Solsiden"}
    point = point_lift(by=cast.drel, series=series, **values)
    assert point_lift(by=cast.drel, series=series, **values) == point
    assert point.kind == "lifted"
    assert point.meeting == first_of(series)


def test_point_order_changes_places(cast):
    series = series_of(cast)
    meeting = first_of(series)
    first = point_of(cast, series, meeting, title="A")
    second = point_of(cast, series, meeting, title="B")
    point_order(by=cast.member, point=second, up=True)
    assert list(meeting.points.raised()) == [second, first]
    point_order(by=cast.member, point=second, up=True)
    assert list(meeting.points.raised()) == [second, first]


def test_point_drop_needs_a_reason(cast):
    series = series_of(cast)
    point = point_of(cast, series, None)
    with pytest.raises(ValidationError):
        point_drop(by=cast.member, point=point, version=point.version, reason="")
    point_drop(by=cast.member, point=point, version=point.version, reason="Løst")
    assert not AgendaPoint.objects.waiting().exists()


def test_point_treat_writes_the_minutes(cast):
    meeting = running(cast)
    point = meeting.points.get(kind="wheel")
    point_treat(
        by=cast.secretary, point=point, version=point.version, said="Revisjonene er i gang.",
        minutes=4,
    )
    text = next(one for one in minutes_text(meeting).points if one.kind == "wheel")
    assert text.said == "Revisjonene er i gang."
    assert text.minutes == 4


def test_minutes_are_proposed_returned_approved_and_locked(cast):
    meeting = ended(cast)
    minutes_propose(by=cast.secretary, meeting=meeting, version=meeting.version)
    assert Notice.objects.filter(person=cast.chief.person, kind__contains="proposed").exists()
    minutes_return(
        by=cast.chief, meeting=meeting, version=meeting.version, reason="Feil dato i sak 2"
    )
    assert meeting.state == "ended"
    minutes_propose(by=cast.secretary, meeting=meeting, version=meeting.version)
    minutes_approve(by=cast.chief, meeting=meeting, version=meeting.version)
    assert meeting.approved_by == cast.chief
    assert meeting.approved_label
    point = meeting.points.first()
    for change in (
        lambda: point_treat(by=cast.secretary, point=point, version=point.version, said="x"),
        lambda: point_edit(
            by=cast.secretary, point=point, version=point.version, values={"note": "x"}
        ),
        lambda: decided(cast, meeting),
        lambda: meeting_record(
            by=cast.secretary, meeting=meeting, version=meeting.version,
            values={"wheel_used": True}, present={},
        ),
        lambda: minutes_approve(by=cast.chief, meeting=meeting, version=meeting.version),
    ):
        with pytest.raises(ValidationError):
            change()


def test_minutes_approve_keeps_what_was_signed(cast):
    """Whoever moves on afterwards, the minutes say who it was."""
    meeting = running(cast)
    decided(cast, meeting)
    meeting_end(by=cast.secretary, meeting=meeting, rest={})
    minutes_approve(by=cast.chief, meeting=meeting, version=meeting.version)
    stored = minutes_read(meeting.shown.get(moment="minutes").data)
    person = cast.tol.person
    person.family_name = "Ny"
    person.save()
    assert stored.points[0].decisions[0].who.name == "Kari Nordmo"
    mail = OutgoingMail.objects.filter(key__contains=":minutes:").first()
    assert "Legge fram målepunktene" in mail.text
    assert "Kari Nordmo" in mail.text


def test_minutes_approve_changed_meanwhile(cast):
    meeting = ended(cast)
    with pytest.raises(Conflict):
        minutes_approve(by=cast.chief, meeting=meeting, version=meeting.version - 1)


def test_minutes_add_stands_beside(cast):
    meeting = approved(cast)
    before = meeting.shown.get(moment="minutes").data
    minutes_add(by=cast.secretary, meeting=meeting, text="Fristen i sak 2 er 27. november.")
    assert meeting.shown.get(moment="minutes").data == before
    (one,) = meeting.additions.all()
    assert one.by == cast.secretary
    assert one.by_label
    with pytest.raises(ValidationError):
        minutes_add(by=cast.secretary, meeting=extra(cast, meeting.series), text="x")
