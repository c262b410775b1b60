"""One change of a meeting at a time, and open pages learn that there was one."""

from typing import Any

from boards.live import live_changed
from boards.rlg.meeting_models import Meeting
from boards.rlg.series_models import MeetingSeries


def live_key(meeting_id: int) -> str:
    """What pages that show a meeting ask for news by."""
    return f"meeting:{meeting_id}"


def series_key(series_id: int) -> str:
    """The same for the list of a series' meetings and for the points that wait."""
    return f"meetings:{series_id}"


def take_turn(meeting: Meeting | None, *, series: MeetingSeries | None = None) -> None:
    """Wait for one's turn at a meeting (or at its series), then read it as it stands.

    First in the transaction of every change.
    """
    keys = [series_key(series.pk)] if series is not None else []
    if meeting is not None:
        keys.append(live_key(meeting.pk))
    live_changed(*keys)
    if meeting is not None:
        meeting.refresh_from_db()


def save_beside(row: Any, **values: Any) -> None:
    """Write what nobody types and no history needs: the step, the time used, the order.

    For a row whose meeting (or series) it is one's turn at, so that nothing is written over.
    """
    for name, value in values.items():
        setattr(row, name, value)
    row.save_without_historical_record(update_fields=list(values))
