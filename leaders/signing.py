"""Signatures: who agreed to which version of a text. A changed text is to be signed anew."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from leaders.choices import Party
from organisation.models import Person, User


class Signature(models.Model):
    """One party agreed to one version. recorded_by: who entered it, where another signed on paper.

    A signature counts as long as the text has the version it was put under.
    """

    party = models.CharField(_("party"), max_length=8, choices=Party.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    signed_on = models.DateField(_("signed on"))
    of_version = models.PositiveIntegerField(_("version"))
    recorded_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_party_display()} {self.signed_on}"


def signed_by(row: Any) -> dict[str, Any]:
    """{party: signature under the version the row has now}, from what is loaded with the row."""
    return {each.party: each for each in row.signatures.all() if each.of_version == row.version}


def all_signed_on(row: Any, parties: tuple[str, ...]) -> date | None:
    """The day the last of the parties signed what stands now; None while one is missing."""
    signed = signed_by(row)
    if any(party not in signed for party in parties):
        return None
    return max(signed[party].signed_on for party in parties)
