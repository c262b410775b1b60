"""How far a plan or a row has come: figures, a bar, and what the bar says aloud."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from measures.choices import Status
from measures.presenters.status import OVERDUE, STATUSES, UNASSIGNED, StatusShown
from measures.rules import MeasureFacts, Tally, tally

_ALWAYS = (Status.DONE, Status.IN_PROGRESS, Status.ON_HOLD, Status.NOT_STARTED)
_WHERE_ANY = (Status.DROPPED, Status.CARRIED_OVER)


@dataclass(frozen=True)
class Count:
    """One entry of the legend: a status and how many have it."""

    status: StatusShown
    number: int

    @property
    def word(self) -> str | Promise:
        """The word of the status."""
        return self.status.word


def bar_label(tally: Tally) -> str:
    """What a bar says aloud: every stored state that a measure has."""
    return ", ".join(
        f"{count.number} {str(count.word).lower()}" for count in counts(tally) if count.number
    ) or _("No measures")


def counts(tally: Tally) -> list[Count]:
    """The stored states in the order of the bar; the last two only where there are any."""
    found = [Count(STATUSES[status], getattr(tally, status)) for status in _ALWAYS]
    rare = [Count(STATUSES[status], getattr(tally, status)) for status in _WHERE_ANY]
    return found + [count for count in rare if count.number]


def marks(tally: Tally) -> list[Count]:
    """What is counted beside the bar: what nobody owns, and what is late. None shows nothing."""
    beside = [Count(UNASSIGNED, tally.unassigned), Count(OVERDUE, tally.overdue)]
    return [count for count in beside if count.number]


@dataclass(frozen=True)
class Progress:
    """How far a row or the plan has come."""

    tally: Tally
    label: str
    counts: list[Count]
    marks: list[Count]

    @classmethod
    def of(cls, measures: Iterable[MeasureFacts], *, today: date) -> "Progress":
        """Count measures."""
        return cls.counted(tally(measures, today=today))

    @classmethod
    def counted(cls, counted: Tally) -> "Progress":
        """Of measures that are counted already."""
        return cls(counted, bar_label(counted), counts(counted), marks(counted))
