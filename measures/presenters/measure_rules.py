"""What the page of a measure shows of the rules that serve it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet

from leanplan.questions import question
from leanplan.together import together
from measures.choices import DeadlineKind
from measures.models import Measure, Obligation
from measures.presenters.obligation_figures import FigureShown
from measures.presenters.obligations import ObligationShown, obligation_shown
from measures.registries import ObligationRule, obligation_rules
from organisation.reach import reach_of

NEXT = 5


@dataclass(frozen=True)
class BoundRule:
    """A rule that serves the measure. next: what comes first of what is open, within the reader's
    reach, late ones before the others. counts_from: None where the rule rests."""

    shown: FigureShown
    counts_from: date | None
    next: list[ObligationShown]


def bound_rules(
    figures: Iterable[FigureShown], starts: dict[str, date],
    following: dict[str, list[ObligationShown]],
) -> list[BoundRule]:
    """The rules with what comes next.

    In: the figures of the rules; {rule: the day it counts from}, without those that rest; what
    comes next, from `next_of`.
    """
    return [
        BoundRule(figure, starts.get(figure.rule.key), following.get(figure.rule.key, []))
        for figure in figures
    ]


def next_of(
    keys: Iterable[str], *, user: Any, today: date
) -> dict[str, list[ObligationShown]]:
    """{rule: what comes first of what is open and the user may see, late ones before the others},
    without who answers for it; two queries for all, and a rule that is not installed has none."""
    rules = [rule for key in keys if (rule := obligation_rules.get(key))]
    found = together(*(partial(_next, rule, user=user, today=today) for rule in rules))
    return {rule.key: shown for rule, shown in zip(rules, found, strict=True)}


def _next(rule: ObligationRule, *, user: Any, today: date) -> list[ObligationShown]:
    reach = reach_of(user)
    units = () if reach.all_units else reach.read_unit_ids
    positions = () if reach.all_units else reach.position_ids
    rows = _first_open(rule.key, units, positions, every=reach.all_units, number=NEXT)
    texts = rule.texts({row.subject_key for row in rows}) if rows else {}
    return [obligation_shown(rule, row, texts, {}, today=today) for row in rows]


@question
def _first_open(
    rule: str, units: Collection[int], positions: Collection[int], *, every: bool, number: int
) -> QuerySet[Obligation]:
    standing = Obligation.objects.of_rule(rule).open().within(units, positions, every=every)
    return standing.select_related("unit").order_by("due_date", "pk")[:number]


def is_reviewed(measure: Measure) -> bool:
    """The measure is looked at again in a rhythm, and something is still expected of it."""
    return measure.deadline_kind == DeadlineKind.ONGOING and not measure.is_closed
