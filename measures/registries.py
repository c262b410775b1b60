"""The places that apps above fill when they are ready, each slot typed: what measures must know of
what happens elsewhere without knowing where. One look shows all; rows of a plan: row_parts.py."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import Any, ClassVar

from leanplan.slots import Slot, Text
from leanplan.together import listed, together

# Obligations


@dataclass(frozen=True)
class Steps:
    """When somebody is reminded: days before the deadline, days after it, and then every so many.

    every: 0 for no more after the last of `after`.
    """

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    every: int = 0


@dataclass(frozen=True)
class Met:
    """The event that meets an obligation: its key ("gemba:12") and the day it happened."""

    event: str
    on: date


@dataclass(frozen=True)
class Wanted:
    """One obligation as a rule asks for it.

    subject ("unit:12") and period ("2026-H1", or "once") never change for the same thing; all else
    may, and what stands open follows. unit_id: the unit it is read with, None for what all may
    read. anchor: the day it counts from: what lies before the rule's start is not asked for, and
    the figure on the plan counts by it. position_id: who answers for it. waived: why it was done
    without, in the words of who decided it, "" where nobody did; what is met is not waived.
    """

    subject: str
    period: str
    unit_id: int | None
    anchor: date
    due: date
    position_id: int | None = None
    met: Met | None = None
    waived: str = ""


@dataclass(frozen=True)
class Ask:
    """What a rule is asked: what should stand on the day, of what has happened since the start.

    unit_ids, subjects: only what is read with these units, only these; None for all. The answer
    may hold more than was asked for, never less.
    """

    today: date
    since: date
    unit_ids: frozenset[int] | None = None
    subjects: frozenset[str] | None = None


class ObligationRule:
    """A rule that makes obligations; subclass it in the app that owns the event.

    key: its name, kept in the database. label: what it asks for, in a few words. serves: which
    lines of a plan it can serve, in a sentence. words: stems by which a line that is read in gets
    the rule suggested (all stems of one of the tuples); nothing else ever looks at a wording.
    by_hand: a person records that it is met; otherwise the rule finds the event. counted_by: the
    span the figure on the plan counts, "year", "half_year" or "quarter". thresholds: keys of the
    settings its days come from; settings: of those it rests on that are no numbers. only_counted:
    what is to be done stands elsewhere with a deadline of its own, so nobody is told of the
    obligation as well. in_time: what is asked for is that it happens by the deadline, so what
    happens later is recorded and does not count as kept. soon_days: each is a clock that runs from
    its anchor to its deadline and is drawn as a ring, near when so many days are left; None for no
    ring.
    """

    key: ClassVar[str]
    label: ClassVar[Text]
    serves: ClassVar[Text]
    words: ClassVar[tuple[tuple[str, ...], ...]] = ()
    by_hand: ClassVar[bool] = False
    counted_by: ClassVar[str] = "year"
    thresholds: ClassVar[tuple[str, ...]] = ()
    settings: ClassVar[tuple[str, ...]] = ()
    only_counted: ClassVar[bool] = False
    in_time: ClassVar[bool] = False
    soon_days: ClassVar[int | None] = None

    @property
    def steps(self) -> Steps | None:
        """When its owner is reminded; None for the ordinary."""
        return None

    def wanted(self, ask: Ask) -> Iterable[Wanted]:
        """All that should stand on the day, met ones too; a few queries for any number."""
        raise NotImplementedError

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """What to call each obligation, by its subject, in the reader's language; few queries."""
        raise NotImplementedError

    def counted(self, total: int) -> str:
        """The total of the figure with its noun: "46 units", in the reader's language."""
        raise NotImplementedError

    def do_url(self, subject: str) -> str:
        """Where it is done; "" for the obligation's own page."""
        return ""

    def event_url(self, event: str) -> str:
        """Where the event that met it is read; "" where it has no page."""
        return ""


obligation_rules: Slot[ObligationRule] = Slot()


def told_rules() -> dict[str, ObligationRule]:
    """The rules that people are told of, by key; what is only counted is told elsewhere."""
    return {rule.key: rule for rule in obligation_rules if not rule.only_counted}


# Figures


@dataclass(frozen=True)
class MetricSource:
    """Where a figure comes from by itself. value: the figure on a day, None where there is none."""

    key: str
    label: Text
    unit: Text
    value: Callable[[date], Decimal | None]


metric_sources: Slot[MetricSource] = Slot()


@dataclass(frozen=True)
class UnitFigure:
    """What is recorded of one unit in one period. key: the same in each period. expected: what the
    plan or the unit itself aims at, "" for none. value: as it is read ("2 of 3")."""

    key: str
    label: str
    expected: str
    value: str


Spans = Sequence[tuple[date, date]]


@dataclass(frozen=True)
class UnitFigureSource:
    """Where a unit's figures come from, given its id, the first and the last day of each period
    that is asked for, and the day it is asked on: what there is of each period, in their order, in
    the reader's language; as many queries for two periods as for one. order: from top to bottom."""

    key: str
    figures: Callable[[int, Spans, date], Iterable[Iterable[UnitFigure]]]
    order: int = 50


unit_figures: Slot[UnitFigureSource] = Slot()


# Panels


@dataclass(frozen=True)
class Panel:
    """A part of a page that an app above brings.

    context: what its template needs, given the row (a Measure or an OrgUnit), the user and the day;
    None shows nothing. It decides what the user may see. order: from top to bottom.
    """

    key: str
    template: str
    context: Callable[[Any, Any, date], Mapping[str, Any] | None]
    order: int = 50


measure_panels: Slot[Panel] = Slot()
unit_panels: Slot[Panel] = Slot()


