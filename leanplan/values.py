"""Values of fields in words, and whether two are the same, however they came."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from leanplan.dates import short_date

# What a value was is not kept anywhere.
UNKNOWN = object()


def same(one: Any, other: Any) -> bool:
    """True where two values say the same: as text, as a key or as the row the key names."""
    return _plain(one) == _plain(other)


def _plain(value: Any) -> Any:
    if value is None or value == "":
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple | models.QuerySet):
        return sorted(str(_plain(part)) for part in value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, bool | int):
        return str(value)
    return value


def in_words(value: Any, *, choices: Iterable[Any] = ()) -> str:
    """A value as a person reads it: its choice, its name, its day; "" where nothing is set."""
    if value is UNKNOWN or value is None or value == "":
        return ""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, list | tuple | models.QuerySet):
        return ", ".join(in_words(part, choices=choices) for part in value)
    labels = {str(key): str(label) for key, label in _flat(choices)}
    if str(value) in labels:
        return labels[str(value)]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return short_date(value)
    return str(value).replace("\r\n", "\n")


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
