"""Places in the menu and on pages that an app above fills, without the app below knowing it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Item:
    """One link: where it goes, what it says, who sees it.

    slot: the place it stands in ("main", "units" for the row under the menu on pages of units,
    "plan", "plan-live" for a plan that is not over, "empty", "bell", "user", "footer"). order: from
    left to right.
    permission: a Django permission name, or None for everyone signed in.
    routes: further route names that belong under the link in the menu.
    count: how many new things wait there for the person; asked only where the link is shown.
    opens: a slot whose links belong under this one, in a row of their own.
    """

    slot: str
    label: str | Promise
    route: str
    order: int
    permission: str | None = None
    icon: str | None = None
    routes: tuple[str, ...] = ()
    when: Callable[[HttpRequest], bool] | None = None
    count: Callable[[HttpRequest], int] | None = None
    opens: str = ""


@dataclass(frozen=True)
class Link:
    """An item as shown to one person. is_page: it leads to this very page."""

    label: str | Promise
    url: str
    icon: str | None
    current: bool
    count: int = 0
    opens: str = ""
    is_page: bool = False


@dataclass(frozen=True)
class Entry:
    """An item that one person sees, not written yet. is_page: it leads to this very page."""

    item: Item
    current: bool
    is_page: bool = False
    count: int = 0

    @property
    def facts(self) -> tuple[str, bool, bool, int]:
        """All that its link is drawn from; the rest of the item stands in the code."""
        return self.item.route, self.current, self.is_page, self.count

    @property
    def link(self) -> Link:
        """The link to draw."""
        item = self.item
        return Link(
            item.label, reverse(item.route), item.icon, self.current, self.count, item.opens,
            self.is_page,
        )


_items: list[Item] = []


def register(item: Item) -> None:
    """Add a link; called in AppConfig.ready()."""
    if item not in _items:
        _items.append(item)


def entries(request: HttpRequest, slot: str) -> list[Entry]:
    """The items of a slot that the signed-in person may use, in order."""
    user: Any = request.user
    return [
        _entry(item, request) for item in sorted(
            (item for item in _items if item.slot == slot), key=lambda item: item.order
        )
        if (item.permission is None or user.has_perm(item.permission))
        and (item.when is None or item.when(request))
    ]


def _entry(item: Item, request: HttpRequest) -> Entry:
    match = request.resolver_match
    here = match.view_name if match else ""
    current = here == item.route or here in item.routes
    is_page = current and request.path == reverse(item.route)
    return Entry(item, current, is_page, item.count(request) if item.count else 0)


def links(request: HttpRequest, slot: str) -> list[Link]:
    """The links of a slot that the signed-in person may use, in order."""
    return [entry.link for entry in entries(request, slot)]
