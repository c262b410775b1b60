"""Pictures of what was seen on a visit."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.photos import photo_read
from reviews.choices import VisitState
from reviews.models import GembaVisit, Observation, VisitPhoto
from reviews.observation_models import PHOTOS_EACH


def photo_add(*, by: Any, observation: Observation, key: UUID, data: bytes) -> VisitPhoto:
    """Keep a picture with an observation, by the key that the phone made for it.

    It is written anew first, outside any transaction: a hostile one leaves nothing. Sent twice it
    is kept once. Errors: ValidationError (no picture, too many, the visit is handed in).
    """
    known = VisitPhoto.objects.filter(observation=observation, key=key).first()
    if known is not None:
        return known
    _refuse(observation)
    photo = photo_read(data)
    with transaction.atomic():
        # One at a time, or two sent at once would both find room.
        visit = GembaVisit.objects.select_for_update().get(pk=observation.visit_id)
        _refuse(observation, visit)
        made, _new = VisitPhoto.objects.get_or_create(
            observation=observation, key=key,
            defaults={"content": photo.content, "width": photo.width, "height": photo.height},
        )
    return made


def _refuse(observation: Observation, visit: GembaVisit | None = None) -> None:
    visit = visit or observation.visit
    if not visit.is_coming:
        raise ValidationError(_("The visit is handed in. Open it to see what stands."))
    if observation.photos.count() >= PHOTOS_EACH:
        raise ValidationError(
            _("An observation has %(most)s pictures at most.") % {"most": PHOTOS_EACH}
        )


@transaction.atomic
def photo_remove(*, by: Any, photo: VisitPhoto) -> None:
    """Take a picture away for good, before or after the visit is handed in: someone may be in it.

    Errors: ValidationError (the visit is cancelled).
    """
    if photo.observation.visit.state == VisitState.CANCELLED:
        raise ValidationError(_("The visit is cancelled."))
    photo.delete()
