"""The template of rollouts, which the municipality edits."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leaders.choices import StepKind
from leaders.models import TemplateStep
from leanplan.history import history_sign
from leanplan.versioning import create, save_changes, take_row

FIELDS = ("title", "help", "doer", "days", "order")


@transaction.atomic
def template_step_create(*, by: Any, values: dict[str, Any]) -> TemplateStep:
    """Add a step of one's own; rollouts made from now on have it. Errors: ValidationError."""
    step: TemplateStep = create(TemplateStep(kind=StepKind.OWN, **values), by=by)
    return step


@transaction.atomic
def template_step_edit(
    *, by: Any, step: TemplateStep, version: int, values: dict[str, Any]
) -> None:
    """Change a step; rollouts that were made before stay as they are. Errors: ValidationError,
    Conflict."""
    save_changes(step, values, version=version, by=by)


@transaction.atomic
def template_step_remove(*, by: Any, step: TemplateStep, version: int) -> None:
    """Take a step of one's own away. Errors: ValidationError for one of the five, Conflict."""
    if step.kind != StepKind.OWN:
        raise ValidationError(_("The plan needs this step; its words can be changed."))
    take_row(step, version)
    history_sign(step, by=by)
    step.delete()
