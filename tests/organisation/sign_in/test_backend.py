"""Rights are rules only: nothing in Django's own tables gives any."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisation.models import User
from organisation.own_facts import own_facts
from organisation.reach import reach_of
from organisation.sign_in.backend import AccountBackend
from tests.organisation.sign_in.codes import PASSWORD

BACKEND = AccountBackend()


def test_get_user_loads_all_that_the_frame_of_a_page_shows(cast, django_assert_num_queries):
    with django_assert_num_queries(2):  # the account with its person, and the reach
        user = BACKEND.get_user(cast.tol.pk)
        assert user.person.family_name == "Nordmo"
        assert reach_of(user).title == cast.positions.tol.label
        assert own_facts().name == "Vikdal kommune"


def test_get_user_without_a_person(db, django_assert_num_queries):
    user = User.objects.create_user("ingen@vikdal.example")
    with django_assert_num_queries(1):
        assert BACKEND.get_user(user.pk).get_full_name() == "ingen@vikdal.example"


def test_get_user_that_is_not_in_use_or_gone(cast):
    User.objects.filter(pk=cast.tol.pk).update(is_active=False)
    assert BACKEND.get_user(cast.tol.pk) is None
    assert BACKEND.get_user(0) is None


def test_has_perm_asks_no_table_of_permissions(cast, django_assert_num_queries):
    user = BACKEND.get_user(cast.tol.pk)
    with django_assert_num_queries(0):
        assert not user.has_perm("measures.decide_amendment")
        assert not user.has_perm("measures.no_such_right")
        assert user.has_perm("measures.create_measure")
        assert not user.has_module_perms("measures")


def test_permission_in_the_tables_gives_nothing(cast):
    held = Permission.objects.get(codename="delete_measure")
    cast.reader.user_permissions.add(held)
    reader = BACKEND.get_user(cast.reader.pk)
    assert not reader.has_perm("measures.delete_measure")
    assert reader.get_all_permissions() == set()


@pytest.mark.parametrize("verb", ["view", "add", "change", "delete"])
def test_administrator_has_the_rights_of_the_administration(cast, verb):
    administrator = BACKEND.get_user(cast.administrator.pk)
    assert administrator.has_perm(f"organisation.{verb}_person")
    assert administrator.has_module_perms("organisation")
    assert not BACKEND.get_user(cast.chief.pk).has_perm(f"organisation.{verb}_person")


def test_superuser_may_all_and_an_account_out_of_use_nothing(db):
    user = User.objects.create_superuser("drift@vikdal.example")
    assert BACKEND.get_user(user.pk).has_perm("measures.delete_measure")
    user.is_active = False
    assert not user.has_perm("measures.delete_measure")


def test_authenticate_by_address_in_any_case(cast, rf):
    found = authenticate(rf.post("/"), email=cast.tol.email.upper(), password=PASSWORD)
    assert found == cast.tol
    assert authenticate(rf.post("/"), email=cast.tol.email, password="noe annet") is None


def test_administrator_reaches_every_list_of_the_administration(sign_in, cast):
    page = sign_in(cast.administrator).get(reverse("admin:index"))
    assert page.status_code == 200
    assert reverse("admin:measures_measure_changelist") in page.content.decode()
