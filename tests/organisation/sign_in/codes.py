"""What a person's app shows, worked out as the app does."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.world import SECRET

PASSWORD = "hest foran vogna"


def code(secret=SECRET, *, steps=0):
    """The code of this half minute, or of one some steps away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def by_password(client, user, password=PASSWORD, **more):
    """Sign in as the form does."""
    return client.post("/konto/login/", {"login": user.email, "password": password}, **more)
