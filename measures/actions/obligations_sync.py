"""The one way obligations come, follow and fall away: nightly for all, at once for a few.

Each rule has one row in RuleStart; who changes obligations of the rule holds it, so that two at a
time wait for one another on both databases.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from challenges.models import ActionPlan
from leanplan.clock import today as today_here
from leanplan.versioning import create
from measures.models import Obligation, ObligationEvent, RuleStart
from measures.obligation_diff import Difference, Standing, difference
from measures.registries import Ask, Met, ObligationRule, Wanted, obligation_rules

_BATCH = 500
Row = TypeVar("Row")
State, Kind = Obligation.State, ObligationEvent.Kind


@dataclass(frozen=True)
class Counts:
    """What was done to the obligations of one rule."""

    made: int = 0
    met: int = 0
    reopened: int = 0
    moved: int = 0
    lapsed: int = 0
    waived: int = 0

    @property
    def changed(self) -> int:
        """How many changes in all."""
        return (
            self.made + self.met + self.reopened + self.moved + self.lapsed + self.waived
        )


@transaction.atomic
def refresh(
    *keys: str, unit_ids: Collection[int] | None = None, subjects: Collection[str] | None = None
) -> None:
    """Bring obligations up to date at once, in the transaction that changed what they rest on.

    In: keys of rules, none for all; the units or the subjects that are touched, None for all.
    """
    day = today_here()
    rules = [rule for rule in obligation_rules if not keys or rule.key in keys]
    starts = starts_of([rule.key for rule in rules], today=day)
    for rule in rules:
        if rule.key in starts:
            _sync(rule, starts[rule.key], _ask(starts[rule.key], day, unit_ids, subjects))


@transaction.atomic
def rule_sync(
    rule: ObligationRule, *, today: date, unit_ids: Collection[int] | None = None,
    subjects: Collection[str] | None = None,
) -> Counts:
    """Bring the obligations of one rule up to date; a second time changes nothing.

    In: the day; the units or the subjects to look at, None for all. Out: what was done.
    """
    start = starts_of([rule.key], today=today).get(rule.key)
    if start is None:
        return Counts()
    return _sync(rule, start, _ask(start, today, unit_ids, subjects))


def starts_of(keys: Iterable[str], *, today: date) -> dict[str, RuleStart]:
    """{key: start of a rule}, held until the transaction ends; none before any plan is adopted.

    A rule that is seen for the first time counts from today, so that it floods nobody.
    """
    keys = sorted(keys)
    held = RuleStart.objects.select_for_update().filter(rule_key__in=keys).order_by("rule_key")
    starts = {start.rule_key: start for start in held}
    new = [key for key in keys if key not in starts]
    if not new or not ActionPlan.objects.adopted().exists():
        return starts
    for key in new:
        try:
            with transaction.atomic():
                create(RuleStart(rule_key=key, counts_from=today), by=None)
        except (IntegrityError, ValidationError):  # Another process saw it first.
            continue
    return {start.rule_key: start for start in held.all()}


def _ask(
    start: RuleStart, today: date, unit_ids: Collection[int] | None,
    subjects: Collection[str] | None,
) -> Ask:
    return Ask(
        today, start.counts_from or date.max,
        None if unit_ids is None else frozenset(unit_ids),
        None if subjects is None else frozenset(subjects),
    )


def _sync(rule: ObligationRule, start: RuleStart, ask: Ask) -> Counts:
    """A rule that rests wants nothing."""
    wanted = list(rule.wanted(ask)) if start.counts_from else []
    standing = _standing(rule.key, ask, wanted)
    found = difference(standing, wanted, since=ask.since, by_hand=rule.by_hand)
    return _apply(rule.key, found, today=ask.today)


def _standing(key: str, ask: Ask, wanted: Iterable[Wanted]) -> list[Standing]:
    """What stands of what is asked about. A subject that moved to a unit asked for is among it."""
    rows = Obligation.objects.filter(rule_key=key)
    if ask.subjects is not None:
        rows = rows.filter(subject_key__in=ask.subjects | {one.subject for one in wanted})
    elif ask.unit_ids is not None:
        subjects = {one.subject for one in wanted}
        rows = rows.filter(Q(unit__in=ask.unit_ids) | Q(subject_key__in=subjects))
    fields = rows.values_list(
        "pk", "subject_key", "period_key", "state", "unit_id", "position_id", "anchor", "due_date",
        "met_event", "met_on",
    )
    return [_row(*row) for row in fields.iterator(chunk_size=2000)]


def _row(
    pk: int, subject: str, period: str, state: str, unit: int | None, position: int | None,
    anchor: date, due: date, event: str, met_on: date | None,
) -> Standing:
    met = Met(event, met_on) if met_on else None
    return Standing(pk, subject, period, state, unit, position, anchor, due, met)


def _apply(key: str, found: Difference, *, today: date) -> Counts:
    _make(key, found.made, today=today)
    _put(found.lapsed, State.LAPSED, Kind.LAPSED, today=today)
    _put(found.reopened, State.OPEN, Kind.REOPENED, today=today)
    _move(found.moved, today=today)
    _meet(found.met)
    _waive(found.waived, today=today)
    return Counts(
        len(found.made), len(found.met), len(found.reopened), len(found.moved), len(found.lapsed),
        len(found.waived),
    )


def _make(key: str, wanted: list[Wanted], *, today: date) -> None:
    rows = [
        Obligation(
            rule_key=key, subject_key=one.subject, period_key=one.period, unit_id=one.unit_id,
            position_id=one.position_id, anchor=one.anchor, due_date=one.due, made_on=today,
            state=State.MET if one.met else State.WAIVED if one.waived else State.OPEN,
            waived_reason="" if one.met else one.waived,
            met_on=one.met.on if one.met else None, met_event=one.met.event if one.met else "",
        )
        for one in wanted
    ]
    Obligation.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)


def _put(rows: list[Standing], state: str, kind: str, *, today: date) -> None:
    """Open again, or no longer asked for."""
    for part in _parts(rows):
        Obligation.objects.filter(pk__in=[row.pk for row in part]).update(
            state=state, met_on=None, met_event="", waived_reason="", version=F("version") + 1
        )
    _tell(ObligationEvent(obligation_id=row.pk, kind=kind, happened_on=today) for row in rows)


def _move(rows: list[tuple[Standing, Wanted]], *, today: date) -> None:
    """Unit, owner or day follow; the key never changes."""
    moved = [
        Obligation(
            pk=row.pk, unit_id=one.unit_id, position_id=one.position_id, anchor=one.anchor,
            due_date=one.due,
        )
        for row, one in rows
    ]
    Obligation.objects.bulk_update(
        moved, ("unit", "position", "anchor", "due_date"), batch_size=_BATCH
    )
    _tell(
        ObligationEvent(
            obligation_id=row.pk, kind=Kind.MOVED, happened_on=today, old_due=row.due,
            new_due=one.due, old_position_id=row.position_id, new_position_id=one.position_id,
        )
        for row, one in rows
        if (row.due, row.position_id) != (one.due, one.position_id)
    )


def _meet(rows: list[tuple[Standing, Met]]) -> None:
    met = {row.pk: one for row, one in rows}
    for part in _parts(rows):
        held = list(Obligation.objects.filter(pk__in=[row.pk for row, _one in part]))
        for row in held:
            row.state, row.waived_reason, row.version = State.MET, "", row.version + 1
            row.met_on, row.met_event = met[row.pk].on, met[row.pk].event
        Obligation.objects.bulk_update(
            held, ("state", "met_on", "met_event", "waived_reason", "version"), batch_size=_BATCH
        )
    _tell(
        ObligationEvent(
            obligation_id=row.pk, kind=Kind.MET, happened_on=one.on, event=one.event
        )
        for row, one in rows
    )


def _waive(rows: list[tuple[Standing, str]], *, today: date) -> None:
    """Done without, for a reason that stands where the rule found it."""
    for row, reason in rows:
        Obligation.objects.filter(pk=row.pk).update(
            state=State.WAIVED, met_on=None, met_event="", waived_reason=reason,
            version=F("version") + 1,
        )
    _tell(
        ObligationEvent(
            obligation_id=row.pk, kind=Kind.WAIVED, happened_on=today, text=reason
        )
        for row, reason in rows
    )


def _tell(events: Iterable[ObligationEvent]) -> None:
    ObligationEvent.objects.bulk_create(events, batch_size=_BATCH)


def _parts(rows: list[Row]) -> list[list[Row]]:
    return [rows[first : first + _BATCH] for first in range(0, len(rows), _BATCH)]
