"""What boards and meetings are followed by: a number for each that every change counts up."""

from boards.live.pulses import live_changed, live_state, state_of

__all__ = ["live_changed", "live_state", "state_of"]
