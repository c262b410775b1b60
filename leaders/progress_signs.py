"""What moves a unit, as far as is known here: steps of its rollout, and its own measures."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leaders.models import Rollout
from leaders.slots import ProgressSource, Sign, progress_sources
from leanplan.questions import question
from measures.choices import Status
from measures.models import StatusEntry


def rollout_steps(unit_ids: Collection[int], today: date) -> Mapping[int, Sign]:
    """The last step of a rollout: the start, the completion; one query."""
    found: dict[int, Sign] = {}
    for unit, started_on, completed_on in _rollouts(set(unit_ids), today):
        if completed_on and completed_on <= today:
            found[unit] = Sign(completed_on, _("Rolled out"))
        else:
            found[unit] = Sign(started_on, _("Rollout started"))
    return found


@question
def _rollouts(units: Collection[int], today: date) -> QuerySet[Any]:
    rows = Rollout.objects.alive().filter(unit__in=units, started_on__lte=today)
    return rows.order_by("started_on", "pk").values_list("unit_id", "started_on", "completed_on")


def measures_moved(unit_ids: Collection[int], today: date) -> Mapping[int, Sign]:
    """The last measure of the unit's own that was begun or done; one query."""
    return {
        unit: Sign(
            said_on,
            (_("Measure %(code)s done") if status == Status.DONE else _("Measure %(code)s begun"))
            % {"code": code},
        )
        for unit, said_on, status, code in _entries(set(unit_ids), today)
    }


@question
def _entries(units: Collection[int], today: date) -> QuerySet[Any]:
    rows = StatusEntry.objects.filter(
        measure__unit__in=units, status__in=(Status.IN_PROGRESS, Status.DONE), said_on__lte=today
    )
    return rows.order_by("said_on", "pk").values_list(
        "measure__unit_id", "said_on", "status", "measure__code"
    )


def register() -> None:
    """Put them into the slot; called once when the app is ready."""
    progress_sources.register(
        ProgressSource("rollout_steps", gettext_lazy("Steps of the rollout"), rollout_steps)
    )
    progress_sources.register(
        ProgressSource("measures_moved", gettext_lazy("The unit's own measures"), measures_moved)
    )
