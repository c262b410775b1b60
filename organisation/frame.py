"""What the frame of every page shows: whose installation it is, and who is signed in."""

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


def account(request: HttpRequest) -> Account:
    """The person signed in, and the foremost position held today."""
    return Account(request.user.get_full_name(), title_of(request.user, on=today()))  # type: ignore[union-attr]


def register() -> None:
    """Answer for the frame's facts; called once when the app is ready."""
    provide(municipality=municipality_name, account=account)
