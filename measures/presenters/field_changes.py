"""What has happened to the fields of many measures, newest first, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localtime

from leanplan.said import spoken
from measures.models import Measure
from measures.presenters.told import fields_told, names_of_fields
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
    measures: Any, *, first: int, number: int
) -> tuple[list[FieldChange], bool]:
    """The changes in a stretch of the history of some measures, and whether there are more.

    In: a queryset of measures the reader may see; which record to begin with, how many records.
    The same few queries for any number of measures.
    """
    history: Any = Measure.history.model
    before = history.objects.filter(
        id=OuterRef("id"), history_id__lt=OuterRef("history_id")
    ).order_by("-history_id")
    newest = (
        history.objects.filter(id__in=measures.values("pk"), history_type="~")
        .annotate(before_id=Subquery(before.values("history_id")[:1]))
        .order_by("-history_date", "-history_id")[first : first + number + 1]
    )
    # Each with the one before it: whatever else comes along is older than all that were wanted.
    found = list(
        history.objects.filter(
            Q(history_id__in=newest.values("history_id"))
            | Q(history_id__in=newest.values("before_id"))
        )
        .annotate(before_id=Subquery(before.values("history_id")[:1]))
        .select_related("history_user__person", "owner__unit", "executor")
        .order_by("-history_date", "-history_id")
    )
    by_key = {record.history_id: record for record in found}
    records = [record for record in found if record.history_type == "~"][: number + 1]
    pairs = [(record, by_key.get(record.before_id)) for record in records[:number]]
    return _in_words(pairs), len(records) > number


def _in_words(pairs: list[tuple[Any, Any]]) -> list[FieldChange]:
    names = names_of_fields([record for pair in pairs for record in pair if record])
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
