"""Measuring points of a board: the fixed figures its people follow, and their readings."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.board_models import Board
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from measures.metric_models import Metric


class BoardFigureQuerySet(models.QuerySet["BoardFigure"]):
    def visible_to(self, user: Any) -> BoardFigureQuerySet:
        """On boards the user reads."""
        return self.filter(board__in=Board.objects.visible_to(user))


class BoardFigure(Versioned):
    """A figure on a board, read off and written down by its people."""

    board = models.ForeignKey(
        Board, models.CASCADE, related_name="figures", verbose_name=_("board")
    )
    name = models.CharField(_("what is measured"), max_length=80)
    unit = models.CharField(
        _("of what"), max_length=20, blank=True, help_text=_("Such as %, hours or a month.")
    )
    target = models.DecimalField(
        _("target"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    better = models.CharField(
        _("direction"), max_length=6, choices=Metric.Better.choices, default=Metric.Better.HIGHER
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_closed = models.BooleanField(_("put away"), default=False)

    history = HistoricalRecords()
    objects = BoardFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measuring point of a board")
        verbose_name_plural = _("measuring points of boards")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(
                name="boards_boardfigure_name", fields=("board", "name"),
                violation_error_message=_("The board has a measuring point of that name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("boards:figure_detail", args=[self.pk])


class BoardReading(Versioned):
    """The value of a measuring point on a day."""

    figure = models.ForeignKey(
        BoardFigure, models.CASCADE, related_name="readings", verbose_name=_("measuring point")
    )
    read_on = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    note = models.CharField(_("remark"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reading of a measuring point")
        verbose_name_plural = _("readings of measuring points")
        ordering = ("read_on", "pk")
        constraints = (
            models.UniqueConstraint(
                name="boards_boardreading_day", fields=("figure", "read_on"),
                violation_error_message=_("There is a reading of that day already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.figure} {self.read_on}"
