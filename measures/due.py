"""What measures themselves owe on a day; upper apps bring their own (measures/registries.py)."""

from collections.abc import Collection, Iterator
from datetime import date

from challenges.models import OVER, UNADOPTED
from measures.choices import DeadlineKind
from measures.models import Measure
from measures.presenters.measure import address_of
from measures.registries import DueItem, DueSource, due_sources


def measure_deadlines(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """Open measures of plans under way with a date, of the positions (None: all); one query."""
    measures = Measure.objects.open().filter(
        deadline_kind=DeadlineKind.DATE, owner__isnull=False
    )
    if positions is not None:
        measures = measures.filter(owner__in=positions)
    live = measures.exclude(plan__state__in=(*UNADOPTED, *OVER))
    address = address_of("measures:measure_detail")
    for pk, owner, due, code, text, unit, executor in live.order_by("due_date", "pk").values_list(
        "pk", "owner_id", "due_date", "code", "text", "unit_id", "executor_id"
    ):
        if owner and due:
            yield DueItem(
                f"measure:{pk}", owner, due, f"{code} {text}", address % pk, unit, "measure",
                executor,
            )


def register() -> None:
    """Put them into the registry; called once when the app is ready."""
    due_sources.register(DueSource("measure_deadlines", measure_deadlines))
