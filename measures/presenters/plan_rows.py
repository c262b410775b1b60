"""The rows of the plan page: challenges beside grouped measures, drawn once for the same facts.

What a row shows is read as tuples and is the key of its drawing (leanplan/drawn.py). Only where
nobody has drawn the same before are models made of the tuples, and shown as everywhere else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from challenges.models import ActionPlan, Challenge, Footnote, PlanRow
from challenges.plan_text import PlanText, text_facts, text_made
from leanplan.drawn import drawn
from measures.filters import PlanFilter
from measures.models import Measure
from measures.permissions import Asked
from measures.plan_facts import MeasureRead, OwnerRead, UnitFigures, read_around
from measures.presenters.beside import beside_facts, beside_made
from measures.presenters.measure import Addresses, KnownRights, MeasureShown, Rights, shown_with
from measures.presenters.progress import Progress
from measures.presenters.unit_part import UnitPart, unit_part
from measures.row_parts import row_parts
from measures.rules import Tally
from organisation.holders import Holder
from organisation.models import OrgUnit, Position
from organisation.reach import reach_of

# A measure, its owner, what the reader may do with it, what stands beside it.
LineFacts = tuple[MeasureRead, OwnerRead | None, tuple[bool, ...], tuple[tuple[Any, ...], ...]]
# Of each part that apps above bring: its key, and what it shows of a row.
PartFacts = tuple[tuple[str, tuple[Any, ...]], ...]


@dataclass(frozen=True)
class Group:
    """Measures of a row under one sub-heading ("" for none)."""

    heading: str
    measures: list[MeasureShown]


@dataclass(frozen=True)
class RowShown:
    """A row of the plan. heading: the first challenge, where nobody has given a working title."""

    number: int
    row: PlanRow
    heading: Challenge | None
    challenges: list[Challenge]
    groups: list[Group]
    notes: list[Footnote]
    progress: Progress
    units: UnitPart | None
    parts: list[dict[str, Any]]


def read_parts(
    plan: ActionPlan, rows: Iterable[int], *, user: Any, today: date
) -> dict[int, PartFacts]:
    """{row: what apps above say of it}; at most one query an app."""
    rows = list(rows)
    found: dict[int, PartFacts] = dict.fromkeys(rows, ())
    for part in row_parts:
        for row, facts in part.facts(plan, rows, user, today).items():
            found[row] = (*found[row], (part.key, facts))
    return found


def _parts_shown(row: int, facts: PartFacts, counted: Tally) -> list[dict[str, Any]]:
    """The parts of a row with their templates."""
    filled = {part.key: part for part in row_parts}
    return [
        {"template": filled[key].template, "shown": filled[key].shown(row, said, counted)}
        for key, said in facts
    ]


class PlanTextRead:
    """The text of a plan around its measures as it is stored, and made into models on demand."""

    def __init__(self, plan: ActionPlan, facts: tuple[tuple[Any, ...], ...]) -> None:
        self._plan, self._facts = plan, facts

    @classmethod
    def of(cls, plan: ActionPlan) -> "PlanTextRead":
        """Read it; one query."""
        return cls(plan, text_facts(plan))

    @cached_property
    def made(self) -> PlanText:
        """The same as models."""
        return text_made(self._plan, self._facts)

    @property
    def foundation(self) -> tuple[tuple[Any, ...], ...]:
        """Focus areas with their statements, and the basis."""
        return tuple(fact for fact in self._facts if fact[0] in ("area", "statement", "basis"))

    def rows(self) -> dict[int, tuple[tuple[Any, ...], ...]]:
        """{row: what is stored of it, its focus area, challenges and footnotes}, in their order."""
        areas = {fact[1]: fact for fact in self._facts if fact[0] == "area"}
        rows: dict[int, list[tuple[Any, ...]]] = {}
        for fact in self._facts:
            if fact[0] == "row":
                rows[fact[1]] = [fact, areas.get(fact[5], ())]
        for fact in self._facts:
            if fact[0] in ("challenge", "footnote"):
                rows[fact[2]].append(fact)
        return {row: tuple(facts) for row, facts in rows.items()}

    def row(self, key: int) -> PlanRow:
        """A row with its parts."""
        return next(row for row in self.made.rows if row.pk == key)


class PlanRows:
    """What the rows of a plan's page show of measures, read for one reader and not drawn yet."""

    def __init__(
        self, chosen: PlanFilter, facts: dict[int, LineFacts], units: UnitFigures,
        parts: Mapping[int, PartFacts], *, sees_all: bool, today: date, path: str,
    ) -> None:
        self._chosen, self._facts, self._units, self._parts = chosen, facts, units, parts
        self._sees_all, self._today, self._path = sees_all, today, path

    @classmethod
    def of(
        cls, plan: ActionPlan, chosen: PlanFilter, measures: list[MeasureRead],
        units: UnitFigures, rows: Iterable[int], *, user: Any, today: date, path: str,
    ) -> "PlanRows":
        """Read the rest of what the rows show: owners, what stands beside, what is said of a row,
        and the rights; two queries, one more where a rule serves a measure."""
        positions = {one.owner_id for one in measures if one.owner_id}
        read, owners = read_around([one.pk for one in measures], positions, on=today)
        beside = beside_facts(read, today=today)
        rights = KnownRights(user)
        facts: dict[int, LineFacts] = {}
        for one in measures:
            asked = Asked(plan, one.unit_id, one.owner_id, one.executor_id)
            owner = owners[one.owner_id] if one.owner_id else None
            facts[one.pk] = (one, owner, rights.of(asked).plain, beside.get(one.pk, ()))
        return cls(
            chosen, facts, units, read_parts(plan, rows, user=user, today=today),
            sees_all=reach_of(user).all_units, today=today, path=path,
        )

    def owners_of(self, measures: Iterable[MeasureRead]) -> set[OwnerRead]:
        """The positions that own these."""
        owners = (self._facts[measure.pk][1] for measure in measures)
        return {owner for owner in owners if owner}

    def drawn(
        self, text: PlanTextRead, lines: list[MeasureRead], left: list[MeasureRead]
    ) -> list[SafeString]:
        """The rows to show: all, or those in which the filters leave something."""
        chosen, shown = self._chosen, {line.pk for line in left}
        in_row: dict[int, list[LineFacts]] = defaultdict(list)
        for line in lines:
            in_row[line.row_id].append(self._facts[line.pk])
        rows: list[SafeString] = []
        for number, (row, stored) in enumerate(text.rows().items(), start=1):
            units = self._units.keys.get(row, [])
            here = tuple(fact for fact in in_row[row] if fact[0].pk in shown)
            if chosen.row in (0, row) and (here or units or not chosen.is_active):
                rows.append(
                    self._row(text, number, row, stored, tuple(in_row[row]), here, not rows)
                )
        return rows

    def _row(
        self, text: PlanTextRead, number: int, row: int, stored: tuple[Any, ...],
        own: tuple[LineFacts, ...], here: tuple[LineFacts, ...], first: bool,
    ) -> SafeString:
        units, chosen = self._units, self._chosen
        of_units = tuple(self._facts[key] for key in units.keys.get(row, ()))
        facts = (
            number, stored, own, here, first, self._path, chosen.query(), of_units,
            units.hits.get(row), units.total.get(row), self._sees_all, self._parts[row],
        )

        def context() -> dict[str, Any]:
            shown = _Shown(self._today)
            part = unit_part(
                row, units, [shown.of(fact) for fact in of_units], chosen, sees_all=self._sees_all
            ) if of_units else None
            progress = Progress.of((fact[0] for fact in own), today=self._today)
            return {
                "row": _row_shown(
                    number, text.row(row), _groups(here, shown), progress, part,
                    _parts_shown(row, self._parts[row], progress.tally),
                ),
                "first": first, "path": self._path, "only_row": bool(chosen.row),
            }

        return drawn("measures/plan/_row.html", facts, context)


