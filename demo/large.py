"""Makes the municipality as large as the largest city: written in bulk, with history."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from challenges.models import ActionPlan, PlanRow
from demo import large_text as text
from demo.accounts import address
from demo.calendar import at
from demo.places import Places
from leanplan.clock import pinned
from leanplan.history import bulk_create_tracked
from measures.actions.measures import next_code
from measures.choices import DeadlineKind, Precision, Status
from measures.models import Measure, StatusEntry
from organisation.models import Appointment, OrgUnit, Person, Position, UnitParent, User
from organisation.roles import Role, UnitKind

_UNITS_IN_AREA = 130
_BATCH = 2000
# Every so manieth leader has an account; every so manieth position is vacant.
_WITH_ACCOUNT, _VACANT = 2, 23


@dataclass(frozen=True)
class _Shape:
    """How one of the measures made in bulk stands; days count from today, None is no deadline."""

    status: str
    days: int | None
    owned: bool = True


# Gone through again and again: the share of each is what a municipality sees after a year.
_SHAPES = (
    _Shape(Status.IN_PROGRESS, 20), _Shape(Status.DONE, -60), _Shape(Status.NOT_STARTED, 95),
    _Shape(Status.DONE, -150), _Shape(Status.IN_PROGRESS, -14), _Shape(Status.ON_HOLD, 60),
    _Shape(Status.DONE, -30), _Shape(Status.NOT_STARTED, None, owned=False),
    _Shape(Status.IN_PROGRESS, None), _Shape(Status.DONE, -200), _Shape(Status.IN_PROGRESS, 160),
    _Shape(Status.DROPPED, -40), _Shape(Status.DONE, -90), _Shape(Status.NOT_STARTED, 12),
    _Shape(Status.IN_PROGRESS, 45), _Shape(Status.DONE, -10), _Shape(Status.IN_PROGRESS, 5),
)


def grow(
    places: Places, plan: ActionPlan, *, units: int, measures: int, tell: Callable[[str], None]
) -> None:
    """Add units with leaders until there are `units`, and measures of units until `measures`."""
    with pinned(at(places.calendar.ago(400), 8)):
        _grow_units(places, units, tell)
    with pinned(at(places.calendar.ago(100), 8)):
        _grow_measures(places, plan, measures, tell)


def _grow_units(places: Places, wanted: int, tell: Callable[[str], None]) -> None:
    today = places.calendar.today
    missing = wanted - OrgUnit.objects.existing(on=today).count()
    if missing <= 0:
        return
    tell(_("%(number)s more units ...") % {"number": missing})
    starts_on = date(today.year - 12, 1, 1)
    root = OrgUnit.objects.get(kind=UnitKind.MUNICIPALITY)
    new_areas = -(-missing // (_UNITS_IN_AREA + 1))
    made = bulk_create_tracked(
        OrgUnit,
        [
            OrgUnit(
                name=f"{text.AREA} {number}", kind=UnitKind.SERVICE_AREA, starts_on=starts_on
            )
            for number in range(1, new_areas + 1)
        ],
        by=places.admin,
    )
    areas = list(OrgUnit.objects.filter(kind=UnitKind.SERVICE_AREA).order_by("pk"))
    kinds = text.UNIT_KINDS
    operating = bulk_create_tracked(
        OrgUnit,
        [
            OrgUnit(
                name=f"{kinds[number % len(kinds)]} {number + 1}", kind=UnitKind.OPERATING_UNIT,
                starts_on=starts_on,
            )
            for number in range(missing - new_areas)
        ],
        by=places.admin,
    )
    links = [UnitParent(child=area, parent=root, starts_on=starts_on) for area in made]
    links += [
        UnitParent(child=unit, parent=areas[number % len(areas)], starts_on=starts_on)
        for number, unit in enumerate(operating)
    ]
    bulk_create_tracked(UnitParent, links, by=places.admin)
    _appoint_leaders(places, [*made, *operating], tell)


def _appoint_leaders(
    places: Places, units: list[OrgUnit], tell: Callable[[str], None]
) -> None:
    tell(_("%(number)s leaders ...") % {"number": len(units)})
    # They were there before the first plan asked anything of new leaders.
    plans = ActionPlan.objects.filter(adopted_on__isnull=False)
    adopted: Any = plans.earliest("adopted_on").adopted_on
    before: date = adopted - timedelta(days=10)
    people = bulk_create_tracked(
        Person, [_person(places, number) for number in range(len(units))], by=places.admin
    )
    positions = bulk_create_tracked(
        Position,
        [
            Position(
                unit=unit,
                role=Role.SERVICE_AREA_MANAGER
                if unit.kind == UnitKind.SERVICE_AREA else Role.UNIT_MANAGER,
            )
            for unit in units
        ],
        by=places.admin,
    )
    bulk_create_tracked(
        Appointment,
        [
            Appointment(
                person=person, position=position,
                starts_on=before - timedelta(days=31 * number % 2500),
            )
            for number, (person, position) in enumerate(zip(people, positions, strict=True))
            if number % _VACANT != _VACANT - 1
        ],
        by=places.admin,
    )


def _person(places: Places, number: int) -> Person:
    """A person with a name of our lists; every second one with an account."""
    given = text.GIVEN[number % len(text.GIVEN)]
    family = text.FAMILY[number // len(text.GIVEN) % len(text.FAMILY)]
    turn = number // (len(text.GIVEN) * len(text.FAMILY))
    family += f"-{text.FAMILY[turn - 1]}" if turn else ""
    user = None
    if number % _WITH_ACCOUNT == 0:
        user = User.objects.create(
            email=address(f"{given} {family}"), password=places.password_hash,
            date_joined=at(places.calendar.ago(400), 8),
        )
    return Person(given_name=given, family_name=family, user=user)


def _grow_measures(
    places: Places, plan: ActionPlan, wanted: int, tell: Callable[[str], None]
) -> None:
    missing = wanted - Measure.objects.count()
    if missing <= 0:
        return
    rows = list(plan.rows.all())
    supported = {row.pk: row.measures.filter(unit=None).first() for row in rows}
    owners = _owners(places.calendar.today)
    accounts = _accounts(owners, places.calendar.today)
    first = int(next_code(plan).removeprefix("T"))
    for start in range(0, missing, _BATCH):
        numbers = range(start, min(start + _BATCH, missing))
        made = bulk_create_tracked(
            Measure,
            [
                _measure(places, plan, rows[number % len(rows)], owners, first, number, supported)
                for number in numbers
            ],
            by=places.admin,
        )
        StatusEntry.objects.bulk_create(_log(places, made, accounts), batch_size=500)
        tell(
            _("%(done)s of %(all)s measures ...")
            % {"done": numbers.stop, "all": missing}
        )


def _owners(today: date) -> list[Position]:
    """The leaders' positions of the operating units there are."""
    positions = Position.objects.filter(
        role=Role.UNIT_MANAGER, each=False, unit__kind=UnitKind.OPERATING_UNIT,
        unit__in=OrgUnit.objects.existing(on=today),
    )
    return list(positions.select_related("unit").order_by("pk"))


