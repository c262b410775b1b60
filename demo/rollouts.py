"""Units on their way into Lean: rollouts, expectations, coaching, and what was handed over.

Each step is taken on its day by the person who could; where each unit stands is in
organisation_text.py, and the days in lean.py.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from demo import rollouts_text as text
from demo.calendar import at, on_workday
from demo.lean import way_of
from demo.organisation_text import AREAS, COACHES, Unit
from demo.places import Places
from leaders.actions.contracts import contract_create, contract_extend, contract_sign
from leaders.actions.feedback import feedback_give
from leaders.actions.handover import progress_hand_over
from leaders.actions.log import entry_create
from leaders.actions.rollouts import (
    expectations_sign,
    expectations_write,
    meeting_record,
    rollout_cancel,
    rollout_complete,
    rollout_create,
    rollout_start,
    training_record,
)
from leaders.actions.template import template_step_create
from leaders.choices import CONTRACT_PARTIES, EXPECTATION_PARTIES, ManagerPart, Party
from leaders.models import CoachingContract, FeedbackAsked, Rollout
from leanplan.clock import pinned
from organisation.lean import LeanPeriod
from organisation.models import Person

_Status = LeanPeriod.Status
DEV = "Hanne Lie"
_COACH_OF = {unit: name for name, units in COACHES.items() for unit in units}


def make_rollouts(places: Places) -> None:
    """All rollouts that are under way, and some that are over."""
    with pinned(at(places.calendar.ago(1000), 9)):
        for step in text.OWN_STEPS:
            template_step_create(by=places.user(DEV), values=dict(step))
    _called_off(places)
    number = 0
    for area in AREAS:
        for unit in area.units:
            days = way_of(unit.stage, places, number)
            number += 1
            if days and (unit.stage in text.STAGES or unit.name in text.OVER):
                _Way(places, unit, area.manager, days).walk()
    _coach(places)
    _hand_over(places)
    _answer(places)


def _called_off(places: Places) -> None:
    """Those that were planned, and never begun."""
    calendar, by = places.calendar, places.user(DEV)
    for name, planned, ended, why in text.CALLED_OFF:
        start = on_workday(calendar.ago(ended) + timedelta(days=30))
        with pinned(at(calendar.ago(planned), 10)):
            rollout = rollout_create(
                by=by, unit=places.units[name], planned_start=start,
                planned_end=start + timedelta(days=84),
            )
        with pinned(at(calendar.ago(ended), 14)):
            rollout_cancel(by=by, rollout=rollout, version=rollout.version, reason=why)


class _Way:
    """The rollout of one unit, day by day."""

    def __init__(
        self, places: Places, unit: Unit, manager: str, days: dict[str, date]
    ) -> None:
        self.places, self.unit, self.days = places, unit, days
        self.by = places.user(DEV)
        self.parties = {
            Party.MANAGER: places.people.get(manager),
            Party.LEADER: places.people.get(unit.leader),
            Party.COACH: places.people[_COACH_OF.get(unit.name, text.COACH)],
        }
        if unit.name in text.LATE:
            for status in days:
                days[status] = on_workday(days[status] - timedelta(days=text.LATE[unit.name]))
        if unit.name in text.COMPLETED_IN_AUGUST:
            last = places.calendar.today
            year = last.year if last >= date(last.year, 8, 31) else last.year - 1
            days[_Status.ROLLED_OUT] = date(year, 8, 31)
            days[_Status.ROLLOUT] = date(year, 5, 4)
            days[_Status.LEADER_IN_TRAINING] = date(year, 3, 23)
            days[_Status.PLANNED] = date(year, 2, 16)

    def walk(self) -> None:
        """Every step that lies behind."""
        days, today = self.days, self.places.calendar.today
        start = days.get(_Status.ROLLOUT) or self.places.calendar.ahead(
            21 if self.unit.stage == "L" else 60
        )
        end = days.get(_Status.ROLLED_OUT) or start + timedelta(days=84)
        meeting = on_workday(start - timedelta(days=10))
        self._on(days[_Status.PLANNED], lambda: self._plan(start, end, meeting))
        training = days.get(_Status.LEADER_IN_TRAINING)
        if training:
            meant = on_workday(start - timedelta(days=18))
            trained = meant if meant <= today else None
            self._on(trained or training, lambda: self._train(training, trained))
        if meeting <= today and self.unit.name not in text.WITHOUT_MEETING:
            self._on(meeting, lambda: self._meet(meeting))
            self._on(meeting + timedelta(days=2), self._agree)
        if _Status.ROLLOUT in days:
            self._on(start, lambda: self._start(start))
        if _Status.ROLLED_OUT in days:
            self._on(end, lambda: self._complete(end))

    def _on(self, day: date, step: Callable[[], Any]) -> None:
        with pinned(at(min(day, self.places.calendar.today), 10)):
            step()

    @property
    def rollout(self) -> Rollout:
        return Rollout.objects.alive().get(unit=self.places.units[self.unit.name])

    def _plan(self, start: date, end: date, meeting: date) -> None:
        rollout_create(
            by=self.by, unit=self.places.units[self.unit.name], planned_start=start,
            planned_end=end, coach=self.parties[Party.COACH], meeting_planned_on=meeting,
            wave=f"{'Vår' if start.month <= 6 else 'Høst'} {start.year}",
        )

    def _train(self, first: date | None, trained: date | None) -> None:
        rollout = self.rollout
        if trained and first and first > trained:
            first = trained
        training_record(
            by=self.by, rollout=rollout, version=rollout.version,
            values={
                "training_from": first, "trained_on": trained,
                "training_note": "Tre dager med Utviklingsenheten",
            },
        )

    def _meet(self, day: date) -> None:
        rollout = self.rollout
        part = text.MANAGER_PARTS.get(self.unit.name, ManagerPart.LED)
        meeting_record(
            by=self.by, rollout=rollout, version=rollout.version,
            values={
                "meeting_on": day, "manager_part": part,
                "meeting_people": 14 + 7 * len(self.unit.name) % 23, "meeting_note": "",
            },
        )

    def _agree(self) -> None:
        agreement = expectations_write(
            by=self.by, rollout=self.rollout, version=1, values=dict(text.EXPECTATIONS)
        )
        for party in EXPECTATION_PARTIES:
            person = self.parties[party]
            if person and (self.unit.name, party) not in text.UNSIGNED:
                expectations_sign(
                    by=person.user or self.by, agreement=agreement, version=agreement.version,
                    party=party, person=person,
                )

    def _start(self, day: date) -> None:
        rollout = self.rollout
        rollout_start(
            by=self.by, rollout=rollout, version=rollout.version, started_on=day,
            override_reason="" if rollout.trained_on else text.OVERRIDE,
        )

    def _complete(self, day: date) -> None:
        rollout = self.rollout
        rollout_complete(
            by=self.by, rollout=rollout, version=rollout.version, completed_on=day
        )


def _coach(places: Places) -> None:
    """Contracts of the units that are coached, as the texts say, with their log."""
    calendar, by = places.calendar, places.user(DEV)
    for told in text.CONTRACTS:
        unit, coach = places.units[told.unit], places.people[_COACH_OF.get(told.unit, text.COACH)]
        starts = calendar.ago(told.begun) if told.begun > 0 else calendar.ahead(-told.begun)
        with pinned(at(min(starts - timedelta(days=6), calendar.today), 11)):
            contract = contract_create(
                by=by, unit=unit, coach=coach, starts_on=starts,
                ends_on=calendar.ahead(told.left) if told.left > 0 else calendar.ago(-told.left),
                hours=told.hours, rhythm=told.rhythm, aims=told.aims,
                expectations=text.BRINGS,
                rollout=Rollout.objects.alive().filter(unit=unit).first(),
            )
            if told.signed:
                contract = _sign(places, contract, coach)
        _log(places, contract, coach, told)
        if told.extended:
            _extend(places, contract, told)


def _sign(places: Places, contract: CoachingContract, coach: Person) -> CoachingContract:
    leader = _leader(places, contract.unit.name)
    for party in CONTRACT_PARTIES:
        person = coach if party == Party.COACH else leader
        contract = contract_sign(
            by=person.user or places.user(DEV), contract=contract, version=contract.version,
            party=party, person=person,
        )
    return contract


def _leader(places: Places, unit: str) -> Person:
    """Who leads the unit; where the position is vacant the area manager signs for it."""
    for area in AREAS:
        for each in area.units:
            if each.name == unit:
                return places.people[each.leader or area.manager]
    raise KeyError(unit)


def _log(places: Places, contract: CoachingContract, coach: Person, told: text.Told) -> None:
    for number in range(told.entries):
        day = on_workday(contract.starts_on + timedelta(days=told.every * number + 2))
        if not contract.starts_on <= day <= places.calendar.today:
            continue
        with pinned(at(day, 15)):
            entry_create(
                by=coach.user, contract=contract, day=day, minutes=told.minutes,
                topic=text.TOPICS[number % len(text.TOPICS)],
            )


def _extend(places: Places, contract: CoachingContract, told: text.Told) -> None:
    contract.refresh_from_db()
    with pinned(at(places.calendar.ago(12), 13)):
        contract_extend(
            by=places.user(DEV), contract=contract, version=contract.version,
            ends_on=places.calendar.ahead(told.extended), hours=told.hours + 8,
            reason=text.EXTENDED,
        )


def _hand_over(places: Places) -> None:
    """Units whose analysis was held before analyses were kept here."""
    managers = {unit.name: area.manager for area in AREAS for unit in area.units}
    for name in text.OVER:
        if name in text.HELD_HERE:
            continue
        unit = places.units[name]
        rollout = Rollout.objects.alive().filter(unit=unit).first()
        if rollout is None or rollout.completed_on is None:
            continue
        day = on_workday(rollout.completed_on + timedelta(days=165))
        with pinned(at(min(day, places.calendar.today), 14)):
            progress_hand_over(
                by=places.user(managers[name]), unit=unit, rollout=rollout, on=day,
                event=f"entered:{rollout.pk}",
            )


def _answer(places: Places) -> None:
    """Some have answered; fewer than five stay hidden."""
    asked = FeedbackAsked.objects.select_related("person__user").order_by("pk")
    with pinned(at(places.calendar.ago(3), 12)):
        for number, row in enumerate(asked):
            if row.person.user and number % 4 != 3:
                answers = text.ANSWERS[number % len(text.ANSWERS)]
                feedback_give(by=row.person.user, asked=row, answers=answers)
