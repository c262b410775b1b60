"""In which language somebody is spoken to: their own choice, else the municipality's.

The browser's wish (Accept-Language) is not asked. Many read Norwegian in a browser that was
installed in English, and everybody in the house shall see the same page until they choose.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from leanplan import health
from organisation.municipality_settings import default_language

YEAR = 365 * 24 * 3600


def languages() -> list[str]:
    """The codes of the languages there are."""
    return [code for code, _name in settings.LANGUAGES]


def language_of(user: Any, *, kept: str = "") -> str:
    """The language of a person, or of whoever is not known.

    In: a user, signed in or not, or None; the choice kept in the browser, where there is one.
    """
    known = languages()
    for choice in (getattr(user, "language", ""), kept):
        if choice in known:
            return str(choice)
    return default_language()


@contextmanager
def in_language_of(user: Any) -> Iterator[None]:
    """Write to that person inside the block, whoever's request it is: for mail and notices."""
    with translation.override(language_of(user)):
        yield


@contextmanager
def in_language_of_municipality() -> Iterator[None]:
    """Write what stays in the record inside the block: the same whoever acts and reads."""
    with translation.override(default_language()):
        yield


class LanguageMiddleware:
    """Answers in the language of the person; stands after the one that says who that is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Whether the service is alive is answered without a database.
        if request.path_info in health.PATHS:
            return self.get_response(request)
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(language_of(request.user, kept=kept)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ("Cookie",))
        return response


def keep_language(response: HttpResponseBase, language: str) -> None:
    """Let the browser keep the choice of somebody who is not signed in, for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, httponly=True, samesite="Lax",
        secure=settings.PRODUCTION,
    )
