"""The plan page: rows with challenges beside grouped measures, and the figures above them."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.models import ActionPlan
from leanplan.collation import norwegian_key
from leanplan.drawn import drawn
from measures import filters as choices
from measures.filters import PlanFilter
from measures.models import Measure
from measures.plan_facts import MeasureRead, OwnerRead, UnitFigures, read_measures
from measures.presenters.deadline import near_days, near_title
from measures.presenters.plan_rows import PlanRows, PlanTextRead, position_made
from measures.presenters.progress import Progress
from measures.presenters.status import STATUSES, UNASSIGNED
from measures.presenters.unit_part import units_of
from measures.rules import (
    Tally,
    is_near,
    is_of,
    is_overdue,
    is_unassigned,
    is_undated,
    tally,
)
from measures.staleness import with_touch
from organisation.reach import Reach, reach_of


@dataclass(frozen=True)
class Chip:
    """A quick filter with its count."""

    value: str
    label: str | Promise
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Option:
    """A choice of a select."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class PlanPage:
    """A plan as its page shows it, read but not drawn yet: a fragment draws what it needs.

    lines: what stands in the plan's text, left: those of them that the filters leave. hits: the
    same in words, "" without filters. path: the address of the page, without filters.
    """

    plan: ActionPlan
    filter: PlanFilter
    path: str
    text: PlanTextRead
    lines: list[MeasureRead]
    left: list[MeasureRead]
    rows: PlanRows
    tally: Tally
    numbers: tuple[int, ...]
    hits: str

    @property
    def only_row(self) -> bool:
        """One row is shown, with all its unit measures."""
        return bool(self.filter.row)

    def drawn_rows(self) -> list[SafeString]:
        """The rows that are shown."""
        return self.rows.drawn(self.text, self.lines, self.left)

    def drawn_filters(self) -> SafeString:
        """The quick filters with their numbers, and the other choices."""
        owners = self.rows.owners_of(self.lines)
        return drawn(
            "measures/plan/_filters.html",
            (self.path, self.filter.query(), self.numbers, tuple(sorted(owners))),
            lambda: {
                "path": self.path, "chips": _chips(self.numbers, self.filter),
                "owners": _owner_options(owners, self.filter),
                "statuses": _status_options(self.filter), "words": self.filter.words,
            },
        )

    def drawn_foundation(self) -> SafeString:
        """Focus areas, basis and evaluation, which are folded away."""
        plan = self.plan
        return drawn(
            "measures/plan/_foundation.html",
            (plan.strategy_url, plan.evaluation, self.text.foundation),
            lambda: {
                "plan": plan, "areas": self.text.made.focus_areas,
                "entries": self.text.made.basis,
            },
        )

    def drawn_overall(self) -> SafeString:
        """How far the whole plan has come."""
        return drawn(
            "measures/plan/_overall.html", astuple(self.tally),
            lambda: {"progress": Progress.counted(self.tally)},
        )


def plan_page(
    plan: ActionPlan, chosen: PlanFilter, *, user: Any, today: date, path: str
) -> PlanPage:
    """Read the page of a plan for a user; as many queries for two measures as for 200.

    In: a plan the user may see, loaded with its series; the address of the page.
    """
    reach = reach_of(user)
    units = units_of(plan, chosen, user=user, today=today)
    measures = read_measures(plan.pk, [key for keys in units.keys.values() for key in keys])
    lines = [measure for measure in measures if measure.is_line]
    left = [line for line in lines if chosen.leaves(line, reach=reach, today=today)]
    text = PlanTextRead.of(plan)
    rows = PlanRows.of(
        plan, chosen, measures, units, text.rows(), user=user, today=today, path=path
    )
    return PlanPage(
        plan=plan,
        filter=chosen,
        path=path,
        text=text,
        lines=lines,
        left=left,
        rows=rows,
        tally=tally(lines, today=today),
        numbers=quick_numbers(lines, units.mine, reach=reach, today=today),
        hits=_hits(len(left), len(lines), units, chosen, reach.all_units)
        if chosen.is_active else "",
    )


