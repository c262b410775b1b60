"""Who takes part, and the bones."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.history import history_sign
from leanplan.versioning import create, save_changes, take_row
from organisation.models import Position
from reviews.fishbone.actions.turns import take_open_turn
from reviews.fishbone.models import MAX_BONES, CauseCategory, FishboneAnalysis, Participant


@transaction.atomic
def participant_add(
    *, by: Any, analysis: FishboneAnalysis, position: Position | None = None, group: str = "",
    number: int = 1,
) -> Participant:
    """Ask a position, or a group in words, to take part. Errors: ValidationError."""
    take_open_turn(analysis)
    group = group.strip()
    same = analysis.participants.filter(position=position, group=group).first()
    if same is not None:
        return same
    made: Participant = create(
        Participant(analysis=analysis, position=position, group=group, number=number), by=by
    )
    return made


@transaction.atomic
def participant_remove(*, by: Any, participant: Participant) -> None:
    """Take somebody off the list. Errors: ValidationError (held, leads the analysis)."""
    analysis = participant.analysis
    take_open_turn(analysis)
    if participant.position_id and participant.position_id == analysis.facilitator_id:
        raise ValidationError(_("This position leads the analysis. Choose another one first."))
    _delete(participant, by)


def _delete(row: Any, by: Any) -> None:
    history_sign(row, by=by)
    row.delete()


@transaction.atomic
def bone_add(*, by: Any, analysis: FishboneAnalysis, name: str) -> CauseCategory:
    """Add a bone after the others. Errors: ValidationError (a twin, too many, held)."""
    take_open_turn(analysis)
    bones = list(analysis.bones.all())
    if len(bones) >= MAX_BONES:
        raise ValidationError(
            _("An analysis has at most %(number)s bones.") % {"number": MAX_BONES}
        )
    order = max((bone.order for bone in bones), default=0) + 10
    made: CauseCategory = create(
        CauseCategory(analysis=analysis, order=order, name=name.strip()), by=by
    )
    return made


@transaction.atomic
def bone_edit(
    *, by: Any, bone: CauseCategory, version: int, name: str, place: int
) -> dict[str, tuple[Any, Any]]:
    """Rename a bone, and put it in a place among the others, counted from 1.

    Errors: Conflict, ValidationError (a twin, held).
    """
    take_open_turn(bone.analysis)
    changes = save_changes(bone, {"name": name.strip()}, version=version, by=by)
    others = [one for one in bone.analysis.bones.all() if one.pk != bone.pk]
    others.insert(max(0, place - 1), bone)
    for number, one in enumerate(others, start=1):
        save_changes(one, {"order": 10 * number}, version=one.version, by=by)
    return changes


@transaction.atomic
def bone_remove(*, by: Any, bone: CauseCategory, version: int) -> None:
    """Remove an empty bone. Errors: Conflict, ValidationError (causes on it, the last, held)."""
    take_open_turn(bone.analysis)
    number = bone.causes.count()
    if number:
        raise ValidationError(
            ngettext(
                "%(number)s cause stands on the bone. Move it to another bone first.",
                "%(number)s causes stand on the bone. Move them to another bone first.", number,
            ) % {"number": number}
        )
    if bone.analysis.bones.count() == 1:
        raise ValidationError(_("An analysis has at least one bone."))
    take_row(bone, version)
    _delete(bone, by)
