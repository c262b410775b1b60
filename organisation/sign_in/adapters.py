"""allauth's hooks: nobody signs up, and secrets do not lie readable in the database."""

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from organisation.sign_in.secrets import close_secret, open_secret


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for somebody who has just signed in: the password would be asked for twice."""
        request = context.request
        records = get_authentication_records(request, request.user)
        newest = max((record["at"] for record in records), default=0)
        if time.time() - newest < account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, with names a Norwegian leader understands."""

    def encrypt(self, text: str) -> str:
        """The secret of an app, as it is stored; readable outside production only."""
        return close_secret(text) if settings.PRODUCTION else text

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it was before it was stored."""
        return open_secret(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called until its owner says otherwise."""
        count = user.authenticator_set.filter(type=type).count()
        if not count:
            return gettext("My passkey")
        return gettext("Passkey %(number)s") % {"number": count + 1}
