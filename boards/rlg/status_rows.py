"""The rows of a plan with what people say of them and what is counted, for boards and meetings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.rlg.status_models import RowStatus
from boards.rlg.status_rules import DOWN, SAME, UP, may_be, trend
from challenges.models import ActionPlan
from challenges.plan_text import text_facts
from leanplan.questions import question
from measures.plan_facts import MeasureRead, read_measures
from measures.rules import Tally, is_unassigned, tally
from organisation.models import MeetingDay
from organisation.roles import UnitKind
from reviews.presenters.lights import LIGHTS, Shown

NOT_JUDGED = Shown("", pgettext_lazy("stoplight", "Not judged yet"), "st-none", "neutral")
# It was on track when people judged it, and somebody responsible has gone since.
TO_BE_JUDGED = Shown(
    "again", pgettext_lazy("stoplight", "To be judged again"), "st-missing", "warning"
)


@dataclass(frozen=True)
class Trend:
    """How a status compares with the one at the last meeting."""

    key: str
    word: str | Promise
    icon: str


TRENDS = {
    UP: Trend(UP, _("Better than at the last meeting"), "TrendUp"),
    DOWN: Trend(DOWN, _("Weaker than at the last meeting"), "TrendDown"),
    SAME: Trend(SAME, _("As at the last meeting"), "TrendFlat"),
}


class StatusRead(NamedTuple):
    """What is stored of a row's status, plain. before: the light at the last meeting, or None."""

    row: int
    version: int
    light: str
    note: str
    set_on: date
    before: str | None


@dataclass(frozen=True)
class RowState:
    """A row as boards show it. note: why, "" for none. before: how it stood at the last meeting."""

    number: int
    pk: int
    title: str
    light: Shown
    chosen: str
    note: str
    version: int
    set_on: date | None
    trend: Trend | None
    before: Shown | None
    tally: Tally
    unassigned: tuple[str, ...]


def last_meeting_before() -> QuerySet[MeetingDay]:
    """The days the management group has met, the latest first; give it `day__lt`."""
    days = MeetingDay.objects.filter(unit__kind=UnitKind.MANAGEMENT_GROUP)
    return days.order_by("-day")


def statuses(plan: int, *, today: date) -> dict[int, StatusRead]:
    """{row: its status} of a plan, each with how it stood at the last meeting; one query."""
    return {row[0]: StatusRead(*row) for row in _statuses(plan, today)}


@question
def _statuses(plan: int, today: date) -> QuerySet[Any]:
    met = last_meeting_before().filter(day__lt=today).values("day")[:1]
    kept: Any = RowStatus.history
    before = (
        kept.filter(~Q(history_type="-"), id=OuterRef("pk"), set_on__lte=Subquery(met))
        .order_by("-history_date", "-history_id").values("light")[:1]
    )
    return RowStatus.objects.filter(row__plan=plan).values_list(
        "row_id", "version", "light", "note", "set_on", Subquery(before)
    )


def shown_light(light: str, *, unassigned: int) -> Shown:
    """What a row may show: never on track while nobody is responsible for something in it."""
    if not light:
        return NOT_JUDGED
    return LIGHTS[light] if may_be(light, unassigned=unassigned) else TO_BE_JUDGED


def row_states(plan: ActionPlan, *, today: date) -> list[RowState]:
    """The rows of a plan in their order; three queries for any number."""
    judged = statuses(plan.pk, today=today)
    lines: dict[int, list[MeasureRead]] = defaultdict(list)
    for line in read_measures(plan.pk):
        lines[line.row_id].append(line)
    return [
        _state(number, key, title, judged.get(key), lines[key], today=today)
        for number, (key, title) in enumerate(_titles(text_facts(plan)).items(), start=1)
    ]


def _state(
    number: int, key: int, title: str, read: StatusRead | None, lines: list[MeasureRead], *,
    today: date,
) -> RowState:
    unassigned = tuple(line.code for line in lines if is_unassigned(line))
    light = read.light if read else ""
    shown = shown_light(light, unassigned=len(unassigned))
    return RowState(
        number, key, title, shown, light, read.note if read else "", read.version if read else 0,
        read.set_on if read else None, trend_of(read, shown),
        LIGHTS.get(read.before or "") if read else None,
        tally(lines, today=today), unassigned,
    )


def trend_of(read: StatusRead | None, shown: Shown) -> Trend | None:
    """The trend of a status; none where it is to be judged again."""
    return TRENDS.get(trend(shown.value, read.before)) if read else None


def _titles(facts: Iterable[tuple[Any, ...]]) -> Mapping[int, str]:
    """{row: its working title, else its first challenge}, in the plan's order."""
    facts = list(facts)
    titles: dict[int, str] = {fact[1]: fact[6] for fact in facts if fact[0] == "row"}
    for fact in facts:
        if fact[0] == "challenge" and not titles[fact[2]]:
            titles[fact[2]] = f"{fact[6]} {fact[8]}"
    return titles
