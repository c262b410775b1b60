"""Rollouts and contracts for the tests, built through actions as the product does."""

from datetime import date

from leaders.actions.contracts import contract_create, contract_sign
from leaders.actions.rollouts import (
    meeting_record,
    rollout_complete,
    rollout_create,
    rollout_start,
    training_record,
)
from leaders.choices import ManagerPart, Party


def planned(cast, unit="clinic", **values):
    return rollout_create(
        by=cast.development, unit=getattr(cast.units, unit), **{
            "planned_start": date(2018, 3, 5), "planned_end": date(2018, 5, 28), **values
        },
    )


def trained(cast, unit="clinic", *, on=date(2018, 2, 20), **values):
    rollout = planned(cast, unit, **values)
    training_record(
        by=cast.development, rollout=rollout, version=rollout.version,
        values={"training_from": date(2018, 2, 1), "trained_on": on, "training_note": ""},
    )
    return rollout


def held_meeting(rollout, *, by, on=date(2018, 2, 26), part=ManagerPart.LED):
    meeting_record(
        by=by, rollout=rollout, version=rollout.version,
        values={"meeting_on": on, "manager_part": part},
    )


def started(cast, unit="clinic", *, on=date(2018, 3, 5), **values):
    rollout = trained(cast, unit, **values)
    rollout_start(by=cast.development, rollout=rollout, version=rollout.version, started_on=on)
    return rollout


def completed(cast, unit="clinic", *, on=date(2018, 5, 28), **values):
    rollout = started(cast, unit, **values)
    rollout_complete(
        by=cast.development, rollout=rollout, version=rollout.version, completed_on=on
    )
    return rollout


def drafted(cast, unit="clinic", **values):
    return contract_create(
        by=cast.development, unit=getattr(cast.units, unit), coach=cast.coach.person, **{
            "starts_on": date(2018, 4, 1), "ends_on": date(2018, 12, 31), "hours": 26,
            "aims": "Tavla i drift", **values,
        },
    )


def agreed(cast, unit="clinic", **values):
    contract = drafted(cast, unit, **values)
    leader = {"clinic": cast.second_drel, "home": cast.drel, "school": cast.other_drel}[unit]
    for party, user in ((Party.LEADER, leader), (Party.COACH, cast.coach)):
        contract = contract_sign(
            by=user, contract=contract, version=contract.version, party=party,
            person=user.person, signed_on=date(2018, 3, 20),
        )
    return contract
