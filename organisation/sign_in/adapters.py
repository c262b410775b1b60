"""allauth's hooks: nobody signs up, and secrets do not lie readable in the database."""

import time
from contextlib import nullcontext
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext

from organisation.language import in_language_of
from organisation.sign_in.groups import appointments_follow, groups_in
from organisation.sign_in.http import BoundedSession, session_for
from organisation.sign_in.linking import user_for
from organisation.sign_in.oidc import MunicipalProvider
from organisation.sign_in.secrets import close_secret, open_secret


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the account; to an unknown address in that of whoever asked."""
        user = context.get("user")
        with in_language_of(user) if user else nullcontext():
            super().send_mail(template_prefix, email, context)

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


class WorkAccountAdapter(DefaultSocialAccountAdapter):
    """The municipality's sign-in service, from the settings alone."""

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[Any]:
        """The one service, named by its address, which is what links are kept under."""
        service = settings.OIDC
        names = {MunicipalProvider.id, service["server_url"]} if service else set()
        if provider not in names or client_id not in (None, service["client_id"]):
            return []
        return [
            SocialApp(
                provider=MunicipalProvider.id, provider_id=service["server_url"],
                name=service["name"], client_id=service["client_id"],
                secret=service["client_secret"],
                settings={
                    "server_url": service["server_url"], "scope": service["scopes"],
                    "oauth_pkce_enabled": True,
                },
            )
        ]

    def get_requests_session(self) -> BoundedSession:
        """One that gives up in time."""
        return session_for(context.request)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Always closed; an account is found or made in linking.py."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the account to a person the first time, and follow the groups. Errors: NotLinked."""
        if not sociallogin.is_existing:
            invitation = (sociallogin.state.get("data") or {}).get("invitation") or ""
            with transaction.atomic():
                user = user_for(sociallogin.claims, invitation=invitation)
                sociallogin.connect(request, user)
        user = sociallogin.user
        groups = groups_in(sociallogin.claims, settings.OIDC["groups_claim"])
        person = getattr(user, "person", None)
        if groups is not None and person is not None and user.is_active:
            appointments_follow(person=person, groups=groups)
