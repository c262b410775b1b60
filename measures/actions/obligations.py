"""What people do with obligations: record that one is kept, waive it, take either back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.clock import today
from leanplan.versioning import take_row
from measures.actions.obligations_sync import refresh, starts_of
from measures.models import Obligation, ObligationEvent
from measures.registries import obligation_rules
from organisation.holders import title_of

State, Kind = Obligation.State, ObligationEvent.Kind
# The event of what somebody recorded here, and not elsewhere.
RECORDED = "recorded"


@transaction.atomic
def obligation_meet(
    *, by: Any, obligation: Obligation, version: int, met_on: date, text: str = ""
) -> Obligation:
    """Record that an open obligation was kept on a day; only where its rule leaves that to people.

    Errors: Conflict; ValidationError (the event is recorded elsewhere, day to come, not open).
    """
    rule = obligation_rules.get(obligation.rule_key)
    if rule is None or not rule.by_hand:
        raise ValidationError(_("It is kept when what it asks for is recorded where it happens."))
    if met_on > today():
        raise ValidationError({"met_on": _("The day cannot be to come.")})
    _take(obligation, version, State.OPEN, State.WAIVED)
    obligation.state, obligation.met_on, obligation.met_event = State.MET, met_on, RECORDED
    obligation.waived_reason = ""
    return _save(obligation, Kind.MET, by=by, on=met_on, text=text, event=RECORDED)


@transaction.atomic
def obligation_waive(
    *, by: Any, obligation: Obligation, version: int, reason: str
) -> Obligation:
    """Let an open obligation go, with the reason. Errors: Conflict, ValidationError."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is waived.")})
    _take(obligation, version, State.OPEN)
    obligation.state, obligation.waived_reason = State.WAIVED, reason.strip()
    return _save(obligation, Kind.WAIVED, by=by, on=today(), text=reason.strip())


@transaction.atomic
def obligation_reopen(
    *, by: Any, obligation: Obligation, version: int, reason: str = ""
) -> Obligation:
    """Take back that it was waived, or recorded here as kept; then the rule looks at it anew.

    Errors: Conflict; ValidationError where the event that kept it stands elsewhere.
    """
    if obligation.state == State.MET and obligation.met_event != RECORDED:
        raise ValidationError(_("Undo the event that kept it; then this opens again by itself."))
    _take(obligation, version, State.MET, State.WAIVED)
    obligation.state, obligation.waived_reason = State.OPEN, ""
    obligation.met_on, obligation.met_event = None, ""
    _save(obligation, Kind.REOPENED, by=by, on=today(), text=reason.strip())
    refresh(obligation.rule_key, subjects=[obligation.subject_key])
    return obligation


def _take(obligation: Obligation, version: int, *states: str) -> None:
    """Hold the rule, so that no sync writes in between, then take the row."""
    starts_of([obligation.rule_key], today=today())
    take_row(obligation, version)
    if obligation.state not in states:
        raise ValidationError(
            _("It is %(state)s already.") % {"state": obligation.get_state_display().lower()}
        )


def _save(
    obligation: Obligation, kind: str, *, by: Any, on: date, text: str, event: str = ""
) -> Obligation:
    obligation.full_clean()
    # The owner or the deadline may have followed since the row was read.
    obligation.save(
        update_fields=("state", "met_on", "met_event", "waived_reason", "version")
    )
    ObligationEvent.objects.create(
        obligation=obligation, kind=kind, happened_on=on, text=text, event=event, by=by,
        by_label=title_of(by, on=today()),
    )
    return obligation
