"""What is long overdue with one's own leaders: apart from what is one's own, after a grace."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leanplan.thresholds import Threshold, value
from measures.presenters.measure import owner_line
from measures.registries import DueItem
from organisation.own_leaders import OwnLeaders
from overview.presenters.rows import Part, due_row
from overview.rules import is_past_grace

GRACE = Threshold(
    "overview.grace_days", 7, "days",
    gettext_lazy("What is overdue is shown to the leader above when it is so by more than"),
    gettext_lazy("The plan has no number; this one is proposed by Leanplan."), high=90,
    help=gettext_lazy("The one responsible is reminded first. Under With your leaders on My page."),
)


def end_of_grace(*, today: date) -> date:
    """What was due before this day is shown to the leader above."""
    return today - timedelta(days=value(GRACE.key))


def leaders_part(
    items: Iterable[DueItem], around: OwnLeaders, *, today: date, limit: int | None
) -> Part | None:
    """What stands with the leaders below, the longest first; None where there is nothing.

    In: what is due for their positions and not one's own.
    """
    grace = value(GRACE.key)
    waiting = [
        item for item in items
        if item.position_id in around.posts
        and is_past_grace(item.due, today=today, grace_days=grace)
    ]
    if not waiting:
        return None
    rows = [
        due_row(
            replace(item, url=item.about or item.url), today=today,
            owner=owner_line(around.posts[item.position_id].owner),
        )
        for item in waiting[:limit]
    ]
    note = ngettext(
        "More than %(days)s day overdue", "More than %(days)s days overdue", grace
    ) % {"days": grace}
    return Part(
        "leaders", _("With your leaders"), rows, len(waiting), color="danger", note=note
    )
