"""Gemba visits of the demo: the last half-year and this one, today and what is to come."""

import io
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ImproperlyConfigured
from PIL import Image, ImageDraw

from demo.calendar import Calendar, at, on_workday
from demo.places import Places
from demo.visits_text import CANCELLED, CLOSED, MOVED, QUESTIONS, WALKS, Seen, Walk
from leanplan.clock import pinned
from leanplan.periods import half_year_key, half_year_span
from organisation.models import Appointment, OrgUnit, Position
from organisation.roles import Role
from reviews.actions.follow_ups import follow_up_close
from reviews.actions.observations import host_note_write, observation_put, praise_put
from reviews.actions.photos import photo_add
from reviews.actions.visits import (
    visit_announce,
    visit_cancel,
    visit_hold,
    visit_plan,
    visit_postpone,
)
from reviews.choices import FollowUpState
from reviews.models import FollowUp, GembaVisit
from reviews.places import leader_of, leaders_above

# So many areas' leaders go to Gemba; the others have not begun.
AREAS = 5
_TODAY_UNIT, _TODAY_HOUR = "Hjemmetjenesten sør", time(13)


def make_visits(places: Places) -> None:
    """Let the area managers of some areas visit their units, each on a day of their own."""
    for number, unit in enumerate(_units(places.calendar.today)):
        visitor = leaders_above(unit, on=places.calendar.today)[0]
        by = _account(visitor, places.calendar.today)
        if by is not None:
            _visits_of(unit, visitor, by, number, places.calendar)


def _units(today: date) -> list[OrgUnit]:
    areas = OrgUnit.objects.filter(kind="service_area").order_by("pk")[:AREAS]
    units = OrgUnit.objects.existing(on=today).filter(
        kind="operating_unit", parent_links__parent__in=areas
    )
    return list(units.distinct().order_by("pk"))


def _account(position: Position, today: date) -> Any:
    held = Appointment.objects.current(on=today)
    held = held.filter(position=position, person__user__isnull=False)
    row = held.select_related("person__user").first()
    return row.person.user if row else None


def _visits_of(
    unit: OrgUnit, visitor: Position, by: Any, number: int, calendar: Calendar
) -> None:
    """Last half-year's visit for most; this one's held, planned, moved or cancelled in turn."""
    first, last = half_year_span(half_year_key(calendar.today))
    before = half_year_span(half_year_key(first - timedelta(days=1)))[0]
    walk = WALKS[number % len(WALKS)]
    if number % 7 != 6:
        day = on_workday(before + timedelta(days=20 + number * 11 % 140))
        _held(unit, by, day, WALKS[(number + 2) % len(WALKS)], calendar, closes=True)
    if unit.name == _TODAY_UNIT:
        _today(unit, by, walk, calendar)
        return
    day = on_workday(first + timedelta(days=18 + number * 13 % 150))
    if day < calendar.today:
        if number % 3:
            _held(unit, by, day, walk, calendar, closes=number % 2 == 0)
            return
        if number % 9 == 0:
            return
    _coming(unit, by, calendar.ahead(5 + number * 7 % 40), last, walk, number, calendar)


def _plan(unit: OrgUnit, by: Any, day: date, walk: Walk, hour: time | None = None) -> GembaVisit:
    with pinned(at(on_workday(day - timedelta(days=16)), 10)):
        return visit_plan(
            by=by, unit=unit, day=day, starts_at=hour or time(9 + unit.pk % 5), minutes=60,
            place="", theme=walk.theme, purpose=walk.purpose, questions=QUESTIONS,
        )


def _announced(visit: GembaVisit, by: Any) -> None:
    """Where the settings do not say what links begin with, nobody is told by mail."""
    with suppress(ImproperlyConfigured):
        visit_announce(by=by, visit=visit, version=visit.version)


def _held(
    unit: OrgUnit, by: Any, day: date, walk: Walk, calendar: Calendar, *, closes: bool
) -> None:
    visit = _plan(unit, by, day, walk)
    with pinned(at(day, 11)):
        _write(visit, by, walk)
        visit_hold(by=by, visit=visit, version=visit.version, minutes=45 + visit.pk % 4 * 5)
    if closes:
        _close(visit, by, calendar)


