"""What the filter of the units offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from organisation.models import LeanPeriod
from overview.filters import ACT, BY_NEXT, BY_OVERDUE, LACKS, LATE, NOT_BEGUN, WATCH, UnitFilter
from overview.periods import Period, choices
from overview.presenters.unit_facts import AreaFacts
from overview.presenters.unit_groups import by_name
from overview.presenters.unit_row import lean_word
from reviews.choices import Light


@dataclass(frozen=True)
class Option:
    """A choice: its value in the address, its words, and whether it is chosen."""

    value: str
    label: str
    is_chosen: bool


def options_of(
    chosen: UnitFilter, period: Period, areas: Iterable[AreaFacts], *, today: date
) -> dict[str, list[Option]]:
    """{part of the filter: its choices}."""
    return {
        "periods": [
            Option(one.key, one.name, one == period) for one in choices(period, today=today)
        ],
        "areas": _offered(
            str(chosen.area or ""), _("All areas"),
            [(str(area.area_id), area.name) for area in sorted(areas, key=by_name)],
        ),
        "lean": _offered(
            chosen.lean, _("All Lean statuses"),
            [(NOT_BEGUN, lean_word("")), *((s.value, str(s.label)) for s in LeanPeriod.Status)],
        ),
        "states": _offered(
            chosen.state, _("All states"),
            [(LATE, _("Something is overdue")), (LACKS, _("Something is not arranged")),
             (ACT, str(Light.ACT.label)), (WATCH, str(Light.WATCH.label))],
        ),
        "sorts": _offered(
            chosen.sort, _("By name"),
            [(BY_OVERDUE, _("Most overdue first")), (BY_NEXT, _("Next date first"))],
        ),
    }


def _offered(chosen: str, nothing: str, pairs: list[tuple[str, str]]) -> list[Option]:
    return [Option(value, label, value == chosen) for value, label in (("", nothing), *pairs)]
