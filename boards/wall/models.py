"""Secret addresses at which a screen on a wall shows one board without anybody signed in."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from boards.board_models import Board
from leanplan.clock import now
from organisation.models import User


class WallAddressQuerySet(models.QuerySet["WallAddress"]):
    def open(self, *, today: date) -> WallAddressQuerySet:
        """Those that work: not ended, in time, and their board is in use."""
        return self.filter(ended_at=None, expires_on__gte=today, board__is_closed=False)


class WallAddress(models.Model):
    """One address of one board. Who made and ended it stands in the row, which never changes else;
    so it has no version and no history."""

    board = models.ForeignKey(
        Board, models.CASCADE, related_name="wall_addresses", verbose_name=_("board")
    )
    place = models.CharField(
        _("where the screen stands"), max_length=80,
        help_text=_("So that it is known which one to end."),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_on = models.DateField(_("works until"))
    made_at = models.DateTimeField(_("made"), default=now, editable=False)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+",
        verbose_name=_("ended by"),
    )
    # How often it was asked in the minute that it was last asked in.
    minute = models.DateTimeField(null=True, editable=False)
    asked = models.PositiveIntegerField(default=0, editable=False)

    objects = WallAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a screen")
        verbose_name_plural = _("addresses of screens")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="boards_wall_ended", condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.board}, {self.place}"
