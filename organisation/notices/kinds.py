"""What notices say: each app registers its kinds with their words, picture and colour.

A notice keeps the kind's key and parameters; the words are put together in the reader's language
each time it is shown. A parameter whose name ends in "_on" is a day (YYYY-MM-DD).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leanplan.dates import text_date

GROUPS = {
    "mine": _("Deadlines"),
    "leaders": _("From your leaders"),
    "visits": _("Visits and reviews"),
    "boards": _("Boards"),
    "plan": _("The plan"),
}


@dataclass(frozen=True)
class NoticeKind:
    """key: "app_what". group: one of GROUPS. title, under: with %(name)s for parameters."""

    key: str
    group: str
    icon: str
    title: str | Promise
    under: str | Promise = ""
    color: str = ""


_kinds: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> None:
    """Make a kind known; called in AppConfig.ready(). Errors: ValueError for a key in use."""
    if _kinds.setdefault(kind.key, kind) != kind:
        raise ValueError(f"There is another kind of notice {kind.key} already.")


def kind_of(key: str) -> NoticeKind | None:
    """The kind of that key; None where the app that brought it is gone."""
    return _kinds.get(key)


def in_group(group: str) -> list[str]:
    """Keys of the kinds in a group."""
    return [kind.key for kind in _kinds.values() if kind.group == group]


def worded(text: str | Promise, parameters: Mapping[str, Any]) -> str:
    """A text with its parameters in it, in the language that is active."""
    values = {
        name: text_date(date.fromisoformat(value)) if name.endswith("_on") and value else value
        for name, value in parameters.items()
    }
    # Where no reason was given, the full stop before it goes as well.
    return (str(text) % values).removesuffix(". ")
