"""Figures out of what was measured, and the lines they are shown in; no clock, no database."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from scripts.bench.goals import ELEMENTS, HTML_KB, QUERIES, TIME, Goal

KB = 1024
_WIDE = 34


@dataclass
class Figures:
    """What was measured of one page; times in milliseconds, sizes in bytes.

    first: the times of answers for which nothing was drawn before; none where nothing is kept.
    """

    name: str
    kind: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    queries: int = 0
    raw: int = 0
    packed: int = 0
    elements: int = 0

    @property
    def median(self) -> float:
        """Time from request to answer, in the middle of all rounds."""
        return statistics.median(self.wall)

    @property
    def cpu_median(self) -> float:
        """Time the processor worked on it in the application, in the middle of all rounds."""
        return statistics.median(self.cpu)


    @property
    def first_median(self) -> float:
        """The same where nothing was drawn before."""
        return statistics.median(self.first)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share (0 to 1) of all are not above; of at least one value."""
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))]


class _Counter(HTMLParser):
    elements = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements += 1


def count_elements(html: str) -> int:
    """How many elements a page has."""
    counter = _Counter()
    counter.feed(html)
    return counter.elements


def table(figures: Sequence[Figures], list1: Figures, status_floor: Figures) -> list[str]:
    """One line a page, each beside its yardstick: times, queries, bytes and elements."""
    head = (
        f"{'page':{_WIDE}}{'queries':>8}{'median':>9}{'p95':>9}{'× floor':>9}{'first ×':>9}"
        f"{'CPU ms':>8}{'× CPU':>7}{'raw KB':>8}{'gz KB':>7}{'DOM':>6}"
    )
    return [head, *(_line(one, status_floor if one.kind == "status" else list1) for one in figures)]


def _line(one: Figures, floor: Figures) -> str:
    first = f"{one.first_median / floor.median:.2f}" if one.first else ""
    return (
        f"{one.name:{_WIDE}}{one.queries:>8}{one.median:>9.1f}{percentile(one.wall, 0.95):>9.1f}"
        f"{one.median / floor.median:>9.2f}{first:>9}{one.cpu_median:>8.1f}"
        f"{one.cpu_median / floor.cpu_median:>7.2f}"
        f"{one.raw / KB:>8.1f}{one.packed / KB:>7.1f}{one.elements:>6}"
    )


def judged(what: str, value: float, goal: Goal, unit: str = "") -> str:
    """A line that sets a figure beside its goal."""
    return f"  {what:52}{value:>8.2f}{unit:4}{goal!s:>12}   {goal.verdict(value)}"


JUDGED_HEAD = f"  {'goal':52}{'seen':>8}{'':4}{'must / aim':>12}"


def verdicts(
    figures: Sequence[Figures], list1: Figures, admin: Figures, status_floor: Figures
) -> list[str]:
    """Each page beside the goals of its kind."""
    lines = [JUDGED_HEAD]
    for one in figures:
        if one.kind not in TIME:
            continue
        floor, name = (status_floor, "the floor's") if one.kind == "status" else (list1, "LIST1")
        lines.append(
            judged(f"{one.name}: × {name}", one.median / floor.median, TIME[one.kind])
        )
        if one.kind == "list":
            ratio = one.median / admin.median
            word = "met" if ratio < 1 else "not met"
            lines.append(f"  {one.name + ': × stock admin':52}{ratio:>8.2f}{'1':>16}   {word}")
        for goals, value, what in (
            (QUERIES, float(one.queries), "queries"),
            (HTML_KB, one.packed / KB, "compressed KB"),
            (ELEMENTS, float(one.elements), "elements"),
        ):
            if one.kind in goals:
                lines.append(judged(f"{one.name}: {what}", value, goals[one.kind]))
    return lines
