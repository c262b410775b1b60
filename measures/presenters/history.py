"""What has happened to one measure, field by field, newest first, in the words of today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from challenges.models import Challenge, PlanRow, RowHeading
from leanplan.clock import today
from leanplan.dates import local_day
from leanplan.history import is_note, steps_of
from leanplan.textdiff import differences, marked
from leanplan.values import in_words
from measures.choices import Status
from measures.forms.allocation import in_one_line
from measures.models import Measure
from measures.rules import Deadline
from organisation.holders import titles_on
from organisation.models import Person, Position, User

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


@dataclass(frozen=True)
class _Names:
    """What the keys in the records are called, for this reader."""

    positions: dict[int, str]
    people: dict[int, str]
    headings: dict[int, str]
    rows: dict[int, str]
    measures: dict[int, str]
    challenges: dict[int, tuple[str, ...]]


@dataclass(frozen=True)
class _Told:
    label: str
    old: str
    new: str
    is_text: bool = False


def history_of(measure: Measure, *, user: Any, last: int | None = None) -> list[Entry]:
    """The history of a measure the user may see; the same queries however long it is.

    In: how many of the last steps; None for all. What points at a measure the user may not see
    is not told.
    """
    steps = steps_of(measure, last=last)
    records = [record for step in steps for record in step if record is not None]
    names = _names(records, user)
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
    record: Any, before: Any, names: _Names, *, by: str, title: str
) -> Iterator[Entry]:
    common = {
        "step": _step(record, before), "at": record.history_date, "by": by, "title": title,
        "reason": record.history_change_reason or "",
    }
    if before is None:
        yield Entry(kind=MADE, **common)
        return
    told = list(_differences(before, record, names))
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


def _differences(old: Any, new: Any, names: _Names) -> Iterator[_Told]:
    """What differs between two records; a deadline is one thing, whatever fields it has."""
    yield from _owners(old, new, names)
    yield from _deadlines(old, new)
    if old.status != new.status:
        yield _Told(_("Status"), str(Status(old.status).label), str(Status(new.status).label))
    if old.executor_id != new.executor_id:
        yield _Told(_("Carried out by"), *_called(names.people, old, new, "executor_id"))
    for name, label in (
        ("text", _("Text")), ("description", _("What we will do")), ("done_when", _("Done when")),
    ):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield _Told(label, in_words(was), in_words(now), is_text=True)
    yield from _places(old, new, names)


def _owners(old: Any, new: Any, names: _Names) -> Iterator[_Told]:
    if old.owner_id != new.owner_id:
        yield _Told(_("Responsible"), *_called(names.positions, old, new, "owner_id"))
    elif old.suggested_owner_id != new.suggested_owner_id:
        told = _called(names.positions, old, new, "suggested_owner_id")
        yield _Told(_("Suggested responsible"), *told)


def _deadlines(old: Any, new: Any) -> Iterator[_Told]:
    before, after = Deadline.of(old), Deadline.of(new)
    if before != after:
        yield _Told(_("Deadline"), _written(before), _written(after))
        return
    before, after = _suggested(old), _suggested(new)
    if before != after:
        yield _Told(_("Suggested deadline"), _written(before), _written(after))


def _suggested(record: Any) -> Deadline:
    return Deadline(
        record.suggested_kind or "unsettled", record.suggested_due_date,
        record.suggested_precision, record.suggested_rhythm,
    )


def _written(deadline: Deadline) -> str:
    return in_one_line(deadline) if deadline.is_settled else ""


def _places(old: Any, new: Any, names: _Names) -> Iterator[_Told]:
    """Where the measure stands and what it hangs together with."""
    for field, label, called in (
        ("row_id", _("Row"), names.rows),
        ("heading_id", _("Sub-heading"), names.headings),
        ("supports_id", _("Supports"), names.measures),
        ("continued_by_id", _("Carried over as"), names.measures),
    ):
        if getattr(old, field) != getattr(new, field):
            was, now = _called(called, old, new, field)
            if was or now:
                yield _Told(label, was, now)
    if old.code != new.code:
        yield _Told(_("Code"), old.code, new.code)
    was, now = (", ".join(names.challenges.get(r.history_id, ())) for r in (old, new))
    if was != now:
        yield _Told(_("Answers"), was, now)


def _called(names: dict[int, str], old: Any, new: Any, field: str) -> tuple[str, str]:
    return names.get(getattr(old, field), ""), names.get(getattr(new, field), "")


def _names(records: list[Any], user: Any) -> _Names:
    """What the records point at is called; one query for each sort of thing that is there."""
    positions = _keys(records, "owner_id", "suggested_owner_id")
    measures = _keys(records, "supports_id", "continued_by_id")
    return _Names(
        positions={
            row.pk: row.label
            for row in Position.objects.filter(pk__in=positions).select_related("unit")
        },
        people=_by_key(Person.objects.all(), _keys(records, "executor_id")),
        headings=_by_key(RowHeading.objects.all(), _keys(records, "heading_id")),
        rows=_by_key(PlanRow.objects.all(), _keys(records, "row_id")),
        measures=_by_key(Measure.objects.visible_to(user), measures),
        challenges=_answered(records),
    )


def _keys(records: list[Any], *fields: str) -> set[int]:
    """Keys that change somewhere in the records; what stays the same is never told."""
    found: set[int] = set()
    for field in fields:
        keys = {getattr(record, field) for record in records}
        found |= keys if len(keys) > 1 else set()
    return found - {None}


def _by_key(rows: Any, keys: set[int]) -> dict[int, str]:
    return {row.pk: str(row) for row in rows.filter(pk__in=keys)} if keys else {}


def _answered(records: list[Any]) -> dict[int, tuple[str, ...]]:
    """{record: codes of the challenges it answers}; simple-history keeps the links by record."""
    if not records:
        return {}
    links = records[0].challenges.model.objects.filter(
        history__in=[record.history_id for record in records]
    ).values_list("history_id", "challenge_id")
    pairs = list(links)
    codes = dict(
        Challenge.objects.filter(pk__in={key for _, key in pairs}).values_list("pk", "code")
    )
    found: dict[int, list[str]] = {}
    for record, key in pairs:
        if key in codes:
            found.setdefault(record, []).append(codes[key])
    return {record: tuple(sorted(known, key=_by_number)) for record, known in found.items()}


def _by_number(code: str) -> tuple[int, str]:
    return len(code), code
