"""What stands beside measures in lists: figures of the rules that serve them, and metrics."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.db.models import CharField, DateField, OuterRef, QuerySet, Subquery, Value

from leanplan.questions import question
from measures.metric_models import BY_HAND
from measures.models import MeasureRule, Metric, Reading, RuleStart
from measures.obligation_diff import Figure
from measures.presenters.metrics import MetricShown, metric_shown, metrics_of
from measures.presenters.obligation_figures import (
    FigureShown,
    figure_shown,
    figures,
    figures_of,
)
from measures.registries import metric_sources, obligation_rules


@dataclass(frozen=True)
class Beside:
    """By measure; a measure without any has no entry. starts: {rule: the day it counts from}, of
    the rules that serve them and have begun."""

    figures: dict[int, list[FigureShown]]
    metrics: dict[int, list[MetricShown]]
    starts: dict[str, date]


Bound = list[tuple[int, int, str, date | None]]


def beside(measures: Collection[int], *, today: date) -> Beside:
    """What stands beside the measures: one query, one more for figures and one for metrics.

    A rule or a source that no installed app brings shows nothing.
    """
    return beside_of(bound_to(measures), today=today)


def bound_to(measures: Collection[int]) -> Bound:
    """The rules and metrics of the measures, for `beside_of`; one query."""
    # The 0 is no measure: a page asks as often for none as for some.
    return sorted(_bound({*measures, 0}, (BY_HAND, *(one.key for one in metric_sources))),
                  key=itemgetter(0))


def beside_of(found: Bound, *, today: date) -> Beside:
    """The same for what was read with `bound_to`; a query for figures and one for metrics."""
    rules: dict[int, list[str]] = defaultdict(list)
    starts: dict[str, date] = {}
    for _pk, measure, rule, start in found:
        if rule:
            rules[measure].append(rule)
            if start is not None:
                starts[rule] = start
    metrics = metrics_of([pk for pk, _measure, rule, _start in found if not rule])
    return Beside(figures_of(rules, today=today), metrics, starts)


NOTHING = Beside({}, {}, {})


@question
def _bound(measures: Collection[int], sources: Collection[str]) -> QuerySet[Any]:
    bound = MeasureRule.objects.filter(measure__in=measures).order_by()
    followed = Metric.objects.filter(measure__in=measures, source__in=sources).order_by()
    start = Subquery(RuleStart.objects.filter(rule_key=OuterRef("rule_key")).values("counts_from"))
    no_rule = Value("", output_field=CharField(max_length=60))
    no_start = Value(None, output_field=DateField())
    return bound.values_list("pk", "measure_id", "rule_key", start).union(
        followed.values_list("pk", "measure_id", no_rule, no_start), all=True
    )


def beside_facts(
    read: Mapping[int, tuple[tuple[Any, ...], ...]], *, today: date
) -> dict[int, tuple[tuple[Any, ...], ...]]:
    """The same as plain facts, for `beside_made`: a rule comes with its numbers. In: what
    `read_around` has read. One query for the numbers where there is a rule."""
    keys = {row[2] for rows in read.values() for row in rows if row[0] == "rule"}
    rules = [rule for key in sorted(keys) if (rule := obligation_rules.get(key))]
    numbers = {key: astuple(figure) for key, figure in figures(rules, today=today).items()}
    known = {BY_HAND, *(source.key for source in metric_sources)}
    return {
        measure: tuple(
            ("rule", row[2], numbers[row[2]]) if row[0] == "rule" else row
            for row in rows
            if (row[2] in numbers if row[0] == "rule" else row[4] in known)
        )
        for measure, rows in read.items()
    }


def beside_made(
    facts: Iterable[tuple[Any, ...]], *, today: date
) -> tuple[list[FigureShown], list[MetricShown]]:
    """The figures and metrics beside one measure, out of `beside_facts`; no query."""
    shown = [
        figure_shown(rule, Figure(*fact[2]), today=today)
        for fact in facts if fact[0] == "rule" and (rule := obligation_rules.get(fact[1]))
    ]
    metrics: dict[int, tuple[Metric, list[Reading]]] = {}
    for what, key, *rest in facts:
        if what == "metric":
            name, unit, source, better, target, day, reading, value, note = rest
            metric, readings = metrics.setdefault(key, (Metric(
                pk=key, name=name, unit=unit, source=source, better=better,
                target=Decimal(target) if target else None,
            ), []))
            if reading:
                readings.append(Reading(
                    pk=reading, metric=metric, read_on=date.fromisoformat(day),
                    value=Decimal(value), note=note,
                ))
    return shown, [metric_shown(metric, readings) for metric, readings in metrics.values()]
