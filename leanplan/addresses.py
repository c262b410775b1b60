"""Whole addresses for what leaves the product: mail and calendar feeds."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def public_url() -> str:
    """Where the service is reached from outside, without a slash at the end.

    PUBLIC_URL, or the only host of ALLOWED_HOSTS. Errors: ImproperlyConfigured where that does
    not settle it, since a guessed link is worse than none.
    """
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL)
    hosts = [host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
    if settings.PRODUCTION and len(hosts) == 1:
        return f"https://{hosts[0]}"
    raise ImproperlyConfigured(
        "PUBLIC_URL is not set, so links in mail would lead nowhere. Set it to where people reach "
        "Leanplan, for example PUBLIC_URL=https://leanplan.example.no"
    )


def absolute(path: str) -> str:
    """The whole address of a path of the product, such as /tiltak/7/."""
    return urljoin(f"{public_url()}/", path)
