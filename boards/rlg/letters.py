"""What those who are asked to a meeting are told: on *Varsler*, and by mail with a calendar entry.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.rlg.asked import Asked, people_asked
from boards.rlg.choices import RAISED, Goal, PointState
from boards.rlg.meeting_models import Meeting
from boards.rlg.minutes_text import MinutesText, minutes_text
from leanplan.addresses import absolute
from leanplan.dates import short_date, weekday_text
from leanplan.ics import CalendarEvent, Party, invitation, uid_of
from leanplan.mail import Letter, Line, Link, Section, Written, write
from organisation.frame import municipality_name
from organisation.language import in_language_of
from organisation.models import Person
from organisation.notices.actions import notices_add
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add
from organisation.outbox.queue import put_all
from organisation.recipients import is_reached


class Told(StrEnum):
    """What somebody is told of a meeting."""

    AGENDA = "agenda"
    AGENDA_AGAIN = "agenda_again"
    MOVED = "moved"
    CANCELLED = "cancelled"
    PROPOSED = "proposed"
    RETURNED = "returned"
    MINUTES = "minutes"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Matter:
    """One thing that is told. subject, opening: with %(name)s, %(when)s. minutes: it leads to the
    minutes; calendar: an entry for the calendar goes with it; to: who hears of it."""

    title: Any
    subject: Any
    opening: Any
    minutes: bool = False
    calendar: bool = False
    to: str = "all"


_MATTERS = {
    Told.AGENDA: Matter(
        gettext_lazy("Agenda: %(name)s"), gettext_lazy("Agenda, %(name)s %(when)s"),
        gettext_lazy("Here is the agenda. The entry for your calendar comes with this mail."),
        calendar=True,
    ),
    Told.AGENDA_AGAIN: Matter(
        gettext_lazy("New agenda: %(name)s"), gettext_lazy("New agenda, %(name)s %(when)s"),
        gettext_lazy("The agenda has changed. This one takes the place of the one you have."),
        calendar=True,
    ),
    Told.MOVED: Matter(
        gettext_lazy("Moved: %(name)s"), gettext_lazy("%(name)s is moved to %(when)s"),
        gettext_lazy("The meeting has a new time or place. The entry in your calendar follows."),
        calendar=True,
    ),
    Told.CANCELLED: Matter(
        gettext_lazy("Cancelled: %(name)s"), gettext_lazy("%(name)s %(when)s is cancelled"),
        gettext_lazy(
            "The meeting will not be held. The entry in your calendar is taken away, and its "
            "points go on to the next one."
        ),
        calendar=True,
    ),
    Told.PROPOSED: Matter(
        gettext_lazy("Minutes for approval: %(name)s"),
        gettext_lazy("Minutes for approval, %(name)s %(when)s"),
        gettext_lazy("The minutes are written. Read them and approve them."),
        minutes=True, to="leads",
    ),
    Told.RETURNED: Matter(
        gettext_lazy("Minutes sent back: %(name)s"),
        gettext_lazy("Minutes sent back, %(name)s %(when)s"),
        gettext_lazy("Something is to be put right before the minutes can be approved."),
        minutes=True, to="prepares",
    ),
    Told.MINUTES: Matter(
        gettext_lazy("Minutes: %(name)s"), gettext_lazy("Minutes, %(name)s %(when)s"),
        gettext_lazy("The minutes are approved. These are the decisions."), minutes=True,
    ),
    Told.CORRECTED: Matter(
        gettext_lazy("Correction of minutes: %(name)s"),
        gettext_lazy("Correction of the minutes, %(name)s %(when)s"),
        gettext_lazy("Something is put right beside the approved minutes."), minutes=True,
    ),
}


def register() -> None:
    """Make the kinds of notice known; called once when the app is ready."""
    for told, matter in _MATTERS.items():
        add(NoticeKind(
            _kind(told), "visits", "Calendar", matter.title, gettext_lazy("%(day_on)s. %(reason)s")
        ))


def _kind(told: Told) -> str:
    return f"boards_meeting_{told}"


def tell_invited(meeting: Meeting, told: Told, *, by: Any, reason: str = "") -> list[Person]:
    """Tell all whom it concerns, once for each change: a notice, and a mail where there is an
    address. Whoever did it gets the mail with the calendar entry too, and no notice.

    Out: who was told.
    """
    matter = _MATTERS[told]
    people = [one for one in people_asked(meeting.series, on=meeting.day) if _hears(one, matter)]
    own = getattr(by, "person", None)
    key = f"meeting:{meeting.pk}:{told}:{meeting.version}:{meeting.additions.count()}"
    mails: list[tuple[str, Person, Written]] = []
    notices_add(
        {
            "person": one.person, "key": key, "kind": _kind(told),
            "url": _address(meeting, matter),
            "parameters": {
                "name": meeting.series.name, "day_on": meeting.day.isoformat(), "reason": reason,
            },
        }
        for one in people if one.person != own
    )
    for one in people:
        with in_language_of(one.person.user):
            if is_reached(one.person):
                written = write(
                    _letter(meeting, matter, one.person, reason),
                    calendar=_calendar(meeting, told, one.person, by) if matter.calendar else "",
                )
                mails.append((f"{key}:{one.person.pk}", one.person, written))
    put_all(mails)
    return [one.person for one in people]


def _hears(one: Asked, matter: Matter) -> bool:
    return {"all": True, "leads": one.leads, "prepares": one.prepares}[matter.to]


def _address(meeting: Meeting, matter: Matter) -> str:
    route = "boards:meeting_minutes" if matter.minutes else "boards:meeting_detail"
    return reverse(route, args=[meeting.pk])


def when_text(meeting: Meeting) -> str:
    """Tuesday 27 November at 10:00."""
    return _("%(day)s at %(hour)s") % {
        "day": weekday_text(meeting.day), "hour": f"{meeting.starts_at:%H:%M}",
    }


def _letter(meeting: Meeting, matter: Matter, person: Person, reason: str) -> Letter:
    values = {"name": meeting.series.name, "when": when_text(meeting)}
    subject = str(matter.subject) % values
    about = [text for text in (str(matter.opening), reason) if text.strip()]
    address = absolute(_address(meeting, matter))
    return Letter(
        subject=subject, heading=subject,
        opening=(_("Hello, %(name)s.") % {"name": person.given_name}, *about),
        sections=_sections(meeting, matter),
        button=Link(_("Open the minutes") if matter.minutes else _("Open the agenda"), address),
        footer=(_("You get this mail because you are asked to these meetings."),),
        choice=Link(_("My notices"), absolute(reverse("organisation:notices"))),
        sender=f"Leanplan, {municipality_name()}" if municipality_name() else "Leanplan",
    )


def _sections(meeting: Meeting, matter: Matter) -> tuple[Section, ...]:
    if matter.minutes:
        return _of_minutes(minutes_text(meeting))
    about = Line(meeting.series.name, when=when_text(meeting), under=meeting.place)
    points = meeting.points.filter(state=PointState.OPEN).select_related("brought_by__unit")
    lines = tuple(
        Line(
            point.heading, note=_("%(minutes)s min") % {"minutes": point.minutes},
            under=point.brought_by.label if point.brought_by else "",
            warning=str(Goal(point.goal).label) if point.kind in RAISED else "",
        )
        for point in points
    )
    agenda = (Section(_("Agenda"), lines),) if lines else ()
    return (Section(_("The meeting"), (about,)), *agenda)


def _of_minutes(text: MinutesText) -> tuple[Section, ...]:
    decisions = tuple(
        Line(
            one.text, when=short_date(one.due_on),
            under=", ".join(part for part in (one.who.name, one.who.under) if part),
        )
        for point in text.points for one in point.decisions
    )
    moved = tuple(Line(one.heading, under=one.reason) for one in text.moved)
    found = [
        Section(title, lines) for title, lines in (
            (_("Decisions"), decisions), (_("Goes on to another meeting"), moved),
        ) if lines
    ]
    return tuple(found)


def _calendar(meeting: Meeting, told: Told, person: Person, by: Any) -> str:
    """The entry for the calendar; "" where the one who asks cannot be reached by mail."""
    organiser = getattr(by, "person", None)
    if organiser is None or not by.email or person.user is None:
        return ""
    cancels = told == Told.CANCELLED
    address = absolute(meeting.get_absolute_url())
    event = CalendarEvent(
        uid=uid_of(f"meeting:{meeting.pk}"), starts=meeting.starts, ends=meeting.ends,
        summary=meeting.series.name, description=address, url=address, place=meeting.place,
        sequence=meeting.sequence, cancelled=cancels,
    )
    return invitation(
        event, organiser=Party(organiser.name, by.email),
        attendee=Party(person.name, person.user.email), cancels=cancels,
    )
