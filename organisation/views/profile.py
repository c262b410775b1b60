"""Min profil: one's own account."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import require
from leanplan.htmx import render_page
from organisation.language import in_language_of
from organisation.presenters.profile import profile_page
from organisation.sign_in import actions, sessions
from organisation.sign_in.forms import LanguageForm
from organisation.sign_in.kept_form import kept_form


@require_http_methods(["GET", "HEAD", "POST"])
@require("organisation.own_profile")
def profile(request: HttpRequest) -> HttpResponse:
    """Language, second factors, password and sessions of the person signed in."""
    user: Any = request.user
    form = LanguageForm(initial={"language": get_language()})
    status = 200
    if request.method == "POST":
        form = LanguageForm(request.POST)
        if form.is_valid():
            actions.language_choose(by=user, language=form.cleaned_data["language"])
            with in_language_of(user):
                messages.success(request, _("The language is saved."))
            return redirect("organisation:profile")
        status = 422
    context = {"form": form, "page": profile_page(request)}
    return render_page(request, "organisation/profile/profile.html", context, status=status)


@require_POST
@require("organisation.own_profile")
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign the person out everywhere else; this session goes on."""
    user: Any = request.user
    sessions.sessions_end(by=user, request=request)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("organisation:profile")


@require_POST
@require("organisation.own_profile")
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the person out in one other place; here, that is an ordinary sign-out."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    sessions.session_end(by=request.user, session=session)
    messages.success(request, _("You are signed out there."))
    return redirect("organisation:profile")


@require_safe
@require("organisation.own_profile")
def form_resume(request: HttpRequest) -> HttpResponse:
    """What was sent after the session had ended: to be saved now, or let go."""
    form = kept_form(request)
    if form is None:
        return redirect("/")
    return render_page(request, "organisation/profile/form_resume.html", {"kept": form})
