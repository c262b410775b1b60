"""The second step of the demo's administrator: a secret as any app would hold it, and its code."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt

from demo.accounts import ACCOUNTS
from organisation.models import User

ADMINISTRATOR = ACCOUNTS[-1].email


def give_second_factor() -> None:
    """Set up the app of the administrator, whose account is refused without one."""
    user = User.objects.get(email=ADMINISTRATOR)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())


def code_now() -> tuple[str, int] | None:
    """The code that the administrator's app shows, and for how many seconds it still does.

    None where the demo or its app is not there.
    """
    app = Authenticator.objects.filter(
        user__email=ADMINISTRATOR, type=Authenticator.Type.TOTP
    ).first()
    if app is None:
        return None
    now, period = int(time.time()), app_settings.TOTP_PERIOD
    code = format_hotp_value(hotp_value(decrypt(app.data["secret"]), now // period))
    return code, period - now % period
