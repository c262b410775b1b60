"""Min profil: one's own account."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leanplan.access import require
from leanplan.htmx import render_page
from organisation.presenters.profile import profile_page
from organisation.sign_in import actions
from organisation.sign_in.forms import LanguageForm


@require_http_methods(["GET", "HEAD", "POST"])
@require("organisation.own_profile")
def profile(request: HttpRequest) -> HttpResponse:
    """Language, second factors, password and sessions of the person signed in."""
    user: Any = request.user
    form = LanguageForm(initial={"language": user.language})
    status = 200
    if request.method == "POST":
        form = LanguageForm(request.POST)
        if form.is_valid():
            actions.language_choose(by=user, language=form.cleaned_data["language"])
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
    actions.sessions_end(by=user)
    update_session_auth_hash(request, user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("organisation:profile")
