"""A small municipality with a named cast and a plan, built through actions as the product does."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

from allauth.mfa.totp.internal.auth import TOTP

from challenges.models import ActionPlan, Challenge, Footnote, PlanRow, PlanSeries, RowHeading
from leanplan.versioning import create
from measures.actions.measures import measure_create
from measures.rules import Deadline
from organisation.actions import appoint, position_get, unit_create
from organisation.models import Person, User
from organisation.roles import Role, UnitKind

START = date(2018, 1, 1)
TODAY = date(2018, 11, 13)
ADOPTED = date(2018, 5, 28)
# What the administrator's app holds: administrators are let in with a second factor only.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class World:
    """Users by their part in the cast, units and positions by name."""

    units: SimpleNamespace = field(default_factory=SimpleNamespace)
    positions: SimpleNamespace = field(default_factory=SimpleNamespace)

    def __getitem__(self, part):
        return getattr(self, part)


# part: given name, family name, role, unit
CAST = {
    "chief": ("Ingrid", "Solbakken", Role.CHIEF_EXECUTIVE, "municipality"),
    "member": ("Ola", "Brekke", Role.MANAGEMENT_GROUP_MEMBER, "group"),
    "secretary": ("Siri", "Dahl", Role.SECRETARY, "group"),
    "development": ("Hanne", "Lie", Role.DEVELOPMENT_UNIT_LEADER, "development"),
    "tol": ("Kari", "Nordmo", Role.SERVICE_AREA_MANAGER, "health"),
    "other_tol": ("Tor", "Haugen", Role.SERVICE_AREA_MANAGER, "schools"),
    "drel": ("Anne", "Bråten", Role.UNIT_MANAGER, "home"),
    "second_drel": ("Lise", "Vik", Role.UNIT_MANAGER, "clinic"),
    "other_drel": ("Åse", "Moen", Role.UNIT_MANAGER, "school"),
    "coach": ("Jonas", "Fjeld", Role.COACH, "home"),
    "employee": ("Even", "Aas", Role.EMPLOYEE, "home"),
    "reader": ("Rita", "Øien", Role.READER, "municipality"),
    "administrator": ("Arne", "Ness", Role.ADMINISTRATOR, "municipality"),
}


def make_units(world):
    units = world.units
    units.municipality = unit_create(
        by=None, name="Vikdal kommune", kind=UnitKind.MUNICIPALITY, starts_on=START
    )
    top = {"by": None, "starts_on": START, "parent": units.municipality}
    units.group = unit_create(
        name="Rådmannens ledergruppe", short_name="RLG", kind=UnitKind.MANAGEMENT_GROUP, **top
    )
    units.development = unit_create(
        name="Utviklingsenheten", kind=UnitKind.STAFF, is_development_unit=True, **top
    )
    units.health = unit_create(name="Helse og omsorg", kind=UnitKind.SERVICE_AREA, **top)
    units.schools = unit_create(name="Oppvekst", kind=UnitKind.SERVICE_AREA, **top)
    for key, name, parent in (
        ("home", "Solsiden", units.health),
        ("clinic", "Psykisk helse", units.health),
        ("school", "Åsen skole", units.schools),
    ):
        unit = unit_create(
            by=None, name=name, kind=UnitKind.OPERATING_UNIT, starts_on=START, parent=parent
        )
        setattr(units, key, unit)


def make_people(world):
    for part, (given, family, role, unit) in CAST.items():
        user = User.objects.create_user(f"{part}@vikdal.example", "hest foran vogna")
        user.is_staff = part == "administrator"
        user.save()
        if user.is_staff:
            TOTP.activate(user, SECRET)
        person = create(Person(given_name=given, family_name=family, user=user), by=None)
        place = getattr(world.units, unit)
        appointment = appoint(by=None, person=person, role=role, unit=place, starts_on=START)
        setattr(world, part, user)
        setattr(world.positions, part, appointment.position)
    world.positions.every_tol = position_get(
        by=None, role=Role.SERVICE_AREA_MANAGER, unit=world.units.municipality, each=True
    )
    world.positions.group = position_get(by=None, role=Role.BODY, unit=world.units.group)


def make_world():
    """The organisation and its people."""
    world = World()
    make_units(world)
    make_people(world)
    return world


def make_draft(world, *, generation=2):
    """A plan of two rows that nobody has adopted; nothing in it has an owner or a deadline."""
    series, _ = PlanSeries.objects.get_or_create(
        name="Lean hos oss", owner_unit=world.units.municipality
    )
    plan = create(
        ActionPlan(
            series=series, generation=generation, title="Handlingsplan for Lean",
            owner=world.positions.development,
        ),
        by=world.development,
    )
    by = world.development
    first = create(PlanRow(plan=plan, order=1, title="Ledere som går foran"), by=by)
    second = create(PlanRow(plan=plan, order=2), by=by)
    for row, order, code, kind, text in (
        (first, 1, "U1", "challenge", "For få ser nytten for innbyggerne."),
        (first, 2, "U2", "challenge", "Lite tid til å tenke."),
        (second, 1, "U3", "open_question", "Hvem skal veilede?"),
    ):
        create(Challenge(plan=plan, row=row, order=order, code=code, kind=kind, text=text), by=by)
    heading = create(RowHeading(row=first, order=15, text="Nye ledere"), by=by)
    note = create(Footnote(row=second, order=1, text="Gjelder alle forbedringer."), by=by)
    line = {"by": by, "unit": None}
    measure_create(row=first, text="Opplæring som holder ledere foran", is_lead=True, **line)
    measure_create(row=first, text="Nye ledere møter rådmannen", heading=heading, **line)
    measure_create(row=second, text="TOL går Gemba i hver enhet", **line)
    measure_create(row=second, text="Gevinster føres*", footnote=note, **line)
    return plan


def make_plan(world):
    """The same plan adopted and under way: T1 nobody's, T2 due, T3 every TOL's, T4 late.

    T5 is a measure of Solsiden, T6 one of Åsen skole.
    """
    from measures.actions.plans import plan_adopt, plan_start, plan_submit  # noqa: PLC0415

    plan = make_draft(world)
    plan_submit(by=world.development, plan=plan, version=plan.version)
    plan_adopt(
        by=world.chief, plan=plan, version=plan.version, adopted_on=ADOPTED,
        adopted_by=world.positions.group,
    )
    plan.refresh_from_db()
    plan_start(by=world.chief, plan=plan, version=plan.version)
    plan.refresh_from_db()
    allocate_all(world, plan)
    _first, second = plan.rows.all()
    measure_create(
        by=world.drel, row=second, unit=world.units.home, text="Tavlemøte på kveldsvakt",
        owner=world.positions.drel, deadline=Deadline.on(date(2018, 11, 1)),
    )
    measure_create(
        by=world.other_drel, row=second, unit=world.units.school, text="Hemmelig for andre enheter",
        owner=world.positions.other_drel, deadline=Deadline.on(date(2018, 12, 1)),
    )
    return plan


def allocate_all(world, plan):
    """Give T2, T3 and T4 an owner and a deadline, each of another kind."""
    from measures.actions.measures import measure_allocate  # noqa: PLC0415

    for code, owner, deadline in (
        ("T2", world.positions.chief, Deadline.on(date(2018, 12, 31))),
        ("T3", world.positions.every_tol, Deadline.recurring("half_year")),
        ("T4", world.positions.group, Deadline.on(date(2018, 10, 20))),
    ):
        measure = plan.measures.get(code=code)
        measure_allocate(
            by=world.chief, measure=measure, version=measure.version, owner=owner,
            deadline=deadline,
        )
