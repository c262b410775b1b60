"""Coaching contracts (M18): who coaches which unit, for what, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leaders.choices import ContractState
from leaders.rollout_models import Rollout
from leaders.scope import readable
from leaders.signing import Signature
from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import Appointment, OrgUnit, Person, User
from organisation.reach import reach_of


class CoachingContractQuerySet(models.QuerySet["CoachingContract"]):
    def visible_to(self, user: Any) -> CoachingContractQuerySet:
        """Of the units the user leads or coaches, those where the user is the coach, or all."""
        reach = reach_of(user)
        if reach.all_units:
            return self
        mine = Q(coach=reach.person_id) if reach.person_id else Q(pk=None)
        return self.filter(readable(user) | mine)

    def agreed(self) -> CoachingContractQuerySet:
        """Agreed and not ended."""
        return self.filter(state=ContractState.AGREED)

    def running(self, *, on: date) -> CoachingContractQuerySet:
        """Agreed, and the day lies in them."""
        return self.agreed().filter(starts_on__lte=on, ends_on__gte=on)

    def for_list(self) -> CoachingContractQuerySet:
        """With what a row of a list shows, the minutes of the log included."""
        return self.select_related("unit", "coach", "rollout").prefetch_related(
            "versions", "signatures"
        ).annotate(minutes=models.Sum("entries__minutes"))


class CoachingContract(Versioned):
    """A period of coaching. The last day is never open; a longer one is a new version."""

    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="coaching_contracts", verbose_name=_("unit")
    )
    rollout = models.ForeignKey(
        Rollout, models.PROTECT, null=True, blank=True, related_name="contracts",
        verbose_name=_("rollout"),
    )
    coach = models.ForeignKey(
        Person, models.PROTECT, related_name="coaching_contracts", verbose_name=_("coach")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=ContractState.choices, default=ContractState.DRAFT
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    hours = models.PositiveSmallIntegerField(_("hours agreed in all"))
    rhythm = models.CharField(
        _("how often"), max_length=120, blank=True, help_text=_("Such as: 2 hours a month.")
    )
    aims = models.TextField(_("what the coaching is to lead to"), max_length=2000)
    expectations = models.TextField(
        _("what each party brings"), blank=True, max_length=2000
    )
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_reason = models.TextField(_("ended because"), blank=True, max_length=1000)
    ended_event = models.CharField(_("ended by"), max_length=60, blank=True, editable=False)
    made_event = models.CharField(_("made by"), max_length=60, blank=True, editable=False)
    continues = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by",
        verbose_name=_("continues"),
    )
    appointment = models.ForeignKey(
        Appointment, models.SET_NULL, null=True, blank=True, related_name="+", editable=False,
        verbose_name=_("the coach's appointment"),
    )
    history = HistoricalRecords()
    objects = CoachingContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching contract")
        verbose_name_plural = _("coaching contracts")
        ordering = ("-starts_on", "-pk")
        indexes = (
            models.Index(fields=("unit", "state")),
            models.Index(fields=("coach", "state")),
            models.Index(fields=("ends_on",)),
        )
        constraints = (
            models.CheckConstraint(
                name="leaders_contract_period", condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                name="leaders_contract_hours", condition=Q(hours__gte=1) & Q(hours__lte=2000),
                violation_error_message=_("Between 1 and 2000 hours."),
            ),
            models.CheckConstraint(
                name="leaders_contract_agreed_has_day",
                condition=~Q(state="agreed") | Q(agreed_on__isnull=False),
                violation_error_message=_("A contract that is agreed has a day."),
            ),
            models.CheckConstraint(
                name="leaders_contract_ended_says_why",
                condition=Q(state="ended", ended_on__isnull=False) & ~Q(ended_reason="")
                | ~Q(state="ended") & Q(ended_on=None, ended_reason=""),
                violation_error_message=_("Write when and why it was ended."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}, {self.coach}"

    def get_absolute_url(self) -> str:
        return reverse("leaders:contract_detail", args=[self.pk])

    @property
    def last_day(self) -> date:
        """The last day of coaching: the one it was ended on, or the agreed one."""
        return self.ended_on or self.ends_on

    @property
    def never_began(self) -> bool:
        """It was ended before its first day, because the analysis that made it was undone."""
        return self.ended_on is not None and self.ended_on < self.starts_on

    @property
    def shown_until(self) -> date:
        """The last day as it is shown: the agreed one of a contract that never began."""
        return self.ends_on if self.never_began else self.last_day

    def runs(self, *, on: date) -> bool:
        """Agreed, and the day lies in it."""
        return self.state == ContractState.AGREED and self.starts_on <= on <= self.ends_on


class ContractSignature(Signature):
    """A party's signature under a contract."""

    contract = models.ForeignKey(
        CoachingContract, models.CASCADE, related_name="signatures", verbose_name=_("contract")
    )

    class Meta:
        verbose_name = _("signature under a contract")
        verbose_name_plural = _("signatures under contracts")
        ordering = ("signed_on", "pk")
        constraints = (
            models.UniqueConstraint(
                name="leaders_contractsignature_once",
                fields=("contract", "party", "of_version"),
                violation_error_message=_("That party has signed already."),
            ),
        )


class ContractVersion(models.Model):
    """A contract as it was agreed, and each time it was extended with a reason; written once."""

    contract = models.ForeignKey(
        CoachingContract, models.CASCADE, related_name="versions", verbose_name=_("contract")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    hours = models.PositiveSmallIntegerField(_("hours agreed in all"))
    rhythm = models.CharField(_("how often"), max_length=120, blank=True)
    aims = models.TextField(_("what the coaching is to lead to"), max_length=2000)
    reason = models.TextField(_("reason"), blank=True, max_length=1000)
    agreed_on = models.DateField(_("agreed on"))
    made_at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    by_label = models.CharField(_("as"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("version of a contract")
        verbose_name_plural = _("versions of contracts")
        ordering = ("contract", "number")
        constraints = (
            models.UniqueConstraint(
                name="leaders_contractversion_number", fields=("contract", "number"),
                violation_error_message=_("Somebody made that version already."),
            ),
            models.CheckConstraint(
                name="leaders_contractversion_says_why",
                condition=Q(number=1) | ~Q(reason=""),
                violation_error_message=_("Write why the contract is extended."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.contract} {self.number}"


class CoachingEntry(Versioned):
    """What was done, and how long it took. About the topic; never about a person."""

    contract = models.ForeignKey(
        CoachingContract, models.CASCADE, related_name="entries", verbose_name=_("contract")
    )
    day = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    topic = models.CharField(_("topic"), max_length=200)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("entry of the coaching log")
        verbose_name_plural = _("entries of the coaching log")
        ordering = ("-day", "-pk")
        constraints = (
            models.CheckConstraint(
                name="leaders_entry_minutes", condition=Q(minutes__gte=5) & Q(minutes__lte=960),
                violation_error_message=_("Between 5 and 960 minutes."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.topic}"
