"""Changes of one's own account and of how one signs in."""

from typing import Any

from django.db import transaction


@transaction.atomic
def language_choose(*, by: Any, language: str) -> None:
    """Show the pages to that person in the language from now on; "" is the municipality's."""
    by.language = language
    by.save(update_fields=["language"])
