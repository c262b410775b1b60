"""The figure of a rule: how much of what it asks for is kept, as a text, a bar and an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.periods import span_of
from leanplan.templatetags.ui import short_date
from measures.models import Obligation
from measures.obligation_diff import Figure
from measures.registries import ObligationRule, obligation_rules

State = Obligation.State


@dataclass(frozen=True)
class RunningShown:
    """The clocks of a rule that run: how many, and the nearest with how much of its time is used,
    per cent. css: how the ring is coloured."""

    used: int
    css: str
    text: str


@dataclass(frozen=True)
class FigureShown:
    """A rule's figure as it is shown beside a measure.

    text: "34 av 46 enheter i 2. halvår 2018". late, earlier, missed: in words, "" for none.
    label: what the bar says aloud. running: the clocks that run, None where there are none.
    """

    rule: ObligationRule
    figure: Figure
    text: str
    late: str
    earlier: str
    label: str
    url: str
    missed: str = ""
    running: RunningShown | None = None


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
    """The obligations that a rule's figure is about: those of the span, and from before it the late
    ones and, of a rule whose obligations are clocks, those that still run."""
    first, last = span_of(today, rule.counted_by)
    before = Q(anchor__lt=first, state=State.OPEN)
    if rule.soon_days is None:
        before &= Q(due_date__lt=today)
    return Q(rule_key=rule.key) & (Q(anchor__range=(first, last)) | before)


# Of one rule: what of its span is kept, open, late, waived and too late, how much is late from
# before, and of what runs how many, the first deadline, the first day, and how many from before.
_FIGURE = """
SELECT {rule}, COUNT(CASE WHEN state = 'met' AND NOT {missed} THEN 1 END),
       COUNT(CASE WHEN state = 'open' AND anchor >= {first} THEN 1 END),
       COUNT(CASE WHEN state = 'open' AND anchor >= {first} AND due_date < %(today)s THEN 1 END),
       COUNT(CASE WHEN state = 'waived' THEN 1 END),
       COUNT(CASE WHEN anchor < {first} AND due_date < %(today)s THEN 1 END),
       COUNT(CASE WHEN state = 'met' AND {missed} THEN 1 END),
       COUNT(CASE WHEN {running} THEN 1 END), MIN(CASE WHEN {running} THEN due_date END),
       MIN(CASE WHEN {running} THEN anchor END),
       COUNT(CASE WHEN anchor < {first} AND {running} THEN 1 END)
FROM measures_obligation
WHERE rule_key = {rule} AND (anchor BETWEEN {first} AND {last}
      OR (anchor < {first} AND state = 'open' AND (due_date < %(today)s OR {running})))
"""
# What happened after its day, of rules that ask for it by its day.
_TOO_LATE, _NEVER = "(met_on > due_date)", "(1 = 0)"
# What has time left, of rules whose obligations are clocks.
_RUNNING = "(state = 'open' AND due_date >= %(today)s)"


def figures(rules: Iterable[ObligationRule], *, today: date) -> dict[str, Figure]:
    """{key of a rule: its figure for the whole municipality}; one query for all, none for none.

    Written out, because nearly every page has some and Django took longer to write it than the
    database to answer. It counts what `in_figure` finds.
    """
    asked = {rule.key: rule for rule in rules}
    if not asked:
        return {}
    values: dict[str, Any] = {"today": today}
    parts = []
    for number, rule in enumerate(asked.values()):
        first, last = span_of(today, rule.counted_by)
        named = {"rule": rule.key, "first": first, "last": last}
        values |= {f"{name}{number}": value for name, value in named.items()}
        parts.append(_FIGURE.format(
            missed=_TOO_LATE if rule.in_time else _NEVER,
            running=_NEVER if rule.soon_days is None else _RUNNING,
            **{name: f"%({name}{number})s" for name in named},
        ))
    with connection.cursor() as cursor:
        cursor.execute("UNION ALL".join(parts), values)
        found = {key: numbers for key, *numbers in cursor.fetchall()}
    # SQLite gives days as text where they are worked out.
    return {
        key: Figure(
            kept=kept, open=still, late=late, waived=waived, earlier=earlier, missed=missed,
            running=running, nearest=_day(nearest), began=_day(began), ahead=ahead,
        )
        for key, (
            kept, still, late, waived, earlier, missed, running, nearest, began, ahead
        ) in found.items()
    }


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _running_shown(rule: ObligationRule, figure: Figure, *, today: date) -> RunningShown | None:
    if rule.soon_days is None or figure.nearest is None or figure.began is None:
        return None
    left = (figure.nearest - today).days
    used = (today - figure.began).days / max(1, (figure.nearest - figure.began).days)
    count = ngettext(
        "%(number)s deadline runs", "%(number)s deadlines run", figure.running
    ) % {"number": figure.running}
    due = ngettext(
        "the nearest %(day)s, in %(days)s day", "the nearest %(day)s, in %(days)s days", left
    ) % {"day": short_date(figure.nearest), "days": left} if left else _("the nearest today")
    return RunningShown(
        round(100 * used), "is-soon" if left <= rule.soon_days else "is-open", f"{count}, {due}"
    )


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
    missed = _("%(number)s too late") % {"number": figure.missed} if figure.missed else ""
    return FigureShown(
        rule, figure, text,
        late=_("%(number)s late") % {"number": figure.late} if figure.late else "",
        earlier=ngettext(
            "%(number)s late from before", "%(number)s late from before", figure.earlier
        ) % {"number": figure.earlier} if figure.earlier else "",
        label=", ".join(filter(None, (label, missed))), missed=missed,
        running=_running_shown(rule, figure, today=today),
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
