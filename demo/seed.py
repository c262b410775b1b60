"""Fills a database with the invented municipality: the one entrance to everything in demo."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import ActionPlan
from demo.accounts import ACCOUNTS
from demo.analyses import make_analyses
from demo.board_meetings import make_board_meetings
from demo.boards import make_boards
from demo.calendar import Calendar
from demo.follow_ups import make_follow_ups
from demo.large import grow
from demo.large_reviews import grow_reviews
from demo.meetings import make_meetings
from demo.notices import make_notices
from demo.organisation import close_accounts, make_organisation
from demo.places import Places
from demo.plans import make_plans
from demo.reviews import make_reviews
from demo.rollouts import make_rollouts
from demo.row_statuses import judge_rows
from demo.second_factor import give_second_factor
from demo.visits import make_visits
from demo.wheel import make_wheels
from measures.models import Measure
from organisation.models import OrgUnit, Person, User, current
from organisation.roles import LEADERS, UnitKind

Tell = Callable[[str], None]
OSLO_UNITS, OSLO_MEASURES = 2000, 10_000


@dataclass(frozen=True)
class Found:
    """What is in the database."""

    units: int
    operating: int
    areas: int
    leaders: int
    people: int
    plans: int
    measures: int


def is_seeded() -> bool:
    """The invented municipality is there."""
    return User.objects.filter(email=ACCOUNTS[-1].email).exists()


def has_other_data() -> bool:
    """Somebody's own units, people or plans are there."""
    models = (OrgUnit, Person, ActionPlan)
    return not is_seeded() and any(model._default_manager.exists() for model in models)


def found(today: date) -> Found:
    """Count what is in the database on a day."""
    existing = OrgUnit.objects.existing(on=today)
    leading = Person.objects.filter(
        current(today, "appointments__"), appointments__position__role__in=LEADERS
    )
    return Found(
        units=existing.count(),
        operating=existing.filter(kind=UnitKind.OPERATING_UNIT).count(),
        areas=existing.filter(kind=UnitKind.SERVICE_AREA).count(),
        leaders=leading.distinct().count(), people=Person.objects.count(),
        plans=ActionPlan.objects.count(), measures=Measure.objects.count(),
    )


@transaction.atomic
def seed(
    *, today: date, password: str, tell: Tell, with_plan: bool = True, units: int = 0,
    measures: int = 0,
) -> Found:
    """Make the municipality, all or nothing.

    In: the day it is laid out around, the password of every account, what tells of progress;
    units and measures: how many in all, for a municipality of the size of a large city.
    Out: what is there afterwards.
    """
    places = Places(Calendar(today), make_password(password))
    tell(_("Units, people and positions ..."))
    make_organisation(places)
    tell(_("Rollouts and coaching ..."))
    make_rollouts(places)
    if with_plan:
        tell(_("Two generations of the plan, and what became of them ..."))
        plan = make_plans(places)
        if units or measures:
            grow(places, plan, units=units, measures=measures, tell=tell)
            grow_reviews(places, tell)
        else:
            tell(_("Gemba visits ..."))
            make_visits(places)
            make_analyses(places, plan)
            make_notices(places.calendar)
            judge_rows(places, plan)
    if not units:
        tell(_("Half-yearly reviews of two half-years ..."))
        make_reviews(places)
        make_wheels(places)
        make_boards(places)
        make_board_meetings(places)
    if with_plan and not (units or measures):
        make_follow_ups(places, plan)
        tell(_("Meetings of the management group ..."))
        make_meetings(places, plan)
    close_accounts(places)
    give_second_factor()
    return found(today)
