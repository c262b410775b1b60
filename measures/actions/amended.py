"""What an adopted amendment does to the text: change, split, add, take out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from challenges.models import Challenge
from leanplan.clock import today
from leanplan.versioning import save_changes
from measures.actions.measures import measure_create
from measures.actions.reviews import measure_touched
from measures.choices import Status
from measures.models import Amendment, Measure, StatusEntry
from organisation.holders import title_kept

Line = Measure | Challenge


def lines_of(amendments: Iterable[Amendment]) -> dict[Amendment, Line | None]:
    """The line each is about as it is now, whatever was loaded before; for a new measure the one
    it is to stand after, or None. Two queries."""
    amendments = list(amendments)
    measures = Measure.objects.select_related("row__plan", "heading").in_bulk(
        {amendment.measure_id for amendment in amendments if amendment.measure_id}
    )
    challenges = Challenge.objects.in_bulk(
        {amendment.challenge_id for amendment in amendments if amendment.challenge_id}
    )
    return {
        amendment: measures.get(amendment.measure_id or 0)
        or challenges.get(amendment.challenge_id or 0)
        for amendment in amendments
    }


def refuse_clash(lines: Mapping[Amendment, Line | None]) -> None:
    """Raise ValidationError where a line says something else now than when its change was
    proposed, or where two of the proposals are about the same line."""
    in_text = set(Measure.objects.in_text().filter(amendments__in=list(lines)).values_list(
        "pk", flat=True
    ))
    seen: set[Line] = set()
    for amendment, line in lines.items():
        if amendment.kind == Amendment.Kind.ADD or line is None:
            continue
        if line in seen:
            raise ValidationError(
                _("Two proposals are about %(code)s. Adopt one of them.") % {"code": line.code}
            )
        seen.add(line)
        gone = isinstance(line, Measure) and line.pk not in in_text
        if gone or line.text != amendment.old_text:
            raise ValidationError(
                _(
                    "The text of %(code)s has changed since the proposal was written. "
                    "Write a new proposal from the text as it is now."
                )
                % {"code": line.code}
            )


def apply(*, by: Any, amendment: Amendment, line: Line | None) -> None:
    """Change the text as the amendment says, with its reason in the history.

    In: the line from `lines_of`, after `refuse_clash`. Call inside a transaction.
    Errors: Conflict.
    """
    {
        Amendment.Kind.CHANGE: _change,
        Amendment.Kind.SPLIT: _split,
        Amendment.Kind.ADD: _add,
        Amendment.Kind.REMOVE: _take_out,
    }[Amendment.Kind(amendment.kind)](by, amendment, line)


def _write(by: Any, line: Any, text: str, reason: str) -> None:
    save_changes(line, {"text": text}, version=line.version, by=by, reason=reason)


def _change(by: Any, amendment: Amendment, line: Any) -> None:
    _write(by, line, amendment.new_text, amendment.reason)


def _split(by: Any, amendment: Amendment, measure: Any) -> None:
    first, *others = amendment.new_text.splitlines()
    _write(by, measure, first, amendment.reason)
    for text in others:
        _stand_after(by, measure, text)


def _add(by: Any, amendment: Amendment, after: Any) -> None:
    if after is not None:
        _stand_after(by, after, amendment.new_text)
        return
    last = Measure.objects.in_text().filter(row=amendment.row_id).order_by("order", "pk").last()
    if last is not None:
        _stand_after(by, last, amendment.new_text, heading=None)
        return
    measure_create(by=by, row=amendment.row, unit=None, text=amendment.new_text)  # type: ignore[arg-type]


def _stand_after(by: Any, measure: Any, text: str, **changed: Any) -> None:
    """A new line right after a measure. Equal order, a higher key: it sorts behind it, and before
    the next, so that no other line has to be renumbered."""
    place = {"order": measure.order, "heading": measure.heading, **changed}
    measure_create(by=by, row=measure.row, unit=None, text=text, **place)


def _take_out(by: Any, amendment: Amendment, measure: Any) -> None:
    if measure.is_closed:
        return
    values = {
        "status": Status.DROPPED, "closing_note": amendment.reason, "closed_on": today(),
    }
    save_changes(measure, values, version=measure.version, by=by, reason=amendment.reason)
    StatusEntry.objects.create(
        measure=measure, status=Status.DROPPED, comment=amendment.reason, said_on=today(), by=by,
        by_label=title_kept(by, on=today()),
    )
    measure_touched(measure)
