"""How a status is drawn: shape, word and colour, always all three."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measures.choices import Status
from measures.rules import MeasureFacts, is_unassigned


@dataclass(frozen=True)
class StatusShown:
    """A status as it is drawn. key: the stored status, or "unassigned" in its place."""

    key: str
    word: str | Promise
    icon: str
    color: str


_SHAPES = {
    Status.NOT_STARTED: ("st-none", "neutral"),
    Status.IN_PROGRESS: ("st-progress", "info"),
    Status.ON_HOLD: ("st-wait", "neutral"),
    Status.DONE: ("CheckmarkCircleFill", "success"),
    Status.DROPPED: ("MinusCircle", "neutral"),
    Status.CARRIED_OVER: ("ArrowForward", "neutral"),
}
STATUSES = {
    status.value: StatusShown(status.value, status.label, *_SHAPES[status]) for status in Status
}
UNASSIGNED = StatusShown("unassigned", _("Unassigned"), "st-missing", "warning")
OVERDUE = StatusShown("overdue", _("Overdue"), "ExclamationmarkTriangleFill", "danger")


def status_shown(measure: MeasureFacts) -> StatusShown:
    """What is drawn for a measure: *Ikke fordelt* in place of the stored state of an open one."""
    return UNASSIGNED if is_unassigned(measure) else STATUSES[measure.status]
