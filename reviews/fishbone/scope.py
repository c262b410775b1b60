"""Who reads an analysis: before it is held the few it concerns, after it those who read reviews."""

from typing import Any

from django.db.models import Q

from organisation.reach import Reach, reach_of
from organisation.roles import Role, UnitKind
from reviews.fishbone.choices import HAS_BEEN
from reviews.scope import readable

# Units whose closest leader is the chief executive: there she is what an area manager is below.
UNDER_CHIEF = (UnitKind.SERVICE_AREA, UnitKind.STAFF, UnitKind.MANAGEMENT_GROUP)
_LEADS_BELOW = (
    Role.SERVICE_AREA_MANAGER, Role.UNIT_MANAGER, Role.DEVELOPMENT_UNIT_LEADER,
)


def every(path: str = "") -> Q:
    """Every row. Said in words: an empty Q is left out where it stands beside another with |."""
    return Q(**{f"{path}unit__isnull": False})


def near(reach: Reach, path: str = "") -> Q:
    """The rows of units the person is close to: leads (the chief executive those right below),
    coaches, or all of them for the leader of the development unit.

    path: from the row to its unit's row, with the trailing "__"; "" for a row with a unit.
    """
    if reach.has(Role.DEVELOPMENT_UNIT_LEADER):
        return every(path)
    coached = {held.unit_id for held in reach.shown if held.role == Role.COACH}
    found = Q(**{f"{path}unit__in": coached})
    if reach.has(Role.CHIEF_EXECUTIVE):
        found |= Q(**{f"{path}unit__kind__in": UNDER_CHIEF})
    elif reach.has(*_LEADS_BELOW):
        found |= Q(**{f"{path}unit__in": reach.led_unit_ids})
    return found


def takes_part(reach: Reach, path: str = "") -> Q:
    """The analyses in which a position of the person takes part, or which it leads."""
    held = reach.position_ids
    return Q(**{f"{path}participants__position__in": held}) | Q(
        **{f"{path}facilitator__in": held}
    )


def analyses_of(user: Any, path: str = "") -> Q:
    """The analyses a person reads. path: from the row to the analysis, with the trailing "__"."""
    reach = reach_of(user)
    after = Q(**{f"{path}state__in": HAS_BEEN}) & readable(user, f"{path}unit")
    return near(reach, path) | takes_part(reach, path) | after
