"""Judging a row of the plan."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.live import live_changed
from boards.rlg.status_models import RowStatus
from boards.rlg.status_rules import in_a_row, may_be
from challenges.models import PlanRow
from leanplan.versioning import Conflict, create, save_changes
from measures.models import Measure
from measures.rules import is_unassigned


@transaction.atomic
def row_status_set(
    *, by: Any, row: PlanRow, version: int, light: str, note: str, today: date
) -> RowStatus:
    """Say how a row of the plan stands, and why.

    In: the version the person saw, 0 where nobody had judged the row yet.
    Errors: Conflict, ValidationError (on track while nobody is responsible for something in it,
    anything else without a note, a plan that is over or not adopted).
    """
    # Boards and meetings that show the rows follow.
    live_changed("rows")
    _refuse(row, light)
    values = {"light": light, "note": note.strip(), "set_on": today, "set_by": by}
    status = RowStatus.objects.filter(row=row).first()
    if status is None:
        made: RowStatus = create(RowStatus(row=row, **values), by=by)
        return made
    if version == 0:
        raise Conflict(status, values)
    save_changes(status, values, version=version, by=by)
    return status


def _refuse(row: PlanRow, light: str) -> None:
    if row.plan.is_over or not row.plan.is_adopted:
        raise ValidationError(_("Only the rows of a plan under way are judged."))
    lines = Measure.objects.of_plan(row.plan).in_text().filter(row=row).order_by("order", "pk")
    unassigned = [line.code for line in lines if is_unassigned(line)]
    if not may_be(light, unassigned=len(unassigned)):
        raise ValidationError({"light": unassigned_text(unassigned)})


def unassigned_text(codes: list[str]) -> str:
    """Why a row cannot be on track."""
    return _(
        "The row cannot be on track as long as nobody is responsible for %(codes)s. Give them "
        "somebody responsible first, or choose another status."
    ) % {"codes": in_a_row(codes, _("and"))}
