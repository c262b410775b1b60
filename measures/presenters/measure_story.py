"""How a measure has gone: its status log, its moved deadlines, and where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.dates import local_day, long_date
from leanplan.questions import question
from measures.choices import DeadlineKind
from measures.models import DeadlineMove, Measure, MeasureReview, StatusEntry
from measures.presenters.measure import short_title
from measures.presenters.status import STATUSES, StatusShown
from organisation.holders import Register

# So many reviews are shown.
REVIEWS = 5


@dataclass(frozen=True)
class Said:
    """What somebody said of the status on a day. by: "" for an account that is gone."""

    comment: str
    said_on: date
    by: str
    by_label: str


@dataclass(frozen=True)
class Moved:
    """A settled deadline that was changed. by: "" for an account that is gone."""

    old_due_date: date | None
    new_due_date: date | None
    reason: str
    moved_on: date
    by: str

    @property
    def slip_days(self) -> int | None:
        """Days the date moved (positive is later); None where one side is no date."""
        if self.old_due_date and self.new_due_date:
            return (self.new_due_date - self.old_due_date).days
        return None


@dataclass(frozen=True)
class LogEntry:
    """One entry of the status log. other_year: the day needs its year."""

    status: StatusShown
    entry: Said
    other_year: bool


@dataclass(frozen=True)
class Move:
    """One time the deadline was moved. old, new: the kinds of deadline in words."""

    move: Moved
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


@dataclass(frozen=True)
class Reviewed:
    """A review that stands. by: "" for an account that is gone."""

    reviewed_on: date
    next_on: date
    comment: str
    by: str
    by_label: str


@dataclass(frozen=True)
class Story:
    """The status log, the moves of the deadline and the reviews that stand, as they are stored,
    newest first; one query."""

    log: list[dict[str, Any]]
    moves: list[dict[str, Any]]
    reviewed: list[dict[str, Any]]

    @classmethod
    def of(cls, measure: Measure) -> "Story":
        """Read them."""
        found = [dict(zip(_STORED, row, strict=True)) for row in _stored(measure.pk)]
        found.sort(key=lambda row: (row["day"], row["pk"]), reverse=True)
        every = ("log", "move", "review")
        return cls(*([row for row in found if row["what"] == what] for what in every))

    @property
    def reviews(self) -> list[Reviewed]:
        """The last reviews that stand."""
        return [
            Reviewed(row["day"], row["new"], row["text"], _name(row), row["label"])
            for row in self.reviewed[:REVIEWS]
        ]

    @property
    def movers(self) -> set[int]:
        """Keys of the people who moved the deadline."""
        return {row["person"] for row in self.moves if row["person"]}


@question
def _stored(measure: int) -> QuerySet[Any]:
    who = ("by__email", "by__person", "by__person__given_name", "by__person__family_name")
    said = StatusEntry.objects.filter(measure=measure).order_by().values_list(
        Value("log"), "pk", "status", Value(""), "comment", "by_label", "said_on",
        Value(None, output_field=DateField()), Value(None, output_field=DateField()), *who,
    )
    moved = DeadlineMove.objects.filter(measure=measure).order_by().values_list(
        Value("move"), "pk", "old_kind", "new_kind", "reason", Value(""), "moved_on",
        "old_due_date", "new_due_date", *who,
    )
    reviewed = MeasureReview.objects.filter(measure=measure, undone_on=None).order_by()
    none = Value(None, output_field=DateField())
    reviews = reviewed.values_list(
        Value("review"), "pk", Value(""), Value(""), "comment", "by_label", "reviewed_on", none,
        "next_on", *who,
    )
    return said.union(moved, reviews, all=True)


_STORED = (
    "what", "pk", "first", "second", "text", "label", "day", "old", "new", "email", "person",
    "given", "family",
)


def _name(row: dict[str, Any]) -> str:
    """The name of who did it, the same as str() of the account."""
    return f"{row['given']} {row['family']}" if row["person"] else row["email"] or ""


def log_of(story: Story, *, today: date) -> list[LogEntry]:
    """The status log, newest first."""
    return [
        LogEntry(
            STATUSES[row["first"]], Said(row["text"], row["day"], _name(row), row["label"]),
            row["day"].year != today.year,
        )
        for row in story.log
    ]


def moves_of(story: Story, register: Register, *, today: date) -> list[Move]:
    """The moves of the deadline, newest first, with what the person was on that day.

    In: a register with the movers in it.
    """
    return [
        Move(
            move=Moved(row["old"], row["new"], row["text"], row["day"], _name(row)),
            title=register.title(row["person"], on=row["day"]) if row["person"] else "",
            old=str(DeadlineKind(row["first"]).label),
            new=str(DeadlineKind(row["second"]).label),
            other_year=row["day"].year != today.year,
        )
        for row in story.moves
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


def chain_of(measure: Measure, near: Iterable[Measure], made: Any) -> list[Link]:
    """Where the measure comes from and goes on; empty where it simply stands in the plan.

    In: measures the reader may see, those it continues and the one that continues it among them;
    the record of its making, for a unit's measure.
    """
    near = list(near)
    before = [_other(other, "FileText") for other in near if other.continued_by_id == measure.pk]
    after = [_other(other, "Tasklist") for other in near if other.pk == measure.continued_by_id]
    if measure.supports is not None:
        before.append(
            Link(
                "SealCheckmark", f"{measure.supports.code} {short_title(measure.supports.text)}",
                _("The adopted measure it supports"), measure.supports.get_absolute_url(),
            )
        )
    if not before and not after and measure.is_adopted:
        return []
    here = Link("ArrowForward", _("Measure %(code)s") % {"code": measure.code},
                _here(measure, made), is_here=True)
    return [*before, here, *after]


def _other(measure: Measure, icon: str) -> Link:
    plan: Any = measure.plan
    return Link(
        icon, f"{measure.code} {short_title(measure.text)}",
        _("Generation %(number)s") % {"number": plan.generation}, measure.get_absolute_url(),
    )


def _here(measure: Measure, made: Any) -> str:
    """When and by whom it was made, and that it is counted apart."""
    if measure.is_adopted:
        return _("Generation %(number)s") % {"number": measure.plan.generation}  # type: ignore[union-attr]
    apart = _("counted apart from the adopted measures")
    if made is None or made.history_user is None:
        return apart.capitalize()
    return _("Made %(day)s by %(name)s, %(apart)s") % {
        "day": long_date(local_day(made.history_date)), "name": made.history_user,
        "apart": apart,
    }
