"""Rollouts and contracts as rows of the picture of lanes."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.choices import ContractState
from leaders.lanes import Bar, Mark, Row
from leaders.models import CoachingContract, Rollout
from leaders.presenters.clock import ClockShown
from leanplan.dates import text_date

_DAY = timedelta(days=1)


def rollout_row(
    rollout: Rollout, shown: ClockShown, *, under: str, coached_until: date | None, today: date
) -> Row:
    """The lane of a rollout: training, meeting, rollout, own operation, the clock."""
    bars = [*_before(rollout, today=today), *_after(rollout, shown, coached_until, today=today)]
    return Row(
        rollout.unit.short, under, rollout.get_absolute_url(), bars, list(_marks(rollout, shown))
    )


def _before(rollout: Rollout, *, today: date) -> Iterable[Bar]:
    if rollout.training_from or rollout.trained_on:
        starts = rollout.training_from or rollout.trained_on
        ends = rollout.trained_on or max(today, rollout.planned_start - _DAY)
        if starts:
            yield Bar("is-opp", starts, ends, _("Training"))
    if rollout.started_on:
        running = rollout.cancelled_on or max(today, rollout.planned_end)
        ends = rollout.completed_on - _DAY if rollout.completed_on else running
        yield Bar("is-inn", rollout.started_on, max(ends, rollout.started_on), _("Rollout"))
    elif not rollout.cancelled_on:
        starts = max(rollout.planned_start, today + _DAY)
        length = rollout.planned_end - rollout.planned_start
        yield Bar("is-plan", starts, starts + length, _("Rollout"))
        yield Bar("is-plan", starts + length + _DAY, None, _("Own operation"))


def _after(
    rollout: Rollout, shown: ClockShown, coached_until: date | None, *, today: date
) -> Iterable[Bar]:
    first, due = rollout.completed_on, shown.clock.due
    if not first:
        return
    label = _("Own operation with coaching") if coached_until else _("Own operation")
    if shown.clock.held_on:
        held = shown.clock.held_on
        goes_on = coached_until if coached_until and coached_until > held else None
        yield Bar("is-veil", first, held - _DAY, label)
        if goes_on:
            yield Bar("is-veil", held, goes_on, _("Continued coaching"))
        alone = goes_on + _DAY if goes_on else held
        said = _("Self-reliant from %(day)s") % {"day": text_date(alone)}
        yield Bar("is-self", alone, None, said)
    elif shown.is_late and due:
        yield Bar("is-veil", first, due, label)
        days = ngettext("%(days)s day over", "%(days)s days over", shown.clock.days)
        yield Bar("is-late", due + _DAY, today, days % {"days": shown.clock.days})
    elif due:
        yield Bar("is-veil", first, due, label)


def _marks(rollout: Rollout, shown: ClockShown) -> Iterable[Mark]:
    meeting = rollout.meeting_on or rollout.meeting_planned_on
    if meeting:
        yield Mark("info", meeting, "" if rollout.meeting_on else "is-plan", "i")
    if shown.clock.held_on:
        yield Mark("due", shown.clock.held_on, "is-ok")
    elif shown.clock.due:
        yield Mark("due", shown.clock.due, shown.css, "!" if shown.is_late else str(shown.months))


def contract_row(
    contract: CoachingContract, shown: ClockShown | None, *, under: str, today: date
) -> Row:
    """The lane of a contract: as first agreed, each extension, and the unit's clock in it."""
    return Row(
        contract.unit.short, under, contract.get_absolute_url(), list(_terms(contract)),
        [
            Mark("due", shown.clock.due, shown.css, "!" if shown.is_late else str(shown.months))
        ] if shown and shown.clock.due and not shown.is_held else [],
    )


def _terms(contract: CoachingContract) -> Iterable[Bar]:
    if contract.state == ContractState.DRAFT:
        yield Bar("is-plan", contract.starts_on, contract.ends_on, _("Draft"))
        return
    begins = contract.starts_on
    for number, version in enumerate(contract.versions.all()):
        ends = min(version.ends_on, contract.last_day)
        label = _("Extended") if number else contract.rhythm or _("Coaching")
        if ends >= begins:
            yield Bar("is-ext" if number else "is-cont", begins, ends, label)
        begins = max(begins, version.ends_on + _DAY)


