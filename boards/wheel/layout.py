"""Where everything stands in the annual wheel: pure geometry, from days to coordinates.

The wheel is drawn by a template from what this module gives. 1 January is at twelve o'clock, and
the year goes with the clock. Lengths are in units of the drawing, which is 720 wide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import cos, pi, radians, sin

from leanplan.text_width import text_width

SIZE = 720
CENTRE = SIZE / 2
OUTER, WIDTH, GAP = 292.0, 32.0, 4.0
MARKER = 14.0  # radius of a marker
APART = 2 * MARKER + 3  # from the middle of a marker to that of the next one
# A marker may stand so far from its day, in degrees; else it is put together with its neighbour.
MOVED = 9.0
TEXT = 13.5  # size of the writing on a span


@dataclass(frozen=True)
class Point:
    """Something on a day. ring: 0 is the outermost. dot: small and without a number."""

    key: str
    ring: int
    day: date
    dot: bool = False


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


def angle(day: date) -> float:
    """Where a day stands, in degrees from twelve o'clock."""
    year = date(day.year, 1, 1)
    days = (date(day.year + 1, 1, 1) - year).days
    return (day - year).days / days * 360


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
    marked = {ring: _places(ring, by_ring[ring]) for ring in range(rings)}
    numbers = _numbered(marked)
    drawn = []
    for ring in range(rings):
        spans = [each for each in stretches if each.ring == ring]
        taken = [at for at, _members in marked[ring]] + ([now] if now is not None else [])
        drawn.append(
            RingDrawn(
                radius=radius(ring), width=WIDTH, arcs=_arcs(ring, spans, taken),
                dots=tuple(
                    Dot(*_xy(radius(ring), angle(each.day))) for each in by_ring[ring] if each.dot
                ),
                markers=tuple(
                    Marker(
                        numbers[ring, index], tuple(each.key for each in members),
                        *_xy(radius(ring), at),
                    )
                    for index, (at, members) in enumerate(marked[ring])
                ),
            )
        )
    return Wheel(
        months=_months(year, month_names, today, inner), rings=tuple(drawn),
        past=_sector(inner, 300, 0.01, min(gone, 359.99)) if gone > 0.02 else "",
        now=round(now, 2) if now is not None else None,
        now_line=_spoke(inner - 4, 302, now) if now is not None else "",
    )


def _by_ring(rings: int, points: Iterable[Point]) -> list[list[Point]]:
    found: list[list[Point]] = [[] for _number in range(rings)]
    for each in sorted(points, key=lambda point: (point.day, point.key)):
        found[each.ring].append(each)
    return found


# Markers


@dataclass(frozen=True)
class _Group:
    """Points that share a marker. total: the sum of their angles."""

    members: tuple[Point, ...]
    total: float

    @property
    def wanted(self) -> float:
        return self.total / len(self.members)


def _places(ring: int, points: Sequence[Point]) -> list[tuple[float, tuple[Point, ...]]]:
    """Where markers stand, none upon another: (angle, what stands there).

    What is nearest in time is put together until there is room for all, and until none stands far
    from its own day.
    """
    apart = APART / radius(ring) * 180 / pi
    groups = [_Group((each,), angle(each.day)) for each in points if not each.dot]
    while len(groups) > 1 and len(groups) * apart > 360 - apart:
        _join_nearest(groups)
    while groups:
        wanted = [group.wanted for group in groups]
        stand = _spread(wanted, apart)
        near = all(abs(a - b) <= MOVED for a, b in zip(wanted, stand, strict=True))
        if near or len(groups) == 1:
            members = [group.members for group in groups]
            return list(zip(stand, members, strict=True))
        _join_nearest(groups)
    return []


def _join_nearest(groups: list[_Group]) -> None:
    gaps = [after.wanted - before.wanted for before, after in pairwise(groups)]
    at = gaps.index(min(gaps))
    one, other = groups[at], groups[at + 1]
    groups[at : at + 2] = [_Group(one.members + other.members, one.total + other.total)]


def _spread(wanted: Sequence[float], apart: float) -> list[float]:
    """The nearest angles that are so far apart, in the same order, within the year.

    Least squares: what must move moves as little as can be, and both ways.
    """
    blocks: list[tuple[float, int]] = []  # (mean of what its members want, how many)
    for index, value in enumerate(wanted):
        mean, size = value - index * apart, 1
        while blocks and blocks[-1][0] > mean:
            before, number = blocks.pop()
            mean = (mean * size + before * number) / (size + number)
            size += number
        blocks.append((mean, size))
    found, index = [], 0
    low, high = apart / 2, 360 - apart / 2 - (len(wanted) - 1) * apart
    for mean, size in blocks:
        for _member in range(size):
            found.append(max(low, min(mean, max(low, high))) + index * apart)
            index += 1
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
        path = _sector(low, top, begin + 0.5, max(begin + 1.0, end - 0.5))
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
    return Line(_baseline(middle, low, high), text) if text else None


# Months


def _months(
    year: int, names: Sequence[str], today: date, inner: float
) -> tuple[Month, ...]:
    begins = [angle(date(year, number, 1)) for number in range(1, 13)]
    months = []
    for number, (begin, end) in enumerate(pairwise([*begins, 360.0])):
        flipped = _is_low(begin, end)
        months.append(
            Month(
                path=_sector(306, 346, begin + 0.5, end - 0.5),
                line=Line(
                    _arc_path(331 if flipped else 321, begin, end, turned=flipped), names[number]
                ),
                tick=_spoke(inner, 300, begin), is_quarter=number % 3 == 0,
                is_now=(today.year, today.month) == (year, number + 1),
            )
        )
    return tuple(months)


# Paths


def _xy(at_radius: float, degrees: float) -> tuple[float, float]:
    turn = radians(degrees - 90)
    return (
        round(CENTRE + at_radius * cos(turn), 2), round(CENTRE + at_radius * sin(turn), 2),
    )


def _sector(inner: float, outer: float, begin: float, end: float) -> str:
    """The outline of a piece of a ring."""
    far = 1 if end - begin > 180 else 0
    (x0, y0), (x1, y1) = _xy(outer, begin), _xy(outer, end)
    (x2, y2), (x3, y3) = _xy(inner, end), _xy(inner, begin)
    return (
        f"M{x0} {y0}A{outer:g} {outer:g} 0 {far} 1 {x1} {y1}"
        f"L{x2} {y2}A{inner:g} {inner:g} 0 {far} 0 {x3} {y3}Z"
    )


def _spoke(inner: float, outer: float, degrees: float) -> str:
    (x0, y0), (x1, y1) = _xy(inner, degrees), _xy(outer, degrees)
    return f"M{x0} {y0}L{x1} {y1}"


def _is_low(begin: float, end: float) -> bool:
    """In the lower half, where writing is turned so that it stands upright."""
    return 90 < (begin + end) / 2 % 360 < 270


def _baseline(middle: float, begin: float, end: float) -> str:
    turned = _is_low(begin, end)
    return _arc_path(middle + (5 if turned else -5), begin, end, turned=turned)


def _arc_path(at_radius: float, begin: float, end: float, *, turned: bool) -> str:
    far = 1 if end - begin > 180 else 0
    (x0, y0), (x1, y1) = _xy(at_radius, begin), _xy(at_radius, end)
    if turned:
        return f"M{x1} {y1}A{at_radius:g} {at_radius:g} 0 {far} 0 {x0} {y0}"
    return f"M{x0} {y0}A{at_radius:g} {at_radius:g} 0 {far} 1 {x1} {y1}"
