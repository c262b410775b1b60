"""The debrief of a visit: each thing that was agreed gets one responsible and one date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from organisation.models import Position
from reviews.actions.follow_ups import follow_up_add, follow_up_change
from reviews.models import FollowUp, GembaVisit


@dataclass(frozen=True)
class Choice:
    """What was chosen for one follow-up area, seen in a version."""

    follow_up: FollowUp
    version: int
    text: str
    owner: Position | None
    due_date: date | None


@dataclass(frozen=True)
class More:
    """Something that was agreed afterwards."""

    text: str
    owner: Position | None
    due_date: date | None


@transaction.atomic
def visit_debrief(
    *, by: Any, visit: GembaVisit, choices: Sequence[Choice], more: More | None = None
) -> None:
    """Write down what was settled, all or nothing; and one thing more, where there was one.

    Sent twice, the further thing is made once. Errors: Conflict, ValidationError.
    """
    for choice in choices:
        follow_up_change(
            by=by, follow_up=choice.follow_up, version=choice.version,
            values={"text": choice.text, "owner": choice.owner, "due_date": choice.due_date},
        )
    if more is not None and not _is_there(visit, more.text):
        follow_up_add(
            by=by, unit=visit.unit, text=more.text, on=visit.day, visit=visit, owner=more.owner,
            due_date=more.due_date,
        )


def _is_there(visit: GembaVisit, text: str) -> bool:
    # Under the visit's lock, so that a form that is sent twice at once finds what the first made.
    GembaVisit.objects.select_for_update().get(pk=visit.pk)
    return FollowUp.objects.open().filter(visit=visit, text=text).exists()
