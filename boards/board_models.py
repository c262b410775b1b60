"""The board of a unit, an area or the management group (M14, M19): where its people meet."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.board.scope import read_owner_ids
from boards.choices import Cadence, Section, Weekday, all_sections
from leanplan.clock import today
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import OrgUnit
from organisation.reach import reach_of


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, user: Any) -> BoardQuerySet:
        """Of the units the user reads, as a leader, a coach or one who works there, and of the
        bodies the user has a seat in or prepares for."""
        if reach_of(user).all_units:
            return self
        return self.filter(owner__in=read_owner_ids(user))

    def in_use(self) -> BoardQuerySet:
        """Those that are not put away."""
        return self.filter(is_closed=False)


class Board(Versioned):
    """One board. A unit may have several; its suggestions and meetings stand in rows of their own.
    """

    owner = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="boards", verbose_name=_("owner")
    )
    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(
        _("purpose line"), max_length=200, blank=True,
        help_text=_("What the board is for, in one sentence."),
    )
    rules = models.TextField(
        _("rules of the board"), blank=True, max_length=2000, help_text=_("One rule a line.")
    )
    cadence = models.CharField(
        _("how often"), max_length=12, choices=Cadence.choices, default=Cadence.WEEKLY
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=Weekday.choices, null=True, blank=True
    )
    starts_at = models.TimeField(_("begins"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    place = models.CharField(_("place"), max_length=120, blank=True)
    wip_limit = models.PositiveSmallIntegerField(
        _("at most so many under way"), default=5,
        help_text=_("More than this at once, and the board says so."),
    )
    used_from = models.DateField(
        _("in use from"), default=today, help_text=_("No meeting is asked for before this day.")
    )
    sections = models.JSONField(_("shows"), default=all_sections)
    is_closed = models.BooleanField(_("put away"), default=False)

    history = HistoricalRecords()
    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ("owner", "name")
        constraints = (
            models.UniqueConstraint(
                name="boards_board_name", fields=("owner", "name"),
                violation_error_message=_("There is a board with that name already."),
            ),
            models.CheckConstraint(
                name="boards_board_minutes", condition=Q(minutes__gte=5) & Q(minutes__lte=240),
                violation_error_message=_("A board meeting takes between 5 and 240 minutes."),
            ),
            models.CheckConstraint(
                name="boards_board_wip", condition=Q(wip_limit__gte=1) & Q(wip_limit__lte=50),
                violation_error_message=_("The limit is a number from 1 to 50."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.owner}"

    def get_absolute_url(self) -> str:
        return reverse("boards:board_detail", args=[self.pk])

    def clean(self) -> None:
        """It shows something, and nothing that there is not."""
        known = isinstance(self.sections, list) and set(self.sections) <= set(Section.values)
        if not known or not self.sections:
            raise ValidationError({"sections": _("Choose what the board shows.")})

    @property
    def rule_lines(self) -> list[str]:
        """The rules, one by one."""
        return [line.strip() for line in self.rules.splitlines() if line.strip()]
