"""What the unit's leader is told of a visit: on *Varsler*, and by mail with a calendar entry."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan.addresses import absolute
from leanplan.dates import weekday_text
from leanplan.ics import CalendarEvent, Party, invitation, uid_of
from leanplan.mail import Letter, Line, Link, Section, write
from organisation.frame import municipality_name
from organisation.language import in_language_of
from organisation.models import Person
from organisation.notices.actions import notice_add
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add
from organisation.outbox.queue import put
from organisation.recipients import Recipients, is_reached
from reviews.models import GembaVisit

# Where no hour is set, the visit stands in the calendar at this one.
NOMINAL_HOUR = time(9)


class Told(StrEnum):
    """What a visit's host is told."""

    ANNOUNCED = "announced"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HELD = "held"


_KINDS = {
    Told.ANNOUNCED: NoticeKind(
        "reviews_visit_announced", "visits", "Footprint",
        gettext_lazy("%(who)s comes on Gemba visit"),
        gettext_lazy("%(unit)s, %(day_on)s"),
    ),
    Told.MOVED: NoticeKind(
        "reviews_visit_moved", "visits", "Footprint", gettext_lazy("The Gemba visit is moved"),
        gettext_lazy("%(unit)s, now %(day_on)s. %(reason)s"),
    ),
    Told.CANCELLED: NoticeKind(
        "reviews_visit_cancelled", "visits", "Footprint",
        gettext_lazy("The Gemba visit is cancelled"),
        gettext_lazy("%(unit)s, %(day_on)s. %(reason)s"),
    ),
    Told.HELD: NoticeKind(
        "reviews_visit_held", "visits", "Footprint",
        gettext_lazy("Read what was seen on the Gemba visit"),
        gettext_lazy("%(unit)s, %(day_on)s"),
    ),
}


def register() -> None:
    """Make the kinds of notice known; called once when the app is ready."""
    for kind in _KINDS.values():
        add(kind)


def tell_of_visit(visit: GembaVisit, told: Told, *, by: Any, reason: str = "") -> list[Person]:
    """Tell whoever receives the visit, once for each change; by mail as well before the visit.

    Out: those who were told, without the one who did it.
    """
    if visit.host_id is None:
        return []
    recipients = Recipients(on=visit.day).of(visit.host_id)
    people = [one.person for one in recipients if one.person != getattr(by, "person", None)]
    for person in people:
        with in_language_of(person.user):
            key = f"visit:{visit.pk}:{told}:{visit.version}"
            notice_add(
                person=person, key=key, kind=_KINDS[told].key, url=visit.get_absolute_url(),
                parameters={
                    "who": visit.visitor.label, "unit": visit.unit.short, "reason": reason,
                    "day_on": visit.day.isoformat(),
                },
            )
            if told != Told.HELD and is_reached(person):
                written = write(
                    _letter(visit, told, person, reason),
                    calendar=_calendar(visit, told, person, by),
                )
                put(key=f"{key}:{person.pk}", person=person, written=written)
    return people


def _letter(visit: GembaVisit, told: Told, person: Person, reason: str) -> Letter:
    when = weekday_text(visit.day)
    if visit.starts_at:
        when = _("%(day)s at %(hour)s") % {"day": when, "hour": f"{visit.starts_at:%H:%M}"}
    subject, opening = _words(visit, told, when)
    about = [text for text in (visit.purpose, reason) if text.strip()]
    details = Line(
        visit.theme or _("Gemba visit"), absolute(visit.get_absolute_url()), when,
        under=visit.place,
    )
    return Letter(
        subject=subject, heading=subject,
        opening=(_("Hello, %(name)s.") % {"name": person.given_name}, opening, *about),
        sections=(Section(_("The visit"), (details,)),),
        button=Link(_("Open the visit"), absolute(visit.get_absolute_url())),
        footer=(_("You get this mail because you lead the unit that is visited."),),
        choice=Link(_("My notices"), absolute(reverse("organisation:notices"))),
        sender=f"Leanplan, {municipality_name()}" if municipality_name() else "Leanplan",
    )


def _words(visit: GembaVisit, told: Told, when: str) -> tuple[str, str]:
    values = {"unit": visit.unit.short, "when": when, "who": visit.visitor.label}
    if told == Told.MOVED:
        return (
            _("Gemba visit in %(unit)s is moved to %(when)s") % values,
            _("The visit has a new time. The entry in your calendar follows."),
        )
    if told == Told.CANCELLED:
        return (
            _("Gemba visit in %(unit)s on %(when)s is cancelled") % values,
            _("The visit will not take place. The entry in your calendar is taken away."),
        )
    return (
        _("Gemba visit in %(unit)s %(when)s") % values,
        _("%(who)s comes to see how the work is done and to ask. It is about the process, not "
          "about how anybody does their job. Write beforehand what you want to show.") % values,
    )


def span_of_visit(visit: GembaVisit) -> tuple[datetime, datetime]:
    """When a visit begins and ends, in Norwegian time."""
    starts = make_aware(datetime.combine(visit.day, visit.starts_at or NOMINAL_HOUR))
    minutes = visit.minutes_held or visit.minutes_planned
    return starts, starts + timedelta(minutes=minutes)


def _calendar(visit: GembaVisit, told: Told, person: Person, by: Any) -> str:
    """The entry for the calendar; "" where the one who asks cannot be reached by mail."""
    organiser = getattr(by, "person", None)
    if organiser is None or not by.email or person.user is None:
        return ""
    starts, ends = span_of_visit(visit)
    event = CalendarEvent(
        uid=uid_of(f"visit:{visit.pk}"), starts=starts, ends=ends,
        summary=_("Gemba visit: %(unit)s") % {"unit": visit.unit.short},
        description=absolute(visit.get_absolute_url()), url=absolute(visit.get_absolute_url()),
        place=visit.place, sequence=visit.version, cancelled=told == Told.CANCELLED,
    )
    return invitation(
        event, organiser=Party(organiser.name, by.email),
        attendee=Party(person.name, person.user.email), cancels=told == Told.CANCELLED,
    )
