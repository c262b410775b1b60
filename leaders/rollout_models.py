"""The rollout of a unit (M6, M7, M17): from planned to completed, and who answers for progress."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leaders.choices import EXPECTATION_PARTIES, TAKES_PART, Doer, ManagerPart, StepKind
from leaders.scope import readable
from leaders.signing import Signature, all_signed_on
from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Person, User


class RolloutQuerySet(models.QuerySet["Rollout"]):
    def visible_to(self, user: Any) -> RolloutQuerySet:
        """Of the units the user leads or coaches, or all."""
        return self.filter(readable(user))

    def alive(self) -> RolloutQuerySet:
        """Those that were not called off."""
        return self.filter(cancelled_on=None)

    def for_list(self) -> RolloutQuerySet:
        """With what a row of a list shows."""
        return self.select_related("unit", "coach", "agreement").prefetch_related(
            "agreement__signatures", "handovers"
        )


class Rollout(Versioned):
    """One unit's way into Lean. The days are what happened; what stands open has none."""

    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="rollouts", verbose_name=_("unit")
    )
    wave = models.CharField(_("wave"), max_length=60, blank=True)
    coach = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("coach")
    )
    made_on = models.DateField(_("planned since"), editable=False)
    planned_start = models.DateField(_("planned start"))
    planned_end = models.DateField(_("planned completion"))

    training_from = models.DateField(_("training from"), null=True, blank=True)
    trained_on = models.DateField(_("the leader is trained since"), null=True, blank=True)
    trained_person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("who was trained"),
    )
    training_note = models.CharField(_("about the training"), max_length=160, blank=True)

    meeting_planned_on = models.DateField(_("meeting agreed for"), null=True, blank=True)
    meeting_on = models.DateField(_("meeting held on"), null=True, blank=True)
    manager_part = models.CharField(
        _("the manager's part"), max_length=10, choices=ManagerPart.choices, blank=True
    )
    meeting_people = models.PositiveSmallIntegerField(_("how many came"), null=True, blank=True)
    meeting_note = models.TextField(_("what was said"), blank=True, max_length=1000)

    started_on = models.DateField(_("started on"), null=True, blank=True)
    override_reason = models.TextField(
        _("started before the leader was trained, because"), blank=True, max_length=1000
    )
    override_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False,
        verbose_name=_("decided by"),
    )
    override_label = models.CharField(_("as"), max_length=160, blank=True, editable=False)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    cancelled_on = models.DateField(_("called off on"), null=True, blank=True)
    cancelled_reason = models.TextField(_("called off because"), blank=True, max_length=1000)

    history = HistoricalRecords()
    objects = RolloutQuerySet.as_manager()

    class Meta:
        verbose_name = _("rollout")
        verbose_name_plural = _("rollouts")
        ordering = ("-planned_start", "pk")
        indexes = (models.Index(fields=("unit", "planned_start")),)
        constraints = (
            models.UniqueConstraint(
                name="leaders_rollout_one_under_way", fields=("unit",),
                condition=Q(completed_on=None, cancelled_on=None),
                violation_error_message=_("The unit has a rollout under way already."),
            ),
            models.CheckConstraint(
                name="leaders_rollout_planned",
                condition=Q(planned_end__gte=F("planned_start")),
                violation_error_message=_("The completion cannot be planned before the start."),
            ),
            models.CheckConstraint(
                name="leaders_rollout_training",
                condition=Q(trained_on=None) | Q(training_from=None)
                | Q(trained_on__gte=F("training_from")),
                violation_error_message=_("The training cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="leaders_rollout_meeting_says_part",
                condition=Q(meeting_on=None) | ~Q(manager_part=""),
                violation_error_message=_("Say what part the manager took in the meeting."),
            ),
            models.CheckConstraint(
                name="leaders_rollout_start_gate",
                condition=Q(started_on=None) | ~Q(override_reason="")
                | Q(trained_on__isnull=False, trained_on__lte=F("started_on")),
                violation_error_message=_("The rollout starts when the leader is trained."),
            ),
            models.CheckConstraint(
                name="leaders_rollout_completed_after_start",
                condition=Q(completed_on=None)
                | Q(started_on__isnull=False, completed_on__gte=F("started_on")),
                violation_error_message=_("It cannot be completed before it was started."),
            ),
            models.CheckConstraint(
                name="leaders_rollout_cancelled_says_why",
                condition=Q(cancelled_on=None) | ~Q(cancelled_reason=""),
                violation_error_message=_("Write why it is called off."),
            ),
        )

    def __str__(self) -> str:
        return str(self.unit)

    def get_absolute_url(self) -> str:
        return reverse("leaders:rollout_detail", args=[self.pk])

    @property
    def has_manager(self) -> bool:
        """The information meeting was held with the manager taking part (M7)."""
        return self.meeting_on is not None and self.manager_part in TAKES_PART

    @property
    def agreed_on(self) -> date | None:
        """When all three had signed the expectations as they stand."""
        agreement = getattr(self, "agreement", None)
        return all_signed_on(agreement, EXPECTATION_PARTIES) if agreement else None

    @property
    def handover(self) -> ProgressHandover | None:
        """The hand-over that holds; None while Utviklingsenheten answers for progress."""
        return next((each for each in self.handovers.all() if each.undone_on is None), None)

    @property
    def is_over(self) -> bool:
        """Called off, or handed over."""
        return self.cancelled_on is not None or self.handover is not None


class RolloutStep(Versioned):
    """A step as the template had it when the rollout was made. done_on is for steps of one's own:
    the five others have their day in the rollout."""

    rollout = models.ForeignKey(
        Rollout, models.CASCADE, related_name="steps", verbose_name=_("rollout")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=StepKind.choices)
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    help = models.TextField(_("what is to be done"), blank=True, max_length=1000)
    doer = models.CharField(_("who does it"), max_length=12, choices=Doer.choices)
    days = models.SmallIntegerField(_("days from the start"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step of a rollout")
        verbose_name_plural = _("steps of rollouts")
        ordering = ("order", "days", "pk")
        constraints = (
            models.UniqueConstraint(
                name="leaders_rolloutstep_kind", fields=("rollout", "kind"),
                condition=~Q(kind="own"),
                violation_error_message=_("That step is there already."),
            ),
            models.CheckConstraint(
                name="leaders_rolloutstep_done", condition=Q(kind="own") | Q(done_on=None),
                violation_error_message=_("That step has its day in the rollout."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """Its title, or the usual words for its kind."""
        return self.title or str(StepKind(self.kind).label)


class ExpectationAgreement(Versioned):
    """What the unit, its manager and the coach expect of one another (C5), in writing."""

    rollout = models.OneToOneField(
        Rollout, models.CASCADE, related_name="agreement", verbose_name=_("rollout")
    )
    milestones = models.TextField(_("milestones"), max_length=2000)
    hours = models.CharField(
        _("time set aside"), max_length=160, help_text=_("Such as: two hours a month.")
    )
    rhythm = models.CharField(
        _("how it is followed up"), max_length=160, help_text=_("Such as: the first Monday.")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("expectation agreement")
        verbose_name_plural = _("expectation agreements")

    def __str__(self) -> str:
        return str(self.rollout)


class ExpectationSignature(Signature):
    """A party's signature under the expectations."""

    agreement = models.ForeignKey(
        ExpectationAgreement, models.CASCADE, related_name="signatures",
        verbose_name=_("agreement"),
    )

    class Meta:
        verbose_name = _("signature under expectations")
        verbose_name_plural = _("signatures under expectations")
        ordering = ("signed_on", "pk")
        constraints = (
            models.UniqueConstraint(
                name="leaders_expectationsignature_once",
                fields=("agreement", "party", "of_version"),
                violation_error_message=_("That party has signed already."),
            ),
        )


class ProgressHandover(models.Model):
    """The responsibility for progress went from the development unit to the area manager (M17d).

    event: the analysis that moved it ("analysis:12"). reason: why it was held without the manager.
    A hand-over that is undone stays, with the reason.
    """

    rollout = models.ForeignKey(
        Rollout, models.PROTECT, related_name="handovers", verbose_name=_("rollout")
    )
    handed_on = models.DateField(_("from"))
    event = models.CharField(_("event"), max_length=60)
    reason = models.TextField(_("held without the manager, because"), blank=True, max_length=1000)
    is_continued = models.BooleanField(_("the development unit goes on helping"), default=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    by_label = models.CharField(_("as"), max_length=160, blank=True)
    made_at = models.DateTimeField(default=now, editable=False)
    undone_on = models.DateField(_("undone on"), null=True, blank=True)
    undone_reason = models.TextField(_("undone because"), blank=True, max_length=1000)
    undone_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("undone by"),
    )

    class Meta:
        verbose_name = _("hand-over of progress")
        verbose_name_plural = _("hand-overs of progress")
        ordering = ("-handed_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="leaders_progresshandover_one", fields=("rollout",),
                condition=Q(undone_on=None),
                violation_error_message=_("The responsibility has been handed over already."),
            ),
            models.CheckConstraint(
                name="leaders_progresshandover_undone_says_why",
                condition=Q(undone_on=None) | ~Q(undone_reason=""),
                violation_error_message=_("Write why it is undone."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollout} {self.handed_on}"
