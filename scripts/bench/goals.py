"""What is to be reached: `must` is the promise, `aim` what is worked toward (docs/speed.md)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """At most `must`; better, at most `aim`."""

    must: float
    aim: float

    def verdict(self, value: float) -> str:
        """Say in a word whether a figure reaches it: "aim met", "met" or "not met"."""
        if value <= self.aim:
            return "aim met"
        return "met" if value <= self.must else "not met"

    def __str__(self) -> str:
        return f"{self.must:g} / {self.aim:g}"


# How many times as slow as the yardstick a kind of page may be: LIST1, for a status the floor's.
TIME = {
    "list": Goal(2.5, 1.5), "dashboard": Goal(2, 1.4), "plan": Goal(2, 1.2),
    "detail": Goal(1.5, 0.8), "status": Goal(3, 1.5),
}
QUERIES = {
    "list": Goal(10, 7), "plan": Goal(10, 7), "detail": Goal(10, 6), "dashboard": Goal(12, 8)
}
# Kilobytes of compressed HTML, and elements of the page.
HTML_KB = {"list": Goal(12, 8), "plan": Goal(12, 8)}
ELEMENTS = {"list": Goal(1500, 1000), "plan": Goal(1500, 1000)}
# The same page with a hundred times as many measures, and search with ten times as many.
GROWTH = {"list": Goal(1.2, 1.05), "dashboard": Goal(1.5, 1.2), "plan": Goal(1.5, 1.2)}
SEARCH_GROWTH = Goal(2, 1.2)
# A browser's first visit: kilobytes on the wire, requests, first contentful paint by LISTFULL's.
VISIT_KB, VISIT_FONTS_KB, VISIT_REQUESTS = Goal(100, 65), Goal(200, 130), Goal(14, 10)
FIRST_PAINT = Goal(1.6, 1.2)
WORKER_MB = Goal(140, 100)
# Leaders at once, and how long the slowest twentieth of their requests may take.
LEADERS_MUST, LEADERS_AIM, LEADERS_P95_MS = 100, 200, 500
# A hundred open boards that ask every so many seconds: the server's share of all processors, in
# per cent.
BOARDS_BUSY = {2.0: Goal(50, 25), 20.0: Goal(10, 5)}
