"""The leader's own look at the unit before the review. A draft has a version and no history, and
nobody else sees it; history begins when it is handed in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import Person
from reviews.choices import Mark
from reviews.review_models import HalfYearReview
from reviews.template_models import ReviewQuestion


class ReviewPreparation(Versioned):
    """What the leader of the unit writes beforehand."""

    review = models.OneToOneField(HalfYearReview, models.CASCADE, related_name="preparation")
    written_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("prepared by"),
    )
    proud_of = models.TextField(_("What has gone well?"), blank=True, max_length=2000)
    hard = models.TextField(_("What has been hard?"), blank=True, max_length=2000)
    to_raise = models.TextField(_("What do you want to talk about?"), blank=True, max_length=2000)
    help_wanted = models.TextField(
        _("What does the unit need help with?"), blank=True, max_length=2000
    )
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True, editable=False)
    handed_in_on = models.DateField(_("handed in on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("preparation of a review")
        verbose_name_plural = _("preparations of reviews")

    def __str__(self) -> str:
        return str(self.review)


class PreparedAnswer(models.Model):
    """The leader's own answer to a question; written and checked together with the preparation."""

    preparation = models.ForeignKey(ReviewPreparation, models.CASCADE, related_name="answers")
    question = models.ForeignKey(ReviewQuestion, models.PROTECT, related_name="+")
    mark = models.CharField(_("answer"), max_length=10, choices=Mark.choices, blank=True)
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("answer in a preparation")
        verbose_name_plural = _("answers in preparations")
        constraints = (
            models.UniqueConstraint(
                name="reviews_prepared_once", fields=("preparation", "question")
            ),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.get_mark_display()}"
