"""What meetings bring to pages of other apps: the calendar and today, what is due, the page of a
measure."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.rlg import thresholds as own
from boards.rlg.asked import people_asked
from boards.rlg.choices import DecisionState, MeetingState
from boards.rlg.decision_models import Decision
from boards.rlg.meeting_models import Meeting
from boards.rlg.series_models import MeetingSeries
from leanplan import thresholds
from leanplan.clock import today
from leanplan.dates import text_date
from leanplan.questions import question
from measures.presenters.measure import address_of
from measures.registries import (
    DueItem,
    DueSource,
    Panel,
    TimedItem,
    TimedSource,
    due_sources,
    measure_panels,
    timed_sources,
)
from organisation.models import Appointment
from organisation.reach import reach_of
from organisation.roles import ACTS_FOR_BODY, Role


def meetings_timed(person_id: int, first: date, last: date) -> Iterator[TimedItem]:
    """Meetings the person leads, prepares or is asked to; one query.

    A cancelled one stays, so that calendars take it away.
    """
    address = address_of("boards:meeting_detail")
    for meeting in _timed(person_id, today(), first, last):
        if not (meeting.is_direct or _is_asked(meeting, person_id)):
            continue
        begins = meeting.day == today() and (meeting.is_coming or meeting.is_running)
        yield TimedItem(
            f"meeting:{meeting.pk}", meeting.starts, meeting.ends, meeting.series.name,
            address % meeting.pk, place=meeting.place, sequence=meeting.version,
            cancelled=meeting.state == MeetingState.CANCELLED,
            action=gettext_lazy("Open the meeting") if begins else "",
        )


def _is_asked(meeting: Meeting, person_id: int) -> bool:
    """One who has the role of an «every such role» that is asked, and has it within the area."""
    return any(one.person.pk == person_id for one in people_asked(meeting.series, on=today()))


@question
def _timed(person: int, day: date, first: date, last: date) -> QuerySet[Any]:
    held = Appointment.objects.current(on=day).filter(person=person)
    positions = held.values("position")
    bodies = held.filter(position__role__in=ACTS_FOR_BODY).values("position__unit")
    invited = MeetingSeries.invited.through.objects
    asked = invited.filter(
        Q(position__in=positions) | Q(position__role=Role.BODY, position__unit__in=bodies)
    )
    by_role = invited.filter(
        position__each=True, position__role__in=held.values("position__role")
    )
    direct = (
        Q(series__leader__in=positions) | Q(series__secretary__in=positions)
        | Q(series__in=asked.values("meetingseries"))
    )
    meetings = Meeting.objects.filter(
        direct | Q(series__in=by_role.values("meetingseries")), day__range=(first, last)
    ).annotate(is_direct=Case(When(direct, then=True), default=False))
    return meetings.select_related("series__leader").order_by("day", "starts_at", "pk")


def meetings_on(
    first: date, last: date, positions: Collection[int]
) -> Iterator[tuple[str, str]]:
    """(key of a meeting day in the annual wheel, address of its meeting), where the holder of the
    positions gets there; one query."""
    address = address_of("boards:meeting_detail")
    for day, meeting in _on_days(first, last, {*positions, 0}):
        yield f"meeting:{day}", address % meeting


@question
def _on_days(first: date, last: date, positions: Collection[int]) -> QuerySet[Any]:
    series = MeetingSeries.objects.of_positions(positions)
    meetings = Meeting.objects.filter(
        meeting_day__isnull=False, day__range=(first, last), series__in=series
    )
    return meetings.order_by("pk").values_list("meeting_day_id", "pk")


def meetings_due(positions: Collection[int] | None, day: date) -> Iterator[DueItem]:
    """What meetings ask of those who prepare and lead them: an agenda to be sent, minutes to be
    written, minutes to be approved; one query."""
    address = address_of("boards:meeting_detail")
    minutes = address_of("boards:meeting_minutes")
    before = timedelta(days=thresholds.value(own.AGENDA_DAYS.key))
    waits = {
        MeetingState.ENDED: timedelta(days=thresholds.value(own.MINUTES_DAYS.key)),
        MeetingState.PROPOSED: timedelta(days=thresholds.value(own.APPROVAL_DAYS.key)),
    }
    for meeting in _unfinished(day + before + timedelta(days=14)):
        series = meeting.series
        preparer = series.secretary_id or series.leader_id
        name = {"name": series.name, "day": text_date(meeting.day)}
        if meeting.state == MeetingState.PLANNED:
            if meeting.day < day:
                continue
            item = ("agenda", preparer, meeting.day - before,
                    _("Send the agenda: %(name)s %(day)s"))
        elif meeting.state == MeetingState.ENDED:
            item = ("minutes", preparer, meeting.day + waits[MeetingState.ENDED],
                    _("Write the minutes: %(name)s %(day)s"))
        else:
            item = ("approval", series.leader_id, meeting.day + waits[MeetingState.PROPOSED],
                    _("Approve the minutes: %(name)s %(day)s"))
        what, position, due, said = item
        if positions is None or position in positions:
            yield DueItem(
                f"meeting-{what}:{meeting.pk}", position, due, said % name,
                (address if what == "agenda" else minutes) % meeting.pk, kind="meeting",
            )


@question
def _unfinished(until: date) -> QuerySet[Any]:
    states = (MeetingState.PLANNED, MeetingState.ENDED, MeetingState.PROPOSED)
    meetings = Meeting.objects.filter(state__in=states, day__lte=until)
    return meetings.select_related("series").order_by("day", "pk")


def decisions_due(positions: Collection[int] | None, day: date) -> Iterator[DueItem]:
    """Open decisions with a day, of the positions; what became a measure or a follow-up area is
    due there. One query."""
    address = address_of("boards:decision_detail")
    rows = _open_decisions() if positions is None else _decisions_of(set(positions))
    for pk, owner, due, text in rows:
        yield DueItem(f"decision:{pk}", owner, due, text, address % pk, kind="decision")


def _open_decisions() -> QuerySet[Any]:
    found = Decision.objects.filter(state=DecisionState.OPEN, due_date__isnull=False)
    return found.order_by("due_date", "pk").values_list("pk", "owner_id", "due_date", "text")


@question
def _decisions_of(positions: Collection[int]) -> QuerySet[Any]:
    return _open_decisions().filter(owner__in=positions)


def measure_decisions(measure: Any, user: Any, day: date) -> Mapping[str, Any] | None:
    """What meetings have decided about a measure, for all who read it; the way to the minutes is
    for those who meet. One query."""
    found = _of_measure(measure.pk, {*reach_of(user).position_ids, 0})
    if not found:
        return None
    return {"decisions": found}


@question
def _of_measure(measure: int, positions: Collection[int]) -> QuerySet[Any]:
    found = Decision.objects.filter(measure=measure).exclude(state=DecisionState.WITHDRAWN)
    seen = Decision.objects.seen_by(positions)
    return (
        found.annotate(may_read=Case(When(pk__in=seen.values("pk"), then=True), default=False))
        .select_related("meeting__series", "owner__unit").order_by("-meeting__day", "pk")
    )


def register() -> None:
    """Put them into the registries; called once when the app is ready."""
    timed_sources.register(TimedSource("meetings", meetings_timed))
    due_sources.register(DueSource("meetings", meetings_due))
    due_sources.register(DueSource("decisions", decisions_due))
    measure_panels.register(
        Panel("decisions", "boards/decision/_of_measure.html", measure_decisions, order=40)
    )


