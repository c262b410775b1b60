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


def unit_url(unit_id: int | None, *, user: Any) -> str:
    """The address of a unit's page; "" for no unit, and for one the user does not read."""
    if unit_id is None or not _provided or not reach_of(user).reads(unit_id):
        return ""
    return _provided[0]() % unit_id
