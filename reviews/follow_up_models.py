"""Follow-up areas (M15, M27): what was found, who answers for it, and whether it helped."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from measures.models import Measure
from organisation.models import OrgUnit, Person, Position, User
from organisation.reach import reach_of
from reviews.choices import FOLLOW_UP_OVER, FollowUpState
from reviews.review_models import HalfYearReview
from reviews.scope import readable
from reviews.visit_models import GembaVisit


def number_of(year: int, serial: int) -> str:
    """The year and the number in it, such as 26-014."""
    return f"{year % 100:02d}-{serial:03d}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: Any) -> FollowUpQuerySet:
        """Of the units the user reads as a leader or a coach, and those the user answers for."""
        near = readable(user)
        # An empty condition lets all through, and joined with another by "or" it would vanish.
        return self.filter(near | Q(owner__in=reach_of(user).position_ids) if near else near)

    def open(self) -> FollowUpQuerySet:
        """Something is still expected of them."""
        return self.exclude(state__in=FOLLOW_UP_OVER)

    def overdue(self, *, today: date) -> FollowUpQuerySet:
        """Open, with a date that has passed."""
        return self.open().filter(due_date__lt=today)


class FollowUpYear(models.Model):
    """How far the numbers of a year have come. Its row is held while a number is taken, so that
    no two get the same, and a number that was taken is never used again."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("numbers of a year")
        verbose_name_plural = _("numbers of the years")
        ordering = ("-year",)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class FollowUp(Versioned):
    """One follow-up area of a unit. Owner and deadline may wait until the debrief."""

    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    serial = models.PositiveIntegerField(_("number in the year"), editable=False)
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="follow_ups", verbose_name=_("unit")
    )
    visit = models.ForeignKey(
        GembaVisit, models.PROTECT, null=True, blank=True, related_name="follow_ups",
        verbose_name=_("found on the visit"),
    )
    review = models.ForeignKey(
        HalfYearReview, models.PROTECT, null=True, blank=True, related_name="follow_ups",
        verbose_name=_("agreed at the review"),
    )
    text = models.CharField(_("what is to be better"), max_length=300)
    cause = models.TextField(_("cause"), blank=True, max_length=2000)
    owner = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible"),
    )
    due_date = models.DateField(_("deadline"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=FollowUpState.choices, default=FollowUpState.OPEN
    )
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("measure made from it"),
    )
    done_on = models.DateField(_("carried out on"), null=True, blank=True)
    closing_note = models.TextField(_("effect, or reason"), blank=True, max_length=2000)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("effect seen by"),
    )
    made_on = models.DateField(_("registered on"))
    made_at = models.DateTimeField(default=now, editable=False)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("registered by"),
    )

    history = HistoricalRecords()
    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up area")
        verbose_name_plural = _("follow-up areas")
        ordering = ("-year", "-serial")
        indexes = (
            models.Index(fields=("unit", "state")),
            models.Index(fields=("owner", "state")),
            models.Index(fields=("due_date",)),
        )
        constraints = (
            models.UniqueConstraint(
                name="reviews_followup_number", fields=("year", "serial"),
                violation_error_message=_("Another follow-up area has that number."),
            ),
            models.CheckConstraint(
                name="reviews_followup_over_says_why",
                condition=~Q(state__in=("closed", "dropped"))
                | (~Q(closing_note="") & Q(closed_on__isnull=False)),
                violation_error_message=_("Write what came of it, or why it is dropped."),
            ),
            models.CheckConstraint(
                name="reviews_followup_done_has_owner",
                condition=~Q(state__in=("done", "closed")) | Q(owner__isnull=False),
                violation_error_message=_("Give it a responsible position first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    def clean(self) -> None:
        """Where it was found belongs to the same unit."""
        for name in ("visit", "review"):
            found = getattr(self, name)
            if found is not None and found.unit_id != self.unit_id:
                raise ValidationError({name: _("That was in another unit.")})

    def get_absolute_url(self) -> str:
        return reverse("reviews:follow_up_detail", args=[self.pk])

    @property
    def number(self) -> str:
        """The year and the number in it, such as 26-014."""
        return number_of(self.year, self.serial)

    @property
    def is_over(self) -> bool:
        """Effect confirmed, or dropped."""
        return self.state in FOLLOW_UP_OVER


class FollowUpCarry(models.Model):
    """A review looked at an open follow-up area and carried it on; written once, never changed."""

    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, related_name="carries", verbose_name=_("follow-up area")
    )
    review = models.ForeignKey(
        HalfYearReview, models.PROTECT, related_name="carried", verbose_name=_("carried on at")
    )
    note = models.CharField(_("what was said"), max_length=300, blank=True)
    carried_on = models.DateField(_("day"))
    made_at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    by_label = models.CharField(_("as"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("carrying on of a follow-up area")
        verbose_name_plural = _("carryings on of follow-up areas")
        ordering = ("made_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="reviews_followupcarry_once", fields=("follow_up", "review"),
                violation_error_message=_("It has been carried on at that review already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.follow_up.number} {self.review}"
