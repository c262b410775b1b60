"""manage.py demo_code: what the app of the demo's administrator shows."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from demo.second_factor import ADMINISTRATOR, give_second_factor
from organisation.models import User


def printed():
    out = StringIO()
    call_command("demo_code", stdout=out)
    return out.getvalue()


@pytest.fixture
def administrator(db):
    user = User.objects.create_user(ADMINISTRATOR, "hest foran vogna")
    give_second_factor()
    return user


def test_demo_code_prints_a_code_that_is_taken(administrator, rf):
    code = printed().split()[1]
    assert Authenticator.objects.get(user=administrator).wrap().validate_code(code)


def test_give_second_factor_twice_keeps_the_first(administrator):
    give_second_factor()
    assert administrator.authenticator_set.count() == 1


def test_demo_code_never_in_production(administrator, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        printed()


def test_demo_code_without_a_demo_says_so(db):
    with pytest.raises(CommandError) as refused:
        printed()
    assert "ingen demo" in str(refused.value)
