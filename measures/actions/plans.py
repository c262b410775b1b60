"""The life of a plan: draft, to adoption, adopted, running, evaluated, succeeded."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from challenges.models import ActionPlan, PlanState, PlanVersion
from leanplan.clock import today
from leanplan.said import said
from leanplan.versioning import save_changes
from measures.actions.carry import measure_carry_over
from measures.actions.obligations_sync import refresh
from measures.actions.versions import freeze
from measures.models import Measure
from measures.obligation_rules import OngoingIsReviewed
from organisation.language import in_language_of_municipality
from organisation.models import Position
from organisation.roles import Role


def _refuse_unless(plan: ActionPlan, state: str, message: str) -> None:
    if plan.state != state:
        raise ValidationError(message)


@transaction.atomic
def plan_submit(*, by: Any, plan: ActionPlan, version: int) -> ActionPlan:
    """Send a draft to adoption. Errors: Conflict; ValidationError where it is no draft or empty."""
    _refuse_unless(plan, PlanState.DRAFT, _("Only a draft can be sent to adoption."))
    if not Measure.objects.of_plan(plan).in_text().exists():
        raise ValidationError(_("The plan has no measures yet, so there is nothing to adopt."))
    save_changes(
        plan, {"state": PlanState.TO_ADOPTION}, version=version, by=by,
        reason=said(gettext_noop("Sent to adoption")),
    )
    return plan


@transaction.atomic
def plan_withdraw(*, by: Any, plan: ActionPlan, version: int, reason: str = "") -> ActionPlan:
    """Take a plan back from adoption; it is a draft again. Errors: Conflict, ValidationError."""
    _refuse_unless(
        plan, PlanState.TO_ADOPTION, _("Only a plan that is sent to adoption can be taken back.")
    )
    save_changes(
        plan, {"state": PlanState.DRAFT}, version=version, by=by,
        reason=reason.strip() or said(gettext_noop("Taken back from adoption")),
    )
    return plan


@transaction.atomic
def plan_adopt(
    *, by: Any, plan: ActionPlan, version: int, adopted_on: date,
    adopted_by: Position | None = None, adopted_by_text: str = "",
) -> PlanVersion:
    """Adopt a plan that was sent to adoption: its text is frozen as version 1.

    In: the day, and the body as a position or as the document names it. Out: the version. Rules
    count from now on where they did not before.
    Errors: Conflict; ValidationError (not sent to adoption, day to come, no body).
    """
    _refuse_unless(
        plan, PlanState.TO_ADOPTION,
        _("The plan must be sent to adoption before it can be adopted, and only once."),
    )
    if adopted_on > today():
        raise ValidationError({"adopted_on": _("The day of the adoption cannot be to come.")})
    text = adopted_by_text.strip()
    if adopted_by is None and not text:
        raise ValidationError({"adopted_by": _("Say who adopted the plan.")})
    values = {
        "state": PlanState.ADOPTED, "adopted_on": adopted_on, "adopted_by": adopted_by,
        "adopted_by_text": text,
    }
    save_changes(
        plan, values, version=version, by=by, reason=said(gettext_noop("Adopted"))
    )
    refresh()
    return freeze(
        by=by, plan=plan, adopted_on=adopted_on, adopted_by=text or body_name(adopted_by)
    )


def body_name(position: Position | None) -> str:
    """Who decided, as a version keeps it: a body by its full name, others by their position."""
    if position is None:
        return ""
    if position.role == Role.BODY:
        return position.unit.name
    with in_language_of_municipality():
        return position.label


@transaction.atomic
def plan_start(*, by: Any, plan: ActionPlan, version: int) -> ActionPlan:
    """Say that an adopted plan is running. Errors: Conflict, ValidationError."""
    _refuse_unless(plan, PlanState.ADOPTED, _("Only an adopted plan can be started."))
    save_changes(
        plan, {"state": PlanState.RUNNING}, version=version, by=by,
        reason=said(gettext_noop("The work began")),
    )
    return plan


@transaction.atomic
def plan_evaluate(*, by: Any, plan: ActionPlan, version: int, evaluation: str) -> ActionPlan:
    """Close a running plan with its evaluation; from then on it is read-only.

    What its ongoing measures were to be reviewed by falls away.
    Errors: Conflict; ValidationError (not running, no evaluation).
    """
    _refuse_unless(plan, PlanState.RUNNING, _("Only a running plan can be evaluated."))
    if not evaluation.strip():
        raise ValidationError({"evaluation": _("Write the evaluation.")})
    values = {"state": PlanState.EVALUATED, "evaluation": evaluation.strip()}
    save_changes(
        plan, values, version=version, by=by, reason=said(gettext_noop("Evaluated"))
    )
    refresh(OngoingIsReviewed.key)
    return plan


@transaction.atomic
def plan_succeed(
    *, by: Any, plan: ActionPlan, version: int,
    carried: Mapping[Measure, Measure] | None = None,
) -> ActionPlan:
    """Hand over to the next generation, which must be running.

    In: {measure of this plan: the measure of the next plan that continues it}, for those that go
    on; each becomes carried over and is linked. Errors: Conflict, ValidationError.
    """
    _refuse_unless(
        plan, PlanState.EVALUATED, _("Only an evaluated plan can be succeeded by the next one.")
    )
    successor = plan.successor
    if successor is None or successor.state != PlanState.RUNNING:
        raise ValidationError(_("The next generation must be running first."))
    for measure, into in (carried or {}).items():
        measure_carry_over(by=by, measure=measure, into=into, version=measure.version)
    save_changes(
        plan, {"state": PlanState.SUCCEEDED}, version=version, by=by,
        reason=said(
            gettext_noop("Succeeded by generation %(number)s"), number=successor.generation
        ),
    )
    return plan
