"""The ID token of the municipality's sign-in service: believed only when everything fits.

After OpenID Connect Core 1.0, section 3.1.3.7, and more: the signature is always checked, the
nonce is always asked for, and a token may not be old.
"""

import json
from hmac import compare_digest
from typing import Any

import jwt
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Signatures with a key pair only. "none" and those with a shared secret (HS…) can be forged.
KEY_TYPES = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), "RSA"),
    **dict.fromkeys(("ES256", "ES384", "ES512"), "EC"),
}
LEEWAY = 60  # seconds that the two clocks may differ
OLDEST = 600  # seconds since the token was made: it comes straight from the service
LONGEST_SUBJECT = 191  # what the table of links holds


class TokenRefused(Exception):
    """The token is not believed. why: what to tell the person; detail: what the log gets."""

    def __init__(self, why: str | Promise, detail: str) -> None:
        super().__init__(detail)
        self.why = why
        self.detail = detail


NOT_A_TOKEN = _("it is not what was agreed")
NOT_SIGNED = _("its signature does not hold")
OTHER_ISSUER = _("it comes from somebody else")
OTHER_AUDIENCE = _("it was made for another service")
OUT_OF_DATE = _("it is out of date")
TOO_EARLY = _("it is not valid yet; the clocks may differ")
OTHER_SIGN_IN = _("it belongs to another sign-in")


def verify_id_token(
    token: str, *, keys: list[dict[str, Any]], issuer: str, client_id: str, nonce: str, now: float
) -> dict[str, Any]:
    """The claims of a token that fits.

    In: the keys the service publishes (JWK), who must have made it and for whom, what was sent
    with this sign-in, the time in seconds. Errors: TokenRefused.
    """
    claims = _signed_claims(token, keys)
    _check_parties(claims, issuer, client_id)
    _check_time(claims, now)
    said = claims.get("nonce")
    if not nonce or not isinstance(said, str) or not compare_digest(said, nonce):
        raise TokenRefused(OTHER_SIGN_IN, "nonce is missing or another")
    return claims


def _signed_claims(token: str, keys: list[dict[str, Any]]) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in KEY_TYPES:
            raise TokenRefused(NOT_SIGNED, f"alg {algorithm!r} is not accepted")
        if "crit" in header:
            raise TokenRefused(NOT_A_TOKEN, "crit is not understood")
        key = jwt.PyJWK(_key(header, keys), algorithm=algorithm)
        claims = json.loads(jwt.PyJWS().decode(token, key.key, algorithms=[algorithm]))
    except jwt.InvalidSignatureError as error:
        raise TokenRefused(NOT_SIGNED, "signature does not hold") from error
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise TokenRefused(NOT_A_TOKEN, f"cannot be read: {error}") from error
    if not isinstance(claims, dict):
        raise TokenRefused(NOT_A_TOKEN, "claims are no object")
    return claims


def _key(header: dict[str, Any], keys: list[dict[str, Any]]) -> dict[str, Any]:
    """The published key that the header names; without a name, the only one that fits."""
    algorithm, name = header["alg"], header.get("kid")
    fitting = [
        key for key in keys
        if key.get("kty") == KEY_TYPES[algorithm]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (name is None or key.get("kid", name) == name)
    ]
    if len(fitting) != 1:
        raise TokenRefused(NOT_SIGNED, f"{len(fitting)} published keys fit kid {name!r}")
    return fitting[0]


def _check_parties(claims: dict[str, Any], issuer: str, client_id: str) -> None:
    if claims.get("iss") != issuer:
        raise TokenRefused(OTHER_ISSUER, f"iss {claims.get('iss')!r}")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if client_id not in audiences:
        raise TokenRefused(OTHER_AUDIENCE, f"aud {audience!r}")
    party = claims.get("azp")
    if party != client_id and (party is not None or len(audiences) > 1):
        raise TokenRefused(OTHER_AUDIENCE, f"azp {party!r} with aud {audience!r}")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise TokenRefused(NOT_A_TOKEN, "sub is missing or too long")


def _check_time(claims: dict[str, Any], now: float) -> None:
    expires, made = _moment(claims, "exp"), _moment(claims, "iat")
    if now > expires + LEEWAY or now - made > OLDEST + LEEWAY:
        raise TokenRefused(OUT_OF_DATE, f"exp {expires}, iat {made}, now {now:.0f}")
    begins = _moment(claims, "nbf") if "nbf" in claims else made
    if max(begins, made) > now + LEEWAY:
        raise TokenRefused(TOO_EARLY, f"nbf {begins}, iat {made}, now {now:.0f}")


def _moment(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenRefused(NOT_A_TOKEN, f"{name} is missing or no time")
    return value
