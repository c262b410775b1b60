"""What Min profil shows."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise

from leanplan.clock import today
from organisation.holders import title_of
from organisation.notices.choices import MailFrequency
from organisation.presenters.notices import frequency_of
from organisation.sign_in.second_factor import must_have_second_factor
from organisation.sign_in.sessions import OpenSession, open_sessions


@dataclass(frozen=True)
class ProfilePage:
    """sessions: where the person is signed in, this one first. hours: how long a session lasts.

    mail: how often the person is reminded by mail.
    """

    name: str
    email: str
    title: str
    has_app: bool
    passkeys: int
    spare_codes: int
    must_have_second_factor: bool
    has_password: bool
    sessions: tuple[OpenSession, ...]
    hours: int
    mail: str | Promise

    @property
    def has_second_factor(self) -> bool:
        """An app or a passkey."""
        return self.has_app or self.passkeys > 0


def profile_page(request: HttpRequest) -> ProfilePage:
    """The page of the person signed in."""
    user: Any = request.user
    factors = list(Authenticator.objects.filter(user=user))
    kinds = Authenticator.Type
    codes = [factor for factor in factors if factor.type == kinds.RECOVERY_CODES]
    return ProfilePage(
        name=user.get_full_name(),
        email=user.email,
        title=title_of(user, on=today()),
        has_app=any(factor.type == kinds.TOTP for factor in factors),
        passkeys=sum(factor.type == kinds.WEBAUTHN for factor in factors),
        spare_codes=sum(len(factor.wrap().get_unused_codes()) for factor in codes),
        must_have_second_factor=must_have_second_factor(user),
        has_password=user.has_usable_password(),
        sessions=tuple(open_sessions(request)),
        hours=settings.SESSION_HOURS,
        mail=MailFrequency(frequency_of(getattr(user, "person", None))).label,
    )
