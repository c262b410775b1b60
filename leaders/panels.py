"""What a unit's own page shows of its rollout: who answers, the clock, what is agreed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from leaders.models import CoachingContract, Rollout
from leaders.presenters.clock import clock_of
from leaders.presenters.people import people_of
from leaders.presenters.rollout_list import answers_for
from leaders.slots import analysis_url, event_url
from measures.registries import Panel, unit_panels
from organisation.manager_above import manager_kept


def unit_rollout(unit: Any, user: Any, today: date) -> Mapping[str, Any] | None:
    """The unit's newest rollout for one who may see it; None where there is none."""
    rollout = Rollout.objects.visible_to(user).alive().for_list().filter(unit=unit).first()
    if rollout is None:
        return None
    kept = manager_kept(unit)
    manager = kept.line if kept else people_of([unit.pk], today=today)[unit.pk].manager.line
    handover = rollout.handover
    contracts = CoachingContract.objects.visible_to(user).agreed().filter(
        unit=unit, ends_on__gte=today
    )
    return {
        "rollout": rollout, "clock": clock_of(rollout, today=today), "handover": handover,
        "answers": answers_for(rollout, manager), "manager": manager,
        "agreement": getattr(rollout, "agreement", None), "agreed_on": rollout.agreed_on,
        "contracts": list(contracts.select_related("coach")),
        "event_url": event_url(handover.event) if handover else "",
        "start_url": "" if handover else analysis_url(rollout),
        "sees_reason": user.has_perm("leaders.manage_rollout", rollout),
    }


def register() -> None:
    """Put it into the slot; called once when the app is ready."""
    unit_panels.register(Panel("rollout", "leaders/rollout/_panel.html", unit_rollout, order=10))
