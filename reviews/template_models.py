"""The questions of the half-yearly review. A version in use never changes: a new one is made."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned


class ReviewTemplateQuerySet(models.QuerySet["ReviewTemplate"]):
    def in_use(self) -> ReviewTemplateQuerySet:
        """Taken into use, the newest first."""
        return self.filter(used_from__isnull=False).order_by("-number")

    def drafts(self) -> ReviewTemplateQuerySet:
        """Being written; there is one at most."""
        return self.filter(used_from=None)


class ReviewTemplate(Versioned):
    """One version of the questions. Without a day it is a draft."""

    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    used_from = models.DateField(_("in use from"), null=True, blank=True)
    history = HistoricalRecords()
    objects = ReviewTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("questions of the review")
        verbose_name_plural = _("questions of the review")
        ordering = ("-number",)

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_draft(self) -> bool:
        """Not taken into use yet."""
        return self.used_from is None


class ReviewQuestion(Versioned):
    """A question of a version. key: the same through all versions, so that answers are compared."""

    template = models.ForeignKey(
        ReviewTemplate, models.CASCADE, related_name="questions", verbose_name=_("version")
    )
    key = models.PositiveIntegerField(editable=False)
    order = models.PositiveSmallIntegerField(_("order"))
    heading = models.CharField(_("heading"), max_length=60)
    text = models.CharField(_("question"), max_length=200)
    help_text = models.CharField(_("what to look for"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(name="reviews_question_key", fields=("template", "key")),
        )

    def __str__(self) -> str:
        return self.text
