"""What has happened to the fields of many measures, newest first, in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import localtime

from leanplan.questions import question
from leanplan.said import spoken
from measures.models import Measure
from measures.presenters.told import fields_told, names_of_fields
from measures.scope import Scope
from organisation.holders import titles_on


@dataclass(frozen=True)
class FieldChange:
    """One field of one measure that changed. old: "" where it was not set."""

    at: datetime
    by: str
    role: str
    reason: str
    code: str
    url: str
    label: str
    old: str
    new: str
    is_text: bool = False


@dataclass(frozen=True)
class Records:
    """A stretch of the history of measures: each record with the one before it.

    roles: what whoever changed it was on that day. more: whether there are further records.
    """

    pairs: list[tuple[Any, Any]]
    roles: dict[tuple[int, date], str]
    more: bool

    @property
    def facts(self) -> tuple[Any, ...]:
        """All that `in_words` reads, plain (leanplan/drawn.py)."""
        return (
            self.more, tuple(sorted(self.roles.items())),
            tuple((_plain(record), older and _plain(older)) for record, older in self.pairs),
        )

    def in_words(self) -> list[FieldChange]:
        """What changed, in words; no query."""
        return _in_words(self.pairs, self.roles)


def _plain(record: Any) -> tuple[Any, ...]:
    by, owner, executor = record.history_user, record.owner, record.executor
    return (
        record.history_id, record.history_date, record.history_change_reason, record.code,
        record.id, record.owner_id, record.status, record.deadline_kind, record.due_date,
        record.precision, record.rhythm, record.next_review_on, record.executor_id, record.text,
        record.description, record.done_when, by and (by.pk, str(by)),
        owner and (owner.role, owner.each, owner.unit.kind, owner.unit.short),
        executor and executor.name,
    )


def field_records(plan: int, scope: Scope, *, first: int, number: int) -> Records:
    """The records of a stretch of the history of a plan's measures that are in a scope.

    In: key of the plan; which record to begin with, how many. Three queries.
    """
    newest = _newest(
        plan, scope.units, every=scope.every, drafts=scope.drafts, first=first, number=number
    )
    wanted = {key for pair in newest[:number] for key in pair if key}
    by_key = {record.history_id: record for record in _records(wanted)}
    pairs = [(by_key[key], by_key.get(before)) for key, before in newest[:number]]
    roles = titles_on(
        (record.history_user, localtime(record.history_date).date()) for record, _older in pairs
        if record.history_user
    )
    return Records(pairs, roles, len(newest) > number)


@question
def _newest(
    plan: int, units: Collection[int], *, every: bool, drafts: bool, first: int, number: int
) -> QuerySet[Any]:
    """The key of each change, and of the record before it; one more than are wanted."""
    history: Any = Measure.history.model
    measures = Measure.objects.within(units, every=every, drafts=drafts).filter(plan=plan)
    before = history.objects.filter(
        id=OuterRef("id"), history_id__lt=OuterRef("history_id")
    ).order_by("-history_id")
    changes: QuerySet[Any] = history.objects.filter(
        id__in=measures.values("pk"), history_type="~"
    ).order_by("-history_date", "-history_id")
    return changes.values_list("history_id", Subquery(before.values("history_id")[:1]))[
        first : first + number + 1
    ]


@question
def _records(keys: Collection[int]) -> QuerySet[Any]:
    found: QuerySet[Any] = Measure.history.filter(history_id__in=keys)
    return found.select_related("history_user__person", "owner__unit", "executor")


def _in_words(
    pairs: list[tuple[Any, Any]], roles: dict[tuple[int, date], str]
) -> list[FieldChange]:
    names = names_of_fields([record for pair in pairs for record in pair if record])
    changes = []
    for record, older in pairs:
        if older is None:
            continue
        by = record.history_user
        for told in fields_told(older, record, names):
            changes.append(
                FieldChange(
                    record.history_date, str(by or ""),
                    roles.get((by.pk, localtime(record.history_date).date()), "") if by else "",
                    spoken(record.history_change_reason), record.code,
                    reverse("measures:measure_detail", args=[record.id]),
                    told.label, told.old, told.new, told.is_text,
                )
            )
    return changes
