"""Secret parts of addresses that are read without signing in. Only a digest of them is kept."""

import hashlib
import secrets


def new_secret() -> str:
    """A secret that nobody guesses; shown once and not kept."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret; it is long and random, so a plain digest is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
