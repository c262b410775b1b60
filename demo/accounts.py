"""Accounts of the demo: who signs in with what, and what is worth trying as that person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from demo.organisation_text import DOMAIN
from organisation.holders import title_of
from organisation.models import User

DEFAULT_PASSWORD = "lean-demo-passord"


@dataclass(frozen=True)
class Account:
    """One address of the table that the command prints."""

    local: str
    name: str
    attempt: str | Promise

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.local}@{DOMAIN}"


ACCOUNTS = (
    Account(
        "tol", "Kari Nordmo",
        _("read the plan, report on a measure, follow the measures of your own units"),
    ),
    Account(
        "drel", "Anne Bråten", _("see what is late in your unit, write a status, move a deadline")
    ),
    Account(
        "rlg", "Ragnhild Moe",
        _("as a member of the management group: set owners and deadlines, decide on a change"),
    ),
    Account(
        "sekretar", "Siri Dahl", _("prepare the allocation with suggestions, read in a document")
    ),
    Account(
        "veileder", "Jonas Fjeld", _("see the units you coach, report on what you carry out")
    ),
    Account(
        "utvikling", "Hanne Lie", _("own the plan: what nobody owns, proposals, the plan check")
    ),
    Account("radmann", "Ingrid Solbakken", _("allocate, read every unit, decide")),
    Account("ansatt", "Even Aas", _("read the plan and your own unit's measures")),
    Account("leser", "Rita Øien", _("read the plan, change nothing")),
    Account("admin", "Arne Ness", _("units, people and positions in the administration")),
)
_FIXED = {account.name: account.email for account in ACCOUNTS}
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e", " ": ".", "-": "."})


def address(name: str) -> str:
    """The address a person signs in with: by role for those in the table, else by name."""
    return _FIXED.get(name) or f"{name.lower().translate(_PLAIN)}@{DOMAIN}"


def make_account(
    name: str, *, password_hash: str, made_at: datetime, is_staff: bool = False
) -> Any:
    """Make an account from a password that was hashed once for all of them."""
    user = User(
        email=address(name), password=password_hash, date_joined=made_at, is_staff=is_staff
    )
    user.full_clean()
    user.save()
    return user


def with_titles(today: date) -> list[tuple[Account, str]]:
    """The table of accounts, each with the position it holds on the day; those that are gone go."""
    users = {user.email: user for user in User.objects.filter(
        email__in=[account.email for account in ACCOUNTS]
    )}
    return [
        (account, title_of(users[account.email], on=today))
        for account in ACCOUNTS if account.email in users
    ]


def still_signs_in(password: str) -> str | None:
    """The password where the demo's accounts still have it; None where it is another by now."""
    user = User.objects.filter(email=ACCOUNTS[0].email).first()
    return password if user and user.check_password(password) else None
