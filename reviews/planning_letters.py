"""The mail of a planned half-year: one for each person, with all that concerns them and a calendar
file that has it all."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan.addresses import absolute
from leanplan.clock import today
from leanplan.dates import weekday_text
from leanplan.ics import CalendarEvent, calendar, uid_of
from leanplan.mail import Letter, Line, Link, Section, write
from organisation.frame import municipality_name
from organisation.language import in_language_of
from organisation.models import Person, Position
from organisation.notices.actions import notice_add
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add
from organisation.outbox.queue import put
from organisation.recipients import Recipients, is_reached
from organisation.roles import Role
from reviews.leading import host_of
from reviews.models import GembaVisit, HalfYearReview
from reviews.visit_letters import span_of_visit
from reviews.words import half_year_text

KIND = NoticeKind(
    "reviews_half_year_planned", "visits", "Calendar",
    gettext_lazy("%(who)s has planned visits and reviews"), "%(units)s",
)
NOMINAL_HOUR = time(9)


@dataclass(frozen=True)
class Event:
    """A visit or a review, as it stands in the mail and in the calendar."""

    key: str
    kind: str
    unit: str
    starts: datetime
    ends: datetime
    url: str
    place: str
    sequence: int

    @property
    def name(self) -> str:
        """What it is called, in the language that is active."""
        words = _("Gemba visit: %(unit)s") if self.kind == "visit" else (
            _("Half-yearly review: %(unit)s")
        )
        return words % {"unit": self.unit}


def register() -> None:
    """Make the kind of notice known; called once when the app is ready."""
    add(KIND)


def tell_of_plan(
    half_year: str, visits: Iterable[GembaVisit], reviews: Iterable[HalfYearReview], *, by: Any
) -> int:
    """Tell all who take part, each once: the one who planned, the leaders of the units, and of the
    reviews the development unit and the unit's coach. Out: how many were told."""
    found: dict[Person, list[Event]] = defaultdict(list)
    recipients = Recipients(on=today())
    development = Position.objects.filter(role=Role.DEVELOPMENT_UNIT_LEADER, each=False)
    always = list(development.values_list("pk", flat=True))
    for visit in visits:
        _give(found, _visit(visit), [visit.host_id], recipients, by)
    for review in reviews:
        host = host_of(review.unit, on=today())
        coaches = Position.objects.filter(role=Role.COACH, unit=review.unit_id, each=False)
        positions = [host.pk if host else None, *always, *coaches.values_list("pk", flat=True)]
        _give(found, _review(review), positions, recipients, by)
    for person, events in found.items():
        _tell(person, half_year, sorted(events, key=lambda event: event.starts), by=by)
    return len(found)


def _give(
    found: dict[Person, list[Event]], event: Event, positions: Iterable[int | None],
    recipients: Recipients, by: Any,
) -> None:
    people = [one.person for pk in positions if pk for one in recipients.of(pk)]
    own = getattr(by, "person", None)
    for person in dict.fromkeys([*([own] if own else []), *people]):
        found[person].append(event)


def _visit(visit: GembaVisit) -> Event:
    starts, ends = span_of_visit(visit)
    return Event(f"visit:{visit.pk}", "visit", visit.unit.short, starts, ends,
                 visit.get_absolute_url(), visit.place, visit.version)


def _review(review: HalfYearReview) -> Event:
    day = datetime.combine(review.day or today(), review.starts_at or NOMINAL_HOUR)
    starts = make_aware(day)
    return Event(
        f"review:{review.pk}", "review", review.unit.short, starts,
        starts + timedelta(minutes=review.minutes_planned), review.get_absolute_url(),
        review.place, review.version,
    )


def _tell(person: Person, half_year: str, events: list[Event], *, by: Any) -> None:
    digest = hashlib.sha256(" ".join(event.key for event in events).encode()).hexdigest()[:16]
    key = f"half-year:{half_year}:{digest}"
    with in_language_of(person.user):
        if person != getattr(by, "person", None):
            notice_add(
                person=person, key=key, kind=KIND.key, url=events[0].url,
                parameters={
                    "who": str(by),
                    "units": ", ".join(dict.fromkeys(event.unit for event in events)),
                },
            )
        if is_reached(person):
            written = write(_letter(person, half_year, events), calendar=_calendar(events))
            put(key=f"{key}:{person.pk}", person=person, written=written)


def _when(event: Event) -> str:
    return _("%(day)s at %(hour)s") % {
        "day": weekday_text(event.starts), "hour": f"{event.starts:%H:%M}",
    }


def _letter(person: Person, half_year: str, events: list[Event]) -> Letter:
    subject = _("Visits and reviews, %(half_year)s") % {"half_year": half_year_text(half_year)}
    return Letter(
        subject=subject, heading=subject,
        opening=(
            _("Hello, %(name)s.") % {"name": person.given_name},
            _("These are planned. The file that comes with this mail puts them into your "
              "calendar. Tell the one who leads them if a day does not suit."),
        ),
        sections=(
            Section(
                _("Planned"),
                tuple(
                    Line(event.name, absolute(event.url), _when(event), under=event.place)
                    for event in events
                ),
            ),
        ),
        button=Link(_("Open the reviews"), absolute(reverse("reviews:review_list"))),
        footer=(_("You get this mail because you take part in them."),),
        choice=Link(_("My notices"), absolute(reverse("organisation:notices"))),
        sender=f"Leanplan, {municipality_name()}" if municipality_name() else "Leanplan",
    )


def _calendar(events: list[Event]) -> str:
    return calendar(
        CalendarEvent(
            uid=uid_of(event.key), starts=event.starts, ends=event.ends, summary=event.name,
            description=absolute(event.url), url=absolute(event.url), place=event.place,
            sequence=event.sequence,
        )
        for event in events
    ).decode()
