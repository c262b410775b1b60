import pytest
from django.core.exceptions import ImproperlyConfigured

from leanplan.addresses import absolute


@pytest.mark.parametrize(
    ("public", "production", "hosts", "expected"),
    [
        ("https://plan.example.no", True, ["a", "b"], "https://plan.example.no/tiltak/7/"),
        ("https://example.no/plan", True, ["a"], "https://example.no/tiltak/7/"),
        ("", True, ["plan.example.no"], "https://plan.example.no/tiltak/7/"),
    ],
)
def test_absolute(settings, public, production, hosts, expected):
    settings.PUBLIC_URL, settings.PRODUCTION, settings.ALLOWED_HOSTS = public, production, hosts
    assert absolute("/tiltak/7/") == expected


@pytest.mark.parametrize("hosts", [["a.no", "b.no"], [".example.no"], []])
def test_absolute_refuses_to_guess(settings, hosts):
    settings.PUBLIC_URL, settings.PRODUCTION, settings.ALLOWED_HOSTS = "", True, hosts
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL"):
        absolute("/")
