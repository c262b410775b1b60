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
from django.utils.translation import get_language

from leanplan.navigation import Link, links


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

    @cached_property
    def main_links(self) -> list[Link]:
        """The menu; what opens a row is current on the row's pages too."""
        found = links(self._request, "main") if self.signed_in else []
        below = any(link.current for link in self._unit_links)
        return [replace(link, current=True) if link.opens and below else link for link in found]

    @cached_property
    def unit_links(self) -> list[Link]:
        """The row under the menu on pages of units; everywhere for who has no other way to it."""
        opening = [link for link in self.main_links if link.opens]
        return self._unit_links if not opening or any(x.current for x in opening) else []

    @cached_property
    def _unit_links(self) -> list[Link]:
        return links(self._request, "units") if self.signed_in else []

    @cached_property
    def bell_links(self) -> list[Link]:
        return links(self._request, "bell") if self.signed_in else []

    @cached_property
    def user_links(self) -> list[Link]:
        return links(self._request, "user") if self.signed_in else []

    @cached_property
    def footer_links(self) -> list[Link]:
        return links(self._request, "footer") if self.signed_in else []


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: csp_nonce for the few inline tags libraries write, and site."""
    return {"csp_nonce": getattr(request, "csp_nonce", ""), "site": Site(request)}
