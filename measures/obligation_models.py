"""What rules ask for, one row a subject and period, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Position, User
from organisation.reach import reach_of

ONCE = "once"


class RuleStart(Versioned):
    """From when a rule counts here. Written when a plan is adopted or the rule is first seen."""

    rule_key = models.CharField(_("rule"), max_length=60, unique=True)
    counts_from = models.DateField(
        _("counts from"), null=True, blank=True,
        help_text=_("What lies before that day is not asked for. Empty: the rule rests."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("start of a rule")
        verbose_name_plural = _("starts of rules")
        ordering = ("rule_key",)

    def __str__(self) -> str:
        return self.rule_key


class MeasureRule(models.Model):
    """A rule that serves a measure; bound by a person, never by its code or wording."""

    measure = models.ForeignKey(
        "measures.Measure", models.CASCADE, related_name="rules", verbose_name=_("measure")
    )
    rule_key = models.CharField(_("rule"), max_length=60)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rule of a measure")
        verbose_name_plural = _("rules of measures")
        constraints = (
            models.UniqueConstraint(
                name="measures_measurerule_unique", fields=("measure", "rule_key"),
                violation_error_message=_("The rule serves the measure already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure.code} {self.rule_key}"


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def visible_to(self, user: Any) -> ObligationQuerySet:
        """What everyone may read, what is read with one's units, and one's own."""
        reach = reach_of(user)
        return self.within(reach.read_unit_ids, reach.position_ids, every=reach.all_units)

    def within(
        self, units: Collection[int], positions: Collection[int], *, every: bool
    ) -> ObligationQuerySet:
        """The same for those who read these units, or every one, and hold these positions."""
        if every:
            return self
        return self.filter(Q(unit=None) | Q(unit__in=units) | Q(position__in=positions))

    def of_rule(self, key: str) -> ObligationQuerySet:
        """Those of one rule that somebody still has to do with: not those that fell away."""
        return self.filter(rule_key=key).exclude(state=Obligation.State.LAPSED)

    def open(self) -> ObligationQuerySet:
        """Something is still to be done."""
        return self.filter(state=Obligation.State.OPEN)

    def late(self, *, today: date) -> ObligationQuerySet:
        """Open, with a day that has passed."""
        return self.open().filter(due_date__lt=today)

    def owned_by(self, positions: Collection[int] | None) -> ObligationQuerySet:
        """Those the positions answer for; None for those of any position."""
        if positions is None:
            return self.filter(position__isnull=False)
        return self.filter(position__in=positions)


class Obligation(Versioned):
    """One thing a rule asks of one subject in one period. Its trace is in ObligationEvent."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Kept")
        WAIVED = "waived", _("Waived")
        LAPSED = "lapsed", _("No longer asked for")

    rule_key = models.CharField(_("rule"), max_length=60)
    subject_key = models.CharField(_("what it is about"), max_length=60)
    period_key = models.CharField(_("period"), max_length=30)
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="obligations",
        verbose_name=_("unit"), help_text=_("Empty: everyone signed in may read it."),
    )
    position = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="obligations",
        verbose_name=_("responsible"),
    )
    anchor = models.DateField(_("counted from"))
    due_date = models.DateField(_("deadline"))
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.OPEN
    )
    met_on = models.DateField(_("kept on"), null=True, blank=True)
    met_event = models.CharField(_("event"), max_length=60, blank=True)
    waived_reason = models.TextField(_("reason"), blank=True)
    made_on = models.DateField(_("made on"))
    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        constraints = (
            models.UniqueConstraint(
                name="measures_obligation_unique",
                fields=("rule_key", "subject_key", "period_key"),
            ),
            models.CheckConstraint(
                name="measures_obligation_keys",
                condition=~Q(rule_key="") & ~Q(subject_key="") & ~Q(period_key=""),
            ),
            models.CheckConstraint(
                name="measures_obligation_met",
                condition=Q(state="met", met_on__isnull=False)
                | (~Q(state="met") & Q(met_on=None, met_event="")),
                violation_error_message=_("What is kept says when."),
            ),
            models.CheckConstraint(
                name="measures_obligation_waived",
                condition=(Q(state="waived") & ~Q(waived_reason=""))
                | (~Q(state="waived") & Q(waived_reason="")),
                violation_error_message=_("Write why it is waived."),
            ),
        )
        indexes = (
            models.Index(fields=("rule_key", "anchor", "state")),
            models.Index(fields=("position", "state", "due_date")),
            models.Index(fields=("unit", "state")),
        )

    def __str__(self) -> str:
        return f"{self.rule_key} {self.subject_key} {self.period_key}"

    def get_absolute_url(self) -> str:
        return reverse("measures:obligation_detail", args=[self.pk])


class ObligationEvent(models.Model):
    """One thing that happened to an obligation; written once."""

    class Kind(models.TextChoices):
        MET = "met", _("Kept")
        REOPENED = "reopened", _("Open again")
        WAIVED = "waived", _("Waived")
        LAPSED = "lapsed", _("No longer asked for")
        MOVED = "moved", _("Changed")

    obligation = models.ForeignKey(
        Obligation, models.CASCADE, related_name="events", verbose_name=_("obligation")
    )
    kind = models.CharField(_("what"), max_length=8, choices=Kind.choices)
    happened_on = models.DateField(_("day"))
    text = models.TextField(_("remark"), blank=True)
    event = models.CharField(_("event"), max_length=60, blank=True)
    old_due = models.DateField(_("deadline before"), null=True, blank=True)
    new_due = models.DateField(_("deadline after"), null=True, blank=True)
    old_position = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("before")
    )
    new_position = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("after")
    )
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    by_label = models.CharField(_("as"), max_length=160, blank=True)
    made_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("event of an obligation")
        verbose_name_plural = _("events of obligations")
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"


class MeasureReview(models.Model):
    """One time an ongoing measure was looked at again. `undone_on`: it was recorded by mistake.

    due_on: the day it was to be reviewed. counted_from: the day from which the rhythm counts, so
    that the next day is never counted from one that was clamped to a month's end.
    """

    measure = models.ForeignKey(
        "measures.Measure", models.CASCADE, related_name="reviews", verbose_name=_("measure")
    )
    reviewed_on = models.DateField(_("reviewed on"))
    due_on = models.DateField(_("was to be reviewed"))
    counted_from = models.DateField(_("counted from"))
    next_on = models.DateField(_("next review"))
    comment = models.TextField(_("what we saw"))
    undone_on = models.DateField(_("undone on"), null=True, blank=True)
    made_at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    by_label = models.CharField(_("as"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("review of a measure")
        verbose_name_plural = _("reviews of measures")
        ordering = ("-reviewed_on", "-pk")

    def __str__(self) -> str:
        return f"{self.measure.code} {self.reviewed_on}"
