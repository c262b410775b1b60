"""What an adopted amendment does to the text: change, split, add, take out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from challenges.models import Challenge
from leanplan.clock import today
from leanplan.versioning import save_changes
from measures.actions.measures import measure_create
from measures.choices import Status
from measures.models import Amendment, Measure, StatusEntry
from organisation.holders import title_of


def refuse_if_text_moved(amendment: Amendment) -> None:
    """Raise ValidationError where the line says something else now than when it was proposed."""
    if amendment.kind == Amendment.Kind.ADD:
        return
    line = _line_of(amendment)
    gone = isinstance(line, Measure) and not Measure.objects.in_text().filter(pk=line.pk).exists()
    if gone or line.text != amendment.old_text:
        raise ValidationError(
            _(
                "The text of %(code)s has changed since the proposal was written. "
                "Write a new proposal from the text as it is now."
            )
            % {"code": line.code}
        )


def apply(*, by: Any, amendment: Amendment) -> None:
    """Change the text as the amendment says, with its reason in the history.

    Call inside a transaction, and after `refuse_if_text_moved`. Errors: Conflict.
    """
    {
        Amendment.Kind.CHANGE: _change,
        Amendment.Kind.SPLIT: _split,
        Amendment.Kind.ADD: _add,
        Amendment.Kind.REMOVE: _take_out,
    }[Amendment.Kind(amendment.kind)](by, amendment)


def _line_of(amendment: Amendment) -> Measure | Challenge:
    """The line as it is now, whatever was loaded before."""
    if amendment.measure is not None:
        return Measure.objects.select_related("row__plan").get(pk=amendment.measure.pk)
    return Challenge.objects.get(pk=amendment.challenge_id)  # type: ignore[misc]


def _write(by: Any, line: Any, text: str, reason: str) -> None:
    save_changes(line, {"text": text}, version=line.version, by=by, reason=reason)


def _change(by: Any, amendment: Amendment) -> None:
    _write(by, _line_of(amendment), amendment.new_text, amendment.reason)


def _split(by: Any, amendment: Amendment) -> None:
    first, *others = amendment.new_text.splitlines()
    measure: Any = _line_of(amendment)
    _write(by, measure, first, amendment.reason)
    for text in others:
        _stand_after(by, measure, text)


def _add(by: Any, amendment: Amendment) -> None:
    if amendment.measure_id:
        _stand_after(by, _line_of(amendment), amendment.new_text)
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


def _take_out(by: Any, amendment: Amendment) -> None:
    measure: Any = _line_of(amendment)
    if measure.is_closed:
        return
    values = {
        "status": Status.DROPPED, "closing_note": amendment.reason, "closed_on": today(),
    }
    save_changes(measure, values, version=measure.version, by=by, reason=amendment.reason)
    StatusEntry.objects.create(
        measure=measure, status=Status.DROPPED, comment=amendment.reason, said_on=today(), by=by,
        by_label=title_of(by, on=today()),
    )
