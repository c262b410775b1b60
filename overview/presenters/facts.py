"""Small facts that My page needs of several places, fetched in one query."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from challenges.models import ActionPlan, PlanState, PlanVersion
from leanplan.questions import question
from organisation.meetings import meetings_from
from organisation.models import User
from organisation.reach import reach_of
from overview.models import LastVisit


@dataclass(frozen=True)
class Facts:
    """seen_at, before_at: as LastVisit has them. meeting_on, body: the management group's next
    meeting, today's included. text_at: when a plan's text was last adopted or amended. own_plan:
    the plan under way that a position of the user owns."""

    seen_at: datetime | None
    before_at: datetime | None
    meeting_on: date | None
    body: str | None
    text_at: datetime | None
    own_plan: int | None


def facts_for(user: Any, *, today: date) -> Facts:
    """The facts for a user on a day; one query."""
    (row,) = _facts(user.pk, today, {*reach_of(user).position_ids, 0})
    return Facts(*row)


@question
def _facts(user: int, day: date, positions: Collection[int]) -> QuerySet[Any]:
    visit = LastVisit.objects.filter(user=OuterRef("pk"))
    meeting = meetings_from(day)
    body = Coalesce(NullIf("unit__short_name", Value("")), "unit__name")
    text = PlanVersion.objects.order_by("-recorded_at")
    owned = ActionPlan.objects.filter(owner__in=positions, state=PlanState.RUNNING)
    wanted = (
        visit.values("seen_at"), visit.values("before_at"), meeting.values("day"),
        meeting.annotate(body=body).values("body"), text.values("recorded_at"),
        owned.order_by("-generation").values("pk"),
    )
    return User.objects.filter(pk=user).values_list(*(Subquery(one[:1]) for one in wanted))
