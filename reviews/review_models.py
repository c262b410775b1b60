"""The half-yearly review of a unit (M15, M27): one in each half-year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.periods import half_year_span
from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Position
from reviews.choices import REVIEW_HAS_BEEN, ReviewState
from reviews.scope import readable


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
