"""What changed between two records of a measure's history, in the words of today."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leanplan.questions import question
from leanplan.values import in_words
from measures.choices import Status
from measures.forms.allocation import in_one_line
from measures.models import Measure
from measures.rules import Deadline


@dataclass(frozen=True)
class Told:
    """One thing that changed: its label, what it was and what it became, in words."""

    label: str
    old: str
    new: str
    is_text: bool = False


@dataclass(frozen=True)
class Names:
    """What the keys in the records are called, for this reader."""

    positions: dict[int, str]
    people: dict[int, str]
    headings: dict[int, str] = field(default_factory=dict)
    rows: dict[int, str] = field(default_factory=dict)
    measures: dict[int, str] = field(default_factory=dict)
    challenges: dict[int, tuple[str, ...]] = field(default_factory=dict)


def fields_told(old: Any, new: Any, names: Names) -> Iterator[Told]:
    """What differs between two records in the fields that people set; a deadline is one thing."""
    if old.owner_id != new.owner_id:
        yield Told(_("Responsible"), *_called(names.positions, old, new, "owner_id"))
    before, after = Deadline.of(old), Deadline.of(new)
    if before != after:
        yield Told(_("Deadline"), _written(before), _written(after))
    if old.status != new.status:
        yield Told(_("Status"), str(Status(old.status).label), str(Status(new.status).label))
    if old.executor_id != new.executor_id:
        yield Told(_("Carried out by"), *_called(names.people, old, new, "executor_id"))
    for name, label in (
        ("text", _("Text")), ("description", _("What we will do")), ("done_when", _("Done when")),
    ):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Told(label, in_words(was), in_words(now), is_text=True)


def all_told(old: Any, new: Any, names: Names) -> Iterator[Told]:
    """The same, and what was suggested meanwhile and where the measure stands."""
    yield from fields_told(old, new, names)
    # A suggestion falls away by itself where an owner or a deadline is set.
    if old.owner_id == new.owner_id and old.suggested_owner_id != new.suggested_owner_id:
        told = _called(names.positions, old, new, "suggested_owner_id")
        yield Told(_("Suggested responsible"), *told)
    before, after = _suggested(old), _suggested(new)
    if Deadline.of(old) == Deadline.of(new) and before != after:
        yield Told(_("Suggested deadline"), _written(before), _written(after))
    yield from _places(old, new, names)


def _suggested(record: Any) -> Deadline:
    return Deadline(
        record.suggested_kind or "unsettled", record.suggested_due_date,
        record.suggested_precision, record.suggested_rhythm,
    )


def _written(deadline: Deadline) -> str:
    return in_one_line(deadline) if deadline.is_settled else ""


def _places(old: Any, new: Any, names: Names) -> Iterator[Told]:
    """Where the measure stands and what it hangs together with."""
    for name, label, called in (
        ("row_id", _("Row"), names.rows),
        ("heading_id", _("Sub-heading"), names.headings),
        ("supports_id", _("Supports"), names.measures),
        ("continued_by_id", _("Carried over as"), names.measures),
    ):
        if getattr(old, name) != getattr(new, name):
            was, now = _called(called, old, new, name)
            if was or now:
                yield Told(label, was, now)
    if old.code != new.code:
        yield Told(_("Code"), old.code, new.code)
    was, now = (", ".join(names.challenges.get(r.history_id, ())) for r in (old, new))
    if was != now:
        yield Told(_("Answers"), was, now)


def _called(names: dict[int, str], old: Any, new: Any, field: str) -> tuple[str, str]:
    return names.get(getattr(old, field), ""), names.get(getattr(new, field), "")


# What names_of reads of each record; load records with it, as in select_related.
NAMED = ("owner__unit", "suggested_owner__unit", "executor", "heading", "row")


def names_of(records: list[Any], *, user: Any) -> Names:
    """What the records point at is called, for this user. Two queries at the most.

    In: records loaded with NAMED.
    """
    measures = _keys(records, "supports_id", "continued_by_id")
    seen = Measure.objects.visible_to(user).filter(pk__in=measures) if measures else ()
    return Names(
        positions=_pointed_at(records, "owner", "suggested_owner"),
        people=_pointed_at(records, "executor"),
        headings=_pointed_at(records, "heading"),
        rows=_pointed_at(records, "row"),
        measures={row.pk: str(row) for row in seen},
        challenges=_answered(records),
    )


def names_of_fields(records: list[Any]) -> Names:
    """The names that `fields_told` needs, of records loaded with owner__unit and executor."""
    return Names(
        positions=_pointed_at(records, "owner"), people=_pointed_at(records, "executor")
    )


def _keys(records: list[Any], *fields: str) -> set[int]:
    """Keys that change somewhere in the records; what stays the same is never told."""
    found: set[int] = set()
    for name in fields:
        keys = {getattr(record, name) for record in records}
        found |= keys if len(keys) > 1 else set()
    return found - {None}


def _pointed_at(records: list[Any], *fields: str) -> dict[int, str]:
    """{key: name} of what those fields point at; what is gone has no entry."""
    rows = {
        row.pk: row
        for record in records for name in fields
        if (row := getattr(record, name)) is not None
    }
    return {key: str(row) for key, row in rows.items()}


def _answered(records: list[Any]) -> dict[int, tuple[str, ...]]:
    """{record: codes of the challenges it answers}; simple-history keeps the links by record."""
    if not records:
        return {}
    links = _links({record.history_id for record in records})
    found: dict[int, list[str]] = {}
    for record, code in links:
        found.setdefault(record, []).append(code)
    return {record: tuple(sorted(known, key=_by_number)) for record, known in found.items()}


@question
def _links(records: Collection[int]) -> QuerySet[Any]:
    kept: Any = apps.get_model("measures", "HistoricalMeasure_challenges")
    links = kept.objects.filter(history__in=records, challenge__code__isnull=False)
    return links.values_list("history_id", "challenge__code")


def _by_number(code: str) -> tuple[int, str]:
    return len(code), code
