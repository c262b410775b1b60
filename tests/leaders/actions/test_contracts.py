"""A contract from draft to end; the coach's appointment follows it, and feedback is asked for."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leaders.actions.contracts import (
    contract_discard,
    contract_edit,
    contract_end,
    contract_extend,
    contract_sign,
)
from leaders.actions.feedback import feedback_give
from leaders.actions.log import entry_create
from leaders.choices import Party
from leaders.models import CoachingContract, FeedbackAnswer, FeedbackAsked
from leanplan.versioning import Conflict
from organisation.models import Appointment
from organisation.reach import reach_of
from organisation.roles import Role
from tests.leaders.rollouts import agreed, drafted


def appointments(contract):
    return list(
        Appointment.objects.filter(position__role=Role.COACH, position__unit=contract.unit)
        .values_list("person", "starts_on", "ends_on")
    )


def test_contract_sign_appoints_the_coach_with_the_last_signature(cast):
    contract = drafted(cast)
    sign = {"by": cast.second_drel, "contract": contract, "version": 1}
    contract_sign(party=Party.LEADER, person=cast.second_drel.person, **sign)
    assert appointments(contract) == []
    contract_sign(party=Party.COACH, person=cast.coach.person, **sign)
    person = cast.coach.person
    assert appointments(contract) == [(person.pk, contract.starts_on, contract.ends_on)]
    assert reach_of(type(cast.coach).objects.get(pk=cast.coach.pk)).reads(contract.unit_id)


def test_contract_sign_of_changed_terms_is_a_conflict_and_the_coach_signs_in_person(cast):
    contract = drafted(cast)
    with pytest.raises(ValidationError):
        contract_sign(
            by=cast.tol, contract=contract, version=1, party=Party.COACH, person=cast.tol.person
        )
    contract_edit(by=cast.tol, contract=contract, version=1, values={"hours": 40})
    with pytest.raises(Conflict):
        contract_sign(
            by=cast.coach, contract=contract, version=1, party=Party.COACH,
            person=cast.coach.person,
        )


@pytest.mark.parametrize("values", [
    {"ends_on": None}, {"ends_on": date(2018, 3, 31)}, {"hours": 0},
])
def test_contract_create_refuses_what_cannot_be(cast, values):
    with pytest.raises(ValidationError):
        drafted(cast, **values)
    assert not CoachingContract.objects.exists()


def test_contract_create_refuses_a_second_one_of_the_coach_in_the_same_time(cast):
    drafted(cast)
    with pytest.raises(ValidationError):
        drafted(cast, starts_on=date(2018, 12, 31), ends_on=date(2019, 3, 1))
    drafted(cast, starts_on=date(2019, 1, 1), ends_on=date(2019, 3, 1))


def test_contract_extend_is_a_new_version_with_its_reason(cast):
    contract = agreed(cast)
    extend = {"by": cast.tol, "contract": contract, "version": contract.version, "hours": 30}
    with pytest.raises(ValidationError):
        contract_extend(ends_on=contract.ends_on, reason="Mer tid", **extend)
    with pytest.raises(ValidationError):
        contract_extend(ends_on=date(2019, 3, 1), reason=" ", **extend)
    contract_extend(ends_on=date(2019, 3, 1), reason="Mer tid", **extend)
    versions = contract.versions.values_list("number", "ends_on", "reason")
    assert list(versions) == [(1, date(2018, 12, 31), ""), (2, date(2019, 3, 1), "Mer tid")]
    assert appointments(contract)[0][2] == date(2019, 3, 1)


def test_contract_end_ends_the_appointment_and_asks_both(cast):
    contract = agreed(cast)
    contract_end(
        by=cast.tol, contract=contract, version=contract.version, ends_on=date(2018, 11, 1),
        reason="Ferdig",
    )
    assert appointments(contract)[0][2] == date(2018, 11, 1)
    asked = set(FeedbackAsked.objects.values_list("side", "person"))
    assert asked == {("coach", cast.coach.person.pk), ("unit", cast.second_drel.person.pk)}
    mine = FeedbackAsked.objects.get(side="unit")
    feedback_give(by=cast.second_drel, asked=mine, answers=(5, 4, 3))
    with pytest.raises(ValidationError):
        feedback_give(by=cast.second_drel, asked=mine, answers=(5, 4, 3))
    with pytest.raises(ValidationError):
        feedback_give(
            by=cast.tol, asked=FeedbackAsked.objects.get(side="coach"), answers=(1, 1, 1)
        )
    assert FeedbackAnswer.objects.count() == 1


def test_contract_discard_takes_a_draft_away_and_nothing_else(cast):
    draft = drafted(cast)
    contract_discard(by=cast.tol, contract=draft, version=1)
    assert not CoachingContract.objects.exists()
    contract = agreed(cast)
    with pytest.raises(ValidationError):
        contract_discard(by=cast.tol, contract=contract, version=contract.version)


@pytest.mark.parametrize("day", [date(2018, 3, 31), date(2018, 11, 14)])
def test_entry_create_keeps_to_the_days_of_the_contract(cast, day):
    with pytest.raises(ValidationError):
        entry_create(by=cast.coach, contract=agreed(cast), day=day, minutes=60, topic="Tavle")
