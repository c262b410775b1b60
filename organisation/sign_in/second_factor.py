"""Who must have a second factor, and being led to it before anything else."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from organisation.permissions import is_administrator

# What one may reach without it: what sets it up, signing out, and the health of the service.
OPEN_ROUTES = ("mfa_", "account_", "organisation:profile", "healthz", "readyz")
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def must_have_second_factor(user: Any) -> bool:
    """Administrators, and whoever else reaches the administration."""
    return bool(user.is_staff or user.is_superuser or is_administrator.test(user))


def has_second_factor(user: Any) -> bool:
    """An app or a passkey; codes on paper alone are none."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


class SecondFactorMiddleware:
    """Leads an administrator without a second factor to the page where one is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let everyone through but those; on the open pages they are told why they are there."""
        user: Any = request.user
        if not user.is_authenticated or not must_have_second_factor(user):
            return None
        if has_second_factor(user):
            return None
        request.lacks_second_factor = True  # type: ignore[attr-defined]
        match = request.resolver_match
        if match and match.view_name.startswith(OPEN_ROUTES):
            return None
        return redirect("mfa_index")
