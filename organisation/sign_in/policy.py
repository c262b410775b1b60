"""The one hole in the policy of forms: the button that leads to the municipality's sign-in."""

from typing import TypeVar

from django.conf import settings
from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


def leads_to_work_account(response: Response) -> Response:
    """Let forms of this page lead there: browsers hold the redirect after a form to the policy."""
    if settings.OIDC:
        response._csp_update = {"form-action": list(settings.OIDC["origins"])}  # type: ignore[attr-defined]
    return response
