"""Where the markers of a ring stand: near their days, and none upon another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import pi

from boards.wheel.paths import angle

MARKER = 14.0  # radius of a marker
APART = 2 * MARKER + 3  # from the middle of a marker to that of the next one
# A marker may stand so far from its day, in degrees; else it is put together with its neighbour.
MOVED = 9.0


@dataclass(frozen=True)
class Point:
    """Something on a day. ring: 0 is the outermost. dot: small and without a number."""

    key: str
    ring: int
    day: date
    dot: bool = False


@dataclass(frozen=True)
class _Group:
    """Points that share a marker. total: the sum of their angles."""

    members: tuple[Point, ...]
    total: float

    @property
    def wanted(self) -> float:
        return self.total / len(self.members)


def places(at_radius: float, points: Sequence[Point]) -> list[tuple[float, tuple[Point, ...]]]:
    """Where the markers of a ring stand, none upon another: (angle, what stands there).

    What is nearest in time is put together until there is room for all, and until none stands far
    from its own day.
    """
    apart = APART / at_radius * 180 / pi
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
