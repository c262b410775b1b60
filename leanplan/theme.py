"""Colours of the theme for what cannot use a style sheet: mail."""

import re
from functools import cache

from django.conf import settings

_COLOUR = re.compile(r"--ds-color-([\w-]+): (#[0-9a-fA-F]{6});")


@cache
def light_colours() -> dict[str, str]:
    """{"accent-base-default": "#0b5563", …}: the light scheme of static/theme/kommune.css.

    Errors: KeyError at the place of use where a theme lacks a colour.
    """
    css = (settings.BASE_DIR / "static" / "theme" / "kommune.css").read_text(encoding="utf-8")
    colours: dict[str, str] = {}
    for name, value in _COLOUR.findall(css):
        colours.setdefault(name, value.lower())  # The light scheme stands first.
    return colours
