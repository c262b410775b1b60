"""What moves a unit, as far as is known here: steps of its rollout, and its own measures."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leaders.models import Rollout
from leaders.slots import ProgressSource, Sign, progress_sources
from measures.choices import Status
from measures.models import StatusEntry


def rollout_steps(unit_ids: Collection[int], today: date) -> Mapping[int, Sign]:
    """The last step of a rollout: the start, the completion; two queries at most."""
    found: dict[int, Sign] = {}
    rows = Rollout.objects.alive().filter(unit__in=unit_ids, started_on__lte=today)
    for row in rows.order_by("started_on", "pk"):
        completed = row.completed_on and row.completed_on <= today
        if completed and row.completed_on:
            found[row.unit_id] = Sign(row.completed_on, _("Rolled out"))
        elif row.started_on:
            found[row.unit_id] = Sign(row.started_on, _("Rollout started"))
    return found


def measures_moved(unit_ids: Collection[int], today: date) -> Mapping[int, Sign]:
    """The last measure of the unit's own that was begun or done; one query."""
    rows = StatusEntry.objects.filter(
        measure__unit__in=unit_ids, status__in=(Status.IN_PROGRESS, Status.DONE),
        said_on__lte=today,
    ).order_by("said_on", "pk")
    return {
        unit: Sign(
            said_on,
            (_("Measure %(code)s done") if status == Status.DONE else _("Measure %(code)s begun"))
            % {"code": code},
        )
        for unit, said_on, status, code in rows.values_list(
            "measure__unit_id", "said_on", "status", "measure__code"
        )
    }


def register() -> None:
    """Put them into the slot; called once when the app is ready."""
    progress_sources.register(
        ProgressSource("rollout_steps", gettext_lazy("Steps of the rollout"), rollout_steps)
    )
    progress_sources.register(
        ProgressSource("measures_moved", gettext_lazy("The unit's own measures"), measures_moved)
    )
