"""Numbers that a municipality may set: each app registers its own with the plan's as default.

A rule takes such a number as a parameter; who calls the rule asks `value` for it. What the
municipality has set comes from an app above, which gives a function through `provide`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

UNITS: dict[str, str | Promise] = {
    "minutes": _("minutes"),
    "hours": _("hours"),
    "days": _("days"),
    "weeks": _("weeks"),
    "months": _("months"),
    "years": _("years"),
    "percent": _("per cent"),
    "count": _("in number"),
    "week": "",
}


def with_unit(number: str, unit: str) -> str:
    """A number as it is read: 30 days, week 27."""
    if unit == "week":
        return gettext("week %(number)s") % {"number": number}
    return f"{number} {UNITS[unit]}"


@dataclass(frozen=True)
class Threshold:
    """One number with what a reader must know about it.

    key: "app.what", the same for ever. default: the plan's own number, or where the plan has none
    the one this product proposes. unit: one of UNITS. source: where the number comes from, a line
    of the plan ("M17") or words. low, high: the smallest and the largest that make sense, both
    allowed.
    """

    key: str
    default: int
    unit: str
    label: str | Promise
    source: str | Promise
    low: int = 0
    high: int = 3650
    help: str | Promise = ""

    def __post_init__(self) -> None:
        """A default outside its own range, or a unit without words, is a fault in the code."""
        if self.unit not in UNITS:
            raise ValueError(f"{self.key}: write the unit {self.unit} into UNITS")
        if not self.low <= self.default <= self.high:
            raise ValueError(f"{self.key}: {self.default} is not in {self.low} to {self.high}")


_thresholds: dict[str, Threshold] = {}
_overrides: list[Callable[[], Mapping[str, str]]] = []


def register(threshold: Threshold) -> None:
    """Make a number known; called in AppConfig.ready(). Errors: ValueError for a key in use."""
    if _thresholds.setdefault(threshold.key, threshold) != threshold:
        raise ValueError(f"There is another threshold {threshold.key} already.")


def provide(overrides: Callable[[], Mapping[str, str]]) -> None:
    """Register who knows what the municipality has set: a function giving {key: number as text}."""
    _overrides[:] = [overrides]


def threshold(key: str) -> Threshold:
    """The threshold of that key. Errors: KeyError where nobody registered it."""
    return _thresholds[key]


def value(key: str) -> int:
    """What holds here: the municipality's own number, else the default.

    Errors: KeyError where nobody registered the key.
    """
    known = threshold(key)
    for overrides in _overrides:
        own = overrides().get(key)
        if own is not None:
            return int(own)
    return known.default


def all_thresholds() -> list[Threshold]:
    """Every number that can be set, in the order the apps registered them."""
    return list(_thresholds.values())
