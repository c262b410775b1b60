"""When a leader leaves: what stands with the positions, told by the apps above.

What a position owns is not known here. An app above registers what it has to tell about some
positions, and it stands on the page on which an administrator lets a leader leave.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from organisation.models import Person, Position

LISTED = 50


@dataclass(frozen=True)
class Owned:
    """One thing that a position answers for. note: such as its deadline. position: None for what
    stands by name and has nobody responsible."""

    text: str
    position: Position | None
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """What one app has to tell. owned: at most LISTED of the total. link: (words, address)."""

    title: str | Promise
    total: int
    owned: list[Owned] = field(default_factory=list)
    link: tuple[str | Promise, str] | None = None


Teller = Callable[[Sequence[Position], Person], Panel | None]
_tellers: list[tuple[int, Teller]] = []


def register(order: int, teller: Teller) -> None:
    """Let an app tell; called in AppConfig.ready(). teller: gives a panel, or None for nothing."""
    if (order, teller) not in _tellers:
        _tellers.append((order, teller))


def panels(positions: Sequence[Position], person: Person) -> list[Panel]:
    """What stands with the positions, and with the person by name, in order."""
    tellers = sorted(_tellers, key=lambda pair: pair[0])
    told = (teller(positions, person) for _order, teller in tellers)
    return [panel for panel in told if panel is not None]
