"""The figure of a rule: how much of what it asks for is kept, as a text, a bar and an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.periods import span_of
from measures.models import Obligation
from measures.obligation_diff import Figure
from measures.registries import ObligationRule, obligation_rules

State = Obligation.State


@dataclass(frozen=True)
class FigureShown:
    """A rule's figure as it is shown beside a measure.

    text: "34 av 46 enheter i 2. halvår 2018". late, earlier: in words, "" for none. label: what
    the bar says aloud.
    """

    rule: ObligationRule
    figure: Figure
    text: str
    late: str
    earlier: str
    label: str
    url: str


def span_text(day: date, kind: str) -> str:
    """The span a day lies in, as it ends a sentence: "i 2018", "i 2. halvår 2018"."""
    if kind == "year":
        return _("in %(year)s") % {"year": day.year}
    if kind == "half_year":
        half = 1 if day.month <= 6 else 2
        return _("in half-year %(half)s of %(year)s") % {"half": half, "year": day.year}
    quarter = (day.month - 1) // 3 + 1
    return _("in quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": day.year}


def in_figure(rule: ObligationRule, *, today: date) -> Q:
    """The obligations that a rule's figure is about: those of the span, and late ones before it."""
    first, last = span_of(today, rule.counted_by)
    return Q(rule_key=rule.key) & (
        Q(anchor__range=(first, last))
        | Q(anchor__lt=first, state=State.OPEN, due_date__lt=today)
    )


def figures(rules: Iterable[ObligationRule], *, today: date) -> dict[str, Figure]:
    """{key of a rule: its figure for the whole municipality}; one query for all."""
    asked = {rule.key: rule for rule in rules}
    wanted, before = Q(pk__in=()), Q(pk__in=())
    for rule in asked.values():
        wanted |= in_figure(rule, today=today)
        before |= Q(rule_key=rule.key, anchor__lt=span_of(today, rule.counted_by)[0])
    late = Q(state=State.OPEN, due_date__lt=today)
    counted = (
        Obligation.objects.filter(wanted)
        .values("rule_key")
        .annotate(
            kept=Count("pk", filter=Q(state=State.MET)),
            open=Count("pk", filter=Q(state=State.OPEN) & ~before),
            late=Count("pk", filter=late & ~before),
            waived=Count("pk", filter=Q(state=State.WAIVED)),
            earlier=Count("pk", filter=late & before),
        )
        .order_by()
    ) if asked else []
    found: dict[str, Any] = {row["rule_key"]: dict(row) for row in counted}
    for row in found.values():
        del row["rule_key"]
    return {key: Figure(**found.get(key, {})) for key in asked}


def figure_shown(rule: ObligationRule, figure: Figure, *, today: date) -> FigureShown:
    """How a figure is written."""
    span = span_text(today, rule.counted_by)
    if figure.total:
        text = _("%(kept)s of %(total)s %(span)s") % {
            "kept": figure.kept, "total": rule.counted(figure.total), "span": span,
        }
    else:
        text = _("None asked for %(span)s") % {"span": span}
    label = _("%(kept)s kept, %(open)s open, %(late)s of them late") % {
        "kept": figure.kept, "open": figure.open, "late": figure.late,
    }
    return FigureShown(
        rule, figure, text,
        late=_("%(number)s late") % {"number": figure.late} if figure.late else "",
        earlier=ngettext(
            "%(number)s late from before", "%(number)s late from before", figure.earlier
        ) % {"number": figure.earlier} if figure.earlier else "",
        label=label,
        url=reverse("measures:obligation_list", args=[rule.key]),
    )


def figures_of(
    bound: Mapping[int, Iterable[str]], *, today: date
) -> dict[int, list[FigureShown]]:
    """{measure: figures} of {measure: keys of the rules that serve it}; one query for all."""
    known = {
        measure: [rule for key in keys if (rule := obligation_rules.get(key))]
        for measure, keys in bound.items()
    }
    counted = figures([rule for rules in known.values() for rule in rules], today=today)
    return {
        measure: [figure_shown(rule, counted[rule.key], today=today) for rule in rules]
        for measure, rules in known.items() if rules
    }
