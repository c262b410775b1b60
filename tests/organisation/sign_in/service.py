"""A sign-in service in the tests' own hands: its keys, its tokens, and what it answers."""

import json
import time

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import ec, rsa

ISSUER, CLIENT, NONCE = "https://innlogging.example/v2.0", "leanplan", "n-4711"
OWN = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVE = ec.generate_private_key(ec.SECP256R1())


def published(key, kid, algorithm="RS256", **more):
    """The public half as a service publishes it."""
    kind = jwt.algorithms.RSAAlgorithm if algorithm[0] == "R" else jwt.algorithms.ECAlgorithm
    public = json.loads(kind.to_jwk(key.public_key()))
    return {**public, "kid": kid, "use": "sig", "alg": algorithm, **more}


KEYS = [published(OWN, "k1"), published(CURVE, "k2", "ES256")]


def claims(*, without=(), **changed):
    """What a good token says, changed as named."""
    now = int(time.time())
    good = {"iss": ISSUER, "aud": CLIENT, "sub": "s-1", "exp": now + 300, "iat": now,
            "nonce": NONCE, **changed}
    return {name: value for name, value in good.items() if name not in without}


def token(*, key=OWN, algorithm="RS256", kid="k1", headers=None, **more):
    """A signed token; kid=None leaves the name of the key out."""
    named = {} if kid is None else {"kid": kid}
    said = {**named, **(headers or {})}
    return jwt.encode(claims(**more), key, algorithm=algorithm, headers=said)


class Service:
    """Answers what the code asks; `made` makes the token of an answer from the nonce sent."""

    def __init__(self):
        self.made = lambda nonce: token(nonce=nonce)
        self.asked = []
        self.down = False
        self.nonce = ""
        self.userinfo = {}
        self.config = {
            "issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys", "token_endpoint": f"{ISSUER}/token",
            "authorization_endpoint": f"{ISSUER}/authorize", "userinfo_endpoint": f"{ISSUER}/me",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def answer(self, method, url, **kwargs):
        """In place of requests' own way to the network."""
        self.asked.append((method, url, kwargs.get("data")))
        if self.down:
            raise requests.ConnectionError("nobody there")
        said = {
            "keys": {"keys": KEYS}, "me": self.userinfo,
            "token": {"access_token": "a", "token_type": "Bearer",
                      "id_token": self.made(self.nonce) if url.endswith("token") else ""},
        }.get(url.rsplit("/", 1)[1], self.config)
        answer = requests.Response()
        answer.status_code = 200
        answer.headers["content-type"] = "application/json"
        answer._content = json.dumps(said).encode()
        return answer