def panels_for(slot: Slot[Panel], row: Any, *, user: Any, today: date) -> list[dict[str, Any]]:
    """The panels that have something to show: what each template needs, and "template"."""
    panels = sorted(slot, key=lambda panel: panel.order)
    contexts = together(*(partial(panel.context, row, user, today) for panel in panels))
    return [
        {**context, "template": panel.template}
        for panel, context in zip(panels, contexts, strict=True) if context is not None
    ]


# What is due: for Min oversikt, reminders and the calendar


@dataclass(frozen=True)
class DueItem:
    """Something a position owes on a day. key: "measure:12", the same as long as it is the same.

    text: what, without the date. unit_id: the unit it is read with, None for what all may read.
    kind: what sort of thing it is, for its picture ("measure", "obligation"). person_id: who is
    named to carry it out, beside the position. steps: its own, None for the municipality's. about:
    where others than who answers for it read of it, "" where that is `url`. rule: the key of the
    rule that asks for it, "" for none.
    """

    key: str
    position_id: int
    due: date
    text: str
    url: str
    unit_id: int | None = None
    kind: str = ""
    person_id: int | None = None
    steps: Steps | None = None
    about: str = ""
    rule: str = ""


@dataclass(frozen=True)
class DueSource:
    """Where due items come from. items: what is open on the day, late ones too, of the positions
    (None for all); as many queries for one as for all. with_late: for a source of many items, all
    of one's own positions and, of others', what was due before a day (third argument) that is
    before today (the fourth); as many queries as well. named: what a person is named to carry out,
    whoever answers for it."""

    key: str
    items: Callable[[Collection[int] | None, date], Iterable[DueItem]]
    with_late: (
        Callable[[Collection[int], Collection[int], date, date], Iterable[DueItem]] | None
    ) = None
    named: Callable[[int], Iterable[DueItem]] | None = None


due_sources: Slot[DueSource] = Slot()


def due_items(positions: Collection[int] | None, *, today: date) -> list[DueItem]:
    """All that is open for the positions (None for all), from every source, the earliest first."""
    found = together(*(listed(source.items, positions, today) for source in due_sources))
    return sorted(
        chain.from_iterable(found), key=lambda item: (item.due, item.key, item.position_id)
    )


# What takes place at an hour: for the calendar and for today on Min oversikt


@dataclass(frozen=True)
class TimedItem:
    """A visit or a meeting. key: "visit:12", the same as long as it is the same.

    starts, ends: moments with a zone. sequence: higher after each change. cancelled: it will not
    be held; kept for a while, so that calendars take it away. action: what the button to `url` says
    on the day itself ("Start the visit"), "" for "Open".
    """

    key: str
    starts: datetime
    ends: datetime
    text: str
    url: str
    place: str = ""
    sequence: int = 0
    cancelled: bool = False
    action: Text = ""


@dataclass(frozen=True)
class TimedSource:
    """Where timed items come from, given the person's id, and the first and the last day."""

    key: str
    items: Callable[[int, date, date], Iterable[TimedItem]]


timed_sources: Slot[TimedSource] = Slot()


# Min oversikt: what stands beside the list, what is new


# Beside the list: the row that such a panel gets is the user as well.
own_panels: Slot[Panel] = Slot()


@dataclass(frozen=True)
class NewsItem:
    """Something that has changed. text: what it is about, note: what happened to it, in a few words
    without the names of people. Both are of what the reader may see; no private text."""

    at: datetime
    text: str
    note: str
    url: str


@dataclass(frozen=True)
class NewsSource:
    """Where news come from: at most so many, the newest first, of what the user may see and others
    have done since the moment."""

    key: str
    items: Callable[[Any, datetime, int], Iterable[NewsItem]]


news_sources: Slot[NewsSource] = Slot()


def news(user: Any, *, since: datetime, number: int) -> list[NewsItem]:
    """The newest of all sources, at most so many."""
    found = together(*(listed(source.items, user, since, number) for source in news_sources))
    return sorted(chain.from_iterable(found), key=lambda item: item.at, reverse=True)[:number]


# The annual wheel


@dataclass(frozen=True)
class WheelItem:
    """Something that has its place in the year. ends: its last day. kind: its ring.

    url: where it is changed. needs: the permission of those who get there, "" for all who read the
    wheel. note: how it stands, in a few words. is_done: it has happened, or is finished.
    is_regular: one of many alike, drawn as a dot. is_month: of a whole month, whose middle it has.
    """

    key: str
    starts: date
    ends: date
    text: str
    url: str = ""
    kind: str = ""
    unit_id: int | None = None
    position_id: int | None = None
    note: str = ""
    is_done: bool = False
    is_regular: bool = False
    is_month: bool = False
    needs: str = ""


@dataclass(frozen=True)
class WheelSource:
    """Where entries of the annual wheel come from, given the first and the last day, and the units
    whose events are wanted besides the municipality's; None: of all units, as sums by month."""

    key: str
    items: Callable[[date, date, Collection[int] | None], Iterable[WheelItem]]


wheel_sources: Slot[WheelSource] = Slot()


# What must never leave


@dataclass(frozen=True)
class PrivateText:
    """Fields whose text never goes into exports, reports, mails, feeds, search or history.

    model: "app.Model". why: for those who write the next export.
    """

    model: str
    fields: tuple[str, ...]
    why: str

    @property
    def key(self) -> str:
        """The model."""
        return self.model


private_texts: Slot[PrivateText] = Slot()


def is_private(model: str, field: str) -> bool:
    """The field of the model ("app.Model") holds a text that must never leave."""
    found = private_texts.get(model)
    return found is not None and field in found.fields
