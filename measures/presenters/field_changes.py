"""What has happened to the fields of many measures, newest first, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.timezone import localtime

from leanplan.said import spoken
from measures.models import Measure
from measures.presenters.told import NAMED, fields_told, names_of
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


def field_changes(
    measures: Any, *, user: Any, first: int, number: int
) -> tuple[list[FieldChange], bool]:
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
        .select_related("history_user__person", *NAMED)
        .order_by("-history_date", "-history_id")[first : first + number + 1]
    )
    shown = records[:number]
    older = history.objects.select_related(*NAMED).in_bulk(
        [record.before_id for record in shown if record.before_id]
    )
    pairs = [(record, older.get(record.before_id)) for record in shown]
    return _in_words(pairs, user), len(records) > number


def _in_words(pairs: list[tuple[Any, Any]], user: Any) -> list[FieldChange]:
    names = names_of([record for pair in pairs for record in pair if record], user=user)
    roles = titles_on(
        (record.history_user, localtime(record.history_date).date()) for record, _older in pairs
        if record.history_user
    )
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
