"""What measures themselves owe on a day; upper apps bring their own (measures/registries.py)."""

from collections.abc import Collection, Iterator
from datetime import date

from challenges.models import OVER, UNADOPTED
from measures.choices import DeadlineKind
from measures.models import Measure, Obligation
from measures.presenters.measure import address_of
from measures.registries import DueItem, DueSource, due_sources, obligation_rules


def measure_deadlines(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """Open measures of plans under way with a date, of the positions (None: all); one query."""
    measures = Measure.objects.open().filter(
        deadline_kind=DeadlineKind.DATE, owner__isnull=False
    )
    if positions is not None:
        measures = measures.filter(owner__in=positions)
    live = measures.exclude(plan__state__in=(*UNADOPTED, *OVER))
    address = address_of("measures:measure_detail")
    for pk, owner, due, code, text, unit, executor in live.order_by("due_date", "pk").values_list(
        "pk", "owner_id", "due_date", "code", "text", "unit_id", "executor_id"
    ):
        if owner and due:
            yield DueItem(
                f"measure:{pk}", owner, due, f"{code} {text}", address % pk, unit, "measure",
                executor,
            )


def open_obligations(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """Open obligations of rules that are installed, of the positions (None: all); not of rules that
    only count.

    One query, and those with which each rule names its own.
    """
    rows = Obligation.objects.open().owned_by(positions).order_by("due_date", "pk")
    standing = list(
        rows.values_list("pk", "rule_key", "subject_key", "position_id", "due_date", "unit_id")
    )
    address = address_of("measures:obligation_detail")
    for rule in obligation_rules:
        if rule.only_counted:
            continue
        mine = [row for row in standing if row[1] == rule.key]
        texts = rule.texts({row[2] for row in mine}) if mine else {}
        for pk, _rule, subject, owner, due, unit in mine:
            if owner and subject in texts:
                url = rule.do_url(subject) or address % pk
                yield DueItem(
                    f"obligation:{pk}", owner, due, texts[subject], url, unit, "obligation",
                    steps=rule.steps,
                )


def register() -> None:
    """Put them into the registry; called once when the app is ready."""
    due_sources.register(DueSource("measure_deadlines", measure_deadlines))
    due_sources.register(DueSource("obligations", open_obligations))
