"""The look of the municipality: its logo and its colour, as pages and the style sheet show them."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from leanplan.colours import contrast, is_colour, is_readable, readable, style_sheet
from leanplan.context import Look
from leanplan.pictures import kind_of

LOGO = "municipality.logo"
COLOUR = "municipality.colour"


def refuse_bad_colour(text: str) -> None:
    """Errors: ValidationError for what is no colour, or one on which nobody can read."""
    if not text:
        return
    if not is_colour(text):
        raise ValidationError(_("Write the colour as # and six digits or letters, like #0b5563."))
    if not is_readable(text):
        raise ValidationError(
            _("The colour is too light: white text on it has a contrast of %(has)s to 1, and 4.5 "
              "is needed. The lightest of the same hue that can be read is %(other)s.")
            % {"has": f"{contrast(text, '#ffffff'):.1f}".replace(".", ","),
               "other": readable(text)}
        )


def refuse_unknown_logo(digest: str) -> None:
    """Errors: ValidationError where no such picture is kept."""
    from organisation.models import Logo  # noqa: PLC0415

    if digest and not Logo.objects.filter(digest=digest).exists():
        raise ValidationError(_("Choose the picture once more."))


@transaction.atomic
def logo_keep(content: bytes) -> str:
    """Keep a picture, and give the digest that the setting names. Errors: ValidationError."""
    from organisation.models import Logo  # noqa: PLC0415

    kind = kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    Logo.objects.get_or_create(digest=digest, defaults={"kind": kind, "content": content})
    return digest


def look(own: Any) -> Look:
    """Addresses of the logo and the style sheet; empty where the product's own look holds.

    In: what the municipality has set, by key.
    """
    digest, colour = own.get(LOGO, ""), own.get(COLOUR, "")
    return Look(
        logo=reverse("organisation:logo", args=[digest]) if digest else "",
        style_sheet=reverse("organisation:colour", args=[sheet_digest(colour)]) if colour else "",
    )


def sheet_digest(colour: str) -> str:
    """What the address of a colour's style sheet ends with; another sheet has another one."""
    return hashlib.sha256(style_sheet(colour).encode()).hexdigest()[:16]
