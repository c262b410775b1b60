"""Using what is suggested for a measure."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leanplan.clock import today
from leanplan.said import said
from measures.actions.measures import measure_allocate
from measures.models import Measure
from measures.rules import Deadline


@transaction.atomic
def suggestion_use(
    *, by: Any, measure: Measure, version: int
) -> dict[str, tuple[Any, Any]]:
    """Set the suggested owner and deadline where nobody has set one.

    In: the version the person saw, so that nothing is used that was not seen.
    Errors: Conflict, ValidationError (there is nothing suggested any more).
    """
    owner = measure.owner or measure.suggested_owner
    deadline = Deadline.of(measure)
    if not deadline.is_settled:
        deadline = Deadline.suggested_for(measure, today=today()) or deadline
    if owner == measure.owner and deadline == Deadline.of(measure):
        raise ValidationError(_("Nothing is suggested for this measure any more."))
    return measure_allocate(
        by=by, measure=measure, version=version, owner=owner, deadline=deadline,
        reason=said(gettext_noop("The suggestion was used.")),
    )
