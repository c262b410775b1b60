"""One change of an analysis at a time, and the number by which other pages learn of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from reviews.fishbone.choices import OPEN, OVER
from reviews.fishbone.models import FishboneAnalysis, FishbonePulse


def take_turn(analysis: FishboneAnalysis) -> None:
    """Wait for one's turn in the analysis and count the change. Call first in a transaction.

    Whoever comes after waits until this transaction has ended, on both databases; so what is read
    from here on is what stands.
    """
    FishbonePulse.objects.filter(analysis=analysis).update(number=F("number") + 1)
    standing = FishboneAnalysis.objects.values_list("state", flat=True).get(pk=analysis.pk)
    analysis.state = standing


def take_open_turn(analysis: FishboneAnalysis) -> None:
    """The same, for what can change until the analysis is held. Errors: ValidationError."""
    take_turn(analysis)
    if analysis.state not in OPEN:
        raise ValidationError(
            _("The analysis has been held or cancelled, so nothing in it changes any more.")
        )


def take_live_turn(analysis: FishboneAnalysis) -> None:
    """The same, for what can be done until the analysis is closed. Errors: ValidationError."""
    take_turn(analysis)
    if analysis.state in OVER:
        raise ValidationError(_("The analysis is closed."))


def pulse_of(analysis: Any) -> int:
    """The number of the last change."""
    return FishbonePulse.objects.values_list("number", flat=True).get(analysis=analysis)
