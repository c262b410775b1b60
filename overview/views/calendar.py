"""The calendar: a private feed, and each deadline by itself."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from leanplan.access import public, require
from leanplan.addresses import absolute
from leanplan.clock import today
from leanplan.htmx import render_page
from leanplan.ics import CONTENT_TYPE, calendar
from organisation import calendar_feed
from organisation.language import in_language_of
from overview.presenters.calendar import calendar_page, due_event, events_of, own_items

PAGE = "overview/calendar/page.html"


@require_safe
@require("overview.own_calendar")
def calendar_own(request: HttpRequest) -> HttpResponse:
    """What is coming, and how to get it into one's own calendar."""
    return render_page(request, PAGE, {"page": calendar_page(request.user, today=today())})


@never_cache
@require_POST
@require("overview.own_calendar")
def feed_make(request: HttpRequest) -> HttpResponse:
    """Make the secret address, and show it this one time."""
    user: Any = request.user
    if getattr(user, "person", None) is None:
        return redirect("overview:calendar_own")
    secret = calendar_feed.feed_make(by=user)
    address = absolute(reverse("overview:calendar_feed", args=[secret]))
    page = calendar_page(user, today=today())
    return render_page(request, PAGE, {"page": page, "address": address})


@require_POST
@require("overview.own_calendar")
def feed_end(request: HttpRequest) -> HttpResponse:
    """Let the address work no longer."""
    user: Any = request.user
    if getattr(user, "person", None) is not None:
        calendar_feed.feed_end(by=user)
        messages.success(request, _("The address no longer works."))
    return redirect("overview:calendar_own")


@require_safe
@public
def calendar_feed_read(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed, for calendar programs, which cannot sign in."""
    feed = calendar_feed.feed_of(secret)
    if feed is None:
        raise Http404
    user = feed.person.user
    with in_language_of(user):
        content = calendar(events_of(user, today=today()), name="Leanplan")
    return _file(content, "leanplan.ics", **{"Cache-Control": "private, max-age=900"})


@require_safe
@require("overview.own_calendar")
def calendar_event(request: HttpRequest, key: str) -> HttpResponse:
    """One of one's own deadlines as a file; 404 for another's."""
    found = [item for item in own_items(request.user, today=today()) if item.key == key]
    if not found:
        raise Http404
    return _file(calendar(map(due_event, found)), f"{key.replace(':', '-')}.ics")


def _file(content: bytes, name: str, **headers: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={**disposition, **headers})
