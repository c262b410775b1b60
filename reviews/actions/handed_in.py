"""Handing in a visit: the drafts of the phone become what stands."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leanplan.history import draft_delete, history_begin
from leanplan.said import said
from reviews.actions.follow_ups import follow_up_add
from reviews.models import GembaVisit, Observation, Praise


def visit_hand_in(*, by: Any, visit: GembaVisit) -> list[Observation]:
    """Let what was written on the visit stand, with a history from now on.

    Empty drafts go; what was agreed becomes follow-up areas. Call inside the transaction that
    holds the visit. Errors: ValidationError, which says which observation lacks what.
    """
    rows = []
    for row in visit.observations.prefetch_related("photos"):
        if _is_empty(row):
            draft_delete(row)
        else:
            rows.append(row)
    errors = [text for number, row in enumerate(rows, 1) for text in _lacks(row, number, visit)]
    if errors:
        raise ValidationError(errors)
    for row in rows:
        if row.is_agreed:
            row.follow_up = follow_up_add(
                by=by, unit=visit.unit, text=row.agreed_text, on=visit.day, visit=visit,
                owner=row.owner, due_date=row.due_date,
            )
            row.save_without_historical_record()  # type: ignore[attr-defined]
    reason = said(gettext_noop("Handed in"))
    history_begin(Observation, rows, by=by, reason=reason)
    _hand_in_praise(visit, by, reason)
    return rows


def _is_empty(row: Observation) -> bool:
    return not row.text.strip() and not row.agreement.strip() and not row.photos.all()


def _lacks(row: Observation, number: int, visit: GembaVisit) -> list[str]:
    found = []
    if not row.text.strip():
        found.append(_("Observation %(number)s: write what you saw.") % {"number": number})
    if not row.kind:
        found.append(_("Observation %(number)s: choose what kind it is.") % {"number": number})
    if row.is_agreed and row.due_date and row.due_date < visit.day:
        found.append(
            _("Observation %(number)s: the deadline is before the visit.") % {"number": number}
        )
    return found


def _hand_in_praise(visit: GembaVisit, by: Any, reason: str) -> None:
    praise = Praise.objects.filter(visit=visit).first()
    if praise is None:
        return
    if praise.text.strip():
        history_begin(Praise, [praise], by=by, reason=reason)
    else:
        draft_delete(praise)
