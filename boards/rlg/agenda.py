"""What the board of a leader group says on a day: the agenda that makes itself from the data.

It is data, not models: what a meeting saw is stored as it was (shown.py), and read back with the
same classes. Units and their leaders do not hang on it, only counts by area.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from boards.rlg.board_counts import areas_of, changes_since
from boards.rlg.board_lines import BoardShown, DecisionLine, MeasureLine, RowLine, Who
from boards.rlg.choices import OVER as MEETING_OVER
from boards.rlg.decision_models import Decision
from boards.rlg.hooks import RowStatus, row_statuses
from boards.rlg.meeting_models import Meeting
from boards.rlg.months import months_of
from boards.rlg.series_models import MeetingSeries
from boards.rlg.status_rows import shown_light
from challenges.models import OVER, UNADOPTED, ActionPlan, PlanRow
from measures.choices import CLOSED
from measures.models import Measure
from measures.rules import Tally, tally
from organisation.holders import holders_of, owner_shown
from organisation.models import Position

# A text in a list of the board is no longer than this; the plan has it whole.
SHORT = 90


def board_shown(meeting: Meeting, *, today: date) -> BoardShown:
    """What the board says for a meeting on the day; a fixed number of queries."""
    series = meeting.series
    plan = plan_under_way()
    before = meeting_before(meeting)
    lines = _lines(plan)
    counted = tally(lines, today=today)
    people = _People([*lines, *(decisions := _decisions(series, meeting))], on=today)
    return BoardShown(
        on=today.isoformat(), purpose=series.purpose, plan=plan.title if plan else "",
        plan_id=plan.pk if plan else 0, total=counted.total, done=counted.done,
        in_progress=counted.in_progress, since=before.day.isoformat() if before else "",
        rows=_rows(plan, lines, today=today),
        overdue=_overdue(lines, people, today=today),
        unassigned=[_measure(one, people, today) for one in lines if _is_unassigned(one)],
        areas=areas_of(series, today=today), changes=changes_since(before, plan, today=today),
        decisions=[_decision(one, people, today) for one in decisions],
        months=months_of(series, today=today),
    )


def plan_under_way() -> ActionPlan | None:
    """The plan that the board is about: the newest one that is adopted and not over."""
    plans = ActionPlan.objects.exclude(state__in=(*UNADOPTED, *OVER))
    return plans.order_by("-adopted_on", "-pk").first()


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting of the series that was held before this one."""
    held = Meeting.objects.filter(
        series=meeting.series_id, state__in=MEETING_OVER, day__lt=meeting.day
    )
    return held.order_by("-day", "-pk").first()


def _lines(plan: ActionPlan | None) -> list[Measure]:
    if plan is None:
        return []
    lines = Measure.objects.of_plan(plan).in_text().select_related("owner__unit")
    return list(lines.order_by("row__order", "row", "order", "pk"))


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


def _rows(plan: ActionPlan | None, lines: list[Measure], *, today: date) -> list[RowLine]:
    if plan is None:
        return []
    in_row: dict[int | None, list[Measure]] = defaultdict(list)
    for line in lines:
        in_row[line.row_id].append(line)
    statuses = row_statuses(plan.pk, today)
    rows = PlanRow.objects.filter(plan=plan).prefetch_related("challenges").order_by("order", "pk")
    return [
        _row(row, number, tally(in_row[row.pk], today=today), statuses.get(row.pk, RowStatus()))
        for number, row in enumerate(rows, start=1)
    ]


def _row(row: PlanRow, number: int, counted: Tally, status: RowStatus) -> RowLine:
    first = next(iter(row.challenges.all()), None)
    # On track when it was judged, and nobody is responsible for something in it now: no light.
    shown = shown_light(status.light, unassigned=counted.unassigned)
    stands = shown.value == status.light
    return RowLine(
        row.pk, number, row.title or (_short(first.text) if first else ""), counted.total,
        counted.done, counted.in_progress, counted.unassigned, counted.overdue, shown.value,
        status.word if stands else str(shown.word), status.note, status.trend if stands else "",
        status.before,
        status.set_on.isoformat() if status.set_on else "",
    )


def _decisions(series: MeetingSeries, meeting: Meeting) -> list[Decision]:
    """Open ones of earlier meetings, the earliest day first; those without a day last."""
    found = Decision.objects.open().filter(
        meeting__series=series, meeting__day__lt=meeting.day, measure=None, follow_up=None
    ).select_related("meeting", "owner__unit")
    return sorted(found, key=lambda one: (one.due_date is None, one.due_date or one.meeting.day))


def _decision(decision: Decision, people: _People, today: date) -> DecisionLine:
    due = decision.due_date
    return DecisionLine(
        decision.pk, decision.text, people.of(decision.owner), due.isoformat() if due else "",
        max((today - due).days, 0) if due else 0, decision.meeting.day.isoformat(),
    )
