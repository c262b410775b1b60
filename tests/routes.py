"""The URL table, as tests walk it."""

from django.urls import URLPattern, get_resolver

# Pages of libraries; they answer for their own access and are tested through the browser.
FOREIGN = ("admin:", "account_", "socialaccount_", "mfa_", "usersessions_")


def iter_patterns(resolver=None, namespace=""):
    """Yield (route name with namespace, pattern) for every pattern, included ones too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern)), pattern
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from iter_patterns(pattern, namespace + inner)


def iter_routes():
    """Yield (route name with namespace, view) for every pattern."""
    return ((name, pattern.callback) for name, pattern in iter_patterns())


def own_routes():
    """The routes of this project's own views."""
    return {
        name: view for name, view in iter_routes() if not name.startswith(FOREIGN)
    }


def own_places():
    """{route of this project: {name of a place in its address: what it takes, such as "int"}}."""
    return {
        name: {
            key: type(one).__name__.removesuffix("Converter").lower()
            for key, one in pattern.pattern.converters.items()
        }
        for name, pattern in iter_patterns() if not name.startswith(FOREIGN)
    }
