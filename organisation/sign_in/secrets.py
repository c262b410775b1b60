"""Secrets that must be read again, such as an app's: encrypted with the installation's key."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

MARK = "fernet:"


def _box() -> MultiFernet:
    """The newest key first; older ones still open what they closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"leanplan.secrets:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def close_secret(text: str) -> str:
    """The text as it may be stored."""
    return MARK + _box().encrypt(text.encode()).decode()


def open_secret(stored: str) -> str:
    """The text as it was. One closed with a key that is gone opens to nothing, and fits no code."""
    if not stored.startswith(MARK):
        return stored
    try:
        return _box().decrypt(stored.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        return ""
