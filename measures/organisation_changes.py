"""What the organisation tells of its changes, and what follows here."""

from leanplan.clock import today
from measures.actions.obligations_sync import refresh
from measures.registries import obligation_rules
from organisation.changes import Changed, listen
from organisation.tree import unit_ids_below


def follow(changed: Changed) -> None:
    """Let what is asked of the units and what lies below them follow, and what rests on a setting.

    A moved unit brings other leaders to all that lies below it.
    """
    touched = [
        rule.key for rule in obligation_rules
        if changed.settings.intersection((*rule.thresholds, *rule.settings))
    ]
    if touched:
        refresh(*touched)
    if changed.unit_ids:
        refresh(unit_ids=unit_ids_below(changed.unit_ids, on=today()) | changed.unit_ids)


def register() -> None:
    """Listen; called once when the app is ready."""
    listen(follow)
