"""Signing in with the municipality's own account: there, back, and the invitation."""

import logging
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from leanplan.access import public
from leanplan.htmx import render_page
from organisation.sign_in.linking import USED_UP, NotLinked, invitation_of
from organisation.sign_in.oidc import FAULTS, MunicipalProvider, finish
from organisation.sign_in.policy import leads_to_work_account
from organisation.sign_in.tokens import TokenRefused

log = logging.getLogger(__name__)


def _service(request: HttpRequest) -> MunicipalProvider:
    if not settings.OIDC:
        raise Http404
    return get_adapter(request).get_provider(request, MunicipalProvider.id)


def _sorry(request: HttpRequest, heading: str, why: Any, status: int) -> HttpResponse:
    context = {"heading": heading, "why": why}
    return render_page(request, "organisation/work_account/sorry.html", context, status=status)


def _no_answer(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("The sign-in service cannot be used: %s", error)
    why = _("The municipality's sign-in does not answer as it should just now. Those who are "
            "signed in already can go on working. Try again in a moment.")
    return _sorry(request, _("No contact with the sign-in"), why, 503)


@never_cache
@require_POST
@public
def oidc_start(request: HttpRequest) -> HttpResponseBase:
    """Send the browser to the municipality's sign-in."""
    service = _service(request)
    try:
        return service.begin(
            request, next_url=get_next_redirect_url(request),
            invitation=request.POST.get("invitation", "")[:200],
        )
    except FAULTS as error:
        return _no_answer(request, error)


@never_cache
@require_safe
@public
def oidc_callback(request: HttpRequest) -> HttpResponseBase:
    """Take whoever comes back from it in, or say why not."""
    service = _service(request)
    if request.GET.get("error") == "access_denied":
        return _sorry(request, _("You were not signed in"), _("The sign-in was cancelled."), 401)
    try:
        return complete_social_login(request, finish(request, service))
    except FAULTS as error:
        return _no_answer(request, error)
    except NotLinked as error:
        return _sorry(request, _("You were not signed in"), error.why, 403)
    except (TokenRefused, OAuth2Error) as error:
        log.warning("A sign-in was refused: %s", error)
        why = _("The answer from the municipality's sign-in was not accepted.")
        if isinstance(error, TokenRefused):
            why = _("The answer from the municipality's sign-in was not accepted: %(why)s.") % {
                "why": error.why
            }
        return _sorry(request, _("You were not signed in"), why, 401)


@never_cache
@require_safe
@public
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation; opening it uses nothing up, signing in does."""
    if not settings.OIDC:
        raise Http404
    found = invitation_of(token)
    if found is None:
        return _sorry(request, _("The invitation does not hold"), USED_UP, 404)
    context = {"person": found.person, "token": token, "work_account": settings.OIDC["name"]}
    page = render_page(request, "organisation/work_account/invitation.html", context)
    return leads_to_work_account(page)
