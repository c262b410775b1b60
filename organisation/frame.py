"""What the frame of every page shows: whose installation it is, and who is signed in."""

from typing import Any

from django.http import HttpRequest

from leanplan.clock import today
from leanplan.context import Account, provide
from organisation.holders import title_of
from organisation.models import OrgUnit
from organisation.roles import UnitKind


def municipality_name() -> str:
    """Name of the municipality; empty until its unit is entered."""
    units = OrgUnit.objects.existing(on=today()).filter(kind=UnitKind.MUNICIPALITY)
    return units.values_list("name", flat=True).order_by("pk").first() or ""


def account_of(user: Any) -> Account:
    """A person, and the foremost position held today."""
    return Account(user.get_full_name(), title_of(user, on=today()))


def account(request: HttpRequest) -> Account:
    """The person signed in, and the foremost position held today."""
    return account_of(request.user)


def register() -> None:
    """Answer for the frame's facts; called once when the app is ready."""
    provide(municipality=municipality_name, account=account, account_of=account_of)
