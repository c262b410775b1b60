"""What a process would load at its first pages, loaded before anybody waits for it.

The main process of gunicorn does it once, so its workers share what it takes.
"""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils import translation

# The pages people come to first. All of them would take three times the memory.
OFTEN = ("*.html", "overview/**/*.html", "measures/plan/*.html", "measures/measure/*.html")


def warm_up() -> None:
    """Load the table of addresses, the texts of each language, and the templates most asked for."""
    get_resolver().url_patterns  # noqa: B018
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Menu")
            reverse("healthz")
    for name in templates():
        get_template(name)


def templates() -> Iterable[str]:
    """The names of the templates that are loaded."""
    for folder in engines["django"].dirs:
        for pattern in OFTEN:
            for file in sorted(Path(folder).glob(pattern)):
                yield file.relative_to(folder).as_posix()
