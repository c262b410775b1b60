"""The Gemba visit (M15): the leader goes where the work is done, sees, asks and shows respect."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Position
from reviews.choices import VISIT_COMES, VISIT_HAS_BEEN, ReviewState, VisitState
from reviews.review_models import HalfYearReview
from reviews.rules import half_year_of
from reviews.scope import readable

# The half-year of the review a visit belongs to; "" where there is none that will be held.
OF_REVIEW = Case(
    When(review__isnull=True, then=Value("")),
    When(review__state=ReviewState.CANCELLED, then=Value("")), default=F("review__half_year"),
)


class GembaVisitQuerySet(models.QuerySet["GembaVisit"]):
    def visible_to(self, user: Any) -> GembaVisitQuerySet:
        """Of the units the user reads as a leader or a coach."""
        return self.filter(readable(user))

    def held(self) -> GembaVisitQuerySet:
        """Those that have been."""
        return self.filter(state__in=VISIT_HAS_BEEN)

    def coming(self, *, today: date) -> GembaVisitQuerySet:
        """Planned or announced on a day from today on."""
        return self.filter(state__in=VISIT_COMES, day__gte=today)

    def standing(self) -> GembaVisitQuerySet:
        """All but the cancelled."""
        return self.exclude(state=VisitState.CANCELLED)

    def for_list(self) -> GembaVisitQuerySet:
        """With what a row of a list shows."""
        return self.select_related("unit", "review", "visitor__unit", "host__unit")

    def of_positions(self, positions: Any) -> GembaVisitQuerySet:
        """Those whose visitor or host is one of the positions (keys, or a query of them)."""
        return self.filter(Q(visitor__in=positions) | Q(host__in=positions))


class GembaVisit(Versioned):
    """One visit to one unit. It counts for the half-year of the review it belongs to, otherwise for
    that of its day."""

    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="gemba_visits", verbose_name=_("unit")
    )
    review = models.ForeignKey(
        HalfYearReview, models.SET_NULL, null=True, blank=True, related_name="visits",
        verbose_name=_("belongs to the review"),
    )
    visitor = models.ForeignKey(
        Position, models.PROTECT, related_name="+", verbose_name=_("who visits")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=VisitState.choices, default=VisitState.PLANNED
    )
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins"), null=True, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes set aside"), default=60)
    minutes_held = models.PositiveSmallIntegerField(_("minutes it took"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    theme = models.CharField(_("theme"), max_length=160, blank=True)
    purpose = models.TextField(_("why I come"), blank=True, max_length=500)
    host = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who receives"),
    )
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True)
    held_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = GembaVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gemba visit")
        verbose_name_plural = _("Gemba visits")
        ordering = ("-day", "-pk")
        indexes = (
            models.Index(fields=("unit", "day")),
            models.Index(fields=("visitor", "day")),
        )
        constraints = (
            models.CheckConstraint(
                name="reviews_visit_minutes",
                condition=Q(minutes_planned__gte=5) & Q(minutes_planned__lte=600),
                violation_error_message=_("A visit takes between 5 and 600 minutes."),
            ),
            models.CheckConstraint(
                name="reviews_visit_took",
                condition=Q(minutes_held=None) | Q(minutes_held__gte=1, minutes_held__lte=600),
                violation_error_message=_("A visit takes between 1 and 600 minutes."),
            ),
            models.CheckConstraint(
                name="reviews_visit_cancelled_says_why",
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""),
                violation_error_message=_("Write why the visit is cancelled."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:visit_detail", args=[self.pk])

    @property
    def half_year(self) -> str:
        """The half-year it counts for, such as 2026-H1; load it with its review."""
        counts = self.review is not None and self.review.state != ReviewState.CANCELLED
        return half_year_of(self.day, self.review.half_year if self.review and counts else "")

    @property
    def is_coming(self) -> bool:
        """Planned or announced: it may be moved, cancelled or held."""
        return self.state in VISIT_COMES

    @property
    def has_been(self) -> bool:
        """Held, followed up or not."""
        return self.state in VISIT_HAS_BEEN
