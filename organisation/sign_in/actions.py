"""Changes of one's own account and of how one signs in."""

from typing import Any

from django.db import transaction
from django.db.models import F

from organisation.models import User


@transaction.atomic
def language_choose(*, by: Any, language: str) -> None:
    """Show the pages to that person in the language from now on; "" is the municipality's."""
    by.language = language
    by.save(update_fields=["language"])


@transaction.atomic
def sessions_end(*, by: Any) -> None:
    """Let every session of the account end; whoever calls it renews the one to be kept."""
    User.objects.filter(pk=by.pk).update(session_generation=F("session_generation") + 1)
    by.refresh_from_db(fields=["session_generation"])
