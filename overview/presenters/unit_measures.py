"""The measures of one unit as plain rows: who answers for each, by when, how far it has come."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from leanplan.dates import short_date
from leanplan.questions import question
from measures.choices import CLOSED, Status
from measures.models import Measure
from measures.presenters.deadline import distance, near_days
from measures.presenters.measure import address_of, short_title
from measures.presenters.status import STATUSES, StatusShown
from measures.scope import Scope
from organisation.holders import holders_of
from organisation.labels import position_label, role_words
from overview.presenters.unit_story import Step

SHOWN = 50


@dataclass(frozen=True)
class MeasureLine:
    """One measure. owner: who today, with the position; near: how far away its day is."""

    code: str
    text: str
    url: str
    owner: str
    due: str
    near: str
    is_late: bool
    status: StatusShown


@dataclass(frozen=True)
class UnitMeasures:
    """open: what is being worked on, what presses most first; rows: all of them as they were read,
    for the unit's story."""

    open: list[MeasureLine]
    late: int
    rows: tuple[tuple[Any, ...], ...] = ()


def measures_of(
    unit_id: int, names: Mapping[int, str], *, user: Any, today: date
) -> UnitMeasures:
    """The measures of a unit that the user may see; one question for any number, one more where
    somebody else answers for one. names: {position: who answers for it}, of those that are known.
    """
    scope = Scope.of(user)
    rows = _of_unit(unit_id, scope.units, every=scope.every, drafts=scope.drafts)
    still = [row for row in rows if row[3] not in CLOSED]
    known = {**names, **_others({row[6] for row in still if row[6]} - names.keys(), today)}
    address, near = address_of("measures:measure_detail"), near_days()
    lines = [_line(row, known, address, near, today) for row in still]
    return UnitMeasures(lines, sum(line.is_late for line in lines), tuple(rows))


@question
def _of_unit(
    unit_id: int, units: Collection[int], *, every: bool, drafts: bool
) -> QuerySet[Any, tuple[Any, ...]]:
    seen = Measure.objects.within(units, every=every, drafts=drafts)
    return (
        seen.live().filter(unit=unit_id)
        .order_by(F("due_date").asc(nulls_last=True), "pk")
        .values_list(
            "pk", "code", "text", "status", "due_date", "closed_on", "owner_id", "owner__role",
            "owner__each", "owner__unit__kind", "owner__unit__short_name", "owner__unit__name",
        )
    )


def _line(
    row: tuple[Any, ...], names: Mapping[int, str], address: str, near: int, today: date
) -> MeasureLine:
    pk, code, text, status, due, _closed, owner, *position = row
    days = (due - today).days if due else None
    return MeasureLine(
        code, text, address % pk, _owner(owner, position, names), short_date(due),
        distance(days) if days is not None and days <= near else "",
        days is not None and days < 0, STATUSES[status],
    )


def _others(positions: set[int], today: date) -> dict[int, str]:
    if not positions:
        return {}
    return {key: here[0].name for key, here in holders_of(positions, on=today).items()}


def _owner(owner: int | None, position: list[Any], names: Mapping[int, str]) -> str:
    if owner is None:
        return _("Nobody")
    role, each, kind, short, name = position
    label = position_label(role_words(role, kind), role=role, place=short or name, each=each)
    name = names.get(owner)
    return f"{name}, {label}" if name and not each else label


def done_steps(rows: Iterable[tuple[Any, ...]]) -> Iterable[Step]:
    """Each measure that is done as a step of the unit's story."""
    address = address_of("measures:measure_detail")
    for pk, code, text, status, _due, closed, *_rest in rows:
        if closed is not None and status == Status.DONE:
            yield Step(
                closed, _("Measure %(code)s done") % {"code": code}, short_title(text, 90),
                address % pk, word=_("Measure"),
            )
