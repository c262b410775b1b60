"""Carrying a measure over to the next generation of its plan."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import ActionPlan
from leanplan.clock import today
from leanplan.versioning import save_changes
from measures.actions.bindings import rule_bind
from measures.actions.reviews import measure_touched
from measures.choices import Status
from measures.models import Measure, StatusEntry
from organisation.holders import title_kept
from organisation.language import in_language_of_municipality


@transaction.atomic
def measure_carry_over(*, by: Any, measure: Measure, into: Measure, version: int) -> Measure:
    """Say that a measure goes on as one of the next generation; both are linked, and the rules
    that serve it serve the next one too.

    Errors: Conflict; ValidationError (closed already, or `into` is not of a later generation).
    """
    old, new = measure.plan, into.plan
    if old is None or new is None or not _follows(new, old):
        raise ValidationError(_("A measure is carried over to a later generation of its plan."))
    if measure.is_closed:
        raise ValidationError(
            _("%(code)s is closed already, so it is not carried over.") % {"code": measure.code}
        )
    with in_language_of_municipality():
        note = _("Goes on as %(code)s in generation %(number)s.") % {
            "code": into.code, "number": new.generation,
        }
    values = {
        "status": Status.CARRIED_OVER, "closing_note": note, "closed_on": today(),
        "continued_by": into,
    }
    save_changes(measure, values, version=version, by=by, reason=note)
    StatusEntry.objects.create(
        measure=measure, status=Status.CARRIED_OVER, comment=note, said_on=today(), by=by,
        by_label=title_kept(by, on=today()),
    )
    for bound in measure.rules.all():
        rule_bind(by=by, measure=into, rule_key=bound.rule_key)
    measure_touched(measure)
    return measure


def _follows(new: ActionPlan, old: ActionPlan) -> bool:
    return new.series_id == old.series_id and new.generation > old.generation
