"""What has happened to the fields of many measures, newest first, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from leanplan.values import in_words
from measures.choices import Status
from measures.models import Measure
from measures.presenters.deadline import deadline_text
from measures.rules import Deadline
from organisation.holders import titles_on
from organisation.models import Person, Position

_TEXTS = ("text", "description", "done_when")


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


def field_changes(measures: Any, *, first: int, number: int) -> tuple[list[FieldChange], bool]:
    """The changes in a stretch of the history of some measures, and whether there are more.

    In: a queryset of measures the reader may see; which record to begin with, how many records.
    The same few queries for any number of measures.
    """
    history: Any = Measure.history.model
    before = history.objects.filter(
        id=OuterRef("id"), history_id__lt=OuterRef("history_id")
    ).order_by("-history_id")
    records = list(
        history.objects.filter(id__in=measures.values("pk"), history_type="~")
        .annotate(before_id=Subquery(before.values("history_id")[:1]))
        .select_related("history_user__person")
        .order_by("-history_date", "-history_id")[first : first + number + 1]
    )
    shown = records[:number]
    older = history.objects.in_bulk([record.before_id for record in shown if record.before_id])
    pairs = [(record, older.get(record.before_id)) for record in shown]
    return _in_words(pairs), len(records) > number


def _in_words(pairs: list[tuple[Any, Any]]) -> list[FieldChange]:
    names = _names(record for pair in pairs for record in pair if record)
    roles = titles_on(
        (record.history_user, localtime(record.history_date).date()) for record, _older in pairs
        if record.history_user
    )
    changes = []
    for record, older in pairs:
        if older is None:
            continue
        by = record.history_user
        for label, old, new, is_text in _differences(older, record, names):
            changes.append(
                FieldChange(
                    record.history_date, str(by or ""),
                    roles.get((by.pk, localtime(record.history_date).date()), "") if by else "",
                    record.history_change_reason or "", record.code,
                    reverse("measures:measure_detail", args=[record.id]), label, old, new, is_text,
                )
            )
    return changes


@dataclass(frozen=True)
class _Names:
    positions: dict[int, str]
    people: dict[int, str]


def _names(records: Iterable[Any]) -> _Names:
    """Names of the positions and people that the records point at; two queries."""
    records = list(records)
    owners = {record.owner_id for record in records if record.owner_id}
    executors = {record.executor_id for record in records if record.executor_id}
    positions = Position.objects.filter(pk__in=owners).select_related("unit")
    people = Person.objects.filter(pk__in=executors)
    return _Names(
        {position.pk: position.label for position in positions},
        {person.pk: person.name for person in people},
    )


def _differences(old: Any, new: Any, names: _Names) -> Iterable[tuple[str, str, str, bool]]:
    """(label, old, new, is it a text) of what differs; a deadline is one thing."""
    if old.owner_id != new.owner_id:
        owners = [names.positions.get(record.owner_id, "") for record in (old, new)]
        yield _("Responsible"), owners[0], owners[1], False
    before, after = Deadline.of(old), Deadline.of(new)
    if before != after:
        yield _("Deadline"), _deadline(before), _deadline(after), False
    if old.status != new.status:
        yield _("Status"), str(Status(old.status).label), str(Status(new.status).label), False
    if old.executor_id != new.executor_id:
        people = [names.people.get(record.executor_id, "") for record in (old, new)]
        yield _("Carried out by"), people[0], people[1], False
    for name in _TEXTS:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            label = str(Measure._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield label.capitalize(), in_words(was), in_words(now), True


def _deadline(deadline: Deadline) -> str:
    return deadline_text(deadline) if deadline.is_settled else ""

