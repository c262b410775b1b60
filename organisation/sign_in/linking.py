"""Whose account it is the first time somebody comes from the sign-in service.

By an invitation, or by the object id that was entered for the person. Never by e-mail: whoever
can set an address in the service could then become anybody.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from leanplan import thresholds
from leanplan.clock import now
from leanplan.said import said
from leanplan.thresholds import Threshold
from leanplan.versioning import save_changes
from organisation.models import Person, User
from organisation.sign_in.models import Invitation

VALID = Threshold(
    "organisation.invitation_days", 7, "days", _("An invitation holds for"),
    _("Proposed; long enough for a holiday week"), low=1, high=30,
)
USED_UP = _("The invitation has been used, or it is too old. Ask for a new one.")
UNKNOWN = _("Your work account is not tied to anybody in Leanplan yet. Ask the person who "
            "administers Leanplan in the municipality for an invitation.")
NO_ADDRESS = _("Your work account has no e-mail address that can be used here, or another account "
               "in Leanplan has it. Ask the person who administers Leanplan in the municipality.")


class NotLinked(Exception):
    """Nobody here belongs to the account. why: what to tell the person."""

    def __init__(self, why: str | Promise) -> None:
        super().__init__(str(why))
        self.why = why


def digest_of(token: str) -> str:
    """What is kept of a link; the link is long and random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invitation_make(*, by: Any, person: Person) -> tuple[Invitation, str]:
    """Make an invitation; earlier ones of the person that are not used no longer hold.

    Out: the row, and the secret part of the link, which is shown once and not kept.
    """
    Invitation.objects.filter(person=person, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        person=person, digest=digest_of(token), made_at=now(), made_by=by,
        expires_at=now() + timedelta(days=thresholds.value(VALID.key)),
    )
    return invitation, token


def invitation_of(token: str) -> Invitation | None:
    """The invitation of a link, where it still holds."""
    found = Invitation.objects.filter(digest=digest_of(token)).select_related("person").first()
    return found if found and found.holds(now()) else None


@transaction.atomic
def user_for(claims: dict[str, Any], *, invitation: str) -> User:
    """The account of whoever comes for the first time; an invitation is used up by it.

    In: the checked claims, the secret part of an invitation or "". Errors: NotLinked.
    """
    person = _invited(invitation) if invitation else _entered(claims)
    return person.user or _make_user(person, claims)


def _invited(token: str) -> Person:
    row = Invitation.objects.select_for_update().filter(digest=digest_of(token)).first()
    if row is None or not row.holds(now()):
        raise NotLinked(USED_UP)
    row.used_at = now()
    row.save(update_fields=["used_at"])
    return row.person


def _entered(claims: dict[str, Any]) -> Person:
    value = claims.get(settings.OIDC["id_claim"])
    person = None
    if isinstance(value, str) and value:
        person = Person.objects.filter(external_id=value).select_related("user").first()
    if person is None:
        raise NotLinked(UNKNOWN)
    return person


def _make_user(person: Person, claims: dict[str, Any]) -> User:
    email = str(claims.get("email") or claims.get("preferred_username") or "").lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise NotLinked(NO_ADDRESS) from error
    if User.objects.filter(email__iexact=email).exists():
        raise NotLinked(NO_ADDRESS)
    user = User.objects.create_user(email)
    save_changes(
        person, {"user": user}, version=person.version, by=user,
        reason=said(gettext_noop("Signed in with the work account for the first time")),
    )
    return user
