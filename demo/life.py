"""Lets the plan be lived in: each thing done on its day, by the person who could do it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from challenges.models import ActionPlan
from demo import life_text as text
from demo.calendar import Calendar, at, on_workday
from demo.places import Places
from leanplan.access import permit
from leanplan.clock import pinned
from measures.actions.amendments import amendment_decide, amendment_propose
from measures.actions.measures import (
    deadline_set,
    measure_allocate,
    measure_create,
    measure_edit,
    measure_suggest,
    status_change,
)
from measures.models import Amendment, Measure
from measures.rules import Deadline


@dataclass
class Timeline:
    """Things to do, on the day and in the order they were done in."""

    steps: list[tuple[datetime, int, Callable[[], Any]]] = field(default_factory=list)

    def add(
        self, day: date, step: Callable[[], Any], *, hour: int | None = None, minute: int = 0
    ) -> None:
        """Let something happen on a day, at a time or some time during work."""
        number = len(self.steps)
        if hour is None:
            hour, minute = 8 + number % 8, number * 7 % 60
        self.steps.append((at(day, hour, minute), number, step))

    def play(self) -> None:
        """Do it all, each at its moment."""
        for moment, _number, step in sorted(self.steps, key=lambda entry: entry[:2]):
            with pinned(moment):
                step()
        self.steps.clear()


def deadline_of(when: text.When | None, calendar: Calendar) -> Deadline:
    """What the texts say as a deadline."""
    if isinstance(when, text.Due):
        day = calendar.ahead(when.days) if when.days > 0 else calendar.ago(-when.days)
        return Deadline.on(day, when.precision)
    if isinstance(when, text.Ongoing):
        return Deadline.ongoing(when.rhythm, calendar.meeting_ahead(when.days))
    if isinstance(when, text.Recurring):
        return Deadline.recurring(when.rhythm)
    return Deadline()


@dataclass
class Story:
    """What happens to the measures of one plan."""

    places: Places
    plan: ActionPlan
    timeline: Timeline

    def measure(self, code: str) -> Measure:
        """The measure as it is now."""
        return Measure.objects.select_related("plan", "row__plan", "owner__unit").get(
            plan=self.plan, code=code
        )

    def allocate(self, code: str, life: text.Life, meeting: date) -> None:
        """The management group gives an owner and a deadline at a meeting, its leader entering.

        One measure a minute, in the order of the plan.
        """
        if not life.owner and life.due is None:
            return

        def step() -> None:
            by, measure = self._allowed(text.CHIEF, "measures.assign_measure", code)
            measure_allocate(
                by=by, measure=measure, version=measure.version,
                owner=self.places.position(life.owner),
                deadline=deadline_of(life.due, self.places.calendar),
            )

        self.timeline.add(meeting, step, hour=9, minute=int(code[1:]))

    def happen(self, code: str, event: text.Event, day: date | None = None) -> None:
        """Let one event happen to a measure on its day."""
        steps: dict[type, Callable[[str, Any], None]] = {
            text.Said: self._say, text.Moved: self._move,
            text.Suggested: self._suggest, text.Filled: self._fill,
        }
        step = steps[type(event)]
        self.timeline.add(
            day or self.places.calendar.ago(event.ago), lambda: step(code, event)
        )

    def make_later(self, code: str, later: text.Later) -> None:
        """A leader makes a measure for a unit; its code must come out as the texts expect."""

        def step() -> None:
            by = self.places.user(later.by)
            permit(by, "measures.create_measure", self.plan)
            row = self.plan.rows.select_related("plan").get(order=later.row)
            made = measure_create(
                by=by, row=row, unit=self.places.units[later.unit], text=later.text,
                owner=self.places.position(later.owner), description=later.description,
                deadline=deadline_of(later.due, self.places.calendar),
                done_when=later.done_when, supports=self.measure(later.supports),
            )
            if made.code != code:
                raise AssertionError(f"{later.text} became {made.code} and not {code}")

        # First thing in the morning and one after another: two may fall on one working day.
        self.timeline.add(
            self.places.calendar.ago(later.ago), step, hour=7, minute=int(code[1:])
        )
        for event in later.events:
            self.happen(code, event)

    def propose(self, proposal: text.Proposed) -> None:
        """Somebody proposes a change of adopted text; the management group may have decided it."""
        made: list[Amendment] = []

        def step() -> None:
            by, measure = self._allowed(
                proposal.by, "measures.propose_amendment", proposal.code
            )
            made.append(
                amendment_propose(
                    by=by, plan=self.plan, kind=Amendment.Kind.CHANGE, measure=measure,
                    new_text=proposal.new_text, reason=proposal.reason,
                )
            )

        calendar = self.places.calendar
        if not proposal.adopted_ago:
            self.timeline.add(calendar.ago(proposal.ago), step)
        else:
            meeting = calendar.meeting_before(proposal.adopted_ago)
            self.timeline.add(on_workday(meeting - timedelta(days=proposal.ago)), step)
            self.timeline.add(meeting, lambda: self._adopt(made[0], proposal, meeting), hour=10)

    def _adopt(self, amendment: Amendment, proposal: text.Proposed, meeting: date) -> None:
        by = self.places.user(text.CHIEF)
        permit(by, "measures.decide_amendment", amendment)
        amendment_decide(
            by=by, amendment=amendment, version=amendment.version, adopt=True,
            decided_by=self.places.units["Rådmannens ledergruppe"].name, decided_on=meeting,
            note=proposal.note,
        )

    def _allowed(self, name: str, permission: str, code: str) -> tuple[Any, Measure]:
        """The account and the measure; raises where that person could not do it that day."""
        by, measure = self.places.user(name), self.measure(code)
        permit(by, permission, measure)
        return by, measure

    def _say(self, code: str, event: text.Said) -> None:
        by, measure = self._allowed(event.by, "measures.change_status", code)
        status_change(
            by=by, measure=measure, version=measure.version, status=event.status,
            comment=event.comment,
        )

    def _move(self, code: str, event: text.Moved) -> None:
        by, measure = self._allowed(event.by, "measures.move_deadline", code)
        deadline_set(
            by=by, measure=measure, version=measure.version, reason=event.reason,
            deadline=deadline_of(event.due, self.places.calendar),
        )

    def _suggest(self, code: str, event: text.Suggested) -> None:
        by, measure = self._allowed(event.by, "measures.suggest_measure", code)
        measure_suggest(
            by=by, measure=measure, version=measure.version,
            owner=self.places.position(event.owner),
            deadline=deadline_of(event.due, self.places.calendar),
        )

    def _fill(self, code: str, event: text.Filled) -> None:
        by, measure = self._allowed(event.by, "measures.edit_measure", code)
        values: dict[str, Any] = {
            "description": event.description, "done_when": event.done_when,
            "executor": self.places.people.get(event.executor),
        }
        measure_edit(
            by=by, measure=measure, version=measure.version,
            values={name: value for name, value in values.items() if value},
        )
