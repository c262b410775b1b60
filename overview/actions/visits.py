"""Keeping when somebody was here last."""

from django.db import transaction

from leanplan.clock import now
from leanplan.dates import local_day
from organisation.models import User
from overview.models import LastVisit


@transaction.atomic
def visit_note(*, by: User) -> None:
    """Keep that My page was opened; only the first opening of a day changes anything."""
    moment = now()
    visit, made = LastVisit.objects.select_for_update().get_or_create(
        user=by, defaults={"seen_at": moment}
    )
    if made or local_day(visit.seen_at) >= local_day(moment):
        return
    visit.before_at, visit.seen_at = visit.seen_at, moment
    visit.full_clean()
    visit.save()
