"""A unit's status with Lean follows from its rollouts; this writes the dated periods."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from leaders.choices import ContractState
from leaders.models import CoachingContract, Rollout
from leaders.rules import Days, Span, lean_spans
from leanplan.history import history_sign
from leanplan.said import said
from leanplan.versioning import create
from organisation.changes import tell
from organisation.models import LeanPeriod, OrgUnit
from organisation.tree import lock_tree

_REASON = said(gettext_noop("Follows from the rollout"))
# Entered by hand in the administration; no rollout says them.
_BY_HAND = LeanPeriod.Status.PAUSED


@transaction.atomic
def lean_follow(*, by: Any, unit: OrgUnit) -> None:
    """Let the unit's periods say what its rollouts do; what lies before the first one stays.

    A pause that was entered by hand stays, and what follows goes on after it.
    """
    lock_tree()
    rollouts = list(
        Rollout.objects.filter(unit=unit).prefetch_related("handovers").order_by("made_on", "pk")
    )
    if not rollouts:
        return
    spans = _spans(rollouts)
    first = spans[0].starts_on
    rows = LeanPeriod.objects.filter(unit=unit)
    pauses = list(rows.filter(starts_on__gte=first, status=_BY_HAND))
    for pause in pauses:
        spans = _around(spans, pause)
    wanted = {span.starts_on: span for span in spans}
    for row in rows.filter(starts_on__gte=first).exclude(status=_BY_HAND):
        span = wanted.pop(row.starts_on, None)
        _keep(row, span, by=by)
    _cut(rows.filter(starts_on__lt=first), first, by=by)
    for span in wanted.values():
        create(
            LeanPeriod(
                unit=unit, status=span.status, starts_on=span.starts_on, ends_on=span.ends_on
            ),
            by=by, reason=_REASON,
        )
    tell(unit_ids=[unit.pk])


def _spans(rollouts: list[Rollout]) -> list[Span]:
    """The statuses of all rollouts, each until the day before the next one begins."""
    found: list[Span] = []
    ends = [lean_spans(days_of(later))[0].starts_on for later in rollouts[1:]]
    for rollout, end in zip(rollouts, [*ends, None], strict=True):
        until = end - timedelta(days=1) if end else None
        found += lean_spans(days_of(rollout), until=until)
    return found


def days_of(rollout: Rollout) -> Days:
    """The days of a rollout that the status follows from."""
    handover = rollout.handover
    return Days(
        made_on=rollout.made_on, training_from=rollout.training_from,
        trained_on=rollout.trained_on, started_on=rollout.started_on,
        completed_on=rollout.completed_on, handed_on=handover.handed_on if handover else None,
        coached_until=_coached_until(rollout, handover.handed_on) if handover else None,
        cancelled_on=rollout.cancelled_on,
    )


def _coached_until(rollout: Rollout, handed_on: date) -> date | None:
    """The last day of the coaching that goes on over the analysis; what begins later is new."""
    rows = CoachingContract.objects.filter(
        unit=rollout.unit_id, starts_on__lte=handed_on + timedelta(days=1)
    ).exclude(state=ContractState.DRAFT)
    return max((row.last_day for row in rows), default=None)


def _around(spans: list[Span], pause: LeanPeriod) -> list[Span]:
    """What the pause leaves of the spans: before it, and after its last day."""
    left: list[Span] = []
    for span in spans:
        if span.starts_on < pause.starts_on:
            before = pause.starts_on - timedelta(days=1)
            left.append(Span(span.status, span.starts_on, min(span.ends_on or before, before)))
        after = pause.ends_on + timedelta(days=1) if pause.ends_on else None
        if after and (span.ends_on is None or span.ends_on >= after):
            left.append(Span(span.status, max(span.starts_on, after), span.ends_on))
    return left


def _keep(row: LeanPeriod, span: Span | None, *, by: Any) -> None:
    history_sign(row, by=by, reason=_REASON)
    if span is None:
        row.delete()
    elif (row.status, row.ends_on) != (span.status, span.ends_on):
        row.status, row.ends_on = span.status, span.ends_on
        row.save()


def _cut(before: Any, first: date, *, by: Any) -> None:
    """What stood before ends the day before the rollout begins."""
    last = first - timedelta(days=1)
    for row in before.filter(Q(ends_on=None) | Q(ends_on__gt=last)):
        row.ends_on = last
        create(row, by=by, reason=_REASON)
