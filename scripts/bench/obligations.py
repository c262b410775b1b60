"""What `sync_obligations` costs for 2 000 units on both databases: with the rules there are, and
with ten more that each ask every unit in two half-years."""

import resource
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from leanplan.clock import today
from leanplan.periods import half_year_key, half_year_span
from measures.registries import Ask, ObligationRule, Wanted

# Seconds and megabytes that are promised.
FIRST, AGAIN, MEMORY = 60.0, 10.0, 500.0
_DAY = timedelta(days=1)
RULES, PERIODS = 10, ("2018-H1", "2018-H2")


class EachUnit(ObligationRule):
    """One obligation a unit and half-year, as the rules of the apps above will make them."""

    label = serves = "bench"

    def __init__(self, number: int, units: list[tuple[int, int | None]]) -> None:
        self.key = f"bench_{number}"  # type: ignore[misc]
        self.units = units

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """Every unit in both half-years."""
        for period in PERIODS:
            first, last = half_year_span(period)
            for unit, position in self.units:
                yield Wanted(f"unit:{unit}", period, unit, first, last, position)


def units_with_leaders() -> list[tuple[int, int | None]]:
    """(unit, the position of its leader) of every unit."""
    from organisation.models import OrgUnit, Position
    from organisation.roles import LEADERS

    leaders = dict(
        Position.objects.filter(role__in=LEADERS, each=False).values_list("unit_id", "pk")
    )
    return [(unit, leaders.get(unit)) for unit in OrgUnit.objects.values_list("pk", flat=True)]


def sync(
    rules: Iterable[ObligationRule], day: date = date(2018, 11, 13)
) -> tuple[float, int]:
    """Seconds for all rules once on a day, and how many changes."""
    from measures.actions.obligations_sync import rule_sync

    started = time.perf_counter()
    changes = sum(rule_sync(rule, today=day).changed for rule in rules)
    return time.perf_counter() - started, changes


def measured() -> dict[str, float]:
    """Make everything, and again with nothing changed: the product's own rules, then ten more; then
    clean up.

    Called inside a process of the database that is measured (scripts/bench/databases.py).
    """
    from django.db import transaction

    from measures.models import Obligation, ObligationEvent, RuleStart
    from measures.registries import obligation_rules

    with transaction.atomic():
        ObligationEvent.objects.all().delete()
        Obligation.objects.all().delete()
        own, day = list(obligation_rules), today()
        # Two half-years of what the loader has made.
        since = half_year_span(half_year_key(half_year_span(half_year_key(day))[0] - _DAY))[0]
        for rule in own:
            RuleStart.objects.update_or_create(
                rule_key=rule.key, defaults={"counts_from": since}
            )
        own_first, own_made = sync(own, day)
        own_again, own_changed = sync(own, day)
        rules = [EachUnit(number, units_with_leaders()) for number in range(RULES)]
        RuleStart.objects.bulk_create(
            RuleStart(rule_key=rule.key, counts_from=date(2018, 1, 1)) for rule in rules
        )
        first, made = sync(rules)
        again, changed = sync(rules)
        transaction.set_rollback(True)
    if changed or own_changed:
        raise AssertionError(f"a second time changed {changed or own_changed} obligations")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "rules": len(own), "own_made": own_made, "own_first": own_first, "own_again": own_again,
        "first": first, "again": again, "made": made, "megabytes": peak,
    }


def lines(found: dict[str, float]) -> list[str]:
    """What was measured beside what is promised."""
    cases = (
        ("the product's rules, all made", found["own_first"], FIRST, "s"),
        ("the product's rules, nothing changed", found["own_again"], AGAIN, "s"),
        ("sync_obligations, all made", found["first"], FIRST, "s"),
        ("sync_obligations, nothing changed", found["again"], AGAIN, "s"),
        ("memory of the process", found["megabytes"], MEMORY, "MB"),
    )
    head = (
        f"  {found['own_made']:.0f} obligations of the {found['rules']:.0f} rules there are, "
        f"{found['made']:.0f} of ten more"
    )
    return [
        head,
        *(
            f"  {what:36} {value:8.1f} {unit:3} at most {most:g}: "
            + ("met" if value <= most else "NOT MET")
            for what, value, most, unit in cases
        ),
    ]
