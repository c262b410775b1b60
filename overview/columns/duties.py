"""What rules ask of units in half-years: beside what happened, and summed up for areas."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from measures.models import Obligation
from overview.periods import Period

# Apart from the keys of visits and reviews, which stand in the same place of the row.
DUTY = "duty"


def duties(
    rule: str, units: Collection[int], halves: Collection[str], first: date, last: date
) -> QuerySet[Any, tuple[Any, ...]]:
    """(unit, half-year, "duty", state, day it was kept or else is due, key) of a rule, to be put
    together with the rows of what happened; of half-years between two days."""
    return (
        Obligation.objects.filter(
            unit__in=units, rule_key=rule, anchor__range=(first, last), period_key__in=halves,
        )
        .exclude(state=Obligation.State.LAPSED)
        .order_by()
        .values_list(
            "unit_id", "period_key", Value(DUTY), "state", Coalesce("met_on", "due_date"), "pk"
        )
    )


_SUMS = """
SELECT '{source}', place.area_id, duty.period_key,
       SUM(CASE WHEN duty.state = 'met' THEN 1 ELSE 0 END), COUNT(*),
       SUM(CASE WHEN duty.state = 'open' AND duty.due_date < %(today)s THEN 1 ELSE 0 END)
FROM measures_obligation AS duty JOIN place ON place.unit_id = duty.unit_id
WHERE duty.rule_key = %({source}_rule)s AND duty.state IN ('open', 'met')
  AND duty.anchor BETWEEN %(first)s AND %(last)s AND duty.period_key IN ({periods})
GROUP BY place.area_id, duty.period_key
"""


def duty_sums(
    source: str, rule: str, period: Period, today: date
) -> tuple[str, Mapping[str, Any]]:
    """SQL and parameters of a source's sums (see Source): how much of what the rule asks is
    kept."""
    keys = {f"half_{number}": key for number, key in enumerate(period.half_years)}
    sql = _SUMS.format(source=source, periods=", ".join(f"%({name})s" for name in keys))
    return sql, {
        f"{source}_rule": rule, "today": today, "first": period.first, "last": period.last, **keys,
    }
