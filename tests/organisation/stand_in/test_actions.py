from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import Conflict
from organisation.models import Appointment, Notice, User
from organisation.reach import reach_of
from organisation.stand_in.actions import stand_in_appoint, stand_in_end, stand_in_withdraw

FIRST, LAST = date(2018, 11, 20), date(2018, 11, 30)


@pytest.fixture
def standing_in(cast):
    """Even stands in for the DREL of Solsiden, appointed by the TOL."""
    return stand_in_appoint(
        by=cast.tol, position=cast.positions.drel, person=cast.employee.person,
        starts_on=FIRST, ends_on=LAST,
    )


def appoint_again(cast, **changes):
    values = {
        "by": cast.tol, "position": cast.positions.drel, "person": cast.coach.person,
        "starts_on": FIRST, "ends_on": LAST, **changes,
    }
    return stand_in_appoint(**values)


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2018-11-19", False), ("2018-11-20", True), ("2018-11-30", True), ("2018-12-01", False)],
)
def test_stand_in_appoint_gives_the_position_for_the_period(
    cast, standing_in, settings, day, holds
):
    settings.LEANPLAN_TODAY = day
    user = User.objects.get(pk=cast.employee.pk)
    assert (cast.positions.drel.pk in reach_of(user).position_ids) is holds
    assert (cast.units.home.pk in reach_of(user).led_unit_ids) is holds


def test_stand_in_appoint_leaves_a_trace_and_tells_both(cast, standing_in):
    assert standing_in.acting
    assert standing_in.history.get().history_user == cast.tol
    told = dict(Notice.objects.values_list("person", "kind"))
    assert told == {
        cast.employee.person.pk: "organisation_stands_in",
        cast.drel.person.pk: "organisation_stood_in_for",
    }


def test_stand_in_appoint_by_the_leader_tells_the_other_only(cast):
    appoint_again(cast, by=cast.drel)
    assert list(Notice.objects.values_list("person", flat=True)) == [cast.coach.person.pk]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": date(2018, 11, 12)}, "starts_on"),
        ({"ends_on": date(2018, 11, 19)}, "ends_on"),
        ({"person": "drel"}, "person"),
        ({"position": "coach"}, None),
        ({"position": "every_tol"}, None),
    ],
)
def test_stand_in_appoint_refuses(cast, changes, field):
    given = {
        name: getattr(cast.positions, value) if name == "position"
        else cast[value].person if name == "person" else value
        for name, value in changes.items()
    }
    before = Appointment.objects.count()
    with pytest.raises(ValidationError) as refused:
        appoint_again(cast, **given)
    assert (field in refused.value.message_dict) if field else refused.value.messages
    assert Appointment.objects.count() == before


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [("2018-11-30", "2018-12-05", True), ("2018-12-01", "2018-12-05", False),
     ("2018-11-14", "2018-11-19", False), ("2018-11-14", "2018-12-24", True)],
)
def test_stand_in_appoint_one_at_a_time(cast, standing_in, starts, ends, refused):
    period = {"starts_on": date.fromisoformat(starts), "ends_on": date.fromisoformat(ends)}
    if not refused:
        assert appoint_again(cast, **period).pk
        return
    with pytest.raises(ValidationError, match="Even Aas"):
        appoint_again(cast, **period)


def test_stand_in_end_moves_the_last_day(cast, standing_in, settings):
    settings.LEANPLAN_TODAY = "2018-11-22"
    stand_in_end(
        by=cast.drel, appointment=standing_in, version=standing_in.version,
        ends_on=date(2018, 11, 22),
    )
    standing_in.refresh_from_db()
    assert standing_in.ends_on == date(2018, 11, 22)
    assert standing_in.history.first().history_user == cast.drel


@pytest.mark.parametrize("day", [date(2018, 11, 21), date(2018, 11, 19)])
def test_stand_in_end_refuses_what_is_past(cast, standing_in, settings, day):
    settings.LEANPLAN_TODAY = "2018-11-22"
    with pytest.raises(ValidationError):
        stand_in_end(
            by=cast.drel, appointment=standing_in, version=standing_in.version, ends_on=day
        )


def test_stand_in_end_of_what_another_has_changed(cast, standing_in):
    with pytest.raises(Conflict):
        stand_in_end(
            by=cast.drel, appointment=standing_in, version=standing_in.version - 1,
            ends_on=date(2018, 12, 1),
        )


def test_stand_in_end_does_not_run_into_the_next(cast, standing_in):
    appoint_again(cast, starts_on=date(2018, 12, 1), ends_on=date(2018, 12, 5))
    with pytest.raises(ValidationError, match="Jonas Fjeld"):
        stand_in_end(
            by=cast.drel, appointment=standing_in, version=standing_in.version,
            ends_on=date(2018, 12, 2),
        )


def test_stand_in_withdraw_before_it_begins_keeps_the_trace(cast, standing_in):
    pk = standing_in.pk
    stand_in_withdraw(by=cast.drel, appointment=standing_in, version=standing_in.version)
    assert not Appointment.objects.filter(pk=pk).exists()
    assert Appointment.history.filter(id=pk, history_type="-").get().history_user == cast.drel


def test_stand_in_withdraw_refuses_what_has_begun(cast, standing_in, settings):
    settings.LEANPLAN_TODAY = FIRST.isoformat()
    with pytest.raises(ValidationError):
        stand_in_withdraw(by=cast.drel, appointment=standing_in, version=standing_in.version)
