"""What Varsler says of deadlines; kept as parameters, put into words when it is read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.registries import told_rules
from measures.reminders.picks import Pick
from measures.reminders.rules import Part
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add

# Of one rule and deadline so many are told as one; two are as quickly read by themselves.
GATHERED_FROM = 3

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


def notices_of(picks: Iterable[Pick], *, today: date) -> Iterator[dict[str, Any]]:
    """The notices of the picks, each as `notice_add` takes it.

    What one rule asks for of many units by the same day is told once, and leads to its list.
    """
    gathered: dict[tuple[Any, ...], list[Pick]] = defaultdict(list)
    for pick in picks:
        matter = pick.matter
        what = matter.rule or matter.candidate.item
        gathered[_kind(pick), what, matter.due, matter.holder].append(pick)
    for same in gathered.values():
        if len(same) < GATHERED_FROM or not same[0].matter.rule:
            yield from (_notice(pick) for pick in same)
        else:
            yield _notice_of_many(same, today)


def _kind(pick: Pick) -> NoticeKind:
    return {
        Part.OWN: LATE if pick.is_late else NEAR, Part.ESCALATED: PASSED_ON,
        Part.UNASSIGNED: UNASSIGNED,
    }[pick.matter.candidate.part]


def _notice(pick: Pick) -> dict[str, Any]:
    matter, candidate = pick.matter, pick.matter.candidate
    return {
        "key": f"{candidate.part}:{candidate.item}:{candidate.due}:{pick.step}",
        "kind": _kind(pick).key, "url": matter.url,
        "parameters": {
            "text": matter.text, "due_on": matter.due.isoformat(), "number": matter.number,
            "name": matter.holder.name if matter.holder else "",
        },
    }


def _notice_of_many(picks: list[Pick], today: date) -> dict[str, Any]:
    """In: picks of one rule, kind, deadline and holder."""
    first, one = picks[0].matter, _notice(picks[0])
    rule, holder = told_rules()[first.rule], first.holder
    url = reverse("measures:obligation_list", args=[rule.key])
    return one | {
        "key": f"{one['kind']}:{rule.key}:{first.due}:{holder.pk if holder else 0}:{today}",
        "url": f"{url}?vis=over" if first.due < today else f"{url}?vis=apne",
        "parameters": one["parameters"] | {"text": f"{rule.label}: {rule.counted(len(picks))}"},
    }
