"""What is recorded of a unit in a half-year: the measuring points of its review.

Nobody types them. Apps above bring theirs through measures.registries.unit_figures.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from leanplan.periods import half_year_key, half_year_span
from measures.models import Measure, Metric, Obligation, Reading
from measures.presenters.metrics import with_unit
from measures.registries import UnitFigure, UnitFigureSource, unit_figures
from reviews.models import FollowUp, GembaVisit


@dataclass(frozen=True)
class FigureShown:
    """A measuring point: the half-year before, and this one so far. "" where nothing is recorded
    or nothing was asked for."""

    key: str
    label: str
    expected: str
    before: str
    now: str


def previous_half_year(key: str) -> str:
    """Key of the half-year before."""
    return half_year_key(half_year_span(key)[0] - timedelta(days=1))


def figures_of(unit_id: int, half_year: str, *, today: date) -> list[FigureShown]:
    """The measuring points of a unit as they stand today, in the reader's language."""
    now = _collected(unit_id, half_year, today)
    before = _collected(unit_id, previous_half_year(half_year), today)
    keys = [*now, *(key for key in before if key not in now)]
    return [
        FigureShown(
            key, (now.get(key) or before[key]).label, (now.get(key) or before[key]).expected,
            before[key].value if key in before else "", now[key].value if key in now else "",
        )
        for key in keys
    ]


def _collected(unit_id: int, half_year: str, today: date) -> dict[str, UnitFigure]:
    first, last = half_year_span(half_year)
    return {
        figure.key: figure
        for source in sorted(unit_figures, key=lambda source: source.order)
        for figure in source.figures(unit_id, first, last, today)
    }


def _of(done: int, total: int) -> str:
    return _("%(done)s of %(total)s") % {"done": done, "total": total}


def visits_held(unit_id: int, first: date, last: date, today: date) -> Iterator[UnitFigure]:
    """One visit in each half-year; two count once. A visit counts with the review it belongs to."""
    key = half_year_key(last)
    counts = Q(review__half_year=key) | Q(review=None, day__range=(first, last))
    held = GembaVisit.objects.held().filter(counts, unit=unit_id).exists()
    yield UnitFigure(
        "gemba", _("Gemba by the leader above"), _("Plan: one visit in the half-year"),
        _of(int(held), 1),
    )


def follow_ups_closed(unit_id: int, first: date, last: date, today: date) -> Iterator[UnitFigure]:
    """Of those that were open at some time in the period, how many it closed; and what is late."""
    seen = FollowUp.objects.filter(unit=unit_id, made_on__lte=last).filter(
        Q(closed_on=None) | Q(closed_on__gte=first)
    )
    rows = list(seen.values_list("closed_on", "due_date"))
    if not rows:
        return
    closed = sum(1 for closed_on, _due in rows if closed_on and closed_on <= last)
    edge = min(last, today)
    late = sum(
        1 for closed_on, due in rows
        if due and due < edge and (closed_on is None or closed_on > edge)
    )
    yield UnitFigure(
        "follow_ups", _("Follow-up areas closed"), _("Of those that were open"),
        _of(closed, len(rows)),
    )
    yield UnitFigure(
        "follow_ups_late", _("Follow-up areas past the deadline"), _("Aim: none"), str(late)
    )


def obligations_kept(unit_id: int, first: date, last: date, today: date) -> Iterator[UnitFigure]:
    """What the plan asks of the unit in the period, and how much of it is kept."""
    asked = Obligation.objects.filter(unit=unit_id, due_date__range=(first, last)).exclude(
        state__in=(Obligation.State.LAPSED, Obligation.State.WAIVED)
    )
    states = list(asked.values_list("state", flat=True))
    if states:
        kept = states.count(Obligation.State.MET)
        yield UnitFigure(
            "obligations", _("What the plan asks for, kept"), _("Due in the half-year"),
            _of(kept, len(states)),
        )


def measures_late(unit_id: int, first: date, last: date, today: date) -> Iterator[UnitFigure]:
    """The unit's own measures past their deadline; known for today only."""
    if not first <= today <= last:
        return
    own = Measure.objects.live().filter(unit=unit_id)
    total = own.count()
    if total:
        yield UnitFigure(
            "measures_late", _("The unit's measures past the deadline"), _("Aim: none"),
            _of(own.overdue(today=today).count(), total),
        )


def metrics_read(unit_id: int, first: date, last: date, today: date) -> Iterator[UnitFigure]:
    """The last reading in the period of each figure that the unit's measures are followed by."""
    metrics = {
        metric.pk: metric for metric in Metric.objects.filter(measure__unit=unit_id)
    }
    readings = Reading.objects.filter(metric__in=metrics, read_on__range=(first, last))
    latest = {reading.metric_id: reading.value for reading in readings.order_by("read_on", "pk")}
    for pk, value in latest.items():
        metric = metrics[pk]
        target = metric.target
        aim = _("Aim: %(value)s") % {"value": with_unit(target, metric.unit)} if target else ""
        yield UnitFigure(f"metric_{pk}", metric.name, aim, with_unit(value, metric.unit))


def sources() -> Iterable[UnitFigureSource]:
    """What this app and those below record of a unit."""
    return (
        UnitFigureSource("visits", visits_held, order=10),
        UnitFigureSource("follow_ups", follow_ups_closed, order=20),
        UnitFigureSource("obligations", obligations_kept, order=30),
        UnitFigureSource("measures", measures_late, order=40),
        UnitFigureSource("metrics", metrics_read, order=90),
    )


def register() -> None:
    """Put them into the registry; called once when the app is ready."""
    for source in sources():
        unit_figures.register(source)
