"""What every page gets: the security nonce and, on demand, the frame around the content.

The frame shows the municipality's name and who is signed in. Both belong to an app above, which
gives a function for each in its AppConfig.ready() through `provide`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from leanplan.drawn import drawn
from leanplan.navigation import Entry, entries


@dataclass(frozen=True)
class Account:
    """Who is signed in, as the header shows it: a name, and the role under it."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class Language:
    """A language of the pages, named in its own words."""

    code: str
    name: str
    current: bool


@dataclass(frozen=True)
class Look:
    """Addresses of the municipality's own logo and style sheet; "" where the product's hold."""

    logo: str = ""
    style_sheet: str = ""


@dataclass
class _Providers:
    municipality: Callable[[], str] | None = None
    look: Callable[[], Look] | None = None
    account: Callable[[HttpRequest], Account] | None = None
    account_of: Callable[[Any], Account] | None = None


_providers = _Providers()


def provide(
    *,
    municipality: Callable[[], str] | None = None,
    look: Callable[[], Look] | None = None,
    account: Callable[[HttpRequest], Account] | None = None,
    account_of: Callable[[Any], Account] | None = None,
) -> None:
    """Register who answers for the frame's facts; called in AppConfig.ready().

    municipality: gives the municipality's name, or "" where there is none yet.
    look: gives the addresses of its logo and style sheet.
    account: gives the signed-in user's name and role line. account_of: the same of any user.
    """
    if municipality:
        _providers.municipality = municipality
    if look:
        _providers.look = look
    if account:
        _providers.account = account
    if account_of:
        _providers.account_of = account_of


def account_of(user: Any) -> Account:
    """Name and role line of a user; without a provider, the user's own text."""
    return _providers.account_of(user) if _providers.account_of else Account(name=str(user))


class Site:
    """The frame of one page. Each part is worked out when a template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def signed_in(self) -> bool:
        user: Any = getattr(self._request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def is_staff(self) -> bool:
        user: Any = getattr(self._request, "user", None)
        return self.signed_in and bool(user.is_staff)

    @cached_property
    def municipality(self) -> str:
        """The municipality's name, "" before one is set up."""
        return _providers.municipality() if _providers.municipality else ""

    @cached_property
    def look(self) -> Look:
        """The municipality's logo and style sheet."""
        return _providers.look() if _providers.look else Look()

    @cached_property
    def account(self) -> Account:
        """Name and role line of the signed-in user; without a provider, the user's own text."""
        if self.signed_in and _providers.account:
            return _providers.account(self._request)
        return Account(name=str(getattr(self._request, "user", "")))

    @cached_property
    def languages(self) -> list[Language]:
        """What one who is not signed in may choose; whoever is, chooses in the profile."""
        here = get_language()
        return [
            Language(code, name, current=code == here) for code, name in settings.LANGUAGES
            if not self.signed_in
        ]

    # The menus. They are the same for many people on many pages, so each is drawn once.

    @cached_property
    def main_entries(self) -> list[Entry]:
        """The menu; what opens a row is current on the row's pages too."""
        found = self._entries("main")
        below = any(one.current for one in self._unit_entries)
        return [replace(one, current=True) if one.item.opens and below else one for one in found]

    @cached_property
    def unit_entries(self) -> list[Entry]:
        """The row under the menu on pages of units; everywhere for who has no other way to it."""
        opening = [one for one in self.main_entries if one.item.opens]
        return self._unit_entries if not opening or any(x.current for x in opening) else []

    @cached_property
    def _unit_entries(self) -> list[Entry]:
        return self._entries("units")

    def _entries(self, slot: str) -> list[Entry]:
        return entries(self._request, slot) if self.signed_in else []

    def head_links(self) -> SafeString:
        """The style sheets and scripts of every page."""
        return drawn("_head_links.html", self.look.style_sheet, lambda: {"look": self.look})

    def brand(self) -> SafeString:
        """Logo and name, which lead to the front page."""
        look, name = self.look, self.municipality
        return drawn(
            "_brand.html", (look.logo, name), lambda: {"look": look, "municipality": name}
        )

    def main_menu(self) -> SafeString:
        """The links of the menu."""
        return _menu("_menu.html", self.main_entries)

    def bell_menu(self) -> SafeString:
        """The links with a number of what is new."""
        return _menu("_menu_bell.html", self._entries("bell"))

    def user_menu(self) -> SafeString:
        """The links under one's own name."""
        return _menu("_menu_user.html", self._entries("user"), is_staff=self.is_staff)

    def unit_menu(self) -> SafeString:
        """The row under the menu."""
        return _menu("_menu_units.html", self.unit_entries) if self.unit_entries else SafeString("")

    def footer(self) -> SafeString:
        """The end of the page."""
        return _menu(
            "_footer.html", self._entries("footer"), municipality=self.municipality
        )

    def live(self) -> SafeString:
        """What is read aloud after a swap, and what is said where it failed."""
        return drawn("_live.html", (), dict)


def _menu(template: str, shown: list[Entry], **known: Any) -> SafeString:
    """Links drawn, with plain values beside them."""
    return drawn(
        template, (tuple(one.facts for one in shown), tuple(known.values())),
        lambda: {"links": [one.link for one in shown], **known},
    )


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: csp_nonce for the few inline tags libraries write, and site."""
    return {"csp_nonce": getattr(request, "csp_nonce", ""), "site": Site(request)}
