"""The icon for whoever asks for it without reading a page first."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from leanplan.access import public


@cache_control(public=True, max_age=24 * 3600)
@require_safe
@public
def favicon(request: HttpRequest) -> HttpResponsePermanentRedirect:
    """Send to the icon that every page names."""
    return HttpResponsePermanentRedirect(static("favicon.svg"))
