"""Changes to the organisation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leanplan.history import history_sign
from leanplan.said import said
from leanplan.versioning import Conflict, Refused, create, save_changes, take_row
from organisation.changes import tell
from organisation.look import logo_keep
from organisation.models import Appointment, OrgUnit, Person, Position, Setting, UnitParent
from organisation.municipality_settings import default_of
from organisation.own_facts import forget
from organisation.planning_periods import windows_backwards
from organisation.roles import Role
from organisation.tree import lock_tree


@transaction.atomic
def unit_create(
    *, by: Any, name: str, kind: str, starts_on: date, parent: OrgUnit | None = None,
    short_name: str = "", is_development_unit: bool = False, ends_on: date | None = None,
) -> OrgUnit:
    """Make a unit, and its place below the parent from its first day."""
    unit = create(
        OrgUnit(
            name=name, short_name=short_name, kind=kind, starts_on=starts_on, ends_on=ends_on,
            is_development_unit=is_development_unit,
        ),
        by=by,
    )
    if parent is not None:
        unit_place(by=by, unit=unit, parent=parent, starts_on=starts_on)
    tell(unit_ids=[unit.pk])
    return unit


@transaction.atomic
def unit_place(
    *, by: Any, unit: OrgUnit, parent: OrgUnit, starts_on: date, ends_on: date | None = None
) -> UnitParent:
    """Put a unit below another from a day on. An open place it has before then ends the day before.

    Errors: ValidationError where it overlaps a later place or would make a circle.
    """
    lock_tree()
    before = UnitParent.objects.filter(child=unit, ends_on=None, starts_on__lt=starts_on).first()
    if before:
        before.ends_on = starts_on - timedelta(days=1)
        create(before, by=by, reason=said(gettext_noop("The unit was moved")))
    tell(unit_ids=[unit.pk])
    return create(
        UnitParent(child=unit, parent=parent, starts_on=starts_on, ends_on=ends_on), by=by
    )


@transaction.atomic
def unit_close(
    *, by: Any, unit: OrgUnit, ends_on: date, version: int, reason: str = ""
) -> OrgUnit:
    """Close a unit: its place and its open appointments end on its last day.

    What its positions own stays with them. Errors: ValidationError where a unit below is still
    open then, or where somebody begins there later; Conflict.
    """
    lock_tree()
    _refuse_open_below(unit, ends_on)
    after = Q(ends_on=None) | Q(ends_on__gt=ends_on)
    for place in UnitParent.objects.filter(after, child=unit, starts_on__lte=ends_on):
        place.ends_on = ends_on
        create(place, by=by, reason=reason)
    for held in Appointment.objects.filter(after, position__unit=unit).select_related("person"):
        if held.starts_on > ends_on:
            raise ValidationError({"ends_on": _(
                "%(person)s begins there after that day. End that first."
            ) % {"person": held.person.name}})
        appointment_end(
            by=by, appointment=held, ends_on=ends_on, version=held.version, reason=reason
        )
    save_changes(unit, {"ends_on": ends_on}, version=version, by=by, reason=reason)
    return unit


def _refuse_open_below(unit: OrgUnit, ends_on: date) -> None:
    """A unit is closed only when those below it have another place, or end by then."""
    below = UnitParent.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=ends_on),
        Q(child__ends_on=None) | Q(child__ends_on__gt=ends_on), parent=unit,
    )
    names = list(below.values_list("child__name", flat=True).distinct())
    if names:
        raise ValidationError({"ends_on": _(
            "%(unit)s lies below and is open after that day. Move it or close it first."
        ) % {"unit": ", ".join(names)}})


@transaction.atomic
def position_get(*, by: Any, role: str, unit: OrgUnit, each: bool = False) -> Position:
    """The position of that role in the unit, made where it does not exist."""
    found = Position.objects.filter(role=role, unit=unit, each=each).first()
    return found or create(Position(role=role, unit=unit, each=each), by=by)


@transaction.atomic
def appoint(
    *, by: Any, person: Person, role: str, unit: OrgUnit, starts_on: date,
    ends_on: date | None = None, acting: bool = False,
) -> Appointment:
    """Appoint a person to a role in a unit from a day on. Errors: ValidationError when taken."""
    position = position_get(by=by, role=Role(role), unit=unit)
    tell(unit_ids=[unit.pk])
    return create(
        Appointment(
            person=person, position=position, starts_on=starts_on, ends_on=ends_on, acting=acting
        ),
        by=by,
    )


@transaction.atomic
def appointment_end(
    *, by: Any, appointment: Appointment, ends_on: date, version: int, reason: str = ""
) -> Appointment:
    """Let an appointment end; what the position owns stays with the position."""
    save_changes(appointment, {"ends_on": ends_on}, version=version, by=by, reason=reason)
    tell(unit_ids=[appointment.position.unit_id])
    return appointment


def setting_version(key: str) -> int:
    """The version of a setting; it goes on counting where the default has come back meanwhile."""
    last = Setting.history.filter(key=key).order_by("-history_id").first()
    return last.version if last else 0


@transaction.atomic
def setting_change(*, by: Any, key: str, value: str, version: int) -> bool:
    """Set a setting of the municipality; the default's own value takes the row away.

    In: the version as `setting_version` gave it to the page. Out: whether anything changed.
    Errors: KeyError for an unknown key, ValidationError for a value that cannot be, Conflict.
    """
    default = default_of(key)
    row = Setting.objects.filter(key=key).first()
    if value == (row.value if row else default):
        return False
    row = row or Setting(key=key, value=default)
    if setting_version(key) != version:
        raise Conflict(row, {"value": value})
    if row.pk is None:
        _setting_make(row, value=value, version=version, by=by)
    elif value == default:
        take_row(row, version, {"value": value})
        history_sign(row, by=by)
        row.delete()
    else:
        save_changes(row, {"value": value}, version=version, by=by)
    forget()
    tell(settings=[key])
    return True


def _setting_make(row: Setting, *, value: str, version: int, by: Any) -> None:
    """Make the row of a setting. Errors: Conflict where somebody made it in the same moment."""
    row.value, row.version = value, version + 1
    try:
        with transaction.atomic():
            create(row, by=by)
    except IntegrityError:
        raise Conflict(Setting.objects.get(key=row.key), {"value": value}) from None


@transaction.atomic
def settings_change(
    *, by: Any, changes: Mapping[str, tuple[str, int]], pictures: Mapping[str, bytes] | None = None
) -> list[str]:
    """Set several settings together, all or none.

    In: {key: (value, version seen)}; pictures to keep, {key: content}, whose digest is the value.
    Out: the keys that changed. Errors: Refused, with what stands against each key.
    """
    why: dict[str, Any] = {}
    changed = []
    for key, (value, version) in changes.items():
        try:
            with transaction.atomic():
                kept = logo_keep(pictures[key]) if pictures and key in pictures else value
                if setting_change(by=by, key=key, value=kept, version=version):
                    changed.append(key)
        except (Conflict, ValidationError) as error:
            why[key] = error
    for key in windows_backwards():
        why.setdefault(key, ValidationError(_("The last week cannot be before the first.")))
    if why:
        forget()  # What was read meanwhile is undone.
        raise Refused(why)
    return changed


@dataclass(frozen=True)
class Successor:
    """Who holds a position from the day after; acting, or as its ordinary holder."""

    person: Person
    acting: bool = False


@dataclass(frozen=True)
class Leaving:
    """An appointment that ends: the version that was seen, and who follows, if anybody."""

    appointment: Appointment
    version: int
    successor: Successor | None = None


@transaction.atomic
def leader_leave(*, by: Any, endings: Iterable[Leaving], last_day: date) -> None:
    """Let appointments end on a day, and appoint those who follow from the day after; all or none.

    What the positions own stays with them. Errors: Refused, with what stands against each
    appointment by its key.
    """
    reason = said(gettext_noop("The leader leaves"))
    why: dict[int, Any] = {}
    for ending in endings:
        row = ending.appointment
        try:
            with transaction.atomic():
                if row.starts_on > last_day:
                    raise ValidationError(
                        _("This begins after the last day. Choose a later day, or delete it on "
                          "the person's page.")
                    )
                appointment_end(
                    by=by, appointment=row, ends_on=last_day, version=ending.version, reason=reason
                )
                if ending.successor:
                    appoint(
                        by=by, person=ending.successor.person, role=row.position.role,
                        unit=row.position.unit, starts_on=last_day + timedelta(days=1),
                        acting=ending.successor.acting,
                    )
        except (Conflict, ValidationError) as error:
            why[row.pk] = error
    if why:
        raise Refused(why)
