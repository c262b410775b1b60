"""Who leads above a unit, for a page that knows it already and parts of it that need it too.

A page of one unit reads the people around it in one query, and apps above bring parts of the page.
The page keeps here what it has read, with the unit as it was loaded for this request.
"""

from typing import Any, NamedTuple


class ManagerAbove(NamedTuple):
    """The area manager nearest above, or the chief executive where there is none: the position
    (None for none), and who holds it with the role («Kari Nordmo, TOL»)."""

    position_id: int | None
    role: str
    line: str


def keep_manager(unit: Any, found: ManagerAbove) -> None:
    """Keep it with a unit that was loaded for a page; nothing that changes positions does."""
    unit.__dict__["manager_above"] = found


def manager_kept(unit: Any) -> ManagerAbove | None:
    """What the page has read of the unit; None where it has not."""
    known: ManagerAbove | None = unit.__dict__.get("manager_above")
    return known
