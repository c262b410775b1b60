"""What the board of a leader group says on a day: the agenda that makes itself from the data.

It is data, not models: what a meeting saw is stored as it was (shown.py), and read back with the
same classes. Units and their leaders do not hang on it, only counts by area.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from boards.rlg.board_counts import areas_of, changes_since
from boards.rlg.board_lines import BoardShown, DecisionLine, MeasureLine, RowLine, Who
from boards.rlg.choices import OVER as MEETING_OVER
from boards.rlg.decision_models import Decision
from boards.rlg.hooks import RowStatus, row_statuses
from boards.rlg.meeting_models import Meeting
from boards.rlg.months import months_of
from boards.rlg.status_rows import shown_light
from challenges.models import OVER, UNADOPTED, ActionPlan, Challenge, PlanRow
from leanplan.questions import question
from leanplan.together import together
from measures.choices import CLOSED
from measures.models import Measure
from measures.rules import Tally, tally
from organisation.holders import holders_of, owner_shown
from organisation.models import Position

# A text in a list of the board is no longer than this; the plan has it whole.
SHORT = 90


def board_shown(meeting: Meeting, *, today: date) -> BoardShown:
    """What the board says for a meeting on the day; its questions are asked in a few rounds."""
    series = meeting.series
    (plan,), (before,), decisions, months = together(
        lambda: _first(_plan()), lambda: _first(_before(series.pk, meeting.day)),
        lambda: _open_decisions(series.pk, meeting.day), lambda: months_of(series, today=today),
    )
    plan_id = plan.pk if plan else 0
    lines, rows, statuses = together(
        lambda: _lines(plan_id), lambda: _rows(plan_id), lambda: row_statuses(plan_id, today),
    )
    counted = tally(lines, today=today)
    people = _People([*lines, *decisions], on=today)
    return BoardShown(
        on=today.isoformat(), purpose=series.purpose, plan=plan.title if plan else "",
        plan_id=plan_id, total=counted.total, done=counted.done,
        in_progress=counted.in_progress, since=before.day.isoformat() if before else "",
        rows=_row_lines(rows, lines, statuses, today=today),
        overdue=_overdue(lines, people, today=today),
        unassigned=[_measure(one, people, today) for one in lines if _is_unassigned(one)],
        areas=areas_of(series, today=today), changes=changes_since(before, plan, today=today),
        decisions=[_decision(one, people, today) for one in _by_day(decisions)], months=months,
    )


def _first(rows: list[Any]) -> list[Any]:
    """The first one, or None, in a list."""
    return [rows[0] if rows else None]


@question
def _plan() -> QuerySet[Any]:
    """The newest plan that is adopted and not over."""
    plans = ActionPlan.objects.exclude(state__in=(*UNADOPTED, *OVER))
    return plans.order_by("-adopted_on", "-pk")[:1]


@question
def _before(series: int, day: date) -> QuerySet[Any]:
    held = Meeting.objects.filter(series=series, state__in=MEETING_OVER, day__lt=day)
    return held.order_by("-day", "-pk")[:1]


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting of the series that was held before this one."""
    return next(iter(_before(meeting.series_id, meeting.day)), None)


@question
def _lines(plan: int) -> QuerySet[Any]:
    lines = Measure.objects.filter(plan=plan).in_text().select_related("owner__unit")
    return lines.order_by("row__order", "row", "order", "pk")


@question
def _rows(plan: int) -> QuerySet[Any]:
    """(key, working title, first challenge) of the rows of a plan."""
    first = Challenge.objects.filter(row=OuterRef("pk")).order_by("order", "pk").values("text")[:1]
    rows = PlanRow.objects.filter(plan=plan).annotate(first=Subquery(first))
    return rows.order_by("order", "pk").values_list("pk", "title", "first")


@question
def _open_decisions(series: int, day: date) -> QuerySet[Any]:
    """Open ones of earlier meetings that became nothing else."""
    return Decision.objects.open().filter(
        meeting__series=series, meeting__day__lt=day, measure=None, follow_up=None
    ).select_related("meeting", "owner__unit")


def _by_day(decisions: Iterable[Decision]) -> list[Decision]:
    """The earliest day first, those without one last."""
    return sorted(
        decisions, key=lambda one: (one.due_date is None, one.due_date or one.meeting.day)
    )


def _is_unassigned(measure: Measure) -> bool:
    return measure.owner_id is None and measure.status not in CLOSED


class _People:
    """Who holds the positions of measures and decisions today; one query."""

    def __init__(self, rows: Iterable[Any], *, on: date) -> None:
        owners = {row.owner_id for row in rows if row.owner_id}
        self._holders = holders_of(owners, on=on)

    def of(self, position: Position | None) -> Who:
        """The position as the board has it."""
        if position is None:
            return Who("")
        shown = owner_shown(position, self._holders)
        return Who(shown.name, shown.under)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def _measure(measure: Measure, people: _People, today: date) -> MeasureLine:
    due = measure.due_date
    return MeasureLine(
        measure.pk, measure.code, _short(measure.text), people.of(measure.owner),
        due.isoformat() if due else "", max((today - due).days, 0) if due else 0,
    )


def _overdue(lines: Iterable[Measure], people: _People, *, today: date) -> list[MeasureLine]:
    late = [_measure(one, people, today) for one in lines if _is_late(one, today)]
    return sorted(late, key=lambda line: -line.days)


def _is_late(measure: Measure, today: date) -> bool:
    return (
        measure.due_date is not None and measure.due_date < today
        and measure.status not in CLOSED
    )


def _row_lines(
    rows: Iterable[tuple[int, str, str | None]], lines: list[Measure],
    statuses: Mapping[int, RowStatus], *, today: date,
) -> list[RowLine]:
    in_row: dict[int | None, list[Measure]] = defaultdict(list)
    for line in lines:
        in_row[line.row_id].append(line)
    return [
        _row(pk, number, title or _short(first or ""), tally(in_row[pk], today=today),
             statuses.get(pk, RowStatus()))
        for number, (pk, title, first) in enumerate(rows, start=1)
    ]


def _row(pk: int, number: int, title: str, counted: Tally, status: RowStatus) -> RowLine:
    # On track when it was judged, and nobody is responsible for something in it now: no light.
    shown = shown_light(status.light, unassigned=counted.unassigned)
    stands = shown.value == status.light
    return RowLine(
        pk, number, title, counted.total, counted.done, counted.in_progress, counted.unassigned,
        counted.overdue, shown.value, status.word if stands else str(shown.word), status.note,
        status.trend if stands else "", status.before,
        status.set_on.isoformat() if status.set_on else "",
    )


def _decision(decision: Decision, people: _People, today: date) -> DecisionLine:
    due = decision.due_date
    return DecisionLine(
        decision.pk, decision.text, people.of(decision.owner), due.isoformat() if due else "",
        max((today - due).days, 0) if due else 0, decision.meeting.day.isoformat(),
    )
