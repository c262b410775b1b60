"""The log of a contract: time and topic."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leaders.choices import ContractState
from leaders.models import CoachingContract, CoachingEntry
from leanplan.clock import today
from leanplan.history import history_sign
from leanplan.templatetags.ui import short_date
from leanplan.versioning import create, save_changes, take_row


@transaction.atomic
def entry_create(
    *, by: Any, contract: CoachingContract, day: date, minutes: int, topic: str
) -> CoachingEntry:
    """Write down coaching on a day within the contract. Errors: ValidationError."""
    if contract.state == ContractState.DRAFT:
        raise ValidationError(_("Coaching begins when the contract is agreed."))
    _refuse_day(contract, day)
    entry: CoachingEntry = create(
        CoachingEntry(contract=contract, day=day, minutes=minutes, topic=topic, made_by=by), by=by
    )
    return entry


@transaction.atomic
def entry_edit(
    *, by: Any, entry: CoachingEntry, version: int, values: dict[str, Any]
) -> None:
    """Change a line. Errors: ValidationError, Conflict."""
    _refuse_day(entry.contract, values.get("day", entry.day))
    save_changes(entry, values, version=version, by=by)


@transaction.atomic
def entry_remove(*, by: Any, entry: CoachingEntry, version: int) -> None:
    """Take a line away; the history keeps it. Errors: Conflict."""
    take_row(entry, version)
    history_sign(entry, by=by)
    entry.delete()


def _refuse_day(contract: CoachingContract, day: date) -> None:
    if day > today():
        raise ValidationError({"day": _("Choose today or a day before.")})
    if not contract.starts_on <= day <= contract.last_day:
        raise ValidationError({"day": _(
            "The contract runs from %(first)s to %(last)s. Choose a day in it."
        ) % {
            "first": short_date(contract.starts_on), "last": short_date(contract.last_day),
        }})
