"""What has happened to one measure, field by field, newest first, in the words of today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from leanplan.clock import today
from leanplan.dates import local_day
from leanplan.history import is_note, steps_of
from leanplan.said import spoken
from leanplan.textdiff import differences, marked
from measures.models import Measure
from measures.presenters.told import Names, all_told, names_of
from organisation.holders import titles_on
from organisation.models import User

MADE, CHANGED, NOTED = "made", "changed", "noted"


@dataclass(frozen=True)
class Entry:
    """One thing that happened.

    kind: "made" (the measure came to be), "changed" (a field) or "noted" (a reason and no change).
    old, new: in words, "" where nothing was set. title: what the person was on that day. step:
    the version it made, the same for all that one save changed.
    """

    step: str
    at: datetime
    by: str
    title: str
    kind: str
    label: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""
    is_text: bool = False

    @property
    def day(self) -> str:
        """The day in a narrow list: "18. okt."; with the year where it is not this one."""
        day = local_day(self.at)
        if day.year != today().year:
            return date_format(day, pgettext("day in a narrow list, with year", "j M Y"))
        return date_format(day, pgettext("day in a narrow list", "j M"))

    @property
    def marked(self) -> SafeString:
        """A changed text with what was taken out and put in."""
        return marked(differences(self.old, self.new))


def history_of(measure: Measure, *, user: Any, last: int | None = None) -> list[Entry]:
    """The history of a measure the user may see; the same queries however long it is.

    In: how many of the last steps; None for all. What points at a measure the user may not see
    is not told.
    """
    steps = steps_of(measure, last=last)
    records = [record for step in steps for record in step if record is not None]
    names = names_of(records, user=user)
    people = _people(records)
    titles = titles_on(
        (people[record.history_user_id], local_day(record.history_date))
        for record, _before in steps
        if record.history_user_id in people
    )
    entries: list[Entry] = []
    for record, before in steps:
        by = people.get(record.history_user_id)
        title = titles.get((by.pk, local_day(record.history_date)), "") if by else ""
        entries += _entries(record, before, names, by=str(by or ""), title=title)
    return _joined(entries)


def _people(records: Iterable[Any]) -> dict[int, User]:
    keys = {record.history_user_id for record in records} - {None}
    return User.objects.select_related("person").in_bulk(keys)


def _entries(
    record: Any, before: Any, names: Names, *, by: str, title: str
) -> Iterator[Entry]:
    common = {
        "step": _step(record, before), "at": record.history_date, "by": by, "title": title,
        "reason": spoken(record.history_change_reason),
    }
    if before is None:
        yield Entry(kind=MADE, **common)
        return
    told = list(all_told(before, record, names))
    for change in told:
        yield Entry(
            kind=CHANGED, label=change.label, old=change.old, new=change.new,
            is_text=change.is_text, **common,
        )
    if not told and common["reason"] and is_note(record, before):
        yield Entry(kind=NOTED, **common)


def _step(record: Any, before: Any) -> str:
    """One save is one version; a note made no version, so it is a step of its own."""
    if before is not None and record.history_change_reason and is_note(record, before):
        return f"note {record.history_id}"
    return str(record.version)


def _joined(entries: list[Entry]) -> list[Entry]:
    """One entry where one save left two records of the same field (links are added one by one)."""
    found: list[Entry] = []
    for entry in entries:
        after = found[-1] if found else None
        if (
            after is not None
            and (after.label, after.step, after.kind) == (entry.label, entry.step, CHANGED)
        ):
            found[-1] = replace(after, old=entry.old)
        else:
            found.append(entry)
    reasons = {entry.step: entry.reason for entry in entries if entry.reason}
    return [
        replace(entry, reason=reasons.get(entry.step, ""))
        for entry in found
        if entry.kind != CHANGED or entry.old != entry.new
    ]
