"""Making an analysis, starting it, holding it, following it up, closing it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import PlanRow
from leanplan.clock import today
from leanplan.versioning import create, save_changes
from organisation.language import in_language_of_municipality
from organisation.models import OrgUnit, Position
from reviews.fishbone.actions.outcomes import support_make
from reviews.fishbone.actions.turns import take_open_turn, take_turn
from reviews.fishbone.choices import BONES, OPEN, AnalysisKind, AnalysisState
from reviews.fishbone.handing_over import hand_back, hand_over
from reviews.fishbone.models import (
    CauseCategory,
    FishboneAnalysis,
    FishbonePulse,
    Participant,
)
from reviews.fishbone.rules import manager_there
from reviews.fishbone.support import row_for_support, support_of
from reviews.places import leader_of, leaders_above
from reviews.stakeholders.kept import stakeholders_changed

Changes = dict[str, tuple[Any, Any]]


@transaction.atomic
def fishbone_create(
    *, by: Any, unit: OrgUnit, kind: str, question: str, day: date | None = None,
    facilitator: Position | None = None,
) -> FishboneAnalysis:
    """Make an analysis with the six bones, and with the unit's leader, the leader above and
    whoever leads the analysis as participants.

    Errors: ValidationError (the unit has a six-month analysis that is not held yet).
    """
    if kind == AnalysisKind.SIX_MONTHS:
        _refuse_second(unit)
    analysis: FishboneAnalysis = create(
        FishboneAnalysis(
            unit=unit, kind=kind, question=question.strip(), day=day, facilitator=facilitator
        ),
        by=by,
    )
    FishbonePulse.objects.create(analysis=analysis)
    with in_language_of_municipality():
        names = [_(name) for name in BONES]
    for place, name in enumerate(names, start=1):
        create(CauseCategory(analysis=analysis, order=10 * place, name=name), by=by)
    asked = (*leaders_above(unit, on=today())[:1], leader_of(unit), facilitator)
    for position in dict.fromkeys(filter(None, asked)):
        create(Participant(analysis=analysis, position=position), by=by)
    stakeholders_changed(unit.pk)
    return analysis


def _refuse_second(unit: OrgUnit) -> None:
    """Lock: the unit's row, so that two who make one at once make one."""
    OrgUnit.objects.select_for_update().filter(pk=unit.pk).first()
    standing = unit.fishbone_analyses.filter(kind=AnalysisKind.SIX_MONTHS, state__in=OPEN)
    if standing.exists():
        raise ValidationError(
            {"unit": _("The unit has such an analysis already, and it is not held yet.")}
        )


@transaction.atomic
def fishbone_edit(
    *, by: Any, analysis: FishboneAnalysis, version: int, values: dict[str, Any]
) -> Changes:
    """Change the question, the day or who leads. Errors: Conflict, ValidationError (held)."""
    take_open_turn(analysis)
    changes = save_changes(analysis, values, version=version, by=by)
    stakeholders_changed(analysis.unit_id)
    facilitator = analysis.facilitator
    if facilitator and not analysis.participants.filter(position=facilitator).exists():
        create(Participant(analysis=analysis, position=facilitator), by=by)
    return changes


@transaction.atomic
def fishbone_start(*, by: Any, analysis: FishboneAnalysis, version: int) -> Changes:
    """Start it today. What is missing of a stakeholder analysis warns and never stops.

    Started twice, it stays started. Errors: Conflict, ValidationError (held or cancelled).
    """
    take_open_turn(analysis)
    if analysis.state == AnalysisState.UNDER_WAY:
        return {}
    values = {"state": AnalysisState.UNDER_WAY, "started_on": today()}
    changes = save_changes(analysis, values, version=version, by=by)
    stakeholders_changed(analysis.unit_id)
    return changes


