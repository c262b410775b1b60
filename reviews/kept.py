"""What rules ask of units is kept up to date at once, by whoever records a visit, a review or a
follow-up area."""

from collections.abc import Collection

from measures.actions.obligations_sync import refresh

# Every rule of this app; rules of other apps are not touched by what happens here.
RULES = (
    "gemba_each_half_year", "review_each_half_year", "development_unit_at_review",
    "follow_up_in_time",
)


def units_changed(unit_ids: Collection[int]) -> None:
    """Let the obligations of these units follow; call it in the transaction that recorded, moved,
    cancelled or undid something there."""
    refresh(*RULES, unit_ids=unit_ids)
