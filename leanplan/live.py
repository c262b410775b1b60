"""Pages that follow what others do: they ask every few seconds, and mostly hear that nothing is
new. The page's side is static/js/live.js; docs/front-end.md says what a template writes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

# Seconds between two questions: while people sit together over it, and else.
IN_MEETING = 2
ELSEWHERE = 20
# What the page has, as it says it when it asks.
KNOWN = "etter"


@dataclass(frozen=True)
class Live:
    """What a part of a page is kept up to date by. url: where it asks; state: what it shows now;
    every: seconds between two questions."""

    url: str
    state: str
    every: int = ELSEWHERE


def live_answer(
    request: HttpRequest, state: str, draw: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """204 where the page that asks has that state already, else what `draw` gives.

    Asking costs as little as finding the state, and leaves the session as it is: it is neither
    written nor lengthened. `draw` must read the state before what it shows, so that what changes
    meanwhile is asked for again.
    """
    if request.GET.get(KNOWN) == state:
        answer: HttpResponseBase = HttpResponse(status=204)
    else:
        answer = draw()
    add_never_cache_headers(answer)
    return answer
