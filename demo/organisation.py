"""Makes the invented municipality: units, people, positions, who holds them and since when."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from demo import organisation_text as text
from demo.accounts import make_account
from demo.calendar import at
from demo.lean import enter_lean_periods
from demo.places import Places
from leanplan.clock import pinned
from leanplan.history import bulk_create_tracked
from leanplan.versioning import create
from organisation.actions import appoint, appointment_end, unit_create, unit_place
from organisation.models import Label, MeetingDay, OrgUnit, Person
from organisation.roles import Role, UnitKind

# The day the municipality took the product into use; what was so before is entered then.
IN_USE_SINCE = 1100


def make_organisation(places: Places) -> None:
    """The municipality as it is today, and how it came to be so in the last years."""
    with _entered(places):
        _make_administrator(places)
        _make_top(places)
        _make_areas(places)
        create(
            Label(
                key="role.unit_manager.department", language="nb", short="Avdelingsleder",
                name="avdelingsleder", plural="avdelingsledere",
            ),
            by=places.admin,
        )
        enter_lean_periods(places)
    _close_a_unit(places)
    _reorganise(places)
    _appoint_leaders(places)
    _appoint_others(places)
    _enter_meetings(places)


@contextmanager
def _entered(places: Places, day: date | None = None) -> Iterator[None]:
    """Let it be the day something was entered: its own, or the first day of use where later."""
    first = places.calendar.ago(IN_USE_SINCE)
    with pinned(at(max(day or first, first), 8, 30)):
        yield


def _founded(places: Places) -> date:
    return date(places.calendar.today.year - 12, 1, 1)


def _make_administrator(places: Places) -> None:
    person = _make_person(places, text.ADMINISTRATOR, is_staff=True)
    places.admin = person.user


def _make_person(places: Places, name: str, *, is_staff: bool = False) -> Person:
    """The person of that name, made with an account where the texts do not say without."""
    if name in places.people:
        return places.people[name]
    user = None
    if name not in text.WITHOUT_ACCOUNT:
        user = make_account(
            name, password_hash=places.password_hash, is_staff=is_staff,
            made_at=at(places.calendar.ago(IN_USE_SINCE), 8, 30),
        )
    given, _space, family = name.rpartition(" ")
    person = create(Person(given_name=given, family_name=family, user=user), by=places.admin)
    places.people[name] = person
    return person


def _make_unit(
    places: Places, name: str, kind: str, parent: str = "", short: str = "", *,
    is_development_unit: bool = False,
) -> OrgUnit:
    unit = unit_create(
        by=places.admin, name=name, short_name=short, kind=kind, starts_on=_founded(places),
        parent=places.units[parent] if parent else None, is_development_unit=is_development_unit,
    )
    places.units[name] = unit
    return unit


def _make_top(places: Places) -> None:
    _make_unit(places, text.MUNICIPALITY, UnitKind.MUNICIPALITY)
    name, short = text.GROUP
    _make_unit(places, name, UnitKind.MANAGEMENT_GROUP, text.MUNICIPALITY, short)
    for number, (name, short, _leader) in enumerate(text.STAFF):
        _make_unit(
            places, name, UnitKind.STAFF, text.MUNICIPALITY, short,
            is_development_unit=number == 0,
        )


def _make_areas(places: Places) -> None:
    """The areas first: some units began in another than the one they are in today."""
    for area in text.AREAS:
        _make_unit(places, area.name, UnitKind.SERVICE_AREA, text.MUNICIPALITY)
    for area in text.AREAS:
        for unit in area.units:
            began_in = text.MOVED.get(unit.name, (area.name, 0))[0]
            _make_unit(places, unit.name, UnitKind.OPERATING_UNIT, began_in, unit.short)
            for name, _leader in unit.departments:
                _make_unit(places, name, UnitKind.DEPARTMENT, unit.name)
    for name, area_name, _stage in text.LEADER_GROUPS:
        _make_unit(places, name, UnitKind.MANAGEMENT_GROUP, area_name)


def _close_a_unit(places: Places) -> None:
    """A unit that was merged into another: it has a last day, and keeps what happened in it."""
    name, area, leader = text.CLOSED
    last = date(places.calendar.today.year - 1, 7, 31)
    with _entered(places):
        unit = unit_create(
            by=places.admin, name=name, kind=UnitKind.OPERATING_UNIT, ends_on=last,
            starts_on=_founded(places),
        )
        unit_place(
            by=places.admin, unit=unit, parent=places.units[area], ends_on=last,
            starts_on=_founded(places),
        )
        _appoint(places, leader, Role.UNIT_MANAGER, unit, _founded(places), last)
    places.units[name] = unit


def _reorganise(places: Places) -> None:
    """Units that moved from one area to another, and one that will."""
    now_in = {unit.name: area.name for area in text.AREAS for unit in area.units}
    moves = [
        (name, now_in[name], places.calendar.ago(ago).replace(day=1))
        for name, (_area, ago) in text.MOVED.items()
    ]
    for name, (area, days) in text.TO_MOVE.items():
        later = places.calendar.today + timedelta(days=days)
        moves.append((name, area, later.replace(day=1)))
    for name, area, day in moves:
        with _entered(places, min(day, places.calendar.ago(12))):
            unit_place(
                by=places.admin, unit=places.units[name], parent=places.units[area], starts_on=day
            )


def _appoint(
    places: Places, name: str, role: str, unit: OrgUnit, starts_on: date,
    ends_on: date | None = None, *, acting: bool = False,
) -> None:
    with _entered(places, starts_on):
        appoint(
            by=places.admin, person=_make_person(places, name), role=role, unit=unit,
            starts_on=starts_on, ends_on=ends_on, acting=acting,
        )


def _leaders() -> Iterator[tuple[str, str, str]]:
    """(name, role, unit) of everyone who leads something, from the top."""
    yield text.CHIEF_EXECUTIVE, Role.CHIEF_EXECUTIVE, text.MUNICIPALITY
    for number, (unit_name, _short, leader) in enumerate(text.STAFF):
        role = Role.UNIT_MANAGER if number else Role.DEVELOPMENT_UNIT_LEADER
        yield leader, role, unit_name
    for area in text.AREAS:
        yield area.manager, Role.SERVICE_AREA_MANAGER, area.name
        for unit in area.units:
            yield unit.leader, Role.UNIT_MANAGER, unit.name
            for name, leader in unit.departments:
                yield leader, Role.UNIT_MANAGER, name


def _appoint_leaders(places: Places) -> None:
    calendar = places.calendar
    merged = date(calendar.today.year - 1, 8, 1)
    for number, (name, role, unit_name) in enumerate(_leaders()):
        if not name:
            continue
        since = calendar.ago(text.NEW_LEADERS.get(name, 1150 + 97 * number % 2600))
        if name == text.CLOSED[2]:
            since = merged
        _appoint(places, name, role, places.units[unit_name], since)
    _let_one_go(places)
    ends = {"Hjemmetjenesten sør": calendar.ahead(60), "Kulturskolen": calendar.ahead(25)}
    for number, (unit_name, name) in enumerate(text.ACTING.items()):
        _appoint(
            places, name, Role.UNIT_MANAGER, places.units[unit_name], calendar.ago(48 + 9 * number),
            ends.get(unit_name), acting=True,
        )


def _let_one_go(places: Places) -> None:
    """A leader leaves: the appointment ends, and the position keeps what it owns."""
    unit_name, name = text.LEFT
    left = places.calendar.ago(30)
    _appoint(
        places, name, Role.UNIT_MANAGER, places.units[unit_name], places.calendar.ago(1900)
    )
    appointment = places.people[name].appointments.get()
    with _entered(places, left - timedelta(days=14)):
        appointment_end(
            by=places.admin, appointment=appointment, ends_on=left, version=appointment.version,
            reason="Begynner i en annen kommune",
        )


def close_accounts(places: Places) -> None:
    """Nobody signs in any longer as the leader who left. Last, for until then he was heard."""
    user = places.user(text.LEFT[1])
    user.is_active = False
    user.save(update_fields=["is_active"])


def _appoint_others(places: Places) -> None:
    """The management group, coaches, employees, readers and those who keep the installation."""
    calendar, units = places.calendar, places.units
    group, municipality = units[text.GROUP[0]], units[text.MUNICIPALITY]
    start = calendar.ago(1150)
    for name in (text.CHIEF_EXECUTIVE, *text.MEMBERS):
        since = calendar.ago(400) if name == "Ola Brekke" else start
        _appoint(places, name, Role.MANAGEMENT_GROUP_MEMBER, group, since)
    _appoint(
        places, text.FORMER_MEMBER, Role.MANAGEMENT_GROUP_MEMBER, group, start, calendar.ago(401)
    )
    _appoint(places, text.SECRETARY, Role.SECRETARY, group, start)
    _appoint(places, text.ADMINISTRATOR, Role.ADMINISTRATOR, municipality, start)
    _appoint(places, text.UNION_REPRESENTATIVE, Role.UNION_REPRESENTATIVE, municipality, start)
    for name in text.READERS:
        _appoint(places, name, Role.READER, municipality, start)
    for name, unit_name in text.EMPLOYEES.items():
        _appoint(places, name, Role.EMPLOYEE, units[unit_name], start)
    for name, coached in text.COACHES.items():
        _appoint(places, name, Role.EMPLOYEE, units[text.STAFF[0][0]], start)
        for number, unit_name in enumerate(coached):
            _appoint(places, name, Role.COACH, units[unit_name], calendar.ago(70 + 40 * number))


def _enter_meetings(places: Places) -> None:
    group = places.units[text.GROUP[0]]
    with _entered(places):
        bulk_create_tracked(
            MeetingDay, [MeetingDay(unit=group, day=day) for day in places.calendar.meetings],
            by=places.admin,
        )