def _write(visit: GembaVisit, by: Any, walk: Walk) -> None:
    for seen in walk.seen:
        row = observation_put(
            by=by, visit=visit, key=uuid4(), version=0, values=_values(visit, seen)
        )
        # One in a few: each picture is a child process.
        if seen.photo and visit.unit_id % 5 == 0:
            photo_add(by=by, observation=row, key=uuid4(), data=board())
    if walk.praise:
        praise_put(by=by, visit=visit, version=0, text=walk.praise)


def _values(visit: GembaVisit, seen: Seen) -> dict[str, Any]:
    owner = {"host": visit.host, "visitor": visit.visitor}.get(seen.owner)
    due = on_workday(visit.day + timedelta(days=seen.days)) if seen.days else None
    return {
        "kind": seen.kind, "text": seen.text, "is_agreed": bool(seen.agreed),
        "agreement": seen.agreed, "owner": owner, "due_date": due,
    }


def _close(visit: GembaVisit, by: Any, calendar: Calendar) -> None:
    """The visitor sees that it helped, where it was due long ago."""
    done = FollowUp.objects.filter(
        visit=visit, due_date__lt=calendar.today - timedelta(days=14), owner__role=Role.UNIT_MANAGER
    ).exclude(state=FollowUpState.CLOSED)
    for row in done:
        day = on_workday(row.due_date + timedelta(days=7)) if row.due_date else calendar.today
        with pinned(at(max(day, row.made_on), 14)):
            follow_up_close(by=by, follow_up=row, version=row.version, note=CLOSED)


def _today(unit: OrgUnit, by: Any, walk: Walk, calendar: Calendar) -> None:
    """One that is on today, announced, with a word from the unit."""
    visit = _plan(unit, by, calendar.today, walk, _TODAY_HOUR)
    host = leader_of(unit)
    account = _account(host, calendar.today) if host else None
    with pinned(at(calendar.ago(9), 10)):
        _announced(visit, by)
        if account is not None and walk.note:
            host_note_write(by=account, visit=visit, version=0, text=walk.note)


def _coming(
    unit: OrgUnit, by: Any, day: date, last: date, walk: Walk, number: int, calendar: Calendar
) -> None:
    day = min(day, on_workday(last))
    if day <= calendar.today or number % 4 == 3:
        return
    visit = _plan(unit, by, calendar.ago(2) if number % 6 == 1 else day, walk)
    with pinned(at(calendar.ago(3), 12)):
        if number % 6 == 1:
            visit_postpone(
                by=by, visit=visit, version=visit.version, day=day, starts_at=time(10),
                reason=MOVED,
            )
        elif number % 6 == 5:
            visit_cancel(by=by, visit=visit, version=visit.version, reason=CANCELLED)
            return
        if number % 2 == 0:
            _announced(visit, by)


def board() -> bytes:
    """A picture of a board with yellow notes, drawn: nobody is in it."""
    image = Image.new("RGB", (960, 720), "#e8d9cd")
    draw = ImageDraw.Draw(image)
    draw.rectangle((110, 90, 850, 600), fill="#fbfaf7", outline="#9aa3a6", width=6)
    for column, count in enumerate((3, 2, 3)):
        left = 160 + column * 180
        draw.line((left - 25, 120, left - 25, 570), fill="#c9cfd1", width=3)
        for row in range(count):
            top = 140 + row * 145
            draw.rectangle((left, top, left + 120, top + 105), fill="#f3c562")
            for line in range(3):
                end = left + 100 - line * 18
                draw.line((left + 14, top + 30 + line * 24, end, top + 30 + line * 24),
                          fill="#8a6d20", width=4)
    draw.ellipse((700, 160, 800, 260), outline="#0b5563", width=10)
    draw.pieslice((700, 160, 800, 260), -90, 90, fill="#0b5563")
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()