@transaction.atomic
def fishbone_hold(
    *, by: Any, analysis: FishboneAnalysis, version: int, on: date,
    present: Collection[Participant], without_manager: str = "", no_measures: str = "",
    support_until: date | None = None, support_row: PlanRow | None = None,
) -> Changes:
    """Hold the analysis: from now on its causes never change.

    In: the day; those who were there; why the area manager was not, why there are no measures;
    until when the development unit goes on supporting, and the row of the plan in which the
    measure that says so is made. Without one, made here or before, the development unit withdraws.
    Errors: Conflict, ValidationError (no cause, a day to come, nothing agreed and no reason, the
    area manager was not there and no reason, a time frame that ends before it begins).

    What follows from it outside the analysis (the responsibility that moves, the coaching contract
    that ends, the obligation that is met) follows in this transaction.
    """
    take_open_turn(analysis)
    _refuse_hold(analysis, on=on, support_until=support_until)
    until = _support(by, analysis, until=support_until, row=support_row)
    _refuse_nothing(analysis, no_measures)
    manager = next(iter(leaders_above(analysis.unit, on=on)), None)
    there = manager_there(
        {one.position_id for one in present if one.position_id}, {manager.pk} if manager else ()
    )
    if not there and not without_manager.strip():
        raise ValidationError(
            {
                "without_manager": _(
                    "%(position)s was not there. Add the position among those present, or write "
                    "why it is held all the same; the management group sees the reason."
                ) % {"position": manager.label if manager else ""}
            }
        )
    for one in analysis.participants.all():
        _set_present(by, one, one in present)
    values = {
        "state": AnalysisState.HELD, "held_on": on, "started_on": analysis.started_on or on,
        "no_measures": "" if analysis.outcomes.exists() else no_measures.strip(),
        "without_manager": "" if there else without_manager.strip(),
        "support_until": until,
    }
    changes = save_changes(analysis, values, version=version, by=by)
    hand_over(
        by=by, analysis=analysis, on=on, reason=analysis.without_manager, support_until=until
    )
    stakeholders_changed(analysis.unit_id)
    return changes


def _support(
    by: Any, analysis: FishboneAnalysis, *, until: date | None, row: PlanRow | None
) -> date | None:
    """The last day of the support that the analysis' own measure speaks of; None where it ends.

    until, row: of the measure that is made now, where there is none yet.
    """
    measure = support_of(analysis)
    if measure is None and until:
        place = row or row_for_support()
        if place is None:
            raise ValidationError({"support_row": _("Choose the row the measure belongs in.")})
        measure = support_make(by=by, analysis=analysis, until=until, row=place).measure
    if measure is None:
        return None
    if measure.due_date is None:
        raise ValidationError(
            _("%(code)s says that the support goes on, but has no deadline. Set one first: it is "
              "the time frame of the new contract.") % {"code": measure.code}
        )
    return measure.due_date


def _set_present(by: Any, one: Participant, there: bool) -> None:
    if one.present != there:
        one.present = there
        create(one, by=by)


def _refuse_hold(analysis: FishboneAnalysis, *, on: date, support_until: date | None) -> None:
    if on > today():
        raise ValidationError({"on": _("The day cannot be to come.")})
    if not analysis.causes.exists():
        raise ValidationError(_("Write at least one cause before the analysis is held."))
    if support_until and support_until < today():
        raise ValidationError(
            {"support_until": _("The time frame cannot end on a day that has passed.")}
        )


def _refuse_nothing(analysis: FishboneAnalysis, no_measures: str) -> None:
    if not analysis.outcomes.exists() and not no_measures.strip():
        raise ValidationError(
            {
                "no_measures": _(
                    "Nothing is agreed yet. Make a measure from a cause, or write why there are "
                    "none."
                )
            }
        )


_STEPS = {
    AnalysisState.FOLLOWED_UP: (AnalysisState.HELD,),
    AnalysisState.CLOSED: (AnalysisState.HELD, AnalysisState.FOLLOWED_UP),
    AnalysisState.CANCELLED: OPEN,
    # It was held by mistake.
    AnalysisState.UNDER_WAY: (AnalysisState.HELD,),
}


def next_states(analysis: FishboneAnalysis) -> list[AnalysisState]:
    """Where an analysis can go from where it stands, besides starting and holding."""
    return [state for state, before in _STEPS.items() if analysis.state in before]


@transaction.atomic
def fishbone_move(
    *, by: Any, analysis: FishboneAnalysis, version: int, state: str, note: str = ""
) -> Changes:
    """Follow it up, close it with what came of it, cancel one that is not held, or undo that it
    was held: what it handed over comes back, and the trace stays.

    Errors: Conflict, ValidationError (no such step from here, no note).
    """
    take_turn(analysis)
    if version == analysis.version and state not in next_states(analysis):
        raise ValidationError({"state": _("The analysis cannot go there from where it stands.")})
    over = state in (AnalysisState.CLOSED, AnalysisState.CANCELLED)
    if over and not note.strip():
        raise ValidationError({"note": _("Write what came of it, or why it is cancelled.")})
    values: dict[str, Any] = {"state": state}
    if state == AnalysisState.UNDER_WAY:
        if not note.strip():
            raise ValidationError({"note": _("Write why it is undone.")})
        hand_back(by=by, analysis=analysis, reason=note)
        values |= {"held_on": None, "without_manager": "", "support_until": None}
    if over:
        values |= {"closing_note": note.strip(), "closed_on": today()}
    changes = save_changes(analysis, values, version=version, by=by, reason=note.strip())
    stakeholders_changed(analysis.unit_id)
    return changes
