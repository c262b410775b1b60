"""The analysis with its bones, causes, those who take part, and what came out of it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from measures.models import Measure
from organisation.models import OrgUnit, Position
from reviews.fishbone.choices import HAS_BEEN, OPEN, AnalysisKind, AnalysisState, OutcomeKind
from reviews.fishbone.scope import analyses_of
from reviews.follow_up_models import FollowUp

CAUSE_LENGTH = 200
EVIDENCE_LENGTH = 1000
MAX_BONES = 10
# More is no picture any more; a clear answer tells to group them.
MAX_CAUSES = 150


class FishboneAnalysisQuerySet(models.QuerySet["FishboneAnalysis"]):
    def visible_to(self, user: Any) -> FishboneAnalysisQuerySet:
        """Before it is held: those taking part, the unit's leaders and coach. After: as reviews."""
        return self.filter(analyses_of(user)).distinct()

    def has_been(self) -> FishboneAnalysisQuerySet:
        """Held, whatever came after."""
        return self.filter(state__in=HAS_BEEN)

    def coming(self, *, today: date) -> FishboneAnalysisQuerySet:
        """Not held yet, on a day from today on."""
        return self.filter(state__in=OPEN, day__gte=today)


class FishboneAnalysis(Versioned):
    """One analysis of one unit. Its question stands in the head of the fish."""

    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="fishbone_analyses", verbose_name=_("unit")
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=AnalysisKind.choices, default=AnalysisKind.SIX_MONTHS
    )
    question = models.CharField(_("question"), max_length=200)
    facilitator = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("led by"), help_text=_("The coach, for instance."),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=AnalysisState.choices, default=AnalysisState.PLANNED
    )
    day = models.DateField(_("day of the meeting"), null=True, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    no_measures = models.TextField(
        _("why there are no measures"), blank=True, max_length=1000,
    )
    without_manager = models.TextField(
        _("why the leader above was not there"), blank=True, max_length=1000,
    )
    support_until = models.DateField(
        _("the development unit supports until"), null=True, blank=True,
        help_text=_("Empty: the support ends when the analysis is held."),
    )
    closing_note = models.TextField(_("closing note or reason"), blank=True, max_length=2000)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    history = HistoricalRecords()
    objects = FishboneAnalysisQuerySet.as_manager()

    class Meta:
        verbose_name = _("fishbone analysis")
        verbose_name_plural = _("fishbone analyses")
        ordering = ("-day", "-pk")
        indexes = (models.Index(fields=("unit", "state")),)
        constraints = (
            models.CheckConstraint(
                name="reviews_fishbone_held_has_day",
                condition=~Q(state__in=("held", "followed_up")) | Q(held_on__isnull=False),
                violation_error_message=_("An analysis that has been held has a day."),
            ),
            models.CheckConstraint(
                name="reviews_fishbone_over_says_why",
                condition=~Q(state__in=("closed", "cancelled"))
                | (~Q(closing_note="") & Q(closed_on__isnull=False)),
                violation_error_message=_("Write what came of it, or why it is cancelled."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.question}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:fishbone_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Causes can be written: it is planned or under way."""
        return self.state in OPEN

    @property
    def has_been(self) -> bool:
        """Held, so that nothing in it changes but what is followed up."""
        return self.state in HAS_BEEN

    @property
    def is_six_months(self) -> bool:
        """The one the plan asks for after the rollout (M17)."""
        return self.kind == AnalysisKind.SIX_MONTHS


class FishbonePulse(models.Model):
    """How many times anything in an analysis changed: what a page asks for news by, and the lock
    that lets one change of it through at a time. No history: it says nothing by itself."""

    analysis = models.OneToOneField(
        FishboneAnalysis, models.CASCADE, related_name="pulse", primary_key=True
    )
    number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("state of an analysis")
        verbose_name_plural = _("states of analyses")

    def __str__(self) -> str:
        return str(self.number)


class CauseCategory(Versioned):
    """A bone: a group of causes."""

    analysis = models.ForeignKey(
        FishboneAnalysis, models.CASCADE, related_name="bones", verbose_name=_("analysis")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    name = models.CharField(_("bone"), max_length=40)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("bone")
        verbose_name_plural = _("bones")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(
                name="reviews_bone_name", fields=("analysis", "name"),
                violation_error_message=_("The analysis has a bone of that name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Cause(Versioned):
    """A cause on a bone (level 0), or an answer to a why under another cause (levels 1 to 5).

    key: made where it was typed, so that what is sent twice stands once. root_order: the place in
    which root causes were marked; what is shown (R1, R2) follows from it.
    """

    analysis = models.ForeignKey(
        FishboneAnalysis, models.CASCADE, related_name="causes", verbose_name=_("analysis")
    )
    bone = models.ForeignKey(
        CauseCategory, models.PROTECT, null=True, blank=True, related_name="causes",
        verbose_name=_("bone"),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="whys",
        verbose_name=_("why of"),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    key = models.CharField(max_length=36, editable=False)
    text = models.CharField(_("cause"), max_length=CAUSE_LENGTH)
    evidence = models.TextField(
        _("what shows it"), blank=True, max_length=EVIDENCE_LENGTH,
        help_text=_("Figures, examples, what was seen."),
    )
    root_order = models.PositiveIntegerField(
        _("root cause number"), null=True, blank=True, editable=False
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("cause")
        verbose_name_plural = _("causes")
        ordering: ClassVar = ("order", "pk")
        constraints = (
            models.UniqueConstraint(
                name="reviews_cause_key", fields=("analysis", "key"),
                violation_error_message=_("The cause stands there already."),
            ),
            models.CheckConstraint(
                name="reviews_cause_one_place",
                condition=Q(bone__isnull=False, parent=None)
                | Q(bone=None, parent__isnull=False),
                violation_error_message=_("A cause hangs on a bone, or under another cause."),
            ),
        )

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """What it hangs on is of the same analysis."""
        for name in ("bone", "parent"):
            above = getattr(self, name)
            if above is not None and above.analysis_id != self.analysis_id:
                raise ValidationError({name: _("It is of another analysis.")})

    @property
    def is_root(self) -> bool:
        """Marked as a root cause."""
        return self.root_order is not None


class CauseVotes(models.Model):
    """How many think the cause matters most. A number only: who voted is nobody's business."""

    cause = models.OneToOneField(Cause, models.CASCADE, related_name="tally", primary_key=True)
    number = models.PositiveIntegerField(_("votes"), default=0)

    class Meta:
        verbose_name = _("votes")
        verbose_name_plural = _("votes")

    def __str__(self) -> str:
        return str(self.number)


class Participant(models.Model):
    """Who takes part: a position, or a group in words. Never a person by name."""

    analysis = models.ForeignKey(
        FishboneAnalysis, models.CASCADE, related_name="participants", verbose_name=_("analysis")
    )
    position = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("position"),
    )
    group = models.CharField(_("group"), max_length=80, blank=True)
    number = models.PositiveSmallIntegerField(_("how many"), default=1)
    present = models.BooleanField(_("was there"), default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering: ClassVar = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="reviews_participant_position", fields=("analysis", "position"),
                violation_error_message=_("The position takes part already."),
            ),
            models.CheckConstraint(
                name="reviews_participant_one",
                condition=(Q(position__isnull=False) & Q(group=""))
                | (Q(position=None) & ~Q(group="")),
                violation_error_message=_("Choose a position, or write a group."),
            ),
            models.CheckConstraint(
                name="reviews_participant_number",
                condition=Q(number__gte=1, number__lte=200),
                violation_error_message=_("Write a number from 1 to 200."),
            ),
        )

    def __str__(self) -> str:
        return self.group or str(self.position)


class Outcome(models.Model):
    """What was made from a cause, or from the analysis as a whole. Written once."""

    analysis = models.ForeignKey(
        FishboneAnalysis, models.CASCADE, related_name="outcomes", verbose_name=_("analysis")
    )
    cause = models.ForeignKey(
        Cause, models.SET_NULL, null=True, blank=True, related_name="outcomes",
        verbose_name=_("cause"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=OutcomeKind.choices)
    measure = models.ForeignKey(
        Measure, models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=_("measure"),
    )
    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=_("follow-up area"),
    )

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering: ClassVar = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="reviews_outcome_one",
                condition=Q(kind__in=("measure", "support"), measure__isnull=False, follow_up=None)
                | Q(kind="follow_up", measure=None, follow_up__isnull=False),
                violation_error_message=_("An outcome is a measure or a follow-up area."),
            ),
        )

    def __str__(self) -> str:
        return str(self.measure or self.follow_up)
