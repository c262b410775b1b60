"""The responsibility for progress goes to the area manager (M17d), and back where it is undone."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leaders.actions.contracts import (
    UNDONE,
    Continuation,
    contract_continue,
    contract_end,
    contract_resume,
)
from leaders.actions.lean import lean_follow
from leaders.choices import ContractState
from leaders.kept import units_changed
from leaders.models import CoachingContract, ProgressHandover, Rollout
from leaders.notices import handover_told
from leaders.settings import counts_from_start
from leanplan.clock import today
from leanplan.said import said
from leanplan.templatetags.ui import short_date
from leanplan.versioning import create
from organisation.holders import title_kept
from organisation.models import OrgUnit

_ENDED = gettext_noop("The analysis was held and the manager took over")


@transaction.atomic
def progress_hand_over(
    *, by: Any, unit: OrgUnit, rollout: Rollout, on: date, event: str, reason: str = "",
    continuation: Continuation | None = None,
) -> ProgressHandover:
    """Record that the area manager answers for the unit's progress from a day on.

    Called by whoever holds an analysis, in its transaction. It ends the coaching contracts of the
    unit on that day; with a continuation a new one with a time frame takes over. What the rule
    asks for (M17) is met by the event.

    In: event: the analysis ("analysis:12"); reason: why it was held without the unit's manager, ""
    where the manager was there. Errors: ValidationError at "on" (before the rollout, a day to
    come), "support_until" and "coach" (of the continuation), or of the whole (handed over already,
    called off).
    """
    row = Rollout.objects.select_for_update().get(pk=rollout.pk)
    _refuse(row, unit, on)
    handover = create(
        ProgressHandover(
            rollout=row, handed_on=on, event=event, reason=reason.strip(), by=by,
            is_continued=continuation is not None,
            by_label=title_kept(by, on=today()) if by else "",
        ),
        by=by,
    )
    before = _end_contracts(row, on, event, by=by)
    if continuation:
        contract_continue(
            by=by, unit=unit, on=on, continuation=continuation, event=event, before=before,
            rollout=row,
        )
    lean_follow(by=by, unit=unit)
    units_changed([unit.pk])
    handover_told(handover, by=by)
    return handover


@transaction.atomic
def progress_hand_back(*, by: Any, unit: OrgUnit, event: str, reason: str) -> ProgressHandover:
    """Undo the hand-over that an event made: the trace stays, with the reason.

    The contracts it ended run again; the one it made ends, or is taken away before it has begun.
    Errors: ValidationError (no reason, nothing was handed over by the event).
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is undone.")})
    handover = ProgressHandover.objects.select_for_update().filter(
        rollout__unit=unit, event=event, undone_on=None
    ).first()
    if handover is None:
        raise ValidationError(_("The responsibility was not handed over by this analysis."))
    handover.undone_on, handover.undone_reason, handover.undone_by = today(), reason.strip(), by
    create(handover, by=by)
    made = CoachingContract.objects.filter(unit=unit, made_event=event)
    for contract in made.filter(state=ContractState.AGREED):
        contract_end(
            by=by, contract=contract, version=contract.version,
            ends_on=min(today(), contract.ends_on), reason=reason, event=f"{UNDONE}{event}",
        )
    for contract in CoachingContract.objects.filter(unit=unit, ended_event=event):
        contract_resume(by=by, contract=contract, reason=reason)
    lean_follow(by=by, unit=unit)
    units_changed([unit.pk])
    handover_told(handover, by=by)
    return handover


def counted_from(rollout: Rollout) -> date | None:
    """The day the six-month clock counts from; None before it runs."""
    return rollout.started_on if counts_from_start() else rollout.completed_on


def _refuse(rollout: Rollout, unit: OrgUnit, on: date) -> None:
    if rollout.unit_id != unit.pk:
        raise ValidationError(_("The rollout is of another unit."))
    if rollout.cancelled_on:
        raise ValidationError(_("The rollout is called off."))
    if rollout.handover:
        raise ValidationError(_("The responsibility has been handed over already."))
    if on > today():
        raise ValidationError({"on": _("Choose today or a day before.")})
    first = counted_from(rollout)
    if first is None:
        raise ValidationError(_(
            "The rollout is not completed yet. The analysis that hands over comes after it."
        ))
    if on < first:
        message = (
            _("The rollout was started %(day)s. The analysis cannot be dated before that.")
            if counts_from_start() else
            _("The rollout was completed %(day)s. The analysis cannot be dated before that.")
        )
        raise ValidationError({"on": message % {"day": short_date(first)}})


def _end_contracts(
    rollout: Rollout, on: date, event: str, *, by: Any
) -> CoachingContract | None:
    """End every agreed contract of the unit; the one that ran is what a new one continues."""
    before = None
    rows = CoachingContract.objects.agreed().filter(unit=rollout.unit_id, ends_on__gte=on)
    for contract in rows.select_related("unit", "coach", "appointment").order_by("starts_on"):
        if contract.starts_on <= on:
            before = contract
        contract_end(
            by=by, contract=contract, version=contract.version, ends_on=on, reason=said(_ENDED),
            event=event,
        )
    return before