def plan_lines(plan: ActionPlan, *, user: Any) -> list[Measure]:
    """The lines of a plan in their order, with what a row shows; one query."""
    seen = with_touch(Measure.objects.visible_to(user).of_plan(plan).in_text())
    lines = list(
        seen.select_related("owner__unit", "heading", "footnote").order_by("order", "pk")
    )
    for line in lines:
        line.plan = plan
    return lines


def narrowed_lines(
    lines: list[Measure], chosen: PlanFilter, *, user: Any, today: date
) -> list[Measure]:
    """The lines of the plan that the filters leave."""
    if not chosen.is_active:
        return lines
    keys = [line.pk for line in lines]
    found = Measure.objects.filter(pk__in=keys)
    left = set(chosen.narrow(found, user=user, today=today).values_list("pk", flat=True))
    return [line for line in lines if line.pk in left]


def chips(
    lines: Iterable[Measure], mine_in_units: int, chosen: PlanFilter, *, user: Any, today: date
) -> list[Chip]:
    """The quick filters. They count lines of the plan; *Mine* counts my unit measures as well."""
    numbers = quick_numbers(list(lines), mine_in_units, reach=reach_of(user), today=today)
    return _chips(numbers, chosen)


def quick_numbers(
    lines: Sequence[Any], mine_in_units: int, *, reach: Reach, today: date
) -> tuple[int, ...]:
    """The numbers of the quick filters, in their order."""
    days = near_days()
    return (
        len(lines),
        sum(is_of(line, reach) for line in lines) + mine_in_units,
        sum(is_overdue(line, today=today) for line in lines),
        sum(is_near(line, today=today, days=days) for line in lines),
        sum(map(is_unassigned, lines)),
        sum(map(is_undated, lines)),
    )


def _chips(numbers: Sequence[int], chosen: PlanFilter) -> list[Chip]:
    labels: tuple[tuple[str, str | Promise], ...] = (
        ("", _("All")), (choices.MINE, _("Mine")), (choices.OVERDUE, _("Overdue")),
        (choices.NEAR, near_title()), (choices.UNOWNED, _("Unassigned")),
        (choices.UNDATED, _("Deadline missing")),
    )
    return [
        Chip(value, label, number, chosen.view == value)
        for (value, label), number in zip(labels, numbers, strict=True)
    ]


def _owner_options(owners: Iterable[OwnerRead], chosen: PlanFilter) -> list[Option]:
    """Positions that own a line of the plan. Who owns a unit's measure is nobody else's business,
    and is found by the unit's name."""
    names = {owner.pk: position_made(owner).label for owner in owners}
    in_order = sorted(names.items(), key=lambda item: norwegian_key(item[1]))
    return [Option(str(key), name, key == chosen.owner) for key, name in in_order]


def _status_options(chosen: PlanFilter) -> list[Option]:
    return [
        Option(status.key, str(status.word), status.key == chosen.status)
        for status in (UNASSIGNED, *STATUSES.values())
    ]


def _hits(
    lines: int, total: int, units: UnitFigures, chosen: PlanFilter, sees_all: bool
) -> str:
    """What the filters left, in words."""
    text = ngettext(
        "Showing %(shown)s of %(total)s measure", "Showing %(shown)s of %(total)s measures", total
    ) % {"shown": lines, "total": total}
    number = sum(hits for row, hits in units.hits.items() if chosen.row in (0, row))
    if not number:
        return text
    if sees_all:
        more = ngettext(
            "and %(number)s measure of the units", "and %(number)s measures of the units", number
        )
    else:
        more = ngettext(
            "and %(number)s measure of your units", "and %(number)s measures of your units", number
        )
    return f"{text} {more % {'number': number}}"
