"""The rollout's template: its steps, and how long before or after the start each is planned."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leaders.choices import Doer, StepKind
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned


class TemplateStep(Versioned):
    """One step that every new rollout is made with. The five kinds are always there, once."""

    kind = models.CharField(
        _("kind"), max_length=10, choices=StepKind.choices, default=StepKind.OWN, editable=False
    )
    order = models.PositiveSmallIntegerField(_("order"), default=50)
    title = models.CharField(
        _("title"), max_length=120, blank=True,
        help_text=_("Empty: the usual words for the kind."),
    )
    help = models.TextField(_("what is to be done"), blank=True, max_length=1000)
    doer = models.CharField(
        _("who does it"), max_length=12, choices=Doer.choices, default=Doer.LEADER
    )
    days = models.SmallIntegerField(
        _("days from the start"), default=0,
        help_text=_("Before the start: a number below zero, such as -28."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step of the template")
        verbose_name_plural = _("steps of the template")
        ordering = ("order", "days", "pk")
        constraints = (
            models.UniqueConstraint(
                name="leaders_templatestep_kind", fields=("kind",), condition=~Q(kind="own"),
                violation_error_message=_("That step is there already."),
            ),
            models.CheckConstraint(
                name="leaders_templatestep_own_has_title",
                condition=~Q(kind="own") | ~Q(title=""),
                violation_error_message=_("Give the step a title."),
            ),
            models.CheckConstraint(
                name="leaders_templatestep_days",
                condition=Q(days__gte=-730) & Q(days__lte=1460),
                violation_error_message=_("At most two years before the start, or four after."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """Its title, or the usual words for its kind."""
        return self.title or str(StepKind(self.kind).label)
