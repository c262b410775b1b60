"""Where everything stands in the annual wheel: pure geometry, from days to coordinates.

The wheel is drawn by a template from what this module gives. 1 January is at twelve o'clock, and
the year goes with the clock. Lengths are in units of the drawing, which is 720 wide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import pi, radians

from boards.wheel.markers import MARKER, Point, places
from boards.wheel.paths import (
    CENTRE,
    angle,
    arc_path,
    baseline,
    is_low,
    sector,
    spoke,
    xy,
)
from leanplan.text_width import text_width

OUTER, WIDTH, GAP = 292.0, 32.0, 4.0
TEXT = 13.5  # size of the writing on a span


@dataclass(frozen=True)
class Stretch:
    """Something from a day to a day. texts: what may be written on it, the longest first."""

    key: str
    ring: int
    first: date
    last: date
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Dot:
    """A small dot."""

    x: float
    y: float


@dataclass(frozen=True)
class Marker:
    """A numbered marker. keys: what stands there; more than one where they are close in time."""

    number: int
    keys: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """A text along an arc. path: the arc."""

    path: str
    text: str


@dataclass(frozen=True)
class Arc:
    """A span. line: what is written on it, None where nothing fits."""

    key: str
    path: str
    line: Line | None


@dataclass(frozen=True)
class Month:
    """A month of the rim. tick: where it begins; is_quarter: a quarter begins there too."""

    path: str
    line: Line
    tick: str
    is_quarter: bool
    is_now: bool


@dataclass(frozen=True)
class RingDrawn:
    """One ring with what stands in it. radius: of its middle."""

    radius: float
    width: float
    arcs: tuple[Arc, ...]
    dots: tuple[Dot, ...]
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class Wheel:
    """The whole drawing. past: the shade of what is gone, "" for none; now: the angle of today in
    degrees, None in another year; now_line: from the middle to the rim."""

    months: tuple[Month, ...]
    rings: tuple[RingDrawn, ...]
    past: str
    now: float | None
    now_line: str
    centre: float = CENTRE

    def numbers(self) -> dict[str, int]:
        """{key: the number of the marker it stands at}."""
        return {
            key: marker.number for ring in self.rings for marker in ring.markers
            for key in marker.keys
        }


def radius(ring: int) -> float:
    """The middle of a ring."""
    return OUTER - WIDTH / 2 - ring * (WIDTH + GAP)


def wheel(
    year: int, *, today: date, rings: int, month_names: Sequence[str],
    points: Iterable[Point], stretches: Iterable[Stretch],
) -> Wheel:
    """Lay out a year. points and stretches lie in it; month_names: twelve."""
    now = angle(today) if today.year == year else None
    gone = 360.0 if today.year > year else now or 0.0
    inner = radius(rings - 1) - WIDTH / 2 - GAP
    by_ring = _by_ring(rings, points)
    marked = {ring: places(radius(ring), by_ring[ring]) for ring in range(rings)}
    numbers = _numbered(marked)
    drawn = []
    for ring in range(rings):
        spans = [each for each in stretches if each.ring == ring]
        taken = [at for at, _members in marked[ring]] + ([now] if now is not None else [])
        drawn.append(
            RingDrawn(
                radius=radius(ring), width=WIDTH, arcs=_arcs(ring, spans, taken),
                dots=tuple(
                    Dot(*xy(radius(ring), angle(each.day))) for each in by_ring[ring] if each.dot
                ),
                markers=tuple(
                    Marker(
                        numbers[ring, index], tuple(each.key for each in members),
                        *xy(radius(ring), at),
                    )
                    for index, (at, members) in enumerate(marked[ring])
                ),
            )
        )
    return Wheel(
        months=_months(year, month_names, today, inner), rings=tuple(drawn),
        past=sector(inner, 300, 0.01, min(gone, 359.99)) if gone > 0.02 else "",
        now=round(now, 2) if now is not None else None,
        now_line=spoke(inner - 4, 302, now) if now is not None else "",
    )


def _by_ring(rings: int, points: Iterable[Point]) -> list[list[Point]]:
    found: list[list[Point]] = [[] for _number in range(rings)]
    for each in sorted(points, key=lambda point: (point.day, point.key)):
        found[each.ring].append(each)
    return found


def _numbered(
    marked: dict[int, list[tuple[float, tuple[Point, ...]]]],
) -> dict[tuple[int, int], int]:
    """Numbers through the year: by the first day of each place, outer rings first."""
    order = sorted(
        (members[0].day, ring, index)
        for ring, places in marked.items() for index, (_at, members) in enumerate(places)
    )
    return {(ring, index): number for number, (_day, ring, index) in enumerate(order, start=1)}


# Spans


def _arcs(ring: int, spans: Sequence[Stretch], taken: Sequence[float]) -> tuple[Arc, ...]:
    """The spans of a ring, side by side where they overlap."""
    lanes = _lanes(spans)
    count = max(lanes.values(), default=0) + 1
    thick = (WIDTH - 4) / count
    outer = radius(ring) + (WIDTH - 4) / 2
    found = []
    for each in spans:
        top = outer - lanes[each.key] * thick
        low, begin, end = top - thick + (1 if count > 1 else 0), angle(each.first), _end(each.last)
        path = sector(low, top, begin + 0.5, max(begin + 1.0, end - 0.5))
        line = _on_arc((low + top) / 2, begin, end, each.texts, taken) if thick >= TEXT else None
        found.append(Arc(each.key, path, line))
    return tuple(found)


def _end(day: date) -> float:
    """Where a day ends."""
    after = day + timedelta(days=1)
    return 360.0 if after.year > day.year else angle(after)


def _lanes(spans: Sequence[Stretch]) -> dict[str, int]:
    """Which lane each takes, so that none lies upon another; as few as can be."""
    ends: list[date] = []
    lanes = {}
    for each in sorted(spans, key=lambda span: (span.first, span.last, span.key)):
        free = next((lane for lane, last in enumerate(ends) if last < each.first), len(ends))
        ends[free : free + 1] = [each.last]
        lanes[each.key] = free
    return lanes


def _on_arc(
    middle: float, begin: float, end: float, texts: Sequence[str], taken: Sequence[float]
) -> Line | None:
    """The longest text that fits in the widest stretch that no marker and no line covers."""
    room_for = (MARKER + 3) / middle * 180 / pi
    edges, left = [], begin + 1.5
    for at in sorted(at for at in taken if begin < at < end):
        edges.append((left, at - room_for))
        left = at + room_for
    edges.append((left, end - 1.5))
    low, high = max(edges, key=lambda edge: edge[1] - edge[0])
    room = radians(max(high - low, 0)) * middle
    text = next((each for each in texts if text_width(each, TEXT) < room), "")
    return Line(baseline(middle, low, high), text) if text else None


# Months


def _months(
    year: int, names: Sequence[str], today: date, inner: float
) -> tuple[Month, ...]:
    begins = [angle(date(year, number, 1)) for number in range(1, 13)]
    months = []
    for number, (begin, end) in enumerate(pairwise([*begins, 360.0])):
        flipped = is_low(begin, end)
        months.append(
            Month(
                path=sector(306, 346, begin + 0.5, end - 0.5),
                line=Line(
                    arc_path(331 if flipped else 321, begin, end, turned=flipped), names[number]
                ),
                tick=spoke(inner, 300, begin), is_quarter=number % 3 == 0,
                is_now=(today.year, today.month) == (year, number + 1),
            )
        )
    return tuple(months)
