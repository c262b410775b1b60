"""Measures and follow-up areas made from a cause."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import PlanRow
from leanplan.clock import today
from measures.actions.measures import measure_create
from measures.rules import Deadline
from organisation.models import Position
from reviews.actions.follow_ups import follow_up_add
from reviews.fishbone.actions.turns import take_live_turn
from reviews.fishbone.choices import OutcomeKind
from reviews.fishbone.models import Cause, Outcome


@transaction.atomic
def outcome_measure(
    *, by: Any, cause: Cause, row: PlanRow, text: str, owner: Position | None = None,
    due_date: date | None = None,
) -> Outcome:
    """Make a measure of the unit from a cause, in a row of the plan.

    Errors: ValidationError (closed, no text, the unit has it already).
    """
    analysis = cause.analysis
    take_live_turn(analysis)
    deadline = Deadline.on(due_date) if due_date else None
    measure = measure_create(
        by=by, row=row, unit=analysis.unit, text=text, owner=owner, deadline=deadline
    )
    made, _new = Outcome.objects.get_or_create(
        analysis=analysis, cause=cause, kind=OutcomeKind.MEASURE, measure=measure
    )
    return made


@transaction.atomic
def outcome_follow_up(
    *, by: Any, cause: Cause, text: str, owner: Position | None = None,
    due_date: date | None = None,
) -> Outcome:
    """Make a follow-up area of the unit from a cause; sent twice, it stands once.

    Errors: ValidationError (closed, no text, a deadline that has passed).
    """
    analysis = cause.analysis
    take_live_turn(analysis)
    if not text.strip():
        raise ValidationError({"text": _("Write what is to be better.")})
    twin = analysis.outcomes.filter(cause=cause, follow_up__text=text.strip()).first()
    if twin is not None:
        return twin
    follow_up = follow_up_add(
        by=by, unit=analysis.unit, text=text, on=today(), owner=owner, due_date=due_date,
        cause=cause.text,
    )
    return Outcome.objects.create(
        analysis=analysis, cause=cause, kind=OutcomeKind.FOLLOW_UP, follow_up=follow_up
    )
