"""Access decorators: every view carries exactly one, and it names its permission."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]
# No row has a larger key, and no database takes one as a value.
LARGEST_KEY = 2**63 - 1


def require(permission: str) -> Callable[[View], View]:
    """Let in those who hold the permission for at least something; others get 403.

    A view of one object calls `permit` as well, once it has loaded the object.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            if any(isinstance(value, int) and value > LARGEST_KEY for value in kwargs.values()):
                raise Http404
            return view(request, *args, **kwargs)

        wrapper.access = permission  # type: ignore[attr-defined]
        return wrapper

    return decorator


def public(view: View) -> View:
    """Open to everyone, signed in or not."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    wrapper.access = "public"  # type: ignore[attr-defined]
    return login_not_required(wrapper)


def permit(user: Any, permission: str, obj: Model) -> None:
    """Raise PermissionDenied (403) unless the user holds the permission for this object."""
    if not user.has_perm(permission, obj):
        raise PermissionDenied


def not_kept(view: View) -> View:
    """What is typed into the view's form is nowhere kept when the session has ended: it must not
    lie in a session that waits to be cleaned up."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    wrapper.not_kept = True  # type: ignore[attr-defined]
    return wrapper
