"""The addresses under /konto/: those of allauth that this product has, and no others.

Accounts and their addresses are the administrator's: there is no sign-up and no page to change
one's address. Their names stay, since allauth makes links with them; they answer 404.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path

from organisation.sign_in.policy import leads_to_work_account


def entrance(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for those outside: allauth's own `site` would hide the municipality's name."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        context.pop("site", None)
        context["work_account"] = settings.OIDC["name"] if settings.OIDC else ""
        return leads_to_work_account(response)

    return page


@login_not_required
def closed(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """What the product does not have."""
    raise Http404


urlpatterns = [
    path("login/", entrance(account.login), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", entrance(account.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/", account.password_reset_done, name="account_reset_password_done"
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance(account.password_reset_from_key), name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/", account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("signup/", closed, name="account_signup"),
    path("email/", closed, name="account_email"),
    path("confirm-email/", closed, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", closed, name="account_confirm_email"),
    path("tofaktor/authenticate/", entrance(second.authenticate), name="mfa_authenticate"),
    path("tofaktor/", include("allauth.mfa.urls")),
]
