"""The drawing of an annual wheel, from what stands in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dates import MONTHS
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from boards.wheel.events import RINGS, Event
from boards.wheel.layout import Stretch, Wheel, wheel
from boards.wheel.markers import Point
from boards.wheel.rules import year_span
from leanplan.drawn import drawn


def picture(
    events: list[Event], year: int, *, today: date
) -> tuple[SafeString, Mapping[str, int]]:
    """The drawing, and the number of each marker."""
    first, last = year_span(year)
    points = tuple(
        (event.key, RINGS.index(event.ring), max(event.starts, first), event.is_regular)
        for event in events if not event.is_span and event.starts <= last
    )
    stretches = tuple(
        (event.key, RINGS.index(event.ring), max(event.starts, first), min(event.ends, last),
         event.text)
        for event in events if event.is_span
    )
    laid = wheel(
        year, today=today, rings=len(RINGS),
        month_names=[capfirst(str(MONTHS[number])) for number in range(1, 13)],
        points=[Point(*point) for point in points],
        stretches=[Stretch(*span[:4], _written(span[4])) for span in stretches],
    )
    svg = drawn(
        "boards/wheel/_wheel.html", (year, points, stretches), lambda: _context(laid, year, today)
    )
    return svg, laid.numbers()


def _written(text: str) -> tuple[str, ...]:
    """A text and a shorter one, for where it does not fit."""
    short = text.partition(",")[0]
    return (text, short) if short != text else (text,)


def _context(laid: Wheel, year: int, today: date) -> dict[str, Any]:
    return {
        "wheel": laid, "year": year, "today": today,
        "rings": list(zip(RINGS, laid.rings, strict=True)),
    }
