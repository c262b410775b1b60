"""Rights of boards, meetings and the annual wheel."""

from typing import Any

import rules

from organisation.permissions import administer, is_administrator, is_signed_in
from organisation.reach import reach_of
from organisation.roles import DECIDERS, PREPARERS, UnitKind

rules.add_perm("boards", is_administrator)
administer("boards", "board")
administer("boards", "wheelentry")


@rules.predicate
def keeps_wheel_of(user: Any, owner: Any) -> bool:
    """Leads the unit; for the management group's wheel, decides or prepares there. Without a unit:
    keeps some wheel."""
    reach = reach_of(user)
    if owner is None:
        return bool(reach.led_unit_ids) or reach.has(*DECIDERS, *PREPARERS)
    if owner.kind in (UnitKind.MANAGEMENT_GROUP, UnitKind.MUNICIPALITY):
        return reach.has(*DECIDERS, *PREPARERS)
    return owner.pk in reach.led_unit_ids


rules.add_perm("boards.read_wheel", is_signed_in)
rules.add_perm("boards.edit_wheel", keeps_wheel_of)
