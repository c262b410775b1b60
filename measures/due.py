"""What measures themselves owe on a day; upper apps bring their own (measures/registries.py)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet

from challenges.models import OVER, UNADOPTED
from leanplan.questions import question
from leanplan.together import together
from measures.choices import DeadlineKind
from measures.models import Measure, Obligation
from measures.presenters.measure import address_of
from measures.registries import (
    DueItem,
    DueSource,
    due_sources,
    told_rules,
)

# What is read of a measure, and of an obligation.
_MEASURE = ("pk", "owner_id", "due_date", "code", "text", "unit_id", "executor_id")
_OBLIGATION = ("pk", "rule_key", "subject_key", "position_id", "due_date", "unit_id")


def _dated() -> QuerySet[Any]:
    """Open measures of plans under way with a date and an owner."""
    measures = Measure.objects.open().filter(deadline_kind=DeadlineKind.DATE, owner__isnull=False)
    live = measures.exclude(plan__state__in=(*UNADOPTED, *OVER))
    return live.order_by("due_date", "pk").values_list(*_MEASURE)


@question
def _dated_of(own: Collection[int]) -> QuerySet[Any]:
    return _dated().filter(owner__in=own)


@question
def _dated_with_late(own: Collection[int], others: Collection[int], before: date) -> QuerySet[Any]:
    return _dated().filter(Q(owner__in=own) | Q(owner__in=others, due_date__lt=before))


def _deadlines(rows: Iterable[tuple[Any, ...]]) -> Iterator[DueItem]:
    address = address_of("measures:measure_detail")
    for pk, owner, due, code, text, unit, executor in rows:
        yield DueItem(
            f"measure:{pk}", owner, due, f"{code} {text.rstrip(' :')}", address % pk, unit,
            "measure", executor,
        )


def measure_deadlines(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """Open measures of plans under way with a date, of the positions (None: all); one query."""
    return _deadlines(_dated() if positions is None else _dated_of(set(positions)))


def measures_with_late(
    own: Collection[int], others: Collection[int], before: date, today: date
) -> Iterator[DueItem]:
    """The same of one's own positions, and of others' what was due before a day; one query."""
    return _deadlines(_dated_with_late({*own, 0}, {*others, 0}, before))


def _standing() -> QuerySet[Any]:
    return Obligation.objects.open().order_by("due_date", "pk").values_list(*_OBLIGATION)


@question
def _standing_of(own: Collection[int]) -> QuerySet[Any]:
    return _standing().filter(position__in=own)


@question
def _standing_with_late(
    own: Collection[int], others: Collection[int], before: date, rules: Collection[str]
) -> QuerySet[Any]:
    theirs = Q(position__in=others, due_date__lt=before)
    return _standing().filter(Q(position__in=own) | theirs, rule_key__in=rules)


def _named(standing: list[tuple[Any, ...]]) -> Iterator[DueItem]:
    """As each rule that is told of names its own."""
    address, by_rule = address_of("measures:obligation_detail"), defaultdict(list)
    for row in standing:
        by_rule[row[1]].append(row)
    rules = [rule for key, rule in told_rules().items() if key in by_rule]
    named = together(
        *(partial(rule.texts, {row[2] for row in by_rule[rule.key]}) for rule in rules)
    )
    for rule, texts in zip(rules, named, strict=True):
        for pk, _rule, subject, owner, due, unit in by_rule[rule.key]:
            if owner and subject in texts:
                own = address % pk
                yield DueItem(
                    f"obligation:{pk}", owner, due, texts[subject], rule.do_url(subject) or own,
                    unit, "obligation", steps=rule.steps, about=own, rule=rule.key,
                )


def open_obligations(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """Open obligations of rules that are installed, of the positions (None: all).

    One query, and one with which the rules name their own.
    """
    if positions is None:
        return _named(list(_standing().filter(position__isnull=False)))
    return _named(_standing_of(set(positions)))


def obligations_with_late(
    own: Collection[int], others: Collection[int], before: date, today: date
) -> Iterator[DueItem]:
    """The same of one's own positions, and of others' what was due before a day."""
    return _named(_standing_with_late({*own, 0}, {*others, 0}, before, list(told_rules())))


def register() -> None:
    """Put them into the registry; called once when the app is ready."""
    due_sources.register(DueSource("measure_deadlines", measure_deadlines, measures_with_late))
    due_sources.register(DueSource("obligations", open_obligations, obligations_with_late))
