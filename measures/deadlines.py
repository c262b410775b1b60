"""What a deadline may be in its plan; forms and actions refuse the same, in the same words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from challenges.models import ActionPlan
from leanplan.dates import short_date
from measures.rules import Deadline, precedes_adoption


def refuse_early(plan: ActionPlan | None, deadline: Deadline) -> None:
    """Raise ValidationError, at its field, where the deadline lies before the plan's adoption."""
    adopted_on = plan.adopted_on if plan else None
    if precedes_adoption(deadline, adopted_on=adopted_on):
        field = "due_date" if deadline.due_date else "next_review_on"
        raise ValidationError(
            {
                field: _("The deadline cannot be before the adoption %(day)s.")
                % {"day": short_date(adopted_on)}
            }
        )