def _measure(
    places: Places, plan: ActionPlan, row: PlanRow, owners: list[Position], first: int,
    number: int, supported: dict[int, Any],
) -> Measure:
    owner, shape = owners[number * 7 % len(owners)], _SHAPES[number % len(_SHAPES)]
    made = Measure(
        plan=plan, row=row, unit=owner.unit, code=f"T{first + number}",
        order=10_000 + 10 * number, text=text.MEASURES[number * 5 % len(text.MEASURES)],
        status=shape.status, owner=owner if shape.owned else None, supports=supported[row.pk],
    )
    if shape.days is not None:
        calendar = places.calendar
        made.due_date = calendar.ahead(shape.days) if shape.days > 0 else calendar.ago(-shape.days)
        made.deadline_kind, made.precision = DeadlineKind.DATE, Precision.DAY
    if shape.status in (Status.DONE, Status.DROPPED):
        made.closing_note = text.CLOSING if shape.status == Status.DONE else text.REASON
        made.closed_on = places.calendar.ago(3 + number % 60)
    return made


def _accounts(owners: list[Position], today: date) -> dict[int, Any]:
    """{position: the account of its holder}, where there is one."""
    held = Appointment.objects.current(on=today).filter(position__in=owners)
    return {
        row.position_id: row.person.user
        for row in held.exclude(person__user=None).select_related("person__user")
    }


def _log(
    places: Places, measures: list[Measure], accounts: dict[int, Any]
) -> Iterator[StatusEntry]:
    """What was said about those that somebody has begun on, or entered for who has no account."""
    for number, measure in enumerate(measures):
        if measure.status == Status.NOT_STARTED:
            continue
        day = measure.closed_on or places.calendar.ago(2 + number % 80)
        comment = measure.closing_note or text.COMMENTS[number % len(text.COMMENTS)]
        yield StatusEntry(
            measure=measure, status=measure.status, comment=comment, said_on=day,
            made_at=at(day, 9), by_label=measure.owner.label if measure.owner else "",
            by=accounts.get(measure.owner_id or 0, places.admin),
        )
