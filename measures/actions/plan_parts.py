"""What preparers set around the text of a plan: titles, owner, links, focus areas, basis."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from challenges.models import ActionPlan, BasisEntry, PlanRow
from leanplan.said import said
from leanplan.versioning import Versioned, save_changes
from measures.actions.amendments import split_lines
from measures.actions.measures import measure_create
from measures.models import Measure

Changes = dict[str, tuple[Any, Any]]


@transaction.atomic
def plan_edit(*, by: Any, plan: ActionPlan, version: int, values: dict[str, Any]) -> Changes:
    """Change title, owner or link to the strategy. Errors: Conflict, ValidationError."""
    return _edit(by, plan, plan, version, values)


@transaction.atomic
def row_edit(*, by: Any, row: PlanRow, version: int, values: dict[str, Any]) -> Changes:
    """Change a row's working title or focus area. Errors: Conflict, ValidationError."""
    area = values.get("focus_area")
    if area is not None and area.plan_id != row.plan_id:
        raise ValidationError({"focus_area": _("The focus area belongs to another plan.")})
    return _edit(by, row.plan, row, version, values)


@transaction.atomic
def basis_edit(*, by: Any, basis: BasisEntry, version: int, values: dict[str, Any]) -> Changes:
    """Change the date or the link of a basis entry; its text too before the plan is adopted.

    Errors: Conflict, ValidationError.
    """
    if basis.plan.is_adopted and values.get("text", basis.text) != basis.text:
        raise ValidationError({"text": _("Adopted text is changed by an amendment only.")})
    return _edit(by, basis.plan, basis, version, values)


def _edit(
    by: Any, plan: ActionPlan, row: Versioned, version: int, values: dict[str, Any]
) -> Changes:
    if plan.is_over:
        raise ValidationError(_("The plan is evaluated and is only read now."))
    return save_changes(row, values, version=version, by=by)


@transaction.atomic
def measure_split(*, by: Any, measure: Measure, version: int, text: str) -> list[Measure]:
    """Make several measures of one line of a plan that is not adopted yet, one a line of `text`.

    The first keeps the code and all that is set; the others stand right after it and get new
    codes. Out: the new ones. Errors: Conflict, ValidationError (adopted, fewer than two lines).
    """
    if measure.plan is None or measure.row is None or not measure.is_adopted:
        raise ValidationError(_("Only a line of a plan is split."))
    if measure.plan.is_adopted:
        raise ValidationError(
            {"text": _("Adopted text is changed by an amendment only. Propose a change.")}
        )
    first, *others = split_lines(text) or [""]
    if not others:
        raise ValidationError({"text": _("Write at least two lines, one for each measure.")})
    save_changes(
        measure, {"text": first}, version=version, by=by,
        reason=said(gettext_noop("The line was split")),
    )
    place: dict[str, Any] = {
        "order": measure.order, "heading": measure.heading, "footnote": measure.footnote,
        "is_lead": measure.is_lead,
    }
    # Equal order, higher key: they sort behind the first and before the next line.
    return [
        measure_create(by=by, row=measure.row, unit=None, text=line, **place) for line in others
    ]
