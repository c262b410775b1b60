"""Roles and kinds of unit: the fixed vocabulary that rights and positions are written in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What sort of unit it is; what the municipality calls it is a Label."""

    MUNICIPALITY = "municipality", _("Municipality")
    MANAGEMENT_GROUP = "management_group", _("Management group")
    SERVICE_AREA = "service_area", _("Service area")
    OPERATING_UNIT = "operating_unit", _("Operating unit")
    DEPARTMENT = "department", _("Department")
    STAFF = "staff", _("Staff unit")


class Role(models.TextChoices):
    """What a position is; what the municipality calls it is a Label."""

    CHIEF_EXECUTIVE = "chief_executive", _("Chief executive")
    MANAGEMENT_GROUP_MEMBER = "management_group_member", _("Member of the management group")
    SECRETARY = "secretary", _("Secretary of the management group")
    SERVICE_AREA_MANAGER = "service_area_manager", _("Service area manager")
    UNIT_MANAGER = "unit_manager", _("Unit manager")
    COACH = "coach", _("Coach")
    DEVELOPMENT_UNIT_LEADER = "development_unit_leader", _("Leader of the development unit")
    EMPLOYEE = "employee", _("Employee")
    UNION_REPRESENTATIVE = "union_representative", _("Union representative")
    READER = "reader", _("Reader")
    ADMINISTRATOR = "administrator", _("Administrator")
    BODY = "body", _("The unit or body itself")


# Those who lead a unit: at most one ordinary holder at a time, and the unit's rows are theirs.
LEADERS = frozenset(
    {
        Role.CHIEF_EXECUTIVE,
        Role.SERVICE_AREA_MANAGER,
        Role.UNIT_MANAGER,
        Role.DEVELOPMENT_UNIT_LEADER,
    }
)
# Those who act for a body that owns something: its members, or whoever leads the unit.
ACTS_FOR_BODY = LEADERS | {Role.MANAGEMENT_GROUP_MEMBER}
# Those whose position is called after the body: «RLG-medlem».
IN_BODY = frozenset({Role.MANAGEMENT_GROUP_MEMBER, Role.SECRETARY})
# Those who decide on the plan.
DECIDERS = frozenset({Role.CHIEF_EXECUTIVE, Role.MANAGEMENT_GROUP_MEMBER})
# Those who prepare what is decided.
PREPARERS = frozenset({Role.SECRETARY, Role.DEVELOPMENT_UNIT_LEADER})
# Those who read every unit.
READS_ALL_UNITS = DECIDERS | {Role.DEVELOPMENT_UNIT_LEADER, Role.ADMINISTRATOR}
# Roles that answer for something on the plan, offered where an owner is chosen.
OWNERS = LEADERS | {Role.COACH, Role.BODY, Role.SECRETARY}
# Which of several positions is written under a name: the first of these.
_FOREMOST = (
    Role.CHIEF_EXECUTIVE, Role.SERVICE_AREA_MANAGER, Role.DEVELOPMENT_UNIT_LEADER,
    Role.UNIT_MANAGER, Role.SECRETARY, Role.COACH, Role.MANAGEMENT_GROUP_MEMBER,
    Role.ADMINISTRATOR, Role.UNION_REPRESENTATIVE, Role.EMPLOYEE, Role.READER,
)
_RANK = {role.value: rank for rank, role in enumerate(_FOREMOST)}


def rank_of(role: str) -> int:
    """How far to the front a role stands among those one person holds; 0 is foremost."""
    return _RANK.get(role, len(_RANK))
