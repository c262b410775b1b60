"""The page of one contract: terms, signatures, versions, the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from leaders.choices import CONTRACT_PARTIES, ContractState
from leaders.lanes import Lanes, lay_out
from leaders.models import (
    CoachingContract,
    CoachingEntry,
    ContractVersion,
    FeedbackAsked,
    ProgressHandover,
    Rollout,
)
from leaders.presenters.clock import ClockShown, clock_shown
from leaders.presenters.contract_list import hours_text, state_said, still_of
from leaders.presenters.lanes import contract_row
from leaders.presenters.people import UnitPeople, people_of_row
from leaders.presenters.rollout import SignatureShown, signatures_of
from leaders.settings import counts_from_start
from leaders.slots import Sign, event_url, last_signs
from leanplan.questions import question
from leanplan.together import together
from organisation.reach import reach_of


@dataclass(frozen=True)
class EntryShown:
    """One line of the log."""

    entry: CoachingEntry
    hours: str
    may_edit: bool


@dataclass(frozen=True)
class ContractPage:
    """Everything on the page of a contract. ended_url, made_url: the analysis that ended it, or
    decided on it; "" for none, and for whoever coached and reads the unit no more."""

    contract: CoachingContract
    people: UnitPeople
    lanes: Lanes
    said: str
    signatures: list[SignatureShown]
    versions: list[ContractVersion]
    entries: list[EntryShown]
    minutes: int
    sign: Sign | None
    still: int
    asked: FeedbackAsked | None
    ended_url: str
    made_url: str
    may_edit: bool
    may_manage: bool
    may_log: bool

    @property
    def used(self) -> str:
        """Hours used."""
        return hours_text(self.minutes)

    @property
    def whole(self) -> int:
        """Whole hours used, for the bar."""
        return self.minutes // 60


def contract_page(contract: CoachingContract, *, user: Any, today: date) -> ContractPage:
    """Assemble the page of a contract the user may see."""
    draft = contract.state == ContractState.DRAFT
    manage = user.has_perm("leaders.manage_contract", contract)
    # Whoever coaches no more keeps reading the own contract, and writes nothing in it.
    log = all(user.has_perm("leaders.log_coaching", row) for row in (None, contract))
    people = people_of_row(contract, today=today)
    entries, signs, rollouts = together(
        lambda: _entries(contract.pk), lambda: last_signs([contract.unit_id], today=today),
        lambda: _newest_rollout(contract.unit_id),
    )
    sign = signs.get(contract.unit_id)
    return ContractPage(
        contract, people,
        lay_out(
            [contract_row(
                contract, next((_clock(row, today=today) for row in rollouts), None),
                under=contract.coach.name, today=today,
            )],
            today=today,
        ),
        state_said(contract, today=today),
        signatures_of(
            contract, contract, CONTRACT_PARTIES, user=user, people=people, may_record=manage,
            open_to_sign=draft,
        ),
        list(contract.versions.all()),
        [EntryShown(entry, hours_text(entry.minutes), log) for entry in entries],
        sum(entry.minutes for entry in entries), sign,
        still_of(contract, sign, today=today),
        _asked(contract, user),
        *_analyses(contract, user),
        may_edit=draft and user.has_perm("leaders.edit_contract", contract),
        may_manage=manage and contract.state == ContractState.AGREED,
        may_log=log and contract.state != ContractState.DRAFT,
    )


def _analyses(contract: CoachingContract, user: Any) -> tuple[str, str]:
    if not reach_of(user).reads(contract.unit_id):
        return "", ""
    return event_url(contract.ended_event), event_url(contract.made_event)


@question
def _newest_rollout(unit: int) -> QuerySet[Any]:
    """When it was started and completed, and handed over where that still holds."""
    holds = ProgressHandover.objects.filter(rollout=OuterRef("pk"), undone_on=None)
    rows = Rollout.objects.alive().filter(unit=unit).order_by("-planned_start", "-pk")
    handed_on = Subquery(holds.order_by("-handed_on", "-pk").values("handed_on")[:1])
    return rows.values_list("started_on", "completed_on", handed_on)[:1]


def _clock(row: Sequence[date | None], *, today: date) -> ClockShown:
    started, completed, handed_on = row
    first = started if counts_from_start() else completed
    return clock_shown(first, held_on=handed_on, today=today)


@question
def _entries(contract: int) -> QuerySet[CoachingEntry]:
    return CoachingEntry.objects.filter(contract=contract).order_by("-day", "-pk")


def _asked(contract: CoachingContract, user: Any) -> FeedbackAsked | None:
    """The feedback the user is asked for and has not given; only of coaching that is over."""
    person = reach_of(user).person_id
    if contract.state != ContractState.ENDED or person is None:
        return None
    return contract.asked.filter(person=person, has_answered=False).first()
