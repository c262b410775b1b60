"""Coaching contracts: made, signed, extended, ended, continued."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leaders.actions.coach import coach_appoint, coach_until
from leaders.actions.feedback import feedback_ask
from leaders.actions.lean import lean_follow
from leaders.choices import CONTRACT_PARTIES, ContractState, Party
from leaders.kept import units_changed
from leaders.models import CoachingContract, ContractSignature, ContractVersion, Rollout
from leaders.notices import contract_told
from leaders.signing import all_signed_on, signed_by
from leanplan.clock import today
from leanplan.history import history_sign
from leanplan.said import said
from leanplan.templatetags.ui import short_date
from leanplan.versioning import Conflict, create, save_changes, take_row
from organisation.holders import title_kept
from organisation.models import OrgUnit, Person

# Before the event that ended a contract whose making was undone.
UNDONE = "undone-"
# What two parties write together; all of it is signed.
TERMS = ("coach", "rollout", "starts_on", "ends_on", "hours", "rhythm", "aims", "expectations")


@transaction.atomic
def contract_create(
    *, by: Any, unit: OrgUnit, coach: Person, starts_on: date, ends_on: date, hours: int,
    aims: str, rhythm: str = "", expectations: str = "", rollout: Rollout | None = None,
) -> CoachingContract:
    """Draft a contract. Nobody coaches by it before the unit manager and the coach have signed.

    Errors: ValidationError (no last day, last before first, the coach has one there then).
    """
    contract = CoachingContract(
        unit=unit, rollout=rollout, coach=coach, starts_on=starts_on, ends_on=ends_on,
        hours=hours, rhythm=rhythm, aims=aims, expectations=expectations,
    )
    refuse_second(contract)
    create(contract, by=by)
    units_changed([unit.pk])
    contract_told(contract, by=by, kind="draft")
    return contract


@transaction.atomic
def contract_edit(
    *, by: Any, contract: CoachingContract, version: int, values: dict[str, Any]
) -> None:
    """Change a draft; what was signed before is to be signed anew. Errors: ValidationError,
    Conflict."""
    if contract.version == version:
        _refuse_unless(contract, ContractState.DRAFT)
    if save_changes(contract, values, version=version, by=by):
        refuse_second(contract)
        units_changed([contract.unit_id])


@transaction.atomic
def contract_discard(*, by: Any, contract: CoachingContract, version: int) -> None:
    """Take a draft away. Errors: ValidationError where it is agreed, Conflict."""
    _refuse_unless(contract, ContractState.DRAFT)
    take_row(contract, version)
    history_sign(contract, by=by)
    unit = contract.unit_id
    contract.delete()
    units_changed([unit])


@transaction.atomic
def contract_sign(
    *, by: Any, contract: CoachingContract, version: int, party: str, person: Person,
    signed_on: date | None = None,
) -> CoachingContract:
    """Sign the terms as they stand. With the last signature the contract is agreed: the coach is
    appointed, and the first version is kept.

    In: the version that was read. Errors: Conflict where the terms were changed meanwhile,
    ValidationError (not a draft, signed already, the wrong person, a day to come).
    """
    row = CoachingContract.objects.select_for_update().get(pk=contract.pk)
    if row.version != version:
        raise Conflict(row)
    _refuse_unless(row, ContractState.DRAFT)
    day = signed_on or today()
    if day > today():
        raise ValidationError({"signed_on": _("Choose today or a day before.")})
    if party == Party.COACH and person.pk != row.coach_id:
        raise ValidationError({"person": _("The coach of the contract signs as the coach.")})
    if party in signed_by(row):
        raise ValidationError(_("That party has signed already."))
    create(
        ContractSignature(
            contract=row, party=party, person=person, signed_on=day, of_version=row.version,
            recorded_by=by,
        ),
        by=by,
    )
    agreed_on = all_signed_on(row, CONTRACT_PARTIES)
    if agreed_on:
        _agree(row, agreed_on, by=by)
    return row


@transaction.atomic
def contract_extend(
    *, by: Any, contract: CoachingContract, version: int, ends_on: date, hours: int, reason: str,
    aims: str = "", rhythm: str = "",
) -> ContractVersion:
    """Let a contract run longer: a new version with its reason. Errors: ValidationError (not
    agreed, not later than it was, no reason), Conflict."""
    if contract.version == version:
        _refuse_unless(contract, ContractState.AGREED)
        if ends_on <= contract.ends_on:
            raise ValidationError({"ends_on": _(
                "Choose a day after %(day)s, the last day so far."
            ) % {"day": short_date(contract.ends_on)}})
        if not reason.strip():
            raise ValidationError({"reason": _("Write why the contract is extended.")})
    values = {
        "ends_on": ends_on, "hours": hours, "aims": aims or contract.aims,
        "rhythm": rhythm or contract.rhythm,
    }
    save_changes(contract, values, version=version, by=by, reason=reason)
    refuse_second(contract)
    kept = _keep_version(contract, today(), by=by, reason=reason)
    coach_until(by=by, contract=contract, last=ends_on)
    _follow(contract, by=by)
    contract_told(contract, by=by, kind="extended")
    return kept


@transaction.atomic
def contract_end(
    *, by: Any, contract: CoachingContract, version: int, ends_on: date, reason: str,
    event: str = "",
) -> None:
    """End the coaching on a day, at the latest the agreed one, and ask both for feedback.

    event: what ended it ("analysis:12"), so that undoing it lets the contract run again.
    Errors: ValidationError (not agreed, before its first day, later than agreed), Conflict.
    """
    if contract.version == version:
        _refuse_unless(contract, ContractState.AGREED)
        if ends_on < contract.starts_on and not event:
            raise ValidationError({"ends_on": _("The last day cannot be before the first.")})
        if ends_on > contract.ends_on:
            raise ValidationError({"ends_on": _(
                "The contract is agreed until %(day)s. Extend it to go on longer."
            ) % {"day": short_date(contract.ends_on)}})
        if not reason.strip():
            raise ValidationError({"reason": _("Write when and why it was ended.")})
    values = {
        "state": ContractState.ENDED, "ended_on": ends_on, "ended_reason": reason,
        "ended_event": event,
    }
    save_changes(contract, values, version=version, by=by, reason=reason)
    coach_until(by=by, contract=contract, last=ends_on)
    feedback_ask(contract=contract)
    _follow(contract, by=by)
    contract_told(contract, by=by, kind="ended")


@dataclass(frozen=True)
class Continuation:
    """How the development unit goes on helping after an analysis: until when, and how much.

    hours, coach, aims, rhythm: those of the contract before where they are left out.
    """

    ends_on: date
    hours: int | None = None
    aims: str = ""
    rhythm: str = ""
    coach: Person | None = None


@transaction.atomic
def contract_continue(
    *, by: Any, unit: OrgUnit, on: date, continuation: Continuation, event: str,
    before: CoachingContract | None = None, rollout: Rollout | None = None,
) -> CoachingContract:
    """Make the new contract with a time frame that an analysis decided on; it is agreed at once.

    on: the day it was decided; the new one begins the day after, or on the day where none ran.
    Errors: ValidationError (no coach, ends before it starts).
    """
    coach = continuation.coach or (before.coach if before else None)
    hours = continuation.hours or (before.hours if before else None)
    if coach is None or hours is None:
        raise ValidationError({"support_until": _(
            "No coaching runs in the unit, so none can go on. Make a coaching contract first, or "
            "let the support end."
        )})
    starts = date.fromordinal(on.toordinal() + 1) if before else on
    if continuation.ends_on < starts:
        raise ValidationError({"support_until": _(
            "The new contract begins %(day)s. Choose a last day after that."
        ) % {"day": short_date(starts)}})
    contract = CoachingContract(
        unit=unit, rollout=rollout, coach=coach, starts_on=starts, ends_on=continuation.ends_on,
        hours=hours, continues=before, made_event=event,
        aims=continuation.aims or (before.aims if before else "–"),
        rhythm=continuation.rhythm or (before.rhythm if before else ""),
        expectations=before.expectations if before else "",
    )
    refuse_second(contract)
    reason = said(gettext_noop("Decided at the analysis"))
    create(contract, by=by, reason=reason)
    _agree(contract, on, by=by, reason=reason)
    return contract


@transaction.atomic
def contract_resume(*, by: Any, contract: CoachingContract, reason: str) -> None:
    """Let a contract run again, because what ended it was undone."""
    values = {
        "state": ContractState.AGREED, "ended_on": None, "ended_reason": "", "ended_event": "",
    }
    save_changes(contract, values, version=contract.version, by=by, reason=reason)
    coach_appoint(by=by, contract=contract)
    contract.asked.filter(has_answered=False).delete()
    _follow(contract, by=by)


def _agree(contract: CoachingContract, day: date, *, by: Any, reason: str = "") -> None:
    values = {"state": ContractState.AGREED, "agreed_on": day}
    save_changes(contract, values, version=contract.version, by=by, reason=reason)
    _keep_version(contract, day, by=by, reason=reason)
    coach_appoint(by=by, contract=contract)
    _follow(contract, by=by)
    contract_told(contract, by=by, kind="agreed")


def _keep_version(
    contract: CoachingContract, day: date, *, by: Any, reason: str = ""
) -> ContractVersion:
    number = contract.versions.count() + 1
    return create(
        ContractVersion(
            contract=contract, number=number, starts_on=contract.starts_on,
            ends_on=contract.ends_on, hours=contract.hours, rhythm=contract.rhythm,
            aims=contract.aims, reason=reason, agreed_on=day, by=by,
            by_label=title_kept(by, on=today()) if by else "",
        ),
        by=by,
    )


def _follow(contract: CoachingContract, *, by: Any) -> None:
    lean_follow(by=by, unit=contract.unit)
    units_changed([contract.unit_id])


def _refuse_unless(contract: CoachingContract, state: ContractState) -> None:
    if contract.state == state:
        return
    raise ValidationError({
        ContractState.DRAFT: _("The contract is no longer a draft."),
        ContractState.AGREED: _("The contract is not running; it is a draft, or has ended."),
        ContractState.ENDED: _("The contract has not ended."),
    }[state])


def refuse_second(contract: CoachingContract) -> None:
    """One contract at a time between a coach and a unit; else nobody knows which one runs. One that
    came of an analysis which was undone does not count.

    Errors: ValidationError.
    """
    if not (contract.starts_on and contract.ends_on):
        return
    others = CoachingContract.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=contract.starts_on), unit=contract.unit,
        coach=contract.coach, starts_on__lte=contract.ends_on, ends_on__gte=contract.starts_on,
    ).exclude(pk=contract.pk).exclude(ended_event__startswith=UNDONE)
    other = others.first()
    if other:
        raise ValidationError({"starts_on": _(
            "%(coach)s has a contract with the unit from %(first)s to %(last)s already. "
            "Extend that one, or choose other days."
        ) % {
            "coach": contract.coach.name, "first": short_date(other.starts_on),
            "last": short_date(other.last_day),
        }})
