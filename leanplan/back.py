"""Back to where one came from, after a page of its own for something small."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

# Name of the hidden field that carries the address through the form.
BACK = "tilbake"


def back_url(request: HttpRequest, default: str) -> str:
    """Address of the page that led here, or the default where none of ours did.

    In: on a POST the hidden field BACK, on a GET the page the browser says it came from.
    """
    if request.method == "POST":
        return _ours(request, request.POST.get(BACK, "")) or default
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc != request.get_host() or referer.path == request.path:
        return default
    query = f"?{referer.query}" if referer.query else ""
    return _ours(request, f"{referer.path}{query}") or default


def _ours(request: HttpRequest, url: str) -> str:
    """The address where it stays on this site, else ""."""
    safe = url.startswith("/") and url_has_allowed_host_and_scheme(
        url, allowed_hosts=None, require_https=request.is_secure()
    )
    return url if safe else ""
