"""What the visitor writes on the phone: drafts that are saved while they are written."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.history import draft_delete
from leanplan.versioning import create, save_changes, save_draft
from reviews.models import GembaVisit, HostNote, Observation, Praise, VisitQuestion

# More on one visit is a slip of some program, not something a leader sees.
OBSERVATIONS = 60


@transaction.atomic
def observation_put(
    *, by: Any, visit: GembaVisit, key: UUID, version: int, values: Mapping[str, Any]
) -> Observation:
    """Keep an observation of a visit under way, by the key that the phone made for it.

    version: what the phone saw, 0 for one it has not sent before. Sent twice it is kept once. Out:
    the row as it stands. Errors: Conflict (another phone was first with other words),
    ValidationError (the visit is over).
    """
    _lock(visit)
    row = Observation.objects.filter(visit=visit, key=key).first()
    if row is None:
        if visit.observations.count() >= OBSERVATIONS:
            raise ValidationError(
                _("There are %(most)s observations already.") % {"most": OBSERVATIONS}
            )
        row = Observation(visit=visit, key=key, **values)
        row.full_clean()
        row.save_without_historical_record()  # type: ignore[attr-defined]
        return row
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    save_draft(row, dict(values), version=version)
    return row


@transaction.atomic
def observation_delete(*, by: Any, visit: GembaVisit, key: UUID) -> None:
    """Take a draft away with its pictures, and leave nothing; gone already is well too.

    Errors: ValidationError (the visit is over).
    """
    _lock(visit)
    row = Observation.objects.filter(visit=visit, key=key).first()
    if row is not None:
        draft_delete(row)


def _lock(visit: GembaVisit) -> None:
    """One phone at a time, and none once the visit is handed in. Errors: ValidationError."""
    standing = GembaVisit.objects.select_for_update().get(pk=visit.pk)
    if not standing.is_coming:
        raise ValidationError(_("The visit is handed in. Open it to see what stands."))


@transaction.atomic
def observation_edit(
    *, by: Any, observation: Observation, version: int, values: Mapping[str, Any]
) -> None:
    """Put an observation right after it was handed in. Errors: Conflict, ValidationError."""
    if not str(values.get("text", observation.text)).strip():
        raise ValidationError({"text": _("Write what you saw.")})
    save_changes(observation, dict(values), version=version, by=by)


@transaction.atomic
def praise_put(*, by: Any, visit: GembaVisit, version: int, text: str) -> Praise:
    """Keep the praise of a visit under way. version: 0 before it was sent.

    Errors: Conflict, ValidationError (the visit is over).
    """
    _lock(visit)
    row = Praise.objects.filter(visit=visit).first()
    if row is None:
        row = Praise(visit=visit, text=text)
        row.full_clean()
        row.save_without_historical_record()  # type: ignore[attr-defined]
    elif row.text != text:
        save_draft(row, {"text": text}, version=version)
    return row


@transaction.atomic
def question_tick(*, by: Any, question: VisitQuestion, is_asked: bool) -> None:
    """Tick what was asked, or take the tick away. Errors: ValidationError (the visit is over)."""
    _lock(question.visit)
    VisitQuestion.objects.filter(pk=question.pk).update(is_asked=is_asked)


@transaction.atomic
def host_note_write(*, by: Any, visit: GembaVisit, version: int, text: str) -> HostNote:
    """Write what the host wants the visitor to see. version: 0 before there is any.

    Errors: Conflict, ValidationError (the visit is over).
    """
    _lock(visit)
    row = HostNote.objects.filter(visit=visit).first()
    if row is None:
        made: HostNote = create(HostNote(visit=visit, text=text.strip()), by=by)
        return made
    save_changes(row, {"text": text.strip()}, version=version, by=by)
    return row
