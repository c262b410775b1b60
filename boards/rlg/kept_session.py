"""No sign-in in the middle of a meeting: its screens keep the session that they were opened with.

A session ends so many hours after the sign-in, whatever one does. While a meeting runs, a screen
that shows it may have it longer: until the planned end and an hour, never further (run_rules), and
never shorter than it was. Nobody is signed in by this: a session that has ended stays ended.
"""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse

from boards.rlg.meeting_models import Meeting
from boards.rlg.run_rules import signed_in_until
from leanplan.clock import now


def keep_signed_in(request: HttpRequest, response: HttpResponse, meeting: Meeting) -> None:
    """Let the session last as long as the meeting may; one query, and only while it runs."""
    key = request.session.session_key
    if not meeting.is_running or meeting.started_at is None or not key:
        return
    until = signed_in_until(meeting.started_at, meeting.minutes)
    if until <= now():
        return
    longer = Session.objects.filter(session_key=key, expire_date__gt=now(), expire_date__lt=until)
    if longer.update(expire_date=until) and not request.session.get_expire_at_browser_close():
        response.set_cookie(
            settings.SESSION_COOKIE_NAME, key, expires=until, domain=settings.SESSION_COOKIE_DOMAIN,
            path=settings.SESSION_COOKIE_PATH, secure=settings.SESSION_COOKIE_SECURE,
            httponly=settings.SESSION_COOKIE_HTTPONLY,
            samesite="Lax",
        )
