"""What is on today: visits and meetings, then what is due today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.urls import reverse
from django.utils.formats import time_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leanplan.dates import local_day
from leanplan.together import listed, together
from measures.registries import TimedItem, timed_sources
from organisation.reach import Reach
from organisation.roles import DECIDERS, Role
from overview.presenters.facts import Facts
from overview.presenters.rows import DueRow

# So many stand above the lists.
CARDS = 3
_ICONS = {"visit": "Footprint"}


@dataclass(frozen=True)
class TodayCard:
    """One thing of today, shown before all else. text: when and where, action: to `url`."""

    title: str
    text: str
    url: str
    action: str | Promise
    icon: str = "Calendar"


def meetings_today(
    reach: Reach, facts: Facts, items: Iterable[TimedItem], *, today: date
) -> list[TodayCard]:
    """Visits and meetings of today in the order of the day; a day without an hour comes first. In:
    what takes place today, as `timed_today` has it."""
    items = sorted(items, key=lambda item: item.starts)
    cards = [_timed(item) for item in items]
    # A day that was entered by hand has no meeting that could be opened.
    is_kept = any(item.key.startswith("meeting:") for item in items)
    if facts.meeting_on == today and not is_kept and reach.has(*DECIDERS, Role.SECRETARY):
        title = _("Meeting of %(body)s") % {"body": facts.body}
        card = TodayCard(title, _("Today"), reverse("measures:plan_current"), _("Open the plan"))
        return [card, *cards]
    return cards


def timed_today(reach: Reach, *, today: date) -> list[TimedItem]:
    """What takes place today for the person, from every source."""
    if reach.person_id is None:
        return []
    found = together(
        *(listed(source.items, reach.person_id, today, today) for source in timed_sources)
    )
    return [
        item for item in chain.from_iterable(found)
        if not item.cancelled and local_day(item.starts) == today
    ]


def _timed(item: TimedItem) -> TodayCard:
    hour = time_format(localtime(item.starts), pgettext("hour of a meeting", "H:i"))
    when = _("Today at %(hour)s") % {"hour": hour}
    text = f"{when} · {item.place}" if item.place else when
    icon = _ICONS.get(item.key.partition(":")[0], "Calendar")
    return TodayCard(item.text, text, item.url, item.action or pgettext("button", "Open"), icon)


def due_cards(rows: Sequence[DueRow]) -> list[TodayCard]:
    """What is due today, shown like a meeting."""
    action = pgettext("button", "Open")
    return [
        TodayCard(row.text, f"{row.near} · {row.under}", row.url, action, row.icon)
        for row in rows
    ]
