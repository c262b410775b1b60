"""What Varsler shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.list_export import ListExport
from leanplan.xlsx import Cell, Column, Sheet
from organisation.notices.choices import MailFrequency
from organisation.notices.kinds import GROUPS, in_group, kind_of, worded
from organisation.notices.models import MailChoice, Notice

STEP = 50
MOST = 1000


@dataclass(frozen=True)
class NoticeShown:
    """One notice in the reader's language. url: the link that marks it read on the way."""

    url: str
    icon: str
    color: str
    title: str
    under: str
    at: datetime


@dataclass(frozen=True)
class GroupChoice:
    """One choice of what the list is about."""

    key: str
    label: str | Promise
    chosen: bool


@dataclass(frozen=True)
class NoticesPage:
    """The page. more: how many the link to older ones asks for, 0 where these are all."""

    new: list[NoticeShown]
    earlier: list[NoticeShown]
    groups: list[GroupChoice]
    group: str
    more: int
    frequency: str
    has_person: bool


def notices_page(user: Any, *, group: str = "", shown: str = "") -> NoticesPage:
    """Notices of the person signed in; the same queries for any number."""
    person = getattr(user, "person", None)
    group = group if group in GROUPS else ""
    mine = Notice.objects.of(person.pk if person else None)
    if group:
        mine = mine.filter(kind__in=in_group(group))
    limit = min(int(shown), MOST) if shown.isascii() and shown.isdigit() else STEP
    new = list(mine.unread()[:MOST])
    earlier = list(mine.exclude(read_at=None)[: limit + 1])
    return NoticesPage(
        new=_shown(new), earlier=_shown(earlier[:limit]), groups=_groups(group), group=group,
        more=limit + STEP if len(earlier) > limit else 0, frequency=frequency_of(person),
        has_person=person is not None,
    )


def frequency_of(person: Any) -> str:
    """How often a person is reminded by mail; on Mondays where nothing is chosen."""
    chosen = MailChoice.objects.filter(person=person) if person else MailChoice.objects.none()
    return str(chosen.values_list("frequency", flat=True).first() or MailFrequency.WEEKLY)


def _groups(chosen: str) -> list[GroupChoice]:
    return [GroupChoice(key, label, key == chosen) for key, label in GROUPS.items()
            if in_group(key)]


def _shown(notices: Iterable[Notice]) -> list[NoticeShown]:
    shown = []
    for notice in notices:
        kind = kind_of(notice.kind)
        if kind is not None:
            shown.append(
                NoticeShown(
                    url=reverse("organisation:notice_open", args=[notice.pk]),
                    icon=kind.icon, color=kind.color,
                    title=worded(kind.title, notice.parameters),
                    under=worded(kind.under, notice.parameters), at=notice.made_at,
                )
            )
    return shown


def notices_export(user: Any, *, group: str = "") -> ListExport:
    """One's own notices as a list, the newest first; as many as the page can show."""
    page = notices_page(user, group=group, shown=str(MOST))
    columns = (
        Column(_("Told"), 18), Column(_("Notice"), 60, wrap=True), Column(_("More"), 50, wrap=True),
        Column(_("Read already"), 14),
    )
    told = [(each, False) for each in page.new] + [(each, True) for each in page.earlier]
    rows: list[list[Cell]] = [
        [each.at, each.title, each.under, _("Yes") if is_read else _("No")]
        for each, is_read in told
    ]
    scope = ngettext("%(number)s notice", "%(number)s notices", len(rows)) % {"number": len(rows)}
    chosen: list[tuple[Cell, Cell]] = [
        (_("Filter"), each.label) for each in page.groups if each.chosen
    ]
    return ListExport(_("Notices"), [Sheet(_("Notices"), columns, rows)], scope, chosen)
