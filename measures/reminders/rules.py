"""When somebody is told of something, and on which days mail may go. No database, no clock."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from leanplan.working_days import Pause, is_working_day, next_working_day
from measures.registries import Steps
from organisation.notices.choices import MailFrequency


class Part(StrEnum):
    """Why something stands in a person's mail."""

    OWN = "own"
    ESCALATED = "escalated"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True)
class Candidate:
    """Something a person may be told of on a day.

    item: its key ("measure:12"), the same in every part. due: the day the steps count from.
    """

    item: str
    part: Part
    due: date
    steps: Steps


@dataclass(frozen=True)
class Sent:
    """That a person was told: of what, at which step (days after `due`), on which day.

    escalates_on: the day the mail named, after which the leader above is told.
    """

    item: str
    part: str
    due: date
    step: int
    day: date
    escalates_on: date | None = None


@dataclass(frozen=True)
class Choosing:
    """What a person has chosen, and what is known of the days. last_run: when the job last ended.

    last_mail: the day of the person's last reminder by mail.
    """

    frequency: str
    last_run: date | None
    last_mail: date | None


def step_on(due: date, steps: Steps, *, today: date) -> int | None:
    """The latest step that has passed, in days after the deadline; None before the first one."""
    days = (today - due).days
    passed = [-before for before in steps.before if days >= -before]
    passed += [after for after in steps.after if days >= after]
    last = max(steps.after, default=0)
    if steps.every and days >= last + steps.every:
        passed.append(last + (days - last) // steps.every * steps.every)
    return max(passed, default=None)


def is_told_now(
    candidate: Candidate, sent: Iterable[Sent], *, today: date, gap: int
) -> int | None:
    """The step a person is told of now; None where there is none, or where it is too soon.

    gap: the same thing is never told twice within so many days, whatever has happened to it.
    """
    step = step_on(candidate.due, candidate.steps, today=today)
    if step is None:
        return None
    for told in sent:
        if told.item != candidate.item:
            continue
        if (today - told.day).days <= gap:
            return None
        same = told.part == candidate.part and told.due == candidate.due
        if same and told.step >= step:
            return None
    return step


def digest_day(day: date, pauses: Collection[Pause]) -> date | None:
    """The first working day of the week the day lies in; None in a week without one."""
    monday = day - timedelta(days=day.weekday())
    week = (monday + timedelta(days=days) for days in range(5))
    return next((each for each in week if is_working_day(each, pauses)), None)


def may_mail(today: date, choosing: Choosing, pauses: Collection[Pause]) -> bool:
    """Mail may go to the person today: a working day, and for most of them the week's first.

    Where the job did not run on that day, the next one it runs on does as well.
    """
    if not is_working_day(today, pauses) or choosing.last_mail == today:
        return False
    if choosing.frequency == MailFrequency.DAILY:
        return True
    first = digest_day(today, pauses)
    if first is None or (choosing.last_mail is not None and choosing.last_mail >= first):
        return False
    missed = choosing.last_run is not None and choosing.last_run < first
    return today == first or missed


def is_repeat(candidate: Candidate, step: int) -> bool:
    """The person has been told it all before. What nobody owns keeps its month whatever else."""
    return candidate.part != Part.UNASSIGNED and step > max(candidate.steps.after, default=0)


def is_worth_a_mail(
    told: Collection[tuple[Candidate, int]], *, today: date, last_mail: date | None
) -> bool:
    """There is something new in it, or it is long since the last mail.

    Repeats alone wait for one another: they go with the next mail that has something new, and
    else when as many days have passed as lie between two of them, less the two that a Monday may
    fall short.
    """
    if not told:
        return False
    if last_mail is None or not all(is_repeat(candidate, step) for candidate, step in told):
        return True
    quiet = min(candidate.steps.every for candidate, _step in told) - 2
    return (today - last_mail).days >= quiet


def is_wanted(candidate: Candidate, step: int, frequency: str, *, warns: bool) -> bool:
    """The person's choice lets this into a mail.

    What was passed on to a leader, what nobody owns and the mail that warns of it always go.
    """
    if candidate.part != Part.OWN or warns:
        return True
    if frequency == MailFrequency.LEAST:
        return False
    return step > 0 or frequency != MailFrequency.OVERDUE


def escalation_day(today: date, grace: int, pauses: Collection[Pause]) -> date:
    """The last day to follow something up before the leader above is told."""
    return next_working_day(today + timedelta(days=grace), pauses)
