"""Middleware that knows no domain word."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from leanplan.htmx import wants_fragment


class HtmxRedirectMiddleware:
    """Turn a redirect that answers HTMX into HX-Redirect.

    The browser would follow a 302 itself, and HTMX would put the answer (part of another page,
    or the sign-in page) into the element it meant to swap.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code in (301, 302, 303) and wants_fragment(request):
            return HttpResponseClientRedirect(response.url)  # type: ignore[attr-defined]
        return response
