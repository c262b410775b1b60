"""The secret address of a person's calendar feed. Only its digest is kept."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from leanplan.clock import now
from leanplan.secret_address import digest_of, new_secret


class CalendarFeed(models.Model):
    """A person's feed: at most one, made anew or ended by its owner."""

    person = models.OneToOneField(
        "organisation.Person", models.CASCADE, related_name="calendar_feed",
        verbose_name=_("person"), editable=False,
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=now, editable=False)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return str(self.person)


@transaction.atomic
def feed_make(*, by: Any) -> str:
    """Make the address of one's own feed; an earlier one no longer works.

    Out: the secret part of the address, which is shown once and not kept.
    """
    secret = new_secret()
    CalendarFeed.objects.update_or_create(
        person=by.person, defaults={"digest": digest_of(secret), "made_at": now()}
    )
    return secret


@transaction.atomic
def feed_end(*, by: Any) -> None:
    """Let the address of one's own feed work no longer."""
    CalendarFeed.objects.filter(person=by.person).delete()


def feed_of(secret: str) -> CalendarFeed | None:
    """The feed of an address, where its owner's account is in use."""
    return (
        CalendarFeed.objects.filter(digest=digest_of(secret), person__user__is_active=True)
        .select_related("person__user__person")
        .first()
    )
