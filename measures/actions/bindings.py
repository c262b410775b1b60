"""Which rules serve a measure, and from when a rule counts here."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.clock import today
from leanplan.history import history_sign
from leanplan.versioning import create, save_changes
from measures.actions.obligations_sync import refresh, starts_of
from measures.models import Measure, MeasureRule, RuleStart
from measures.registries import obligation_rules


@transaction.atomic
def rule_bind(*, by: Any, measure: Measure, rule_key: str) -> MeasureRule:
    """Let a rule serve a measure: its figure is shown with it. A second time changes nothing.

    Errors: ValidationError for a rule that no app brings.
    """
    if obligation_rules.get(rule_key) is None:
        raise ValidationError({"rule": _("Choose one of the rules in the list.")})
    standing = measure.rules.filter(rule_key=rule_key).first()
    return standing or create(MeasureRule(measure=measure, rule_key=rule_key), by=by)


@transaction.atomic
def rule_unbind(*, by: Any, measure: Measure, rule_key: str) -> None:
    """Let a rule serve a measure no longer; the rule itself goes on."""
    for bound in measure.rules.filter(rule_key=rule_key):
        history_sign(bound, by=by)
        bound.delete()


@transaction.atomic
def rule_start_set(
    *, by: Any, start: RuleStart, version: int, counts_from: date | None
) -> RuleStart:
    """Set from when a rule counts (None: it rests); what is asked for follows at once.

    Errors: Conflict, ValidationError.
    """
    starts_of([start.rule_key], today=today())
    if save_changes(start, {"counts_from": counts_from}, version=version, by=by):
        refresh(start.rule_key)
    return start
