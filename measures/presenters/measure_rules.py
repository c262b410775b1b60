"""What the page of a measure shows of the rules that serve it and of its reviews."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from measures.choices import DeadlineKind
from measures.models import Measure, MeasureReview, Obligation, RuleStart
from measures.presenters.obligation_figures import FigureShown
from measures.presenters.obligations import ObligationShown, obligations_shown

NEXT, REVIEWS = 5, 5


@dataclass(frozen=True)
class BoundRule:
    """A rule that serves the measure. next: what comes first of what is open, within the reader's
    reach, late ones before the others. counts_from: None where the rule rests."""

    shown: FigureShown
    counts_from: date | None
    next: list[ObligationShown]


def bound_rules(
    measure: Measure, figures: Iterable[FigureShown], *, user: Any, today: date
) -> list[BoundRule]:
    """The rules with what comes next; a few queries a rule, and a measure has one or two."""
    figures = list(figures)
    keys = [figure.rule.key for figure in figures]
    starts = dict(
        RuleStart.objects.filter(rule_key__in=keys).values_list("rule_key", "counts_from")
    ) if keys else {}
    return [
        BoundRule(figure, starts.get(figure.rule.key), _next(figure, user=user, today=today))
        for figure in figures
    ]


def _next(figure: FigureShown, *, user: Any, today: date) -> list[ObligationShown]:
    standing = Obligation.objects.of_rule(figure.rule.key).open().visible_to(user)
    keys = list(standing.order_by("due_date", "pk").values_list("pk", flat=True)[:NEXT])
    shown = obligations_shown(figure.rule, keys, today=today)
    return [shown[key] for key in keys]


def is_reviewed(measure: Measure) -> bool:
    """The measure is looked at again in a rhythm, and something is still expected of it."""
    return measure.deadline_kind == DeadlineKind.ONGOING and not measure.is_closed


def reviews_of(measure: Measure) -> list[MeasureReview]:
    """The last reviews that stand, the newest first; asked for only while there is a rhythm."""
    if not measure.rhythm:
        return []
    standing = measure.reviews.filter(undone_on=None).select_related("by__person")
    return list(standing[:REVIEWS])
