"""What Varsler says of deadlines; kept as parameters, put into words when it is read."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from measures.reminders.picks import Pick
from measures.reminders.rules import Part
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add

NEAR = NoticeKind(
    "measures_near", "mine", "Calendar", "%(text)s", _("The deadline is %(due_on)s")
)
LATE = NoticeKind(
    "measures_late", "mine", "ExclamationmarkTriangleFill", "%(text)s",
    _("The deadline was %(due_on)s"), "danger",
)
PASSED_ON = NoticeKind(
    "measures_passed_on", "leaders", "ArrowUp", "%(text)s",
    _("%(name)s has not followed it up. The deadline was %(due_on)s"), "danger",
)
UNASSIGNED = NoticeKind(
    "measures_unassigned", "plan", "st-missing",
    _("Measures that nobody is responsible for: %(number)s"), "", "warning",
)


def register() -> None:
    """Make the kinds known; called once when the app is ready."""
    for kind in (NEAR, LATE, PASSED_ON, UNASSIGNED):
        add(kind)


def notice_of(pick: Pick) -> dict[str, Any]:
    """The notice of a pick, as `notice_add` takes it."""
    matter, candidate = pick.matter, pick.matter.candidate
    kind = {
        Part.OWN: LATE if pick.is_late else NEAR, Part.ESCALATED: PASSED_ON,
        Part.UNASSIGNED: UNASSIGNED,
    }[candidate.part]
    return {
        "key": f"{candidate.part}:{candidate.item}:{candidate.due}:{pick.step}",
        "kind": kind.key, "url": matter.url,
        "parameters": {
            "text": matter.text, "due_on": matter.due.isoformat(), "number": matter.number,
            "name": matter.holder.name if matter.holder else "",
        },
    }
