"""What the meetings of leader groups need every night."""

from organisation import nightly


def register() -> None:
    """Put the job among the others; called once when the app is ready."""
    nightly.register(nightly.Job("make_meetings", order=4))
