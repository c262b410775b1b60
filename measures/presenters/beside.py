"""What stands beside measures in lists: figures of the rules that serve them, and metrics."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Value

from measures.metric_models import BY_HAND
from measures.models import MeasureRule, Metric
from measures.presenters.metrics import MetricShown, metrics_of
from measures.presenters.obligation_figures import FigureShown, figures_of
from measures.registries import metric_sources


@dataclass(frozen=True)
class Beside:
    """By measure; a measure without any has no entry."""

    figures: dict[int, list[FigureShown]]
    metrics: dict[int, list[MetricShown]]


def beside(measures: Collection[int], *, today: date) -> Beside:
    """What stands beside the measures: one query, one more for figures and one for metrics.

    A rule or a source that no installed app brings shows nothing.
    """
    # The 0 is no measure: a page asks as often for none as for some.
    keys = [*measures, 0]
    sources = [BY_HAND, *(source.key for source in metric_sources)]
    bound = MeasureRule.objects.filter(measure__in=keys).order_by()
    followed = Metric.objects.filter(measure__in=keys, source__in=sources).order_by()
    nothing = Value("", output_field=CharField(max_length=60))
    found = bound.values_list("pk", "measure_id", "rule_key").union(
        followed.values_list("pk", "measure_id", nothing), all=True
    )
    rules: dict[int, list[str]] = defaultdict(list)
    metrics = []
    for pk, measure, rule in sorted(found):
        if rule:
            rules[measure].append(rule)
        else:
            metrics.append(pk)
    return Beside(figures_of(rules, today=today), metrics_of(metrics))
