"""What the plan asks of stakeholder analyses is kept up to date at once, by whoever records one, or
gives the analysis it belongs to another day."""

from measures.actions.obligations_sync import refresh

RULES = ("stakeholders_before_analysis", "stakeholders_looked_at_again")


def stakeholders_changed(unit_id: int) -> None:
    """Let the obligations of the unit follow; call it in the transaction that changed something."""
    refresh(*RULES, unit_ids=[unit_id])
