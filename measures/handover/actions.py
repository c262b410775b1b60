"""What stood with the person by name is given to another, or to nobody."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from leanplan.said import said
from leanplan.versioning import Conflict, Refused, save_changes
from measures.models import Measure
from organisation.models import Person


@transaction.atomic
def executor_hand_over(
    *, by: Any, rows: Iterable[tuple[Measure, int]], leaver: Person, executor: Person | None
) -> int:
    """Let another person, or nobody, carry out measures that the leaver was named for; all or none.

    In: each measure with the version that was seen. Out: how many changed. Errors: Refused, with
    what stands against each measure by its key.
    """
    reason = said(gettext_noop("Handed over from %(person)s"), person=leaver.name)
    why: dict[int, Any] = {}
    changed = 0
    for measure, version in rows:
        try:
            with transaction.atomic():
                changed += bool(
                    save_changes(
                        measure, {"executor": executor}, version=version, by=by, reason=reason
                    )
                )
        except (Conflict, ValidationError) as error:
            why[measure.pk] = error
    if why:
        raise Refused(why)
    return changed
