"""The half-yearly review of a unit (M15, M27): one in each half-year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.periods import half_year_span
from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Position
from reviews.choices import REVIEW_HAS_BEEN, Light, ReviewState
from reviews.scope import readable
from reviews.template_models import ReviewTemplate


class HalfYearReviewQuerySet(models.QuerySet["HalfYearReview"]):
    def visible_to(self, user: Any) -> HalfYearReviewQuerySet:
        """Of the units the user reads as a leader or a coach."""
        return self.filter(readable(user))

    def held(self) -> HalfYearReviewQuerySet:
        """Those that have been."""
        return self.filter(state__in=REVIEW_HAS_BEEN)

    def coming(self, *, today: date) -> HalfYearReviewQuerySet:
        """Planned on a day from today on."""
        return self.filter(
            state__in=(ReviewState.PLANNED, ReviewState.PREPARED), day__gte=today
        )


class HalfYearReview(Versioned):
    """The review of one unit in one half-year. What is answered stands in rows of its own."""

    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="half_year_reviews", verbose_name=_("unit")
    )
    half_year = models.CharField(_("half-year"), max_length=7)
    led_by = models.ForeignKey(
        Position, models.PROTECT, related_name="+", verbose_name=_("led by"),
        help_text=_("The area manager; the chief executive for an area's own leader group."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ReviewState.choices, default=ReviewState.PLANNED
    )
    day = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(_("begins"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes set aside"), default=120)
    template = models.ForeignKey(
        ReviewTemplate, models.PROTECT, null=True, blank=True, related_name="reviews",
        verbose_name=_("questions"), help_text=_("Settled when somebody begins to answer them."),
    )
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)
    minutes_held = models.PositiveSmallIntegerField(_("minutes it took"), null=True, blank=True)
    enough_time = models.BooleanField(_("there was time enough"), null=True, blank=True)
    unit_status = models.CharField(
        _("status of the unit"), max_length=10, choices=Light.choices, blank=True
    )
    status_note = models.CharField(_("why"), max_length=300, blank=True)
    next_on = models.DateField(_("next review"), null=True, blank=True)
    alone_reason = models.CharField(
        _("why nobody from the development unit took part"), max_length=300, blank=True
    )
    points_discussed = models.PositiveSmallIntegerField(_("points discussed"), default=0)
    cancel_reason = models.CharField(_("why it is not held"), max_length=300, blank=True)
    locked_on = models.DateField(_("locked on"), null=True, blank=True)
    # What the unit and who led it were called when the review was locked.
    unit_name = models.CharField(max_length=120, blank=True, editable=False)
    led_by_label = models.CharField(max_length=200, blank=True, editable=False)

    history = HistoricalRecords()
    objects = HalfYearReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("half-yearly review")
        verbose_name_plural = _("half-yearly reviews")
        ordering = ("-half_year", "unit")
        indexes = (models.Index(fields=("half_year", "state")),)
        constraints = (
            models.UniqueConstraint(
                name="reviews_review_once", fields=("unit", "half_year"),
                condition=~Q(state="cancelled"),
                violation_error_message=_("The unit has a review in that half-year already."),
            ),
            models.CheckConstraint(
                name="reviews_review_held_has_day",
                condition=~Q(state__in=("held", "locked")) | Q(day__isnull=False),
                violation_error_message=_("A review that has been held has a day."),
            ),
            models.CheckConstraint(
                name="reviews_review_locked_has_status",
                condition=~Q(state="locked") | (
                    ~Q(unit_status="") & ~Q(status_note="") & Q(locked_on__isnull=False)
                ),
                violation_error_message=_("Set the status of the unit, and say why."),
            ),
            models.CheckConstraint(
                name="reviews_review_cancelled_says_why",
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""),
                violation_error_message=_("Say in a few words why it is not held."),
            ),
            models.CheckConstraint(
                name="reviews_review_minutes",
                condition=Q(minutes_planned__gte=15) & Q(minutes_planned__lte=600),
                violation_error_message=_("A review takes between 15 and 600 minutes."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.half_year}"

    def clean(self) -> None:
        """The half-year is one, such as 2026-H1."""
        try:
            half_year_span(self.half_year)
        except ValueError:
            raise ValidationError(
                {"half_year": _("Write the half-year as 2026-H1 or 2026-H2.")}
            ) from None

    @property
    def has_been(self) -> bool:
        """Held, locked or not."""
        return self.state in REVIEW_HAS_BEEN

    @property
    def is_under_way(self) -> bool:
        """Begun, and neither locked nor cancelled."""
        return self.begun_at is not None and self.state not in (
            ReviewState.LOCKED, ReviewState.CANCELLED
        )

    @property
    def is_coming(self) -> bool:
        """Planned or prepared, and not begun."""
        return self.begun_at is None and self.state in (
            ReviewState.PLANNED, ReviewState.PREPARED
        )

    @property
    def is_locked(self) -> bool:
        """Approved; nothing in it changes any more."""
        return self.state == ReviewState.LOCKED

    def get_absolute_url(self) -> str:
        """The one page of the review."""
        return reverse("reviews:review_detail", args=[self.pk])