class _Shown:
    """Measures as they are shown, out of their facts alone."""

    def __init__(self, today: date) -> None:
        self._today, self._addresses = today, Addresses()

    def of(self, facts: LineFacts) -> MeasureShown:
        """One measure."""
        read, owner, rights, beside = facts
        figures, metrics = beside_made(beside, today=self._today)
        held = _holder(owner) if owner else {}
        return shown_with(
            measure_made(read, owner, is_counted=any(row[0] == "rule" for row in beside)),
            held, self._addresses, Rights(*rights), today=self._today,
            figures=figures, metrics=metrics,
        )


def measure_made(
    read: MeasureRead, owner: OwnerRead | None, *, is_counted: bool
) -> Measure:
    """A measure out of what was read of it, with what `staleness` asks about."""
    measure: Any = Measure(
        pk=read.pk, code=read.code, version=read.version, text=read.text, is_lead=read.is_lead,
        status=read.status, deadline_kind=read.deadline_kind, due_date=read.due_date,
        precision=read.precision, rhythm=read.rhythm, next_review_on=read.next_review_on,
        closed_on=read.closed_on, executor_id=read.executor_id,
        owner=position_made(owner) if owner else None,
        unit=OrgUnit(pk=read.unit_id, name=read.unit or "") if read.unit_id else None,
        footnote=Footnote(mark=read.mark) if read.mark else None,
    )
    measure.changed_at, measure.said_on = _moment(read.changed_at), _day(read.said_on)
    measure.last_said, measure.is_counted = read.last_said, is_counted
    made: Measure = measure
    return made


def position_made(owner: OwnerRead) -> Position:
    """A position out of what was read of it, with its unit."""
    unit = OrgUnit(kind=owner.kind, name=owner.place, short_name=owner.short_place)
    return Position(pk=owner.pk, role=owner.role, each=owner.each, unit=unit)


def _holder(owner: OwnerRead) -> dict[int, list[Holder]]:
    if owner.person_id is None:
        return {}
    name = f"{owner.given_name} {owner.family_name}"
    return {owner.pk: [Holder(owner.person_id, name, bool(owner.acting))]}


def _moment(value: datetime | str | None) -> datetime | None:
    """SQLite gives a moment as text, in UTC, where it is worked out."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _row_shown(
    number: int, row: PlanRow, groups: list[Group], progress: Progress, units: UnitPart | None,
    parts: list[dict[str, Any]],
) -> RowShown:
    challenges = list(row.challenges.all())
    heading = challenges.pop(0) if challenges and not row.title else None
    return RowShown(
        number, row, heading, challenges, groups, list(row.footnotes.all()), progress, units, parts
    )


def _groups(lines: Iterable[LineFacts], shown: _Shown) -> list[Group]:
    """Measures in their order, a new group where the sub-heading changes."""
    found: list[Group] = []
    for facts in lines:
        heading = facts[0].heading or ""
        if not found or found[-1].heading != heading:
            found.append(Group(heading, []))
        found[-1].measures.append(shown.of(facts))
    return found
