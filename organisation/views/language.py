"""The language of somebody who is not signed in; one's own is chosen in Min profil."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from leanplan.access import public
from organisation.language import keep_language, languages


@require_POST
@public
def language_keep(request: HttpRequest) -> HttpResponse:
    """Let the browser keep the choice, and lead back to the page it was made on."""
    language = request.POST.get("language", "")
    if language not in languages():
        return HttpResponseBadRequest()
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = resolve_url(settings.LOGIN_URL)
    answer = redirect(back)
    keep_language(answer, language)
    return answer
