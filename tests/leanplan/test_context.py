import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from leanplan import context
from leanplan.context import Account, page


@pytest.fixture
def providers(monkeypatch):
    monkeypatch.setattr(context, "_providers", context._Providers())
    return context._providers


def site(user):
    request = RequestFactory().get("/")
    request.user = user
    request.resolver_match = None
    return page(request)["site"]


def test_page_asks_nobody_before_a_template_does(providers):
    calls = []
    context.provide(municipality=lambda: calls.append(1) or "Fjellvik")
    frame = site(AnonymousUser())
    assert calls == []
    assert [frame.municipality, frame.municipality] == ["Fjellvik", "Fjellvik"]
    assert calls == [1]


def test_page_shows_a_stranger_no_menu(providers):
    frame = site(AnonymousUser())
    assert (frame.signed_in, frame.is_staff) == (False, False)
    assert (frame.main_entries, frame.unit_entries) == ([], [])


def test_page_works_without_providers_and_without_a_user(providers):
    request = RequestFactory().get("/")
    frame = page(request)["site"]
    assert (frame.municipality, frame.signed_in) == ("", False)
    assert page(request)["csp_nonce"] == ""


def test_account_comes_from_the_provider(providers, django_user_model):
    user = django_user_model(email="kari@example.no", is_staff=True)
    assert site(user).account.name == str(user)
    context.provide(account=lambda request: Account("Kari Nordmo", "TOL Helse"))
    assert site(user).account == Account("Kari Nordmo", "TOL Helse")
    assert site(user).is_staff
