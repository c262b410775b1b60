"""What rules ask for is kept up to date at once, by whoever records something of a rollout."""

from collections.abc import Collection

from leaders.settings import CLOCK_FROM
from measures.actions.obligations_sync import refresh
from organisation.changes import Changed, listen

# Every rule of this app; rules of other apps are not touched by what happens here.
RULES = (
    "leader_trained_before_start", "manager_at_information_meeting", "analysis_after_rollout",
    "contract_agreed_in_time", "contract_ended_in_time",
)


def units_changed(unit_ids: Collection[int]) -> None:
    """Let the obligations of these units follow; call it in the transaction that recorded, changed
    or undid something there."""
    refresh(*RULES, unit_ids=unit_ids)


def follow(changed: Changed) -> None:
    """Let the clock follow where the municipality counts it from another day."""
    if CLOCK_FROM.key in changed.settings:
        refresh("analysis_after_rollout")


def register() -> None:
    """Listen; called once when the app is ready."""
    listen(follow)
