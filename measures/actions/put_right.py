"""What an administrator puts right on a measure: the same ways as the pages, in one step."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from leanplan.said import said
from leanplan.versioning import save_changes
from measures.actions.measures import measure_allocate, status_change
from measures.actions.reviews import measure_touched
from measures.choices import DeadlineKind, Precision
from measures.models import Measure
from measures.rules import Deadline

_DEADLINE = ("deadline_kind", "due_date", "precision", "rhythm", "next_review_on")
_APART = {"owner", "status", *_DEADLINE}


@transaction.atomic
def measure_put_right(
    *, by: Any, measure: Measure, version: int, values: dict[str, Any], reason: str = "",
    comment: str = "",
) -> Measure:
    """Write several fields of a measure at once: text and places, responsible and deadline,
    status. Moves, log and history are kept as when they are set one by one.

    In: the measure as it is, the version the person saw, the values by field name.
    Errors: Conflict, ValidationError (no reason for a moved deadline, done without owner ...).
    """
    others = {name: value for name, value in values.items() if name not in _APART}
    why = reason or said(gettext_noop("Put right in the administration"))
    if save_changes(measure, others, version=version, by=by, reason=why):
        version = measure.version
    if "owner" in values and measure_allocate(
        by=by, measure=measure, version=version, owner=values["owner"],
        deadline=deadline_of(values), reason=reason,
    ):
        version = measure.version
    status = values.get("status", measure.status)
    if status != measure.status or comment.strip():
        status_change(by=by, measure=measure, version=version, status=status, comment=comment)
    measure_touched(measure)
    return measure


def deadline_of(values: dict[str, Any]) -> Deadline:
    """The deadline that field values say; fields that do not belong to the kind are left."""
    kind, day = values["deadline_kind"], values.get("due_date")
    if kind == DeadlineKind.DATE:
        precision = values.get("precision") or Precision.DAY
        return Deadline.on(day, precision) if day else Deadline(kind, precision=precision)
    if kind == DeadlineKind.ONGOING:
        return Deadline(
            kind, rhythm=values.get("rhythm", ""), next_review_on=values.get("next_review_on")
        )
    if kind == DeadlineKind.RECURRING:
        return Deadline(kind, rhythm=values.get("rhythm", ""))
    return Deadline()
