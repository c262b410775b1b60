"""When a leader leaves: what stands with the positions, told by the apps above.

What a position owns is not known here. An app above registers what it has to tell about some
positions, and it stands on the page on which an administrator lets a leader leave.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from organisation.models import Position

LISTED = 50


@dataclass(frozen=True)
class Owned:
    """One thing that a position answers for. note: such as its deadline."""

    text: str
    position: Position
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """What one app has to tell. owned: at most LISTED of the total. link: (words, address)."""

    title: str | Promise
    total: int
    owned: list[Owned] = field(default_factory=list)
    link: tuple[str | Promise, str] | None = None


Teller = Callable[[Sequence[Position]], Panel | None]
_tellers: list[tuple[int, Teller]] = []


def register(order: int, teller: Teller) -> None:
    """Let an app tell; called in AppConfig.ready(). teller: gives a panel, or None for nothing."""
    if (order, teller) not in _tellers:
        _tellers.append((order, teller))


def panels(positions: Sequence[Position]) -> list[Panel]:
    """What stands with the positions, in order."""
    told = (teller(positions) for _order, teller in sorted(_tellers, key=lambda pair: pair[0]))
    return [panel for panel in told if panel is not None]
