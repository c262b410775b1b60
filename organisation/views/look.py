"""The municipality's logo and colour. Everyone sees them, on the sign-in page too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from leanplan.access import public
from leanplan.colours import style_sheet
from organisation.look import COLOUR, sheet_digest
from organisation.models import Logo
from organisation.municipality_settings import text

# The address changes with what it gives.
_FOR_EVER = "public, max-age=31536000, immutable"


@public
@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    """A picture; the policy lets an SVG run and fetch nothing, however it is opened."""
    kept = get_object_or_404(Logo, digest=digest)
    response = HttpResponse(bytes(kept.content), content_type=kept.kind)
    response["Cache-Control"] = _FOR_EVER
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@public
@require_safe
def colour(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet of the colour that holds now; an address of another one is gone."""
    chosen = text(COLOUR)
    if not chosen or sheet_digest(chosen) != digest:
        raise Http404
    response = HttpResponse(style_sheet(chosen), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = _FOR_EVER
    return response
