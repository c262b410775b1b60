"""Many measures at once, for tests of how queries grow."""

from leanplan.history import bulk_create_tracked
from measures.models import Measure
from tests.world import TODAY


def many_lines(plan, number, *, owner):
    """Further lines in the plan's last row; every third without owner and deadline."""
    row = plan.rows.last()
    bulk_create_tracked(Measure, [_measure(plan, row, f"L{n}", n, owner) for n in range(number)])


def many_in_units(plan, number, *, unit, owner):
    """Further measures of a unit in the plan's last row."""
    row = plan.rows.last()
    rows = [_measure(plan, row, f"E{unit.pk}-{n}", n, owner, unit=unit) for n in range(number)]
    bulk_create_tracked(Measure, rows)


def _measure(plan, row, code, number, owner, **values):
    whole = number % 3
    return Measure(
        plan=plan, row=row, code=code, text=f"Nummer {number}", order=1000 + number,
        owner=owner if whole else None,
        deadline_kind="date" if whole else "unsettled",
        due_date=TODAY if whole else None,
        precision="day" if whole else "",
        **values,
    )
