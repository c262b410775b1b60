"""Measures and follow-up areas made from a cause, and the measure that lets support go on."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import PlanRow
from leanplan.clock import today
from measures.actions.measures import measure_create
from measures.models import Measure
from measures.rules import Deadline
from organisation.language import in_language_of_municipality
from organisation.models import Position
from organisation.roles import Role
from reviews.actions.follow_ups import follow_up_add
from reviews.fishbone.actions.turns import take_live_turn, take_open_turn
from reviews.fishbone.choices import OutcomeKind
from reviews.fishbone.models import Cause, FishboneAnalysis, Outcome
from reviews.fishbone.support import support_of


@transaction.atomic
def outcome_measure(
    *, by: Any, cause: Cause, row: PlanRow, text: str, owner: Position | None = None,
    due_date: date | None = None,
) -> Outcome:
    """Make a measure of the unit from a cause, in a row of the plan.

    Errors: ValidationError (closed, no text, the unit has it already).
    """
    take_live_turn(cause.analysis)
    return _measure(
        OutcomeKind.MEASURE, by=by, analysis=cause.analysis, cause=cause, row=row, text=text,
        owner=owner, due_date=due_date,
    )


@transaction.atomic
def outcome_support(
    *, by: Any, analysis: FishboneAnalysis, until: date, row: PlanRow, cause: Cause | None = None,
    text: str = "", owner: Position | None = None,
) -> Outcome:
    """Make the measure by which the development unit goes on helping after a six-month analysis
    (M17e); its deadline is the time frame, and it is the development unit's where nobody is named.

    text: "" for the usual words. Errors: ValidationError (no six-month analysis, held already,
    another such measure stands, a day that has passed).
    """
    take_open_turn(analysis)
    return support_make(
        by=by, analysis=analysis, until=until, row=row, cause=cause, text=text, owner=owner
    )


def support_make(
    *, by: Any, analysis: FishboneAnalysis, until: date, row: PlanRow, cause: Cause | None = None,
    text: str = "", owner: Position | None = None,
) -> Outcome:
    """The same, by whoever has the turn in the analysis already."""
    if not analysis.is_six_months:
        raise ValidationError(
            {"kind": _("Support is decided in the analysis six months after the rollout.")}
        )
    standing = support_of(analysis)
    if standing and standing.due_date == until:  # The form was sent twice.
        return analysis.outcomes.get(measure=standing, kind=OutcomeKind.SUPPORT)
    if standing:
        raise ValidationError(
            {"kind": _("%(code)s says already that the support goes on.") % {"code": standing.code}}
        )
    if until < today():
        raise ValidationError(
            {"due_date": _("The time frame cannot end on a day that has passed.")}
        )
    with in_language_of_municipality():
        usual = _("Continued support from the development unit")
    return _measure(
        OutcomeKind.SUPPORT, by=by, analysis=analysis, cause=cause, row=row,
        text=text.strip() or usual, owner=owner or _development(), due_date=until,
    )


def _development() -> Position | None:
    """The position that leads the development unit, which is to go on helping."""
    return Position.objects.filter(
        role=Role.DEVELOPMENT_UNIT_LEADER, each=False, unit__is_development_unit=True
    ).order_by("-pk").first()


def _measure(
    kind: OutcomeKind, *, by: Any, analysis: FishboneAnalysis, cause: Cause | None, row: PlanRow,
    text: str, owner: Position | None, due_date: date | None,
) -> Outcome:
    measure: Measure = measure_create(
        by=by, row=row, unit=analysis.unit, text=text, owner=owner,
        deadline=Deadline.on(due_date) if due_date else None,
    )
    made, _new = Outcome.objects.get_or_create(
        analysis=analysis, cause=cause, kind=kind, measure=measure
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
