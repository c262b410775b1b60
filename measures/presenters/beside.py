"""What stands beside measures in lists: figures of the rules that serve them, and metrics."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import CharField, DateField, OuterRef, QuerySet, Subquery, Value

from leanplan.questions import question
from measures.metric_models import BY_HAND
from measures.models import MeasureRule, Metric, RuleStart
from measures.presenters.metrics import MetricShown, metrics_of
from measures.presenters.obligation_figures import FigureShown, figures_of
from measures.registries import metric_sources


@dataclass(frozen=True)
class Beside:
    """By measure; a measure without any has no entry. starts: {rule: the day it counts from}, of
    the rules that serve them and have begun."""

    figures: dict[int, list[FigureShown]]
    metrics: dict[int, list[MetricShown]]
    starts: dict[str, date]


def beside(measures: Collection[int], *, today: date) -> Beside:
    """What stands beside the measures: one query, one more for figures and one for metrics.

    A rule or a source that no installed app brings shows nothing.
    """
    # The 0 is no measure: a page asks as often for none as for some.
    sources = (BY_HAND, *(source.key for source in metric_sources))
    found = _bound({*measures, 0}, sources)
    rules: dict[int, list[str]] = defaultdict(list)
    metrics = []
    starts: dict[str, date] = {}
    for pk, measure, rule, start in sorted(found, key=itemgetter(0)):
        if not rule:
            metrics.append(pk)
            continue
        rules[measure].append(rule)
        if start is not None:
            starts[rule] = start
    return Beside(figures_of(rules, today=today), metrics_of(metrics), starts)


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
