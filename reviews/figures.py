"""What is recorded of a unit in a half-year: the measuring points of its review.

Nobody types them. Apps above bring theirs through measures.registries.unit_figures.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db.models import CharField, Q, QuerySet, Value
from django.utils.translation import gettext as _

from leanplan.periods import half_year_key, half_year_span
from leanplan.questions import question
from leanplan.together import together
from measures.choices import CLOSED, DeadlineKind
from measures.models import Measure, Obligation, Reading
from measures.presenters.metrics import with_unit
from measures.registries import (
    Spans,
    UnitFigure,
    UnitFigureSource,
    obligation_rules,
    unit_figures,
)
from reviews.models import FollowUp, GembaVisit
from reviews.rules import half_year_of
from reviews.visit_models import OF_REVIEW


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
    spans = [half_year_span(previous_half_year(half_year)), half_year_span(half_year)]
    before: dict[str, UnitFigure] = {}
    now: dict[str, UnitFigure] = {}
    sources = sorted(unit_figures, key=lambda source: source.order)
    for asked in together(*(partial(_asked, source, unit_id, spans, today) for source in sources)):
        for known, figures in zip((before, now), asked, strict=True):
            known.update({figure.key: figure for figure in figures})
    keys = [*now, *(key for key in before if key not in now)]
    return [
        FigureShown(
            key, (now.get(key) or before[key]).label, (now.get(key) or before[key]).expected,
            before[key].value if key in before else "", now[key].value if key in now else "",
        )
        for key in keys
    ]


def _asked(
    source: UnitFigureSource, unit_id: int, spans: Spans, today: date
) -> list[list[UnitFigure]]:
    return [list(figures) for figures in source.figures(unit_id, spans, today)]


def _of(done: int, total: int) -> str:
    return _("%(done)s of %(total)s") % {"done": done, "total": total}


VISIT, FOLLOW_UP, OBLIGATION, MEASURE = "visit", "follow_up", "obligation", "measure"


class _Fact(NamedTuple):
    """Something recorded of a unit. day: of the visit; made; due. ended: closed, kept. half_year:
    of a visit's review. rule: of an obligation; the kind of deadline of a measure."""

    what: str
    day: date | None
    ended: date | None
    due: date | None
    state: str
    half_year: str
    rule: str

    @property
    def is_too_late(self) -> bool:
        """It happened after the day by which its rule asks for it."""
        rule = obligation_rules.get(self.rule)
        in_time = rule is not None and rule.in_time
        return bool(in_time and self.ended and self.due and self.ended > self.due)


def recorded(unit_id: int, spans: Spans, today: date) -> Iterator[list[UnitFigure]]:
    """Visits, follow-up areas, what the plan asks for, and the unit's own measures; one query."""
    found = _facts(unit_id, min(first for first, _last in spans), max(last for _f, last in spans))
    facts = [_Fact(*row) for row in found]
    for first, last in spans:
        yield [
            *_visits_held([fact for fact in facts if fact.what == VISIT], last),
            *_follow_ups_closed(
                [fact for fact in facts if fact.what == FOLLOW_UP], first, last, today
            ),
            *_obligations_kept([fact for fact in facts if fact.what == OBLIGATION], first, last),
            *(_measures_late([fact for fact in facts if fact.what == MEASURE], today)
              if first <= today <= last else ()),
        ]


@question
def _facts(unit_id: int, first: date, last: date) -> QuerySet[Any, tuple[Any, ...]]:
    nothing, text = Value("", output_field=CharField()), CharField()
    follow_ups = FollowUp.objects.filter(unit=unit_id, made_on__lte=last).filter(
        Q(closed_on=None) | Q(closed_on__gte=first)
    )
    visits = GembaVisit.objects.held().filter(unit=unit_id)
    asked = Obligation.objects.filter(unit=unit_id, due_date__range=(first, last)).exclude(
        state__in=(Obligation.State.LAPSED, Obligation.State.WAIVED)
    )
    own = Measure.objects.live().filter(unit=unit_id)

    def rows(queryset: Any, what: str, *names: Any) -> Any:
        return queryset.order_by().values_list(Value(what, output_field=text), *names)

    # The first of them has all columns as they are, and gives the others their types.
    return rows(
        asked, OBLIGATION, "anchor", "met_on", "due_date", "state", "period_key", "rule_key"
    ).union(
        rows(follow_ups, FOLLOW_UP, "made_on", "closed_on", "due_date", "state", nothing, nothing),
        rows(visits, VISIT, "day", "day", "day", "state", OF_REVIEW, nothing),
        rows(own, MEASURE, "due_date", "closed_on", "due_date", "status", nothing, "deadline_kind"),
        all=True,
    )


