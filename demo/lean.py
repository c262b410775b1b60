"""Where each unit stands with Lean, as dated periods."""

from datetime import date, timedelta

from demo.organisation_text import AREAS, LEADER_GROUPS
from demo.places import Places
from leanplan.history import bulk_create_tracked
from organisation.models import LeanPeriod, OrgUnit

_Status = LeanPeriod.Status
# Stage today: (status, days since it began), the oldest first. Later units stand a little behind.
_WAY = {
    "P": ((_Status.PLANNED, 22),),
    "L": ((_Status.PLANNED, 95), (_Status.LEADER_IN_TRAINING, 27)),
    "I": ((_Status.PLANNED, 170), (_Status.LEADER_IN_TRAINING, 121), (_Status.ROLLOUT, 47)),
    "R": (
        (_Status.PLANNED, 270), (_Status.LEADER_IN_TRAINING, 232), (_Status.ROLLOUT, 178),
        (_Status.ROLLED_OUT, 90),
    ),
    "A": (
        (_Status.PLANNED, 900), (_Status.LEADER_IN_TRAINING, 860), (_Status.ROLLOUT, 800),
        (_Status.ROLLED_OUT, 640), (_Status.ANALYSIS_HELD, 470),
    ),
    "S": (
        (_Status.PLANNED, 1400), (_Status.LEADER_IN_TRAINING, 1350), (_Status.ROLLOUT, 1290),
        (_Status.ROLLED_OUT, 1100), (_Status.ANALYSIS_HELD, 930), (_Status.SELF_RELIANT, 420),
    ),
    "U": ((_Status.PLANNED, 700), (_Status.ROLLOUT, 610), (_Status.PAUSED, 140)),
    "E": ((_Status.PLANNED, 1000), (_Status.ROLLOUT, 900), (_Status.ENDED, 500)),
}
# Never so long that two stages of a unit change places: it is added to all of them.
_STAGGER = 6


def way_of(stage: str, places: Places, number: int) -> dict[str, date]:
    """{status: the day it began} of a unit in a stage; number: place in the list, for the dates."""
    return {
        status.value: places.calendar.ago(days + _STAGGER * (number % 17))
        for status, days in _WAY.get(stage, ())
    }


def periods_of(unit: OrgUnit, stage: str, places: Places, number: int) -> list[LeanPeriod]:
    """The periods of one unit; the last is open. number: place in the list, for the dates."""
    starts = list(way_of(stage, places, number).items())
    ends = [day - timedelta(days=1) for _status, day in starts[1:]]
    return [
        LeanPeriod(unit=unit, status=status, starts_on=start, ends_on=end)
        for (status, start), end in zip(starts, [*ends, None], strict=False)
    ]


def enter_lean_periods(places: Places) -> None:
    """Enter the periods of every unit, as the administrator would before rollouts are kept."""
    stages = [(unit.name, unit.stage) for area in AREAS for unit in area.units]
    stages += [(name, stage) for name, _area, stage in LEADER_GROUPS]
    rows = [
        period
        for number, (name, stage) in enumerate(stages)
        for period in periods_of(places.units[name], stage, places, number)
    ]
    bulk_create_tracked(LeanPeriod, rows, by=places.admin)
