"""Groups of the sign-in service, as dated appointments beside those entered by hand."""

from datetime import date

import pytest
from django.urls import reverse

from organisation.actions import appoint
from organisation.models import Appointment
from organisation.reach import reach_of
from organisation.roles import Role
from organisation.sign_in.groups import appointments_follow, groups_in
from organisation.sign_in.models import GroupMapping
from tests.world import START, TODAY


@pytest.fixture
def person(cast):
    """The reader; what she holds by hand is to stay."""
    return cast.reader.person


@pytest.fixture
def coaches(cast):
    return GroupMapping.objects.create(value="g-coach", role=Role.COACH, unit=cast.units.school)


def held(person):
    """The roles held today, as rights see them."""
    person.user.refresh_from_db()
    person.user._reach = None
    return reach_of(person.user).roles


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"groups": ["a", "b"]}, {"a", "b"}),
        ({"groups": "a"}, {"a"}),
        ({"groups": []}, set()),
        ({}, set()),
        ({"groups": None}, set()),
        ({"groups": ["a", 1, None]}, {"a"}),
        ({"_claim_names": {"groups": "src1"}}, None),
        ({"hasgroups": True}, None),
    ],
)
def test_groups_in(claims, expected):
    assert groups_in(claims, "groups") == expected


def test_groups_in_without_a_setting():
    assert groups_in({"groups": ["a"]}, "") is None


def test_group_gives_a_dated_appointment(cast, person, coaches):
    appointments_follow(person=person, groups=frozenset({"g-coach"}))
    given = Appointment.objects.get(person=person, position__role=Role.COACH)
    assert (given.starts_on, given.ends_on) == (TODAY, None)
    assert "g-coach" in given.history.first().history_change_reason
    assert Role.COACH in held(person)


def test_same_group_again_changes_nothing(cast, person, coaches):
    for _ in range(2):
        appointments_follow(person=person, groups=frozenset({"g-coach"}))
    assert Appointment.objects.filter(person=person, position__role=Role.COACH).count() == 1
    assert Appointment.history.filter(person=person, position__role=Role.COACH).count() == 1


def test_appointment_ends_when_the_group_is_gone(cast, person, coaches, settings):
    appointments_follow(person=person, groups=frozenset({"g-coach"}))
    settings.LEANPLAN_TODAY = "2018-12-01"
    appointments_follow(person=person, groups=frozenset())
    given = Appointment.objects.get(person=person, position__role=Role.COACH)
    assert given.ends_on == date(2018, 11, 30)
    assert Role.COACH not in held(person)


def test_group_that_is_gone_the_same_day_takes_it_at_once(cast, person, coaches):
    appointments_follow(person=person, groups=frozenset({"g-coach"}))
    appointments_follow(person=person, groups=frozenset())
    assert Role.COACH not in held(person)
    kinds = Appointment.history.filter(person=person, position__role=Role.COACH)
    assert set(kinds.values_list("history_type", flat=True)) == {"+", "-"}


def test_group_that_comes_back_gives_a_new_one(cast, person, coaches, settings):
    for day, groups in (
        ("2018-11-13", {"g-coach"}), ("2018-12-01", set()), ("2019-01-10", {"g-coach"}),
    ):
        settings.LEANPLAN_TODAY = day
        appointments_follow(person=person, groups=frozenset(groups))
    rows = Appointment.objects.filter(person=person, position__role=Role.COACH)
    assert rows.count() == 2
    assert Role.COACH in held(person)


def test_mapping_that_is_taken_away_ends_what_it_gave(cast, person, coaches, settings):
    appointments_follow(person=person, groups=frozenset({"g-coach"}))
    coaches.delete()
    settings.LEANPLAN_TODAY = "2018-12-01"
    appointments_follow(person=person, groups=frozenset({"g-coach"}))
    assert Role.COACH not in held(person)


def test_what_is_entered_by_hand_is_never_touched(cast, person, coaches):
    by_hand = appoint(by=None, person=person, role=Role.COACH, unit=cast.units.school,
                      starts_on=START)
    before = list(Appointment.objects.filter(person=person).values())
    for groups in ({"g-coach"}, set()):
        appointments_follow(person=person, groups=frozenset(groups))
        assert list(Appointment.objects.filter(person=person).values()) == before
    by_hand.refresh_from_db()
    assert by_hand.ends_on is None


def test_position_that_somebody_holds_is_left_to_her(cast, person):
    GroupMapping.objects.create(value="g", role=Role.UNIT_MANAGER, unit=cast.units.home)
    appointments_follow(person=person, groups=frozenset({"g"}))
    assert Role.UNIT_MANAGER not in held(person)
    cast.drel.person.refresh_from_db()
    assert Role.UNIT_MANAGER in held(cast.drel.person)


def test_administrator_enters_a_group(cast, sign_in):
    client = sign_in(cast.administrator)
    answer = client.post(reverse("admin:organisation_groupmapping_add"), {
        "value": "g-1", "role": Role.READER, "unit": cast.units.home.pk, "seen": "",
    })
    assert answer.status_code == 302
    assert GroupMapping.objects.get().history.first().history_user == cast.administrator


def test_administrator_makes_an_invitation_and_sees_it_once(cast, sign_in):
    client = sign_in(cast.administrator)
    answer = client.post(
        reverse("admin:organisation_invitation_add"), {"person": cast.drel.person.pk}, follow=True
    )
    assert "/konto/invitasjon/" in answer.content.decode()
    again = client.get(reverse("admin:organisation_invitation_changelist"))
    assert "/konto/invitasjon/" not in again.content.decode()
    assert "Anne Bråten" in again.content.decode()


def test_administrator_takes_a_lost_second_factor_away(cast, sign_in):
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415

    lost = TOTP.activate(cast.tol, "GEZDGNBVGY3TQOJQ").instance
    client = sign_in(cast.administrator)
    listed = client.get(reverse("admin:organisation_secondfactor_changelist")).content.decode()
    assert "Kari Nordmo" in listed
    address = reverse("admin:organisation_secondfactor_change", args=[lost.pk])
    page = client.get(address).content.decode()
    assert "GEZDGNBVGY3TQOJQ" not in page
    client.post(reverse("admin:organisation_secondfactor_delete", args=[lost.pk]), {"post": "yes"})
    assert not cast.tol.authenticator_set.exists()


def test_administrator_does_not_take_a_superusers_away(cast, sign_in):
    cast.chief.is_superuser = True
    cast.chief.save()
    kept = cast.chief.authenticator_set.create(type="totp", data={"secret": "x"})
    client = sign_in(cast.administrator)
    client.post(reverse("admin:organisation_secondfactor_delete", args=[kept.pk]), {"post": "yes"})
    assert cast.chief.authenticator_set.exists()
