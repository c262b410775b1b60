"""How a measure has gone: its status log, its moved deadlines, and where it comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.dates import local_day, long_date
from measures.models import DeadlineMove, Measure, StatusEntry
from measures.presenters.measure import short_title
from measures.presenters.status import STATUSES, StatusShown
from organisation.holders import titles_on


@dataclass(frozen=True)
class LogEntry:
    """One entry of the status log. other_year: the day needs its year."""

    status: StatusShown
    entry: StatusEntry
    other_year: bool


@dataclass(frozen=True)
class Move:
    """One time the deadline was moved. old, new: the kinds of deadline in words."""

    move: DeadlineMove
    title: str
    old: str
    new: str
    other_year: bool

    @property
    def days(self) -> int | None:
        """How many days later, negative is earlier; None where one side is no date."""
        return self.move.slip_days

    @property
    def slip(self) -> str:
        """How far it was moved, in words."""
        return _days_in_words(self.days) if self.days is not None else ""


@dataclass(frozen=True)
class Link:
    """One link of the chain that shows where the measure comes from and where it goes."""

    icon: str
    text: str
    note: str
    url: str = ""
    is_here: bool = False


def log_of(measure: Measure, *, today: date) -> list[LogEntry]:
    """The status log, newest first."""
    entries = measure.status_log.select_related("by__person")
    return [
        LogEntry(STATUSES[entry.status], entry, entry.said_on.year != today.year)
        for entry in entries
    ]


def moves_of(measure: Measure, *, today: date) -> list[Move]:
    """The moves of the deadline, newest first, with what the person was on that day."""
    moves = list(measure.deadline_moves.select_related("by__person"))
    titles = titles_on((move.by, move.moved_on) for move in moves if move.by)
    return [
        Move(
            move=move,
            title=titles.get((move.by_id, move.moved_on), "") if move.by_id else "",
            old=move.get_old_kind_display(),
            new=move.get_new_kind_display(),
            other_year=move.moved_on.year != today.year,
        )
        for move in moves
    ]


def slip_in_words(moves: list[Move]) -> str:
    """How often the deadline was moved, and how far in all between dates."""
    often = ngettext("Moved once", "Moved %(times)s times", len(moves)) % {"times": len(moves)}
    days = [move.days for move in moves if move.days is not None]
    if not days:
        return f"{often}."
    return _("%(often)s, %(days)s in all.") % {"often": often, "days": _days_in_words(sum(days))}


def _days_in_words(days: int) -> str:
    if days < 0:
        return ngettext("%(days)s day earlier", "%(days)s days earlier", -days) % {"days": -days}
    return ngettext("%(days)s day later", "%(days)s days later", days) % {"days": days}


def chain_of(measure: Measure, *, user: Any) -> list[Link]:
    """Where the measure comes from and goes on; empty where it simply stands in the plan."""
    seen = Measure.objects.visible_to(user).select_related("plan")
    before = [_other(other, "FileText") for other in seen.filter(continued_by=measure)]
    after = []
    if measure.continued_by_id:
        after = [_other(other, "Tasklist") for other in seen.filter(pk=measure.continued_by_id)]
    if measure.supports is not None:
        before.append(
            Link(
                "SealCheckmark", f"{measure.supports.code} {short_title(measure.supports.text)}",
                _("The adopted measure it supports"), measure.supports.get_absolute_url(),
            )
        )
    if not before and not after and measure.is_adopted:
        return []
    here = Link("ArrowForward", _("Measure %(code)s") % {"code": measure.code}, _here(measure),
                is_here=True)
    return [*before, here, *after]


def _other(measure: Measure, icon: str) -> Link:
    plan: Any = measure.plan
    return Link(
        icon, f"{measure.code} {short_title(measure.text)}",
        _("Generation %(number)s") % {"number": plan.generation}, measure.get_absolute_url(),
    )


def _here(measure: Measure) -> str:
    """When and by whom it was made, and that it is counted apart."""
    if measure.is_adopted:
        return _("Generation %(number)s") % {"number": measure.plan.generation}  # type: ignore[union-attr]
    record = measure.history.filter(history_type="+").select_related("history_user__person").first()
    apart = _("counted apart from the adopted measures")
    if record is None or record.history_user is None:
        return apart.capitalize()
    return _("Made %(day)s by %(name)s, %(apart)s") % {
        "day": long_date(local_day(record.history_date)), "name": record.history_user,
        "apart": apart,
    }
