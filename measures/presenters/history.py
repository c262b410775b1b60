"""What has happened to one measure, field by field, newest first, in the words of today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from leanplan.clock import today
from leanplan.dates import local_day
from leanplan.history import is_note, last_steps, steps_of
from leanplan.questions import question
from leanplan.said import spoken
from leanplan.textdiff import differences, marked
from measures.models import Measure
from measures.presenters.told import NAMED, Names, all_told, names_of
from organisation.holders import Register

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


Steps = list[tuple[Any, Any]]


def history_of(measure: Measure, *, user: Any, last: int | None = None) -> list[Entry]:
    """The history of a measure the user may see; the same queries however long it is.

    In: how many of the last steps; None for all. What points at a measure the user may not see
    is not told.
    """
    steps = loaded_steps(measure, last=last)
    return entries_of(steps, Register.of([], people_in(steps)), names_in(steps, user=user))


def loaded_steps(measure: Measure, *, last: int | None = None) -> Steps:
    """The last steps of the history, or all, with what names them; one query."""
    if last is None:
        return steps_of(measure, related=_NAMED)
    return last_steps(_last_records(measure.pk, number=last + 1), last)


_NAMED = ("history_user__person", *NAMED)


@question
def _last_records(measure: int, *, number: int) -> QuerySet[Any]:
    records = Measure.history.filter(id=measure).select_related(*_NAMED)
    return records.order_by("-history_date", "-history_id")[:number]


def people_in(steps: Steps) -> set[int]:
    """Keys of the people who made the steps."""
    makers = (record.history_user for record, _before in steps)
    return {user.person.pk for user in makers if hasattr(user, "person")}


def names_in(steps: Steps, *, user: Any) -> Names:
    """What the steps point at is called, for this user. Two queries at the most."""
    return names_of([one for step in steps for one in step if one is not None], user=user)


def entries_of(steps: Steps, register: Register, names: Names) -> list[Entry]:
    """The steps in words. In: a register with the people in them, and what they point at."""
    entries: list[Entry] = []
    for record, before in steps:
        by = record.history_user
        person = by.person.pk if hasattr(by, "person") else None
        title = register.title(person, on=local_day(record.history_date)) if person else ""
        entries += _entries(record, before, names, by=str(by or ""), title=title)
    return _joined(entries)


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
