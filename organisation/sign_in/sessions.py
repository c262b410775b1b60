"""Where somebody is signed in: each session's browser and address, for its owner alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.models import User

# What a browser calls itself: the first that is found counts, since most name others as well.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
)


@dataclass(frozen=True)
class OpenSession:
    """pk: None for a session without a note. here: the one that asks."""

    pk: int | None
    device: str
    address: str
    since: datetime | None
    here: bool


def device_name(user_agent: str) -> str:
    """«Firefox, Windows», from what a browser says of itself; as much as is known."""
    found = [
        next((name for sign, name in names if sign in user_agent), "")
        for names in (BROWSERS, MACHINES)
    ]
    return ", ".join(filter(None, found)) or _("Unknown browser")


def open_sessions(request: HttpRequest) -> list[OpenSession]:
    """The sessions of the person signed in that still hold: this one first, then the newest."""
    user: Any = request.user
    noted = list(UserSession.objects.filter(user=user).order_by("-created_at"))
    holding = _holding(user, [row.session_key for row in noted])
    rows = [_told(row, request) for row in noted if row.session_key in holding]
    if not any(row.here for row in rows):
        agent = request.META.get("HTTP_USER_AGENT", "")
        rows.append(OpenSession(None, device_name(agent), "", None, here=True))
    return sorted(rows, key=lambda row: not row.here)


def _told(row: UserSession, request: HttpRequest) -> OpenSession:
    return OpenSession(
        pk=row.pk, device=device_name(row.user_agent), address=row.ip, since=row.created_at,
        here=row.session_key == request.session.session_key,
    )


def _holding(user: Any, keys: list[str]) -> set[str]:
    """Those of the keys whose session is there, in time, and knows the account as it is now."""
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    hash_now = user.get_session_auth_hash()
    return {
        session.session_key
        for session in sessions
        if session.get_decoded().get(HASH_SESSION_KEY) == hash_now
    }


@transaction.atomic
def session_end(*, by: Any, session: UserSession) -> None:
    """Sign one's own account out where that session is open.

    Errors: UserSession.DoesNotExist where it is another's.
    """
    UserSession.objects.get(pk=session.pk, user=by).end()


@transaction.atomic
def sessions_end(*, by: Any, request: HttpRequest) -> None:
    """Sign the account out everywhere but here, whether the session is noted or not."""
    before = request.session.session_key
    User.objects.filter(pk=by.pk).update(session_generation=F("session_generation") + 1)
    by.refresh_from_db(fields=["session_generation"])
    update_session_auth_hash(request, by)
    rows = UserSession.objects.filter(user=by)
    rows.exclude(session_key=before).delete()
    rows.update(session_key=request.session.session_key)
