"""A form that was sent after the session had ended: kept until its writer is signed in again.

It is kept in the session of the browser, and given back only to the person whose session ended.
Files are not kept, nor forms with a password in them, nor those of a view that is `not_kept`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from leanplan.htmx import wants_fragment

KEPT = "kept_form"
MOST = 200_000  # characters; a review of several pages is a tenth of it
NOT_KEPT = {"csrfmiddlewaretoken"}


@dataclass(frozen=True)
class KeptForm:
    """Where it was sent, and its fields in their order, one pair for each value."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def texts(self) -> list[str]:
        """What the person has written, without keys and choices."""
        return [value for _name, value in self.fields if " " in value.strip()]


def kept_form(request: HttpRequest) -> KeptForm | None:
    """The form that waits for the person signed in; somebody else's is thrown away."""
    kept = request.session.get(KEPT)
    if not kept:
        return None
    if kept["user"] != str(request.user.pk):
        del request.session[KEPT]
        return None
    return KeptForm(kept["path"], [(name, value) for name, value in kept["fields"]])


def _whose_session_ended(request: HttpRequest) -> str | None:
    """Who was signed in: the session that ended still lies in the database for a while."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    row = Session.objects.filter(session_key=key).first() if key else None
    return row.get_decoded().get(SESSION_KEY) if row else None


def _keep(request: HttpRequest, user: str) -> bool:
    names = set(request.POST) - NOT_KEPT
    fields = [(name, value) for name in request.POST if name in names
              for value in request.POST.getlist(name)]
    size = sum(len(name) + len(value) for name, value in fields)
    if not fields or size > MOST or any("password" in name for name in names):
        return False
    request.session[KEPT] = {"path": request.get_full_path(), "fields": fields, "user": user}
    return True


class KeptFormMiddleware:
    """Stands before whoever asks who is signed in: a session that no longer holds is emptied then.

    LoginRequiredMiddleware after it would let what was typed go.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST":
            request.session_of = request.session.get(SESSION_KEY)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseRedirect | None:
        """Keep the form and lead to the sign-in page; HTMX keeps the page with its form itself."""
        if request.method != "POST" or not getattr(view, "login_required", True):
            return None
        user = request.session_of or _whose_session_ended(request)  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            kept = request.session.get(KEPT)
            if kept and kept["path"] == request.get_full_path():
                del request.session[KEPT]
            return None
        if getattr(view, "not_kept", False):
            return None
        if user is None or wants_fragment(request) or not _keep(request, user):
            return None
        return redirect_to_login(reverse("organisation:form_resume"))
