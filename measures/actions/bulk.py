"""Owner and deadline of several measures in one step."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from leanplan.versioning import Conflict, Refused
from measures.actions.measures import measure_allocate
from measures.models import Measure
from measures.rules import Deadline
from organisation.models import Position


@transaction.atomic
def measures_allocate(
    *, by: Any, rows: Iterable[tuple[Measure, int]], owner: Position | None,
    deadline: Deadline | None, reason: str = "",
) -> int:
    """Give all of the measures the owner, the deadline, or both; none where one is refused.

    In: each measure with the version that was seen; None leaves an owner or deadline as it is.
    Out: how many changed. Errors: Refused, with what stands against each measure by its key.
    """
    why: dict[int, Any] = {}
    changed = 0
    for measure, version in rows:
        try:
            with transaction.atomic():
                changed += bool(
                    measure_allocate(
                        by=by, measure=measure, version=version, reason=reason,
                        owner=owner or measure.owner, deadline=deadline or Deadline.of(measure),
                    )
                )
        except (Conflict, ValidationError) as error:
            why[measure.pk] = error
    if why:
        raise Refused(why)
    return changed
