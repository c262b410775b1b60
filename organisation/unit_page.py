"""The address of a unit's own page, for names of units anywhere in the product.

The page belongs to an app above, which gives its address through `provide`.
"""

from collections.abc import Callable
from typing import Any

from organisation.reach import reach_of

_provided: list[Callable[[], str]] = []


def provide(pattern: Callable[[], str]) -> None:
    """Register the address of the page, as a pattern for `%`; called in AppConfig.ready()."""
    _provided[:] = [pattern]


def pattern() -> str:
    """The address of the page, for `%`; "" where no app has one."""
    return _provided[0]() if _provided else ""


def opens(unit_id: int | None, *, user: Any) -> bool:
    """The unit has a page, and the user reads it."""
    return unit_id is not None and bool(_provided) and reach_of(user).reads(unit_id)


def unit_url(unit_id: int | None, *, user: Any) -> str:
    """The address of a unit's page; "" for no unit, and for one the user does not read."""
    return pattern() % unit_id if opens(unit_id, user=user) else ""
