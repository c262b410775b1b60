"""Angles and outlines in the annual wheel: 1 January at twelve o'clock, and with the clock."""

from datetime import date
from math import cos, radians, sin

SIZE = 720
CENTRE = SIZE / 2


def angle(day: date) -> float:
    """Where a day stands, in degrees from twelve o'clock."""
    year = date(day.year, 1, 1)
    days = (date(day.year + 1, 1, 1) - year).days
    return (day - year).days / days * 360


def xy(at_radius: float, degrees: float) -> tuple[float, float]:
    """A place by its distance from the middle and its angle."""
    turn = radians(degrees - 90)
    return (
        round(CENTRE + at_radius * cos(turn), 2), round(CENTRE + at_radius * sin(turn), 2),
    )


def sector(inner: float, outer: float, begin: float, end: float) -> str:
    """The outline of a piece of a ring."""
    far = 1 if end - begin > 180 else 0
    (x0, y0), (x1, y1) = xy(outer, begin), xy(outer, end)
    (x2, y2), (x3, y3) = xy(inner, end), xy(inner, begin)
    return (
        f"M{x0} {y0}A{outer:g} {outer:g} 0 {far} 1 {x1} {y1}"
        f"L{x2} {y2}A{inner:g} {inner:g} 0 {far} 0 {x3} {y3}Z"
    )


def spoke(inner: float, outer: float, degrees: float) -> str:
    """A line from the middle outwards."""
    (x0, y0), (x1, y1) = xy(inner, degrees), xy(outer, degrees)
    return f"M{x0} {y0}L{x1} {y1}"


def is_low(begin: float, end: float) -> bool:
    """In the lower half, where writing is turned so that it stands upright."""
    return 90 < (begin + end) / 2 % 360 < 270


def baseline(middle: float, begin: float, end: float) -> str:
    """The arc that writing stands on, so that it lies in the middle of a ring."""
    turned = is_low(begin, end)
    return arc_path(middle + (5 if turned else -5), begin, end, turned=turned)


def arc_path(at_radius: float, begin: float, end: float, *, turned: bool) -> str:
    """An arc with the clock, or turned around, as writing in the lower half stands."""
    far = 1 if end - begin > 180 else 0
    (x0, y0), (x1, y1) = xy(at_radius, begin), xy(at_radius, end)
    if turned:
        return f"M{x1} {y1}A{at_radius:g} {at_radius:g} 0 {far} 0 {x0} {y0}"
    return f"M{x0} {y0}A{at_radius:g} {at_radius:g} 0 {far} 1 {x1} {y1}"
