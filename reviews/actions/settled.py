"""A visit is followed up when everything that was agreed on it is over."""

from typing import Any

from django.db import transaction

from leanplan.versioning import save_changes
from reviews.choices import FOLLOW_UP_OVER, VisitState
from reviews.models import GembaVisit


@transaction.atomic
def visit_settle(*, by: Any, visit: GembaVisit) -> None:
    """Let a held visit be followed up when all that was agreed is over, and held when something is
    open again. Called where a follow-up area of a visit is made, closed or opened."""
    row = GembaVisit.objects.select_for_update().get(pk=visit.pk)
    if not row.has_been:
        return
    is_open = row.follow_ups.exclude(state__in=FOLLOW_UP_OVER).exists()
    state = VisitState.HELD if is_open else VisitState.FOLLOWED_UP
    save_changes(row, {"state": state}, version=row.version, by=by)
    visit.state, visit.version = row.state, row.version
