"""What stands in an annual wheel and in the list beside it."""

from dataclasses import dataclass
from datetime import date

from boards.wheel.choices import Ring
from leanplan.periods import month_end

RINGS = tuple(Ring)
# What lasts so many days or more is drawn as a span; shorter things as a marker.
SPAN = 10


@dataclass(frozen=True)
class Event:
    """One thing of the year. number: of its marker in the wheel, 0 for none. entry: the key of
    an own entry, None for what is drawn from the data (url leads to where it is changed).
    is_month: of the whole month, whose middle stands for it."""

    key: str
    starts: date
    ends: date
    text: str
    ring: Ring
    url: str = ""
    responsible: str = ""
    note: str = ""
    number: int = 0
    entry: int | None = None
    is_done: bool = False
    is_regular: bool = False
    is_month: bool = False

    @property
    def last(self) -> date:
        """The last day of it."""
        return month_end(self.ends.year, self.ends.month) if self.is_month else self.ends

    @property
    def is_span(self) -> bool:
        """Lasts so long that it is a span."""
        return (self.ends - self.starts).days + 1 >= SPAN


@dataclass(frozen=True)
class Regular:
    """What comes back often: one line with its times. url: where they all are changed, "" where
    each time has an address of its own."""

    text: str
    ring: Ring
    times: tuple[Event, ...]
    entry: int | None

    @property
    def url(self) -> str:
        """The address that all its times have, "" for none."""
        found = {event.url for event in self.times}
        return found.pop() if len(found) == 1 else ""
