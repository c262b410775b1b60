"""The six-month clock in words and as a ring."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.actions.handover import counted_from
from leaders.models import Rollout
from leaders.rules import Clock, ClockState, clock
from leaders.settings import analysis_months
from leanplan.templatetags.ui import short_date

_RADIUS = 52
CIRCLE = 2 * 3.14159 * _RADIUS


@dataclass(frozen=True)
class ClockShown:
    """The clock of a rollout. css: how it is coloured. arc: how much of the ring is drawn.
    big, small: what stands in it. said: the whole in a sentence."""

    clock: Clock
    css: str
    arc: str
    big: str
    small: str
    said: str
    months: int

    @property
    def state(self) -> str:
        """The state's name."""
        return str(self.clock.state)

    @property
    def turns(self) -> list[int]:
        """Where the marks of the months stand on the ring, in degrees."""
        return [round(360 * month / self.months) for month in range(self.months)]

    @property
    def is_late(self) -> bool:
        """The day has passed and no analysis was held."""
        return self.clock.state == ClockState.LATE

    @property
    def is_held(self) -> bool:
        """The analysis was held."""
        return self.clock.state == ClockState.HELD


_CSS = {
    ClockState.WAITING: "is-open", ClockState.RUNNING: "is-open", ClockState.SOON: "is-soon",
    ClockState.LATE: "is-late", ClockState.HELD: "is-ok",
}


def clock_of(rollout: Rollout, *, today: date) -> ClockShown:
    """The clock of a rollout loaded with its hand-overs."""
    held = rollout.handover
    return clock_shown(
        counted_from(rollout), held_on=held.handed_on if held else None, today=today
    )


def clock_shown(first: date | None, *, held_on: date | None, today: date) -> ClockShown:
    """The same from what is known of it: the day it counts from, and when the analysis was held."""
    months = analysis_months()
    found = clock(first, months=months, held_on=held_on, today=today)
    big = str(found.days) if found.due and not found.held_on else ""
    small = ""
    if found.state == ClockState.LATE:
        small = ngettext("day over", "days over", found.days)
    elif found.due and not found.held_on:
        small = ngettext("day left", "days left", found.days)
    return ClockShown(
        found, _CSS[found.state], f"{found.share * CIRCLE:.1f} {CIRCLE:.1f}", big, small,
        _said(found), months,
    )


def _said(found: Clock) -> str:
    if found.state == ClockState.HELD:
        return _("Analysis held %(day)s") % {"day": short_date(found.held_on)}
    if found.state == ClockState.WAITING:
        return _("Counts from when the unit is rolled out")
    if found.state == ClockState.LATE:
        return ngettext(
            "%(days)s day over the deadline", "%(days)s days over the deadline", found.days
        ) % {"days": found.days}
    if found.days == 0:
        return _("Analysis by today")
    return ngettext(
        "Analysis by %(due)s, in %(days)s day", "Analysis by %(due)s, in %(days)s days", found.days
    ) % {"due": short_date(found.due), "days": found.days}
