"""A point to the next review (M28): a need that a leader does not see or act on.

It says something about one person, so it is short, has no history, is in no administration and in
no list of anything else, and is deleted after the following half-year. Three may see it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Person
from reviews.choices import POINT_WAITS, PointState
from reviews.point_scope import points_seen
from reviews.review_models import HalfYearReview


class ReviewPointQuerySet(models.QuerySet["ReviewPoint"]):
    def seen_by(self, user: Any) -> ReviewPointQuerySet:
        """Of the leader it is about, of the area manager of the unit, and of its named coach."""
        return self.filter(points_seen(user))

    def waiting(self) -> ReviewPointQuerySet:
        """To be answered at the next review."""
        return self.filter(state__in=POINT_WAITS)


class ReviewPoint(Versioned):
    """One line about what the next review must take up with the leader of the unit."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="+", verbose_name=_("unit"))
    about = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("leader"))
    text = models.CharField(_("what is it about?"), max_length=140)
    raised_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("raised by"),
    )
    raised_on = models.DateField(_("raised on"))
    half_year = models.CharField(_("half-year"), max_length=7)
    state = models.CharField(
        _("state"), max_length=10, choices=PointState.choices, default=PointState.OPEN
    )
    review = models.ForeignKey(
        HalfYearReview, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("answered at the review"),
    )
    objects = ReviewPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("point to the next review")
        verbose_name_plural = _("points to the next review")
        ordering = ("raised_on", "pk")

    def __str__(self) -> str:
        # Never the text: a row's name ends up in messages, logs and traces.
        return f"{self.pk}"
