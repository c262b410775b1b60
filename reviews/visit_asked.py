"""What the pages of a visit ask the database: questions, asked at once (leanplan/together.py).

Whoever reads a visit reads what was agreed in its unit (reviews/scope.py).
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from leanplan.questions import keep_rows, question
from leanplan.together import together
from reviews.models import (
    FollowUp,
    FollowUpQuerySet,
    GembaVisit,
    HostNote,
    Observation,
    Praise,
    VisitMove,
    VisitPhoto,
    VisitQuestion,
)
from reviews.presenters.follow_ups import for_list


@question
def visits_before(unit: int, day: date, visit: int) -> QuerySet[GembaVisit]:
    """The unit's last visit up to the day, the visit itself left out; one or none."""
    earlier = GembaVisit.objects.held().filter(unit=unit, day__lte=day).exclude(pk=visit)
    return earlier.order_by("-day", "-pk")[:1]


@question
def praise_asked(visit: int) -> QuerySet[Praise]:
    """The visitor's praise; one or none."""
    return Praise.objects.filter(visit=visit)


@question
def note_asked(visit: int) -> QuerySet[HostNote]:
    """What the host wants shown; one or none."""
    return HostNote.objects.filter(visit=visit)


@question
def questions_asked(visit: int) -> QuerySet[VisitQuestion]:
    """What the visitor looks for."""
    return VisitQuestion.objects.filter(visit=visit)


@question
def moves_asked(visit: int) -> QuerySet[VisitMove]:
    """How the visit was moved."""
    return VisitMove.objects.filter(visit=visit).select_related("by__person")


@question
def agreed_asked(unit: int, visit: int) -> FollowUpQuerySet:
    """The follow-up areas of the visit, with what a row shows."""
    return for_list(FollowUp.objects.filter(unit=unit, visit=visit))


@question
def agreed_before_asked(unit: int, visit: int, before: int) -> FollowUpQuerySet:
    """What is open in the unit, and what an earlier visit agreed; this visit's own left out."""
    is_open = Q(pk__in=FollowUp.objects.open().values("pk"))
    rows = FollowUp.objects.filter(is_open | Q(visit=before), unit=unit)
    return for_list(rows.exclude(visit=visit))


@question
def _observations(visit: int) -> QuerySet[Observation]:
    return Observation.objects.filter(visit=visit).select_related("owner__unit", "follow_up")


@question
def _photos(visit: int) -> QuerySet[VisitPhoto]:
    return VisitPhoto.objects.without_content().filter(observation__visit=visit)


def observations_asked(visit: int) -> list[Any]:
    """What was seen, in the order it was written, each with its pictures; one question."""
    rows, photos = together(lambda: _observations(visit), lambda: _photos(visit))
    for row in rows:
        keep_rows(row, "photos", [one for one in photos if one.observation_id == row.pk])
    return list(rows)
