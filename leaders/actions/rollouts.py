"""A rollout from planned to completed; the unit's status with Lean follows each step."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leaders.actions.lean import lean_follow
from leaders.choices import EXPECTATION_PARTIES, Party, StepKind
from leaders.kept import units_changed
from leaders.models import (
    ExpectationAgreement,
    ExpectationSignature,
    Rollout,
    RolloutStep,
    TemplateStep,
)
from leaders.signing import signed_by
from leanplan.clock import today
from leanplan.templatetags.ui import short_date
from leanplan.versioning import Conflict, create, save_changes
from organisation.holders import title_kept
from organisation.models import OrgUnit, Person

PLAN = ("wave", "coach", "planned_start", "planned_end", "meeting_planned_on")
TRAINING = ("training_from", "trained_on", "training_note")
MEETING = ("meeting_on", "manager_part", "meeting_people", "meeting_note")
AGREEMENT = ("milestones", "hours", "rhythm")


@transaction.atomic
def rollout_create(
    *, by: Any, unit: OrgUnit, planned_start: date, planned_end: date, wave: str = "",
    coach: Person | None = None, meeting_planned_on: date | None = None,
) -> Rollout:
    """Plan a rollout of a unit, with the steps of the template as they are today.

    Errors: ValidationError (one is under way, it ends before it starts).
    """
    rollout: Rollout = create(
        Rollout(
            unit=unit, made_on=today(), planned_start=planned_start, planned_end=planned_end,
            wave=wave, coach=coach, meeting_planned_on=meeting_planned_on,
        ),
        by=by,
    )
    for step in TemplateStep.objects.all():
        create(
            RolloutStep(
                rollout=rollout, kind=step.kind, order=step.order, title=step.title,
                help=step.help, doer=step.doer, days=step.days,
            ),
            by=by,
        )
    rollout_follow(rollout, by=by)
    return rollout


@transaction.atomic
def rollout_edit(*, by: Any, rollout: Rollout, version: int, values: dict[str, Any]) -> None:
    """Change what is planned. Errors: ValidationError, Conflict."""
    _save(rollout, values, version=version, by=by)


@transaction.atomic
def training_record(*, by: Any, rollout: Rollout, version: int, values: dict[str, Any]) -> None:
    """Record the leader's training: from when, and since when it is there (M6).

    Errors: ValidationError (a day to come, after the start, ends before it begins), Conflict.
    """
    _refuse_to_come(values, "trained_on")
    trained = values.get("trained_on")
    if rollout.started_on and not rollout.override_reason and (
        trained is None or trained > rollout.started_on
    ):
        raise ValidationError({"trained_on": _(
            "The rollout was started %(day)s, because the leader was trained by then."
        ) % {"day": short_date(rollout.started_on)}})
    _save(rollout, values, version=version, by=by)


@transaction.atomic
def meeting_record(*, by: Any, rollout: Rollout, version: int, values: dict[str, Any]) -> None:
    """Record the information meeting and what part the area manager took (M7).

    Errors: ValidationError (a day to come, no part given), Conflict.
    """
    _refuse_to_come(values, "meeting_on")
    if values.get("meeting_on") and not values.get("manager_part"):
        raise ValidationError({"manager_part": _("Say what part the manager took in the meeting.")})
    _save(rollout, values, version=version, by=by)


@transaction.atomic
def expectations_write(
    *, by: Any, rollout: Rollout, version: int, values: dict[str, Any]
) -> ExpectationAgreement:
    """Write what the parties expect (C5). Changed words are to be signed anew.

    In: version: of the agreement, 1 for the first time. Errors: ValidationError, Conflict.
    """
    agreement = ExpectationAgreement.objects.filter(rollout=rollout).first()
    if agreement is None:
        agreement = create(ExpectationAgreement(rollout=rollout, **values), by=by)
    else:
        save_changes(agreement, values, version=version, by=by)
    return agreement


@transaction.atomic
def expectations_sign(
    *, by: Any, agreement: ExpectationAgreement, version: int, party: str, person: Person,
    signed_on: date | None = None,
) -> ExpectationSignature:
    """Sign the expectations as they stand; by oneself, or recorded for one who signed on paper.

    Errors: Conflict where the words were changed meanwhile, ValidationError.
    """
    row = ExpectationAgreement.objects.select_for_update().get(pk=agreement.pk)
    if row.version != version:
        raise Conflict(row)
    day = signed_on or today()
    if day > today():
        raise ValidationError({"signed_on": _("Choose today or a day before.")})
    if party not in EXPECTATION_PARTIES or party in signed_by(row):
        raise ValidationError(_("That party has signed already."))
    return create(
        ExpectationSignature(
            agreement=row, party=Party(party), person=person, signed_on=day,
            of_version=row.version, recorded_by=by,
        ),
        by=by,
    )


@transaction.atomic
def rollout_start(
    *, by: Any, rollout: Rollout, version: int, started_on: date, override_reason: str = ""
) -> None:
    """Start the rollout. It is closed until the leader is trained (M6).

    override_reason: why it starts all the same; who may say so is a permission, and the reason
    stays on the rollout. Errors: ValidationError at "started_on", Conflict.
    """
    if rollout.version == version:
        if rollout.cancelled_on or rollout.started_on:
            raise ValidationError(_("The rollout is started or called off already."))
        _refuse_to_come({"started_on": started_on}, "started_on")
    values: dict[str, Any] = {"started_on": started_on}
    trained = rollout.trained_on is not None and rollout.trained_on <= started_on
    if not trained:
        if not override_reason.strip():
            raise ValidationError({"started_on": _not_trained(rollout)})
        values |= {
            "override_reason": override_reason.strip(), "override_by": by,
            "override_label": title_kept(by, on=today()) if by else "",
        }
    _save(rollout, values, version=version, by=by, reason=override_reason)


def _not_trained(rollout: Rollout) -> str:
    if rollout.trained_on is None:
        return _("The rollout cannot start: the leader's training is not recorded as completed. "
                 "Record it first, or let the area manager decide with a reason.")
    return _("The rollout cannot start before %(day)s, when the leader was trained.") % {
        "day": short_date(rollout.trained_on)
    }


@transaction.atomic
def rollout_complete(*, by: Any, rollout: Rollout, version: int, completed_on: date) -> None:
    """Record that the unit is rolled out; the six-month clock counts from here (M17).

    Errors: ValidationError (not started, before the start, a day to come), Conflict.
    """
    if rollout.version == version:
        if rollout.cancelled_on or not rollout.started_on:
            raise ValidationError(_("The rollout is not started, or is called off."))
        if rollout.handover:
            raise ValidationError(_("The responsibility has been handed over already."))
        _refuse_to_come({"completed_on": completed_on}, "completed_on")
        if completed_on < rollout.started_on:
            raise ValidationError(
                {"completed_on": _("It cannot be completed before it was started.")}
            )
    _save(rollout, {"completed_on": completed_on}, version=version, by=by)


@transaction.atomic
def rollout_cancel(*, by: Any, rollout: Rollout, version: int, reason: str) -> None:
    """Call a rollout off; what has happened stays. Errors: ValidationError, Conflict."""
    if rollout.version == version:
        if rollout.is_over:
            raise ValidationError(_("The rollout is over already."))
        if not reason.strip():
            raise ValidationError({"reason": _("Write why it is called off.")})
    values = {"cancelled_on": today(), "cancelled_reason": reason.strip()}
    _save(rollout, values, version=version, by=by, reason=reason)


@transaction.atomic
def step_done(*, by: Any, step: RolloutStep, version: int, done_on: date | None) -> None:
    """Tick a step of one's own off, or open it again. Errors: ValidationError, Conflict."""
    if step.kind != StepKind.OWN:
        raise ValidationError(_("That step has its day in the rollout."))
    _refuse_to_come({"done_on": done_on}, "done_on")
    save_changes(step, {"done_on": done_on}, version=version, by=by)


def _save(
    rollout: Rollout, values: dict[str, Any], *, version: int, by: Any, reason: str = ""
) -> None:
    if save_changes(rollout, values, version=version, by=by, reason=reason):
        rollout_follow(rollout, by=by)


def rollout_follow(rollout: Rollout, *, by: Any) -> None:
    """Let the unit's Lean status and its obligations say what the rollout does; call it in the
    transaction that changed it."""
    lean_follow(by=by, unit=rollout.unit)
    units_changed([rollout.unit_id])


def _refuse_to_come(values: dict[str, Any], name: str) -> None:
    day = values.get(name)
    if day and day > today():
        raise ValidationError({name: _("Choose today or a day before.")})
