"""History of tracked rows: reading it field by field, and the one way to write rows in bulk."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from leanplan.clock import now
from leanplan.said import spoken

__all__ = [
    "Change", "HistoricalRecords", "bulk_create_tracked", "bulk_update_tracked",
    "changes_of", "draft_delete", "history_begin", "history_sign", "is_note", "note_in_history",
    "steps_of",
]

# Bookkeeping of the row itself; a reader of the history has no use for it.
_HIDDEN = frozenset({"version", "id"})


@dataclass(frozen=True)
class Change:
    """One field that changed: when, by whom, from what to what. `field` is its model name.

    Without a field it is the row's making (kind "+"), or a note on a row that stayed as it was.
    """

    at: datetime
    by: Any
    reason: str
    kind: str
    field: str
    label: str
    old: Any
    new: Any


def bulk_create_tracked(
    model: type[models.Model], rows: Sequence[models.Model], *, by: Any = None, reason: str = ""
) -> list[Any]:
    """Create many rows of a tracked model with one history row each; what holds is checked before.

    Takes the rows, the user and a reason; returns the rows with their keys. Two queries a batch.
    """
    return bulk_create_with_history(
        rows, model, batch_size=500, default_user=by, default_change_reason=reason,
        default_date=now(),
    )


def bulk_update_tracked(
    model: type[models.Model], rows: Sequence[models.Model], fields: Sequence[str], *,
    by: Any = None, reason: str = "",
) -> None:
    """Write some fields of many rows of a tracked model, with one history row each.

    For rows without a version, under a lock that lets one change through at a time.
    """
    bulk_update_with_history(
        rows, model, fields, batch_size=200, default_user=by, default_change_reason=reason,
        default_date=now(),
    )


def history_begin(
    model: type[models.Model], rows: Sequence[models.Model], *, by: Any, reason: str = ""
) -> None:
    """Let the history of drafts begin: they are handed in as they stand. One query."""
    tracked: Any = model
    tracked.history.bulk_history_create(
        rows, batch_size=500, default_user=by, default_change_reason=reason, default_date=now()
    )


def draft_delete(instance: models.Model) -> None:
    """Delete a draft and leave no trace of it. Call inside a transaction."""
    tracked: Any = type(instance)
    key = instance.pk
    instance.delete()
    tracked.history.filter(id=key).delete()


def history_sign(row: models.Model, *, by: Any, reason: str = "") -> None:
    """Say who, when and why, for the record that saving or deleting the row writes next.

    When is the moment of the clock. Call it right before row.save() or row.delete(); save_changes
    and create of leanplan/versioning.py do so themselves.
    """
    tracked: Any = row
    tracked._history_user, tracked._history_date, tracked._change_reason = by, now(), reason


def note_in_history(instance: models.Model, *, by: Any, reason: str) -> None:
    """Put a note into the history of a row that is left as it is. Call inside a transaction."""
    model: Any = type(instance)
    if not hasattr(model, "history"):
        return
    # The row is locked and read anew, so that nothing is written over what was saved meanwhile.
    row = model._base_manager.select_for_update().get(pk=instance.pk)
    history_sign(row, by=by, reason=reason)
    row.save(update_fields=["version"])


def steps_of(
    instance: Any, *, last: int | None = None, related: Iterable[str] = ()
) -> list[tuple[Any, Any]]:
    """The records of a row's history, newest first, each with the one before it.

    In: how many of the last steps are wanted, None for all; what is read of each record besides
    who made it, as in select_related. Out: (record, record before); the making of the row has None
    before it.
    """
    records = instance.history.select_related("history_user", *related).order_by(
        "-history_date", "-history_id"
    )
    if last is None:
        found: list[Any] = list(records)
        return list(zip(found, [*found[1:], None], strict=False))
    return last_steps(list(records[: last + 1]), last)


def last_steps(found: list[Any], last: int) -> list[tuple[Any, Any]]:
    """The last so many steps, each with the record before it. In: one record more, newest first."""
    steps = list(itertools.pairwise(found))
    return steps if len(found) > last else [*steps, *((made, None) for made in found[-1:])]


def changes_of(instance: Any, *, hidden: Iterable[str] = ()) -> list[Change]:
    """What changed in a row, field by field, newest first; its making is one entry (kind "+").

    In: an instance of a tracked model; names of fields that are not to be told.
    """
    leave_out = _HIDDEN | set(hidden)
    changes: list[Change] = []
    for newer, older in steps_of(instance):
        if older is None:
            changes.append(_entry(newer, "", "", None, None))
        else:
            changes += _differences(newer, older, leave_out)
    return changes


def _differences(newer: Any, older: Any, leave_out: frozenset[str] | set[str]) -> list[Change]:
    found = []
    for field in newer.tracked_fields:
        if field.name in leave_out:
            continue
        old, new = getattr(older, field.attname), getattr(newer, field.attname)
        if old != new:
            found.append(_entry(newer, field.name, field.verbose_name, old, new))
    if not found and newer.history_change_reason and is_note(newer, older):
        found.append(_entry(newer, "", "", None, None))
    return found


def is_note(newer: Any, older: Any) -> bool:
    """Nothing at all changed between the two; there is a reason only."""
    return all(
        getattr(newer, field.attname) == getattr(older, field.attname)
        for field in newer.tracked_fields
    )


def _entry(record: Any, field: str, label: str, old: Any, new: Any) -> Change:
    return Change(
        record.history_date,
        record.history_user,
        spoken(record.history_change_reason),
        record.history_type,
        field,
        str(label),
        old,
        new,
    )
