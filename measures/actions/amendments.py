"""Changing adopted text: a proposal with a reason, and what the body decides on it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import ActionPlan, Challenge, PlanRow, PlanVersion
from leanplan.clock import today
from leanplan.dates import short_date
from leanplan.versioning import create, save_changes
from measures.actions.amended import apply, lines_of, refuse_clash
from measures.actions.versions import freeze
from measures.models import Amendment, Measure
from organisation.holders import title_kept

Kind, State = Amendment.Kind, Amendment.State


def split_lines(text: str) -> list[str]:
    """The new lines of a split, one a line; empty ones are left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@transaction.atomic
def amendment_propose(
    *, by: Any, plan: ActionPlan, kind: str, reason: str, new_text: str = "",
    measure: Measure | None = None, challenge: Challenge | None = None,
    row: PlanRow | None = None,
) -> Amendment:
    """Propose a change of adopted text, with the reason for it.

    In: the measure or challenge it is about; for a new measure the row, and the measure it is to
    stand after. Errors: ValidationError (not adopted, over, no change, a split into one line).
    """
    if not plan.is_adopted:
        raise ValidationError(_("The plan is not adopted yet, so its text is still a draft."))
    if plan.is_over:
        raise ValidationError(_("The plan is evaluated. Its text no longer changes."))
    line = measure if kind != Kind.ADD and measure else challenge
    old_text = line.text if line else ""
    if kind == Kind.SPLIT:
        new_text = "\n".join(split_lines(new_text))
    if measure is not None:
        _refuse_foreign(measure, plan)
        row = measure.row
    elif challenge is not None:
        row = challenge.row
    _refuse_no_change(kind, old_text, new_text)
    return create(
        Amendment(
            plan=plan, kind=kind, measure=measure, challenge=challenge, row=row,
            old_text=old_text, new_text="" if kind == Kind.REMOVE else new_text.strip(),
            reason=reason.strip(), proposed_by=by, proposed_by_label=title_kept(by, on=today()),
            proposed_on=today(),
        ),
        by=by,
    )


def _refuse_foreign(measure: Measure, plan: ActionPlan) -> None:
    if not Measure.objects.of_plan(plan).in_text().filter(pk=measure.pk).exists():
        raise ValidationError(
            _("%(code)s is no line of the adopted text.") % {"code": measure.code}
        )


def _refuse_no_change(kind: str, old_text: str, new_text: str) -> None:
    if kind == Kind.CHANGE and new_text.strip() == old_text.strip():
        raise ValidationError({"new_text": _("The new text is the same as the text now.")})
    if kind == Kind.SPLIT and len(split_lines(new_text)) < 2:
        raise ValidationError({"new_text": _("Write at least two lines, one for each measure.")})


@transaction.atomic
def amendment_edit(
    *, by: Any, amendment: Amendment, version: int, new_text: str, reason: str
) -> dict[str, tuple[Any, Any]]:
    """Change a proposal that waits for its decision. Errors: Conflict, ValidationError."""
    _refuse_unless_proposed(amendment)
    if amendment.kind == Kind.SPLIT:
        new_text = "\n".join(split_lines(new_text))
    _refuse_no_change(amendment.kind, amendment.old_text, new_text)
    values = {"reason": reason.strip()}
    if amendment.kind != Kind.REMOVE:
        values["new_text"] = new_text.strip()
    return save_changes(amendment, values, version=version, by=by)


@transaction.atomic
def amendment_withdraw(
    *, by: Any, amendment: Amendment, version: int, note: str = ""
) -> Amendment:
    """Take a proposal back; it is kept. Errors: Conflict, ValidationError (decided already)."""
    _refuse_unless_proposed(amendment)
    values = {"state": State.WITHDRAWN, "decision_note": note.strip()}
    save_changes(amendment, values, version=version, by=by, reason=note.strip())
    return amendment


def _refuse_unless_proposed(amendment: Amendment) -> None:
    if amendment.state != State.PROPOSED:
        raise ValidationError(_("The proposal is decided or withdrawn already."))


@transaction.atomic
def amendment_decide(
    *, by: Any, amendment: Amendment, version: int, adopt: bool, decided_by: str,
    decided_on: date, note: str = "",
) -> Amendment:
    """Decide one proposal. Adopted: the text changes and the plan gets its next version.
    Not adopted: the proposal is kept, with the note that says why.

    Errors: Conflict; ValidationError (decided already, text moved on, no body, wrong day, no note).
    """
    if adopt:
        amendments_adopt(
            by=by, plan=amendment.plan, chosen={amendment: version}, decided_by=decided_by,
            decided_on=decided_on, note=note,
        )
        return amendment
    _refuse_unless_proposed(amendment)
    _refuse_bad_decision(amendment.plan, decided_by, decided_on)
    if not note.strip():
        raise ValidationError({"note": _("Write why the proposal is not adopted.")})
    values = {
        "state": State.REJECTED, "decided_by": decided_by.strip(), "decided_on": decided_on,
        "decision_note": note.strip(),
    }
    save_changes(amendment, values, version=version, by=by, reason=note.strip())
    return amendment


@transaction.atomic
def amendments_adopt(
    *, by: Any, plan: ActionPlan, chosen: Mapping[Amendment, int], decided_by: str,
    decided_on: date, note: str = "",
) -> PlanVersion:
    """Adopt the proposals one meeting decided: each changes its line, all make one version.

    In: {proposal: the version the person saw}. Out: the plan's next version.
    Errors: Conflict; ValidationError (see amendment_decide).
    """
    # One adoption at a time: the number of the next version counts on it.
    plan = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    _refuse_bad_decision(plan, decided_by, decided_on)
    for amendment in chosen:
        _refuse_unless_proposed(amendment)
    lines = lines_of(chosen)
    refuse_clash(lines)
    for amendment, line in lines.items():
        apply(by=by, amendment=amendment, line=line)
    values = {
        "state": State.ADOPTED, "decided_by": decided_by.strip(), "decided_on": decided_on,
        "decision_note": note.strip(),
    }
    for amendment, version in chosen.items():
        save_changes(amendment, values, version=version, by=by, reason=note.strip())
    frozen = freeze(
        by=by, plan=plan, adopted_on=decided_on, adopted_by=decided_by.strip(),
        reason="\n".join(dict.fromkeys(amendment.reason for amendment in chosen)),
    )
    for amendment in chosen:
        save_changes(amendment, {"version_made": frozen}, version=amendment.version, by=by)
    return frozen


def _refuse_bad_decision(plan: ActionPlan, decided_by: str, decided_on: date) -> None:
    if plan.is_over:
        raise ValidationError(_("The plan is evaluated. Its text no longer changes."))
    if not decided_by.strip():
        raise ValidationError({"decided_by": _("Say who decided.")})
    if decided_on > today():
        raise ValidationError({"decided_on": _("The day of the decision cannot be to come.")})
    last = plan.versions.order_by("-number").first()
    if last and decided_on < last.adopted_on:
        raise ValidationError(
            {
                "decided_on": _("The text in force was adopted on %(day)s, after this day.")
                % {"day": short_date(last.adopted_on)}
            }
        )
