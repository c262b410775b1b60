"""The URL table, as tests walk it."""

from django.urls import URLPattern, get_resolver

# Pages of libraries; they answer for their own access and are tested through the browser.
FOREIGN = ("admin:", "account_", "socialaccount_", "mfa_", "usersessions_")


def iter_routes(resolver=None, namespace=""):
    """Yield (route name with namespace, view) for every pattern, included ones too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern)), pattern.callback
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from iter_routes(pattern, namespace + inner)


def own_routes():
    """The routes of this project's own views."""
    return {
        name: view for name, view in iter_routes() if not name.startswith(FOREIGN)
    }