def _visits_held(facts: Iterable[_Fact], last: date) -> Iterator[UnitFigure]:
    """One visit in each half-year; two count once. A visit counts with the review it belongs to."""
    key = half_year_key(last)
    held = any(fact.day and half_year_of(fact.day, fact.half_year) == key for fact in facts)
    yield UnitFigure(
        "gemba", _("Gemba by the leader above"), _("Plan: one visit in the half-year"),
        _of(int(held), 1),
    )


def _follow_ups_closed(
    facts: Iterable[_Fact], first: date, last: date, today: date
) -> Iterator[UnitFigure]:
    """Of those that were open at some time in the period, how many it closed; and what is late."""
    rows = [
        fact for fact in facts
        if fact.day and fact.day <= last and (fact.ended is None or fact.ended >= first)
    ]
    if not rows:
        return
    closed = sum(1 for fact in rows if fact.ended and fact.ended <= last)
    edge = min(last, today)
    late = sum(
        1 for fact in rows
        if fact.due and fact.due < edge and (fact.ended is None or fact.ended > edge)
    )
    yield UnitFigure(
        "follow_ups", _("Follow-up areas closed"), _("Of those that were open"),
        _of(closed, len(rows)),
    )
    yield UnitFigure(
        "follow_ups_late", _("Follow-up areas past the deadline"), _("Aim: none"), str(late)
    )


def _obligations_kept(facts: Iterable[_Fact], first: date, last: date) -> Iterator[UnitFigure]:
    """What the plan asks of the unit in the period, and how much of it is kept, and in time where
    that is asked for."""
    here = [fact for fact in facts if fact.due and first <= fact.due <= last]
    if here:
        kept = sum(fact.state == Obligation.State.MET and not fact.is_too_late for fact in here)
        yield UnitFigure(
            "obligations", _("What the plan asks for, kept"), _("Due in the half-year"),
            _of(kept, len(here)),
        )


def _measures_late(facts: Sequence[_Fact], today: date) -> Iterator[UnitFigure]:
    """The unit's own measures past their deadline; known for today only."""
    if facts:
        late = sum(
            fact.rule == DeadlineKind.DATE and fact.state not in CLOSED
            and fact.due is not None and fact.due < today
            for fact in facts
        )
        yield UnitFigure(
            "measures_late", _("The unit's measures past the deadline"), _("Aim: none"),
            _of(late, len(facts)),
        )


def metrics_read(unit_id: int, spans: Spans, today: date) -> Iterator[list[UnitFigure]]:
    """The last reading in each period of each figure that the unit's measures are followed by; one
    query."""
    rows = _read(unit_id, min(first for first, _l in spans), max(last for _f, last in spans))
    for first, last in spans:
        latest = {row.metric_id: row for row in rows if first <= row.read_on <= last}
        yield [_metric(latest[pk]) for pk in latest]


@question
def _read(unit_id: int, first: date, last: date) -> QuerySet[Reading]:
    rows = Reading.objects.filter(metric__measure__unit=unit_id, read_on__range=(first, last))
    return rows.select_related("metric").order_by("read_on", "pk")


def _metric(reading: Reading) -> UnitFigure:
    metric = reading.metric
    aim = ""
    if metric.target:
        aim = _("Aim: %(value)s") % {"value": with_unit(metric.target, metric.unit)}
    return UnitFigure(
        f"metric_{metric.pk}", metric.name, aim, with_unit(reading.value, metric.unit)
    )


def register() -> None:
    """Put what this app and those below record of a unit into the registry; called once when the
    app is ready."""
    unit_figures.register(UnitFigureSource("recorded", recorded, order=10))
    unit_figures.register(UnitFigureSource("metrics", metrics_read, order=90))
