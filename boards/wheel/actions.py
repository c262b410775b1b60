"""Own entries of the annual wheel: made, changed, taken out, ticked, copied forward."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.wheel.choices import Recurrence
from boards.wheel.models import WheelEntry, WheelTick
from boards.wheel.rules import next_year, occurrences, year_span
from leanplan.history import history_sign
from leanplan.versioning import create, save_changes, take_row
from organisation.models import OrgUnit


@transaction.atomic
def wheel_entry_create(*, by: Any, owner: OrgUnit, values: dict[str, Any]) -> WheelEntry:
    """Put something into the wheel of a unit. Errors: ValidationError."""
    return create(WheelEntry(owner=owner, **values), by=by)


@transaction.atomic
def wheel_entry_edit(
    *, by: Any, entry: WheelEntry, version: int, values: dict[str, Any]
) -> WheelEntry:
    """Change an entry. Ticks of days it no longer falls on are taken away.

    Errors: Conflict, ValidationError.
    """
    save_changes(entry, values, version=version, by=by)
    gone = [tick.pk for tick in entry.ticks.all() if not falls_on(entry, tick.on)]
    WheelTick.objects.filter(pk__in=gone).delete()
    return entry


@transaction.atomic
def wheel_entry_delete(*, by: Any, entry: WheelEntry, version: int) -> None:
    """Take an entry out of the wheel, all its times with it. Errors: Conflict."""
    take_row(entry, version)
    history_sign(entry, by=by)
    entry.delete()


def falls_on(entry: WheelEntry, day: date) -> bool:
    """One of the times of the entry begins on the day."""
    return occurrences(
        entry.starts_on, entry.recurrence, until=entry.until, first=day, last=day
    ) == [day]


@transaction.atomic
def wheel_entry_tick(*, by: Any, entry: WheelEntry, on: date, done: bool) -> None:
    """Say that one time is done, or that it is not after all; twice the same changes nothing.

    Errors: ValidationError for a day it does not fall on.
    """
    if not falls_on(entry, on):
        raise ValidationError(_("It does not fall on that day any more. Load the page again."))
    if done:
        WheelTick.objects.get_or_create(entry=entry, on=on, defaults={"by": by})
    else:
        WheelTick.objects.filter(entry=entry, on=on).delete()


def to_copy(owner: OrgUnit, year: int) -> list[WheelEntry]:
    """Entries of a year that come once and are not copied to the next one yet; one query."""
    first, last = year_span(year)
    return list(
        WheelEntry.objects.filter(
            owner=owner, recurrence=Recurrence.ONCE, starts_on__range=(first, last), copy=None
        )
    )


@transaction.atomic
def wheel_copy(*, by: Any, owner: OrgUnit, year: int, chosen: Collection[int]) -> int:
    """Copy entries that come once into the year after, a year on. Out: how many.

    One is never copied twice: two who copy at once make one copy.
    """
    # One at a time: the second finds the copies of the first.
    OrgUnit.objects.select_for_update().get(pk=owner.pk)
    copied = [entry for entry in to_copy(owner, year) if entry.pk in chosen]
    for entry in copied:
        create(
            WheelEntry(
                owner=owner, title=entry.title, kind=entry.kind,
                starts_on=next_year(entry.starts_on),
                ends_on=next_year(entry.ends_on) if entry.ends_on else None,
                responsible=entry.responsible, note=entry.note, set_aside=entry.set_aside,
                copied_from=entry,
            ),
            by=by,
        )
    return len(copied)
