"""What of a person's matters is told now: the rules asked, with what was told before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from leanplan.thresholds import value
from leanplan.working_days import Pause
from measures.reminders.matters import Matter
from measures.reminders.models import Channel, ReminderSent
from measures.reminders.rules import (
    Part,
    Sent,
    escalation_day,
    is_told_now,
    is_wanted,
    is_worth_a_mail,
)
from organisation.models import Person


@dataclass(frozen=True)
class Pick:
    """A matter that is told now, at its step. escalates_on: the day named, after which the leader
    above is told; new: it is named for the first time."""

    matter: Matter
    step: int
    escalates_on: date | None = None
    new: bool = False

    @property
    def is_late(self) -> bool:
        """One's own, past its deadline."""
        return self.matter.candidate.part == Part.OWN and self.step > 0


@dataclass(frozen=True)
class Days:
    """Today, and what the municipality's calendar and settings say. gap, grace: in days."""

    today: date
    pauses: tuple[Pause, ...]
    gap: int
    grace: int

    @classmethod
    def of(cls, today: date, pauses: Iterable[Pause]) -> "Days":
        """With the settings as they are."""
        gap, grace = value("measures.remind_gap"), value("measures.escalate_after")
        return cls(today, tuple(pauses), gap, grace)


def told_before(person: Person) -> dict[str, list[Sent]]:
    """{channel: all that the person was told}; one query."""
    told: dict[str, list[Sent]] = {Channel.MAIL: [], Channel.NOTICE: []}
    for row in ReminderSent.objects.filter(person=person):
        told[row.channel].append(
            Sent(row.item, row.part, row.due, row.step, row.day, row.escalates_on)
        )
    return told


def picks_for_notices(matters: Iterable[Matter], sent: list[Sent], days: Days) -> list[Pick]:
    """What Varsler tells of now: all that has passed a step."""
    steps = ((matter, _step(matter, sent, days)) for matter in matters)
    return [Pick(matter, step) for matter, step in steps if step is not None]


def picks_for_mail(
    matters: Iterable[Matter], sent: list[Sent], days: Days, *, frequency: str
) -> list[Pick]:
    """What a mail that goes now tells of, of what the person wants by mail; [] for no mail."""
    found = []
    for matter in matters:
        step = _step(matter, sent, days)
        if step is not None:
            pick = _warning(matter, step, sent, days)
            if is_wanted(matter.candidate, step, frequency, warns=pick.new):
                found.append(pick)
    last_mail = max((told.day for told in sent), default=None)
    told = [(pick.matter.candidate, pick.step) for pick in found]
    return found if is_worth_a_mail(told, today=days.today, last_mail=last_mail) else []


def _step(matter: Matter, sent: list[Sent], days: Days) -> int | None:
    return is_told_now(matter.candidate, sent, today=days.today, gap=days.gap)


def _warning(matter: Matter, step: int, sent: list[Sent], days: Days) -> Pick:
    """With the day after which the leader above is told; a day once named stands."""
    if matter.candidate.part != Part.OWN or step <= 0 or matter.above is None:
        return Pick(matter, step)
    named = [
        told.escalates_on for told in sent
        if told.item == matter.candidate.item and told.due == matter.due and told.escalates_on
    ]
    if named:
        return Pick(matter, step, min(named) if min(named) >= days.today else None)
    return Pick(matter, step, escalation_day(days.today, days.grace, days.pauses), new=True)
