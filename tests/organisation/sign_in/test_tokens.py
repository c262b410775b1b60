"""The token of the sign-in service: the good ones, and each way one can be wrong."""

import base64
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from organisation.sign_in.tokens import TokenRefused, verify_id_token
from tests.organisation.sign_in.service import (
    CLIENT,
    CURVE,
    FOREIGN,
    ISSUER,
    KEYS,
    NONCE,
    OWN,
    claims,
    published,
    token,
)


def verify(text, *, keys=KEYS):
    return verify_id_token(
        text, keys=keys, issuer=ISSUER, client_id=CLIENT, nonce=NONCE, now=time.time()
    )


def part(data):
    return base64.urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()


def unsigned(algorithm="none", **more):
    return f"{part({'alg': algorithm, 'kid': 'k1'})}.{part(claims(**more))}."


def signed_with_public_key():
    """HS256 with what everybody may read as the secret: the classic confusion."""
    import hashlib  # noqa: PLC0415
    import hmac  # noqa: PLC0415

    public = OWN.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    head = f"{part({'alg': 'HS256', 'kid': 'k1', 'typ': 'JWT'})}.{part(claims())}"
    digest = hmac.new(public, head.encode(), hashlib.sha256).digest()
    return f"{head}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def changed_after_signing():
    head, _body, signature = token().split(".")
    return f"{head}.{part(claims(sub='somebody-else'))}.{signature}"


def cut_signature():
    return token().rsplit(".", 1)[0] + "."




def now():
    """Asked when a token is made: a run can take longer than the leeway of the clocks."""
    return int(time.time())

# name: (how the token is made, what the person is told)
WRONG = {
    "changed after signing": (changed_after_signing, "signaturen"),
    "signature cut off": (cut_signature, "signaturen"),
    "another's key": (lambda: token(key=FOREIGN), "signaturen"),
    "unknown key": (lambda: token(kid="k9"), "signaturen"),
    "no name of the key, and another's": (lambda: token(key=FOREIGN, kid=None), "signaturen"),
    "alg none": (unsigned, "signaturen"),
    "alg None in capitals": (lambda: unsigned("None"), "signaturen"),
    "HS256 with the public key": (signed_with_public_key, "signaturen"),
    "key of another kind": (lambda: token(key=CURVE, algorithm="ES256", kid="k1"), "signaturen"),
    "another algorithm than the key's": (lambda: token(algorithm="RS512"), "signaturen"),
    "another issuer": (lambda: token(iss="https://evil.example"), "noen andre"),
    "issuer with a slash more": (lambda: token(iss=ISSUER + "/"), "noen andre"),
    "no issuer": (lambda: token(without=["iss"]), "noen andre"),
    "another audience": (lambda: token(aud="annet-system"), "annen tjeneste"),
    "no audience": (lambda: token(without=["aud"]), "annen tjeneste"),
    "several audiences, no azp": (lambda: token(aud=[CLIENT, "x"]), "annen tjeneste"),
    "azp of another": (lambda: token(azp="annet-system"), "annen tjeneste"),
    "several audiences, azp of another": (
        lambda: token(aud=[CLIENT, "x"], azp="x"), "annen tjeneste"),
    "expired": (lambda: token(exp=now() - 120), "utløpt"),
    "made long ago": (lambda: token(iat=now() - 4000), "utløpt"),
    "no expiry": (lambda: token(without=["exp"]), "avtalt"),
    "expiry is no time": (lambda: token(exp=True), "avtalt"),
    "no time of making": (lambda: token(without=["iat"]), "avtalt"),
    "not valid yet": (lambda: token(nbf=now() + 600), "klokkene"),
    "made in the future": (lambda: token(iat=now() + 600), "klokkene"),
    "no nonce": (lambda: token(without=["nonce"]), "annen innlogging"),
    "another nonce": (lambda: token(nonce="n-1"), "annen innlogging"),
    "nonce is no text": (lambda: token(nonce=4711), "annen innlogging"),
    "no subject": (lambda: token(without=["sub"]), "avtalt"),
    "empty subject": (lambda: token(sub=""), "avtalt"),
    "subject too long": (lambda: token(sub="s" * 192), "avtalt"),
    "a critical header": (lambda: token(headers={"crit": ["x"], "x": 1}), "avtalt"),
    "no token": (lambda: "", "avtalt"),
    "three words": (lambda: "a.b.c", "avtalt"),
}


@pytest.mark.parametrize(("make", "told"), WRONG.values(), ids=WRONG)
def test_verify_id_token_refuses(make, told):
    with pytest.raises(TokenRefused) as refused:
        verify(make())
    assert told in str(refused.value.why)
    assert refused.value.detail


def test_there_are_enough_wrong_tokens():
    assert len(WRONG) >= 20


@pytest.mark.parametrize(
    "make",
    [
        token,
        lambda: token(key=CURVE, algorithm="ES256", kid="k2"),
        lambda: token(aud=[CLIENT]),
        lambda: token(aud=[CLIENT, "x"], azp=CLIENT),
        lambda: token(azp=CLIENT),
        lambda: token(exp=now() - 30),
        lambda: token(nbf=now() + 30),
        lambda: token(kid=None),
    ],
)
def test_verify_id_token_accepts(make):
    assert verify(make())["sub"] == "s-1"


def test_verify_id_token_without_a_name_needs_one_key_that_fits():
    two = [*KEYS, published(FOREIGN, "k3")]
    with pytest.raises(TokenRefused):
        verify(token(kid=None), keys=two)


def test_verify_id_token_leaves_keys_for_encryption_alone():
    with pytest.raises(TokenRefused):
        verify(token(), keys=[published(OWN, "k1", use="enc")])


def test_verify_id_token_never_holds_an_empty_nonce_for_one():
    with pytest.raises(TokenRefused):
        verify_id_token(
            token(nonce=""), keys=KEYS, issuer=ISSUER, client_id=CLIENT, nonce="", now=now()
        )


def test_jwt_would_take_the_good_one():
    """The tokens above are made well: a library takes the good one, too."""
    key = jwt.PyJWK(KEYS[0]).key
    assert jwt.decode(token(), key, ["RS256"], audience=CLIENT, issuer=ISSUER)["nonce"] == NONCE
