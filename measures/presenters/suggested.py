"""What is suggested for a measure and not decided: an owner, a deadline, and where it is from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.forms.allocation import in_one_line
from measures.models import Measure
from measures.rules import Deadline
from organisation.holders import Holder, holders_of, owner_shown

OWNER, DEADLINE = "owner", "deadline"


@dataclass(frozen=True)
class Suggested:
    """One suggestion, of an "owner" or a "deadline" (key).

    text: what is suggested, "" where there is only what the document says (as_read). under: who
    holds the position today. source: who suggests it.
    """

    key: str
    label: str | Promise
    text: str
    under: str
    source: str
    as_read: str


def suggestions_of(
    measure: Measure, *, today: date, holders: dict[int, list[Holder]] | None = None
) -> list[Suggested]:
    """What is suggested for the parts of a measure that nobody has set.

    holders: of the suggested position, where they are known already.
    """
    found = [_owner(measure, today, holders), _deadline(measure, today)]
    return [suggestion for suggestion in found if suggestion]


def suggested_part(measure: Measure, key: str, *, today: date) -> Suggested | None:
    """What is suggested as owner or as deadline; None where that is only read, or set already."""
    suggestion = _owner(measure, today) if key == OWNER else _deadline(measure, today)
    return suggestion if suggestion and suggestion.text else None


def _source(measure: Measure) -> str:
    by: Any = measure.suggested_by
    if by is None:
        return _("from the text of the plan")
    return _("by %(name)s") % {"name": by.get_full_name()}


def _owner(
    measure: Measure, today: date, holders: dict[int, list[Holder]] | None = None
) -> Suggested | None:
    if measure.owner_id is not None or measure.is_closed:
        return None
    position = measure.suggested_owner
    if position is None:
        return _only_read(OWNER, gettext_lazy("Responsible"), measure.owner_as_read)
    if holders is None:
        holders = holders_of([position.pk], on=today)
    holder = owner_shown(position, holders)
    return Suggested(
        OWNER, gettext_lazy("Responsible"), position.label,
        holder.name if holder.kind == "person" else "", _source(measure), measure.owner_as_read,
    )


def _deadline(measure: Measure, today: date) -> Suggested | None:
    if Deadline.of(measure).is_settled or measure.is_closed:
        return None
    deadline = Deadline.suggested_for(measure, today=today)
    if deadline is None:
        return _only_read(DEADLINE, gettext_lazy("Deadline"), measure.deadline_as_read)
    return Suggested(
        DEADLINE, gettext_lazy("Deadline"), in_one_line(deadline), "", _source(measure),
        measure.deadline_as_read,
    )


def _only_read(key: str, label: str | Promise, as_read: str) -> Suggested | None:
    source = _("from the text of the plan")
    return Suggested(key, label, "", "", source, as_read) if as_read else None
