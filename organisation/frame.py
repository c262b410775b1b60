"""What the frame of every page shows: whose installation it is, and who is signed in."""

from typing import Any

from django.http import HttpRequest

from leanplan.clock import today
from leanplan.context import Account, provide
from organisation.holders import title_of
from organisation.look import look
from organisation.own_facts import own_facts
from organisation.reach import reach_of


def municipality_name() -> str:
    """Name of the municipality; empty until its unit is entered."""
    return own_facts().name


def account_of(user: Any) -> Account:
    """Any person, and the foremost position held today."""
    return Account(user.get_full_name(), title_of(user, on=today()))


def account(request: HttpRequest) -> Account:
    """The person signed in, and the foremost position held today."""
    user: Any = request.user
    return Account(user.get_full_name(), reach_of(user).title)


def register() -> None:
    """Answer for the frame's facts; called once when the app is ready."""
    provide(
        municipality=municipality_name, account=account, account_of=account_of,
        look=lambda: look(own_facts().settings),
    )
