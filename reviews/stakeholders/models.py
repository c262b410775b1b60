"""A stakeholder analysis: the groups it concerns, and the three times it is looked at."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Position, User
from reviews.fishbone.models import FishboneAnalysis
from reviews.stakeholders.choices import Attitude, CheckKind, Level, Strategy
from reviews.stakeholders.scope import stakeholders_of

MAX_STAKEHOLDERS = 40


class StakeholderAnalysisQuerySet(models.QuerySet["StakeholderAnalysis"]):
    def visible_to(self, user: Any) -> StakeholderAnalysisQuerySet:
        """With a fishbone analysis, those who read it; by itself, those who read reviews."""
        return self.filter(stakeholders_of(user)).distinct()


class StakeholderAnalysis(Versioned):
    """Who can affect a piece of work, and how they take part. Groups and roles, never people."""

    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="stakeholder_analyses", verbose_name=_("unit")
    )
    subject = models.CharField(_("what it is about"), max_length=200)
    fishbone = models.OneToOneField(
        FishboneAnalysis, models.PROTECT, null=True, blank=True, related_name="stakeholders",
        verbose_name=_("fishbone analysis"),
    )
    network = models.CharField(
        _("network that fits"), max_length=120, blank=True,
        help_text=_("A network that should be asked, such as the one for home care."),
    )

    history = HistoricalRecords()
    objects = StakeholderAnalysisQuerySet.as_manager()

    class Meta:
        verbose_name = _("stakeholder analysis")
        verbose_name_plural = _("stakeholder analyses")
        ordering: ClassVar = ("-pk",)

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("reviews:stakeholders_detail", args=[self.pk])


class Stakeholder(Versioned):
    """A group or a role. Without a strategy of its own, the one its levels propose holds."""

    analysis = models.ForeignKey(
        StakeholderAnalysis, models.CASCADE, related_name="groups", verbose_name=_("analysis")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    name = models.CharField(
        _("group or role"), max_length=80,
        help_text=_("Write a group or a role, never the name of a person."),
    )
    is_external = models.BooleanField(_("outside the municipality"), default=False)
    expectation = models.CharField(_("what they expect"), max_length=300, blank=True)
    influence = models.PositiveSmallIntegerField(
        _("influence"), choices=Level.choices, default=Level.MEDIUM
    )
    interest = models.PositiveSmallIntegerField(
        _("interest"), choices=Level.choices, default=Level.MEDIUM
    )
    attitude = models.CharField(
        _("attitude"), max_length=10, choices=Attitude.choices, default=Attitude.NEUTRAL
    )
    strategy = models.CharField(
        _("strategy"), max_length=10, choices=Strategy.choices, blank=True,
        help_text=_("Empty: as influence and interest propose."),
    )
    involvement = models.CharField(_("how they take part"), max_length=300, blank=True)
    invited_by = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("invited by"),
    )
    invited_on = models.DateField(_("invited on"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        ordering: ClassVar = ("order", "pk")
        constraints = (
            models.UniqueConstraint(
                name="reviews_stakeholder_name", fields=("analysis", "name"),
                violation_error_message=_("The group stands in the analysis already."),
            ),
            models.CheckConstraint(
                name="reviews_stakeholder_levels",
                condition=Q(influence__lte=3, interest__lte=3),
                violation_error_message=_("Choose one of the four levels."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class StakeholderCheck(Versioned):
    """One of the three times the analysis is looked at: before, at follow-up, at evaluation."""

    analysis = models.ForeignKey(
        StakeholderAnalysis, models.CASCADE, related_name="checks", verbose_name=_("analysis")
    )
    kind = models.CharField(_("check point"), max_length=10, choices=CheckKind.choices)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    done_as = models.CharField(_("as"), max_length=160, blank=True)
    note = models.TextField(_("what was seen"), blank=True, max_length=1000)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("check point")
        verbose_name_plural = _("check points")
        ordering: ClassVar = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="reviews_stakeholdercheck_once", fields=("analysis", "kind"),
                violation_error_message=_("The analysis has that check point already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())
