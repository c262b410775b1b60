"""What a unit's own page shows of its rollout: who answers, the clock, what is agreed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from leaders.models import CoachingContract, ExpectationSignature, ProgressHandover, Rollout
from leaders.presenters.clock import clock_of
from leaders.presenters.people import people_of
from leaders.presenters.rollout_list import answers_for
from leaders.scope import coached_unit_ids
from leaders.slots import analysis_link, event_url
from leanplan.questions import keep_rows, question
from leanplan.together import together
from measures.registries import Panel, unit_panels
from organisation.manager_above import manager_kept
from organisation.reach import reach_of


def unit_rollout(unit: Any, user: Any, today: date) -> Mapping[str, Any] | None:
    """The unit's newest rollout for one who may see it; None where there is none. Two questions
    one after the other."""
    reach = reach_of(user)
    if not (reach.all_units or unit.pk in reach.led_unit_ids | coached_unit_ids(user)):
        return None
    rollout = next(iter(_newest(unit.pk)), None)
    if rollout is None:
        return None
    agreement = getattr(rollout, "agreement", None)
    handovers, signatures, contracts, manager = together(
        lambda: _handovers(rollout.pk),
        lambda: _signatures(agreement.pk) if agreement else [],
        lambda: _contracts(unit.pk, today),
        lambda: _manager_line(unit, today),
    )
    keep_rows(rollout, "handovers", handovers)
    if agreement:
        keep_rows(agreement, "signatures", signatures)
    handover = rollout.handover
    return {
        "rollout": rollout, "clock": clock_of(rollout, today=today), "handover": handover,
        "answers": answers_for(rollout, manager), "manager": manager,
        "agreement": agreement, "agreed_on": rollout.agreed_on, "contracts": contracts,
        "event_url": event_url(handover.event) if handover else "",
        "analysis": analysis_link(rollout, user),
        "sees_reason": user.has_perm("leaders.manage_rollout", rollout),
    }


def _manager_line(unit: Any, today: date) -> str:
    kept = manager_kept(unit)
    return kept.line if kept else people_of([unit.pk], today=today)[unit.pk].manager.line


@question
def _newest(unit: int) -> QuerySet[Rollout]:
    rows = Rollout.objects.alive().select_related("unit", "coach", "agreement")
    return rows.filter(unit=unit)[:1]


@question
def _handovers(rollout: int) -> QuerySet[ProgressHandover]:
    return ProgressHandover.objects.filter(rollout=rollout)


@question
def _signatures(agreement: int) -> QuerySet[ExpectationSignature]:
    return ExpectationSignature.objects.filter(agreement=agreement)


@question
def _contracts(unit: int, today: date) -> QuerySet[CoachingContract]:
    rows = CoachingContract.objects.agreed().filter(unit=unit, ends_on__gte=today)
    return rows.select_related("coach")


def register() -> None:
    """Put it into the slot; called once when the app is ready."""
    unit_panels.register(Panel("rollout", "leaders/rollout/_panel.html", unit_rollout, order=10))
