"""OpenID Connect against the municipality's own sign-in: allauth's provider, made strict.

allauth sends no nonce, and believes a token without looking at its signature when it fetched it
itself. Here both are always checked, and nothing in the address of a request changes what is
asked of the service.
"""

import secrets
import time
from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from organisation.sign_in.tokens import OTHER_ISSUER, OTHER_SIGN_IN, TokenRefused, verify_id_token

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
KNOWN_FOR = 600  # seconds the answer about the service holds for those on their way through it


class ServiceFault(Exception):
    """The service answers, but not as it should; the text is for the log."""


class MunicipalAdapter(OpenIDConnectOAuth2Adapter):
    """Asks the service, and checks what it says."""

    _known: dict[str, Any] | None = None

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the service says of itself; kept while somebody is on the way through it."""
        if self._known is None:
            self._known = cache.get(self._cache_key) or self.ask_config()
        return self._known

    @property
    def _cache_key(self) -> str:
        return f"oidc:{settings.OIDC['server_url']}"

    def ask_config(self) -> dict[str, Any]:
        """Ask the service now, which shows as well that it is there.

        Errors: requests.RequestException, ServiceFault.
        """
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.get_provider().server_url)
            answer.raise_for_status()
            config = answer.json()
        if not isinstance(config, dict) or any(not config.get(name) for name in ENDPOINTS):
            raise ServiceFault("discovery lacks an endpoint")
        if str(config.get("issuer")).rstrip("/") != settings.OIDC["server_url"]:
            raise ServiceFault(f"issuer {config.get('issuer')!r} is not OIDC_SERVER_URL")
        if settings.PRODUCTION and any(not config[name].startswith("https://")
                                       for name in ENDPOINTS):
            raise ServiceFault("an endpoint is not https")
        if origin(config["authorization_endpoint"]) not in settings.OIDC["origins"]:
            raise ServiceFault(
                f"add {origin(config['authorization_endpoint'])} to OIDC_ORIGINS, since the "
                "browser is sent there"
            )
        cache.set(self._cache_key, config, KNOWN_FOR)
        self._known = config
        return config

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """The address that the service sends people back to."""
        return build_absolute_uri(request, reverse("organisation:oidc_callback"))

    def verified_claims(self, answer: dict[str, Any], nonce: str) -> dict[str, Any]:
        """Who signed in, from the token in the service's answer. Errors: TokenRefused."""
        config = self.openid_config
        with get_adapter().get_requests_session() as session:
            published = session.get(config["jwks_uri"])
            published.raise_for_status()
            keys = published.json().get("keys", [])
        return verify_id_token(
            str(answer.get("id_token") or ""), keys=keys, issuer=config["issuer"],
            client_id=settings.OIDC["client_id"], nonce=nonce, now=time.time(),
        )

    def with_groups(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """The claims, with the groups from the service's own page where the token has none."""
        name = settings.OIDC["groups_claim"]
        if not name or name in claims or not self.openid_config.get("userinfo_endpoint"):
            return claims
        told = self._fetch_user_info(access_token)
        if told.get("sub") != claims["sub"]:
            raise TokenRefused(OTHER_SIGN_IN, "userinfo is of another subject")
        return {**claims, name: told[name]} if name in told else claims


class MunicipalProvider(OpenIDConnectProvider):
    """The municipality's sign-in service, of which there is at most one."""

    oauth2_adapter_class = MunicipalAdapter

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        """Where the button on the sign-in page leads."""
        return reverse("organisation:oidc_start")

    def get_callback_url(self) -> str:
        """Where the service leads back to."""
        return reverse("organisation:oidc_callback")

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The subject; with the issuer, which is the provider's name, it is the link."""
        return data["sub"]

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of what the service tells about a person is kept."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nor used to make an account."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """An address links nobody to an account."""
        return []

    def begin(
        self, request: HttpRequest, *, next_url: str | None, invitation: str
    ) -> HttpResponseBase:
        """Send the browser to the service. Errors: requests.RequestException, ServiceFault."""
        self.oauth2_adapter_class(request, self.app.provider_id).ask_config()
        nonce = secrets.token_urlsafe(32)
        return self.redirect(
            request, AuthProcess.LOGIN, next_url=next_url, data={"invitation": invitation},
            nonce=nonce, auth_params={**self.get_auth_params(), "nonce": nonce},
        )


def finish(request: HttpRequest, provider: MunicipalProvider) -> Any:
    """Who came back from the service, as allauth's login that is not completed yet.

    Errors: TokenRefused, ServiceFault, requests.RequestException, OAuth2Error.
    """
    state = statekit.unstash_state(
        request, provider_id=provider.sub_id, state_id=request.GET.get("state", "")
    )
    if state is None:
        raise TokenRefused(OTHER_SIGN_IN, "state is missing, used or too old")
    adapter = provider.oauth2_adapter_class(request, provider.app.provider_id)
    if request.GET.get("iss", adapter.openid_config["issuer"]) != adapter.openid_config["issuer"]:
        raise TokenRefused(OTHER_ISSUER, "the answer names another issuer")
    client = adapter.get_client(request, provider.app)
    answer = adapter.get_access_token_data(
        request, provider.app, client, pkce_code_verifier=state.get("pkce_code_verifier")
    )
    claims = adapter.verified_claims(answer, state.get("nonce") or "")
    claims = adapter.with_groups(claims, answer["access_token"])
    login = provider.sociallogin_from_response(request, claims)
    login.state = state
    login.claims = claims
    return login


def origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


FAULTS = (requests.RequestException, ServiceFault)
