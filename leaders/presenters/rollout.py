"""The page of one rollout: its steps, the expectations, who answers for progress."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.choices import EXPECTATION_PARTIES, Doer, Party, StepKind
from leaders.lanes import Lanes, lay_out
from leaders.models import CoachingContract, ExpectationAgreement, ProgressHandover, Rollout
from leaders.models import RolloutStep as Step
from leaders.permissions import parties_held
from leaders.presenters.clock import ClockShown, clock_of
from leaders.presenters.lanes import rollout_row
from leaders.presenters.people import UnitPeople, people_of_row
from leaders.presenters.rollout_list import answers_for, last_days
from leaders.signing import signed_by
from leaders.slots import AnalysisLink, analysis_link, event_url
from leanplan.questions import question
from leanplan.templatetags.ui import short_date
from leanplan.together import together


@dataclass(frozen=True)
class StepShown:
    """One step. lines: what is known of it. warning: what is amiss. url, do: what one may do;
    tick: the step is ticked off on the page itself."""

    step: Step
    words: str
    doer: str
    planned_on: date
    done_on: date | None
    is_late: bool
    lines: list[str]
    warning: str
    url: str
    do: str
    tick: bool

    @property
    def icon(self) -> str:
        """The picture beside it."""
        if self.done_on:
            return "CheckmarkCircleFill"
        return "ExclamationmarkTriangleFill" if self.is_late else "st-none"

    @property
    def css(self) -> str:
        """How it is coloured."""
        return "is-done" if self.done_on else "is-late" if self.is_late else ""


@dataclass(frozen=True)
class SignatureShown:
    """One party under a text: who signed and when, or that it lacks. expected: who is to sign
    today. may_sign: it is the user's to sign; may_record: the user may enter that the other signed
    on paper."""

    party: str
    label: str
    name: str
    expected: str
    signed_on: date | None
    on_paper: bool
    may_sign: bool
    may_record: bool


@dataclass(frozen=True)
class RolloutPage:
    """Everything on the page of a rollout."""

    rollout: Rollout
    people: UnitPeople
    lanes: Lanes
    steps: list[StepShown]
    agreement: ExpectationAgreement | None
    signatures: list[SignatureShown]
    agreed_on: date | None
    clock: ClockShown
    answers: str
    handovers: list[ProgressHandover]
    handover_url: str
    analysis: AnalysisLink | None
    contracts: list[CoachingContract]
    sees_reason: bool
    may_manage: bool
    may_record: bool
    may_override: bool


def rollout_page(rollout: Rollout, *, user: Any, today: date) -> RolloutPage:
    """Assemble the page of a rollout the user may see."""
    shown = clock_of(rollout, today=today)
    agreement = getattr(rollout, "agreement", None)
    record = user.has_perm("leaders.record_rollout", rollout) and not rollout.cancelled_on
    manage = user.has_perm("leaders.manage_rollout", rollout) and not rollout.cancelled_on
    people = people_of_row(rollout, today=today)
    handover = rollout.handover
    # Whoever reads the rollout reads every contract of its unit.
    contracts, steps, analysis = together(
        lambda: _contracts(rollout.unit_id), lambda: _steps_of(rollout.pk),
        lambda: analysis_link(rollout, user),
    )
    return RolloutPage(
        rollout, people,
        lay_out(
            [rollout_row(
                rollout, shown, under=people.leader.line, today=today,
                coached_until=last_days(contracts).get(rollout.unit_id),
            )],
            today=today,
        ),
        list(_steps(rollout, steps, today=today, record=record, manage=manage)), agreement,
        signatures_of(
            agreement, rollout, EXPECTATION_PARTIES, user=user, people=people, may_record=manage,
        ) if agreement else [],
        rollout.agreed_on, shown, answers_for(rollout, people.manager.line),
        list(rollout.handovers.all()),
        event_url(handover.event) if handover else "",
        analysis,
        contracts,
        sees_reason=user.has_perm("leaders.manage_rollout", rollout),
        may_manage=manage and handover is None, may_record=record,
        may_override=user.has_perm("leaders.override_start", rollout),
    )


def signatures_of(
    text: Any, row: Any, parties: tuple[str, ...], *, user: Any, people: UnitPeople,
    may_record: bool, open_to_sign: bool = True,
) -> list[SignatureShown]:
    """The parties under a text in their order; what the user may do about each."""
    signed = signed_by(text) if open_to_sign else {
        each.party: each for each in text.signatures.all()
    }
    held = parties_held(user, row) if open_to_sign else frozenset()
    coach = row.coach.name if row.coach else ""
    expected = {
        Party.LEADER: people.leader.name, Party.MANAGER: people.manager.name, Party.COACH: coach,
    }
    found = []
    for party in parties:
        one = signed.get(party)
        waits = one is None and open_to_sign
        on_paper = bool(
            one and one.recorded_by_id
            and getattr(one.person, "user_id", None) != one.recorded_by_id
        )
        found.append(SignatureShown(
            party, str(Party(party).label), one.person.name if one else "",
            expected[Party(party)],
            one.signed_on if one else None, on_paper, waits and party in held,
            waits and may_record and party not in held,
        ))
    return found


@question
def _contracts(unit: int) -> QuerySet[CoachingContract]:
    rows = CoachingContract.objects.filter(unit=unit).select_related("coach")
    return rows.order_by("-starts_on", "-pk")


@question
def _steps_of(rollout: int) -> QuerySet[Step]:
    return Step.objects.filter(rollout=rollout).order_by("order", "days", "pk")


def _steps(
    rollout: Rollout, steps: Iterable[Step], *, today: date, record: bool, manage: bool
) -> Iterator[StepShown]:
    for step in steps:
        planned = _planned(rollout, step)
        done = _done(rollout, step)
        late = done is None and planned < today and not rollout.cancelled_on
        url, do = _do(rollout, step, record=record, manage=manage)
        yield StepShown(
            step, step.words, str(Doer(step.doer).label), planned, done, late,
            list(_lines(rollout, step)), _warning(rollout, step, today=today), url, do,
            tick=record and step.kind == StepKind.OWN,
        )


def _planned(rollout: Rollout, step: Step) -> date:
    if step.kind == StepKind.START:
        return rollout.planned_start
    if step.kind == StepKind.COMPLETED:
        return rollout.planned_end
    if step.kind == StepKind.MEETING and rollout.meeting_planned_on:
        return rollout.meeting_planned_on
    return rollout.planned_start + timedelta(days=step.days)


def _done(rollout: Rollout, step: Step) -> date | None:
    return {
        StepKind.TRAINING: rollout.trained_on, StepKind.MEETING: rollout.meeting_on,
        StepKind.AGREEMENT: rollout.agreed_on, StepKind.START: rollout.started_on,
        StepKind.COMPLETED: rollout.completed_on, StepKind.OWN: step.done_on,
    }[StepKind(step.kind)]


def _lines(rollout: Rollout, step: Step) -> Iterator[str]:
    if step.kind == StepKind.TRAINING:
        if rollout.training_from:
            yield _("Training from %(day)s") % {"day": short_date(rollout.training_from)}
        if rollout.training_note:
            yield rollout.training_note
    if step.kind == StepKind.MEETING:
        if rollout.meeting_on:
            yield _("Area manager: %(part)s") % {"part": rollout.get_manager_part_display()}
        if rollout.meeting_people is not None:
            yield ngettext(
                "%(number)s took part", "%(number)s took part", rollout.meeting_people
            ) % {"number": rollout.meeting_people}
        if rollout.meeting_note:
            yield rollout.meeting_note


def _warning(rollout: Rollout, step: Step, *, today: date) -> str:
    if step.kind == StepKind.MEETING:
        if rollout.meeting_on and not rollout.has_manager:
            return _("The meeting was held without the area manager. Hold a new one in which the "
                     "manager leads.")
        if rollout.meeting_on is None and rollout.started_on:
            return _("The unit has started without an information meeting.")
    if step.kind == StepKind.START and not rollout.started_on and rollout.trained_on is None:
        return _("Closed until the leader's training is recorded.")
    if step.kind == StepKind.AGREEMENT and rollout.started_on and rollout.agreed_on is None:
        return _("The unit has started without agreed expectations.")
    return ""


_ROUTES = {
    StepKind.TRAINING: "training_record", StepKind.MEETING: "meeting_record",
    StepKind.AGREEMENT: "expectations_write", StepKind.START: "rollout_start",
    StepKind.COMPLETED: "rollout_complete",
}


def _do(rollout: Rollout, step: Step, *, record: bool, manage: bool) -> tuple[str, str]:
    """Where the step is recorded, and the word on the button; "" where it is not the user's."""
    kind = StepKind(step.kind)
    over = rollout.handover is not None
    allowed = {
        StepKind.TRAINING: record and not over, StepKind.MEETING: record and not over,
        StepKind.AGREEMENT: record and not over,
        StepKind.START: record and rollout.started_on is None,
        StepKind.COMPLETED: record and rollout.started_on is not None and not over,
        StepKind.OWN: False,
    }[kind]
    if not allowed:
        return "", ""
    done = _done(rollout, step)
    words = {
        StepKind.TRAINING: _("Record the training"), StepKind.MEETING: _("Record the meeting"),
        StepKind.AGREEMENT: _("Write the expectations"), StepKind.START: _("Start"),
        StepKind.COMPLETED: _("Record as completed"),
    }[kind]
    begun = done or (kind == StepKind.AGREEMENT and hasattr(rollout, "agreement"))
    return reverse(f"leaders:{_ROUTES[kind]}", args=[rollout.pk]), _("Change") if begun else words
