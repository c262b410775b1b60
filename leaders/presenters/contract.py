"""The page of one contract: terms, signatures, versions, the log."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from leaders.choices import CONTRACT_PARTIES, ContractState
from leaders.lanes import Lanes, lay_out
from leaders.models import (
    CoachingContract,
    CoachingEntry,
    ContractVersion,
    FeedbackAsked,
    Rollout,
)
from leaders.presenters.clock import clock_of
from leaders.presenters.contract_list import hours_text, state_said, still_of
from leaders.presenters.lanes import contract_row
from leaders.presenters.people import UnitPeople, people_of
from leaders.presenters.rollout import SignatureShown, signatures_of
from leaders.slots import Sign, last_signs


@dataclass(frozen=True)
class EntryShown:
    """One line of the log."""

    entry: CoachingEntry
    hours: str
    may_edit: bool


@dataclass(frozen=True)
class ContractPage:
    """Everything on the page of a contract."""

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
    log = user.has_perm("leaders.log_coaching", contract)
    entries = list(contract.entries.select_related("made_by__person"))
    sign = last_signs([contract.unit_id], today=today).get(contract.unit_id)
    rollout = Rollout.objects.alive().filter(unit=contract.unit_id).prefetch_related(
        "handovers"
    ).order_by("-planned_start").first()
    person = getattr(user, "person", None)
    return ContractPage(
        contract, people_of([contract.unit_id], today=today)[contract.unit_id],
        lay_out(
            [contract_row(
                contract, clock_of(rollout, today=today) if rollout else None,
                under=contract.coach.name, today=today,
            )],
            today=today,
        ),
        state_said(contract, today=today),
        signatures_of(
            contract, contract, CONTRACT_PARTIES, user=user, may_record=manage,
            open_to_sign=draft,
        ),
        list(contract.versions.select_related("by")),
        [EntryShown(entry, hours_text(entry.minutes), log) for entry in entries],
        sum(entry.minutes for entry in entries), sign,
        still_of(contract, sign, today=today),
        contract.asked.filter(person=person, has_answered=False).first() if person else None,
        may_edit=draft and user.has_perm("leaders.edit_contract", contract),
        may_manage=manage and contract.state == ContractState.AGREED,
        may_log=log and contract.state != ContractState.DRAFT,
    )
