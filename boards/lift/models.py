"""What is lifted to the board above, and comes back with an answer by a date."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.board_models import Board
from boards.suggestions.models import Suggestion
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import Position


class LiftQuerySet(models.QuerySet["Lift"]):
    def visible_to(self, user: Any) -> LiftQuerySet:
        """From or to a board the user reads: both ends see the path."""
        boards = Board.objects.visible_to(user)
        return self.filter(Q(from_board__in=boards) | Q(to_board__in=boards))

    def open(self) -> LiftQuerySet:
        """Not answered and not taken back."""
        return self.filter(answered_on=None, withdrawn_on=None)

    def overdue(self, *, today: date) -> LiftQuerySet:
        """Open, with a date that has passed."""
        return self.open().filter(answer_by__lt=today)


class Lift(Versioned):
    """A point that goes to the board above. One that goes further goes as a lift of its own."""

    from_board = models.ForeignKey(
        Board, models.PROTECT, related_name="lifts", verbose_name=_("lifted from")
    )
    to_board = models.ForeignKey(
        Board, models.PROTECT, related_name="lifted_here", verbose_name=_("lifted to")
    )
    suggestion = models.ForeignKey(
        Suggestion, models.PROTECT, null=True, blank=True, related_name="lifts",
        verbose_name=_("suggestion"),
    )
    continues = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="further",
        verbose_name=_("goes on from"),
    )
    text = models.CharField(_("what we cannot solve ourselves"), max_length=300)
    answerer = models.ForeignKey(
        Position, models.PROTECT, related_name="+", verbose_name=_("answers")
    )
    lifted_on = models.DateField(_("lifted on"))
    answer_by = models.DateField(_("answer by"))
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)

    history = HistoricalRecords()
    objects = LiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("lifted point")
        verbose_name_plural = _("lifted points")
        ordering = ("-lifted_on", "-pk")
        indexes = (
            models.Index(fields=("answerer", "answered_on")),
            models.Index(fields=("answer_by",)),
        )
        constraints = (
            models.CheckConstraint(
                name="boards_lift_other_board", condition=~Q(from_board=F("to_board")),
                violation_error_message=_("A point is lifted to another board."),
            ),
            models.CheckConstraint(
                name="boards_lift_answer_by", condition=Q(answer_by__gte=F("lifted_on")),
                violation_error_message=_("The answer cannot be due before the point is lifted."),
            ),
            models.CheckConstraint(
                name="boards_lift_answered",
                condition=(Q(answered_on=None) & Q(answer=""))
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                violation_error_message=_("Write the answer."),
            ),
            models.UniqueConstraint(
                name="boards_lift_once", fields=("suggestion", "from_board"),
                condition=Q(suggestion__isnull=False, answered_on=None, withdrawn_on=None),
                violation_error_message=_("It is lifted already, and waits for its answer."),
            ),
        )

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("boards:lift_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Still waits for its answer."""
        return self.answered_on is None and self.withdrawn_on is None
