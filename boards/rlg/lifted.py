"""What is lifted to the board of a group that meets comes up at its next meeting, and goes back
with the meeting's answer."""

from typing import Any

from django.utils.translation import gettext_noop

from boards.lift.models import Lift
from boards.rlg.actions.points import point_let_go, point_lift
from boards.rlg.hooks import Answer, provide_answering
from boards.rlg.point_models import AgendaPoint
from boards.rlg.series_models import MeetingSeries
from leanplan.said import said

KIND = "lift"


def source_of(lift: Lift) -> str:
    """What a point keeps of where it comes from."""
    return f"{KIND}:{lift.pk}"


def lift_comes_up(lift: Lift, *, by: Any) -> AgendaPoint | None:
    """Let it be a point of the next meeting of the group that the board belongs to; None where
    that group keeps no meetings."""
    series = MeetingSeries.objects.in_use().filter(owner=lift.to_board.owner_id).first()
    if series is None:
        return None
    return point_lift(
        by=by, series=series, source=source_of(lift), title=lift.text,
        url=lift.get_absolute_url(), label=str(lift.from_board.owner),
    )


def lift_is_over(lift: Lift, *, by: Any) -> None:
    """It is answered or taken back elsewhere: a point that is not dealt with yet falls away."""
    reason = (
        gettext_noop("It was taken back.") if lift.withdrawn_on else
        gettext_noop("It was answered on the board.")
    )
    point_let_go(by=by, source=source_of(lift), reason=said(reason))


def answer_lift(answer: Answer, by: Any) -> None:
    """Give the meeting's answer to what was lifted. Errors: ValidationError."""
    from boards.lift.actions import lift_answer  # noqa: PLC0415

    lift = Lift.objects.get(pk=int(answer.source.partition(":")[2]))
    lift_answer(by=by, lift=lift, version=lift.version, answer=answer.text)


def register() -> None:
    """Say that answers to lifted points are taken; called once when the app is ready."""
    provide_answering(KIND, answer_lift)
