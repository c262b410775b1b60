"""Rules as people see them: what they ask, from when, what they serve, what they could serve."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from challenges.models import OVER
from leanplan import thresholds
from leanplan.thresholds import with_unit
from measures.models import Measure, MeasureRule, RuleStart
from measures.presenters.measure import short_title
from measures.presenters.obligation_figures import FigureShown, figure_shown, figures
from measures.registries import ObligationRule, obligation_rules


@dataclass(frozen=True)
class NumberShown:
    """A number that a rule counts with, as it is read (30 days), and where it comes from."""

    label: str | Promise
    text: str
    source: str | Promise


@dataclass(frozen=True)
class RuleShown:
    """One rule. start: None before any plan is adopted. bound, suggested: measures of plans that
    are not over; suggested by what their text says, for a person to decide."""

    rule: ObligationRule
    start: RuleStart | None
    numbers: list[NumberShown]
    figure: FigureShown
    bound: list[Measure]
    suggested: list[Measure]


@dataclass(frozen=True)
class RulePage:
    """All rules that the installed apps bring."""

    rules: list[RuleShown]
    may_bind: bool
    may_start: bool


def suggests(rule: ObligationRule, text: str) -> bool:
    """The line reads as if the rule could serve it: all stems of one of its tuples are there."""
    words = text.casefold()
    return any(all(stem in words for stem in stems) for stems in rule.words)


def rule_page(*, user: Any, today: date) -> RulePage:
    """Assemble the page of rules; the same queries for any number of rules and measures."""
    rules = list(obligation_rules)
    starts = {start.rule_key: start for start in RuleStart.objects.all()}
    counted = figures(rules, today=today)
    lines = list(
        Measure.objects.visible_to(user).in_text().open()
        .exclude(plan__state__in=OVER).select_related("plan").order_by("-plan", "order", "pk")
    )
    served = set(MeasureRule.objects.values_list("measure_id", "rule_key"))
    return RulePage(
        [
            RuleShown(
                rule, starts.get(rule.key), _numbers(rule),
                figure_shown(rule, counted[rule.key], today=today),
                bound=[line for line in lines if (line.pk, rule.key) in served],
                suggested=_suggested(rule, lines, served),
            )
            for rule in rules
        ],
        may_bind=user.has_perm("measures.bind_rule"),
        may_start=user.has_perm("measures.set_rule_start"),
    )


def _suggested(
    rule: ObligationRule, lines: Iterable[Measure], served: set[tuple[int, str]]
) -> list[Measure]:
    """Lines of drafts and running plans that the rule could serve and nobody has bound yet."""
    return [
        line for line in lines
        if (line.pk, rule.key) not in served and suggests(rule, line.text)
    ]


def _numbers(rule: ObligationRule) -> list[NumberShown]:
    found = []
    for key in rule.thresholds:
        known = thresholds.threshold(key)
        found.append(
            NumberShown(
                known.label, with_unit(str(thresholds.value(key)), known.unit), known.source
            )
        )
    return found


@dataclass(frozen=True)
class RuleChoice:
    """A rule as it is offered for a measure."""

    rule: ObligationRule
    numbers: list[NumberShown]
    is_bound: bool
    is_suggested: bool
    title: str


def rules_of(measure: Measure, *, today: date) -> list[RuleChoice]:
    """All rules for one measure, those that its text suggests first."""
    bound = set(measure.rules.values_list("rule_key", flat=True))
    found = [
        RuleChoice(
            rule, _numbers(rule), rule.key in bound, suggests(rule, measure.text),
            short_title(str(rule.label)),
        )
        for rule in obligation_rules
    ]
    return sorted(found, key=lambda choice: not choice.is_suggested)
