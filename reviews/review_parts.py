"""What a half-yearly review consists of: rows of its own, each with a version, so that two can
write at once. `shown_…` is what the page said when the review was locked, and never changes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import Person
from reviews.choices import Decision, Judgement, Mark, NoteKind, Part
from reviews.follow_up_models import FollowUp
from reviews.review_models import HalfYearReview
from reviews.template_models import ReviewQuestion


class ReviewAnswer(Versioned):
    """The answer to one question. A comment is asked for where it differs from last time."""

    review = models.ForeignKey(HalfYearReview, models.CASCADE, related_name="answers")
    question = models.ForeignKey(ReviewQuestion, models.PROTECT, related_name="answers")
    mark = models.CharField(_("answer"), max_length=10, choices=Mark.choices, blank=True)
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    shown_heading = models.CharField(max_length=60, blank=True, editable=False)
    shown_text = models.CharField(max_length=200, blank=True, editable=False)
    shown_last = models.CharField(max_length=10, choices=Mark.choices, blank=True, editable=False)
    shown_last_comment = models.CharField(max_length=500, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("answer of a review")
        verbose_name_plural = _("answers of reviews")
        ordering = ("question__order", "pk")
        constraints = (
            models.UniqueConstraint(name="reviews_answer_once", fields=("review", "question")),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.get_mark_display()}"


class ReviewFigure(Versioned):
    """What is made of one figure. The figure itself is worked out until the review is locked."""

    review = models.ForeignKey(HalfYearReview, models.CASCADE, related_name="figures")
    key = models.CharField(max_length=60)
    judgement = models.CharField(
        _("judgement"), max_length=10, choices=Judgement.choices, blank=True
    )
    note = models.CharField(_("explanation"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    shown_label = models.CharField(max_length=200, blank=True, editable=False)
    shown_expected = models.CharField(max_length=200, blank=True, editable=False)
    shown_before = models.CharField(max_length=60, blank=True, editable=False)
    shown_now = models.CharField(max_length=60, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("figure of a review")
        verbose_name_plural = _("figures of reviews")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(name="reviews_figure_once", fields=("review", "key")),
        )

    def __str__(self) -> str:
        return self.shown_label or self.key


class ReviewFollowUp(Versioned):
    """A follow-up area as the review dealt with it: one that was open, or a new one (is_new)."""

    review = models.ForeignKey(HalfYearReview, models.CASCADE, related_name="dealt_with")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="dealt_with")
    is_new = models.BooleanField(default=False, editable=False)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision.choices, blank=True
    )
    note = models.CharField(_("what came of it"), max_length=500, blank=True)
    shown_number = models.CharField(max_length=10, blank=True, editable=False)
    shown_text = models.CharField(max_length=300, blank=True, editable=False)
    shown_owner = models.CharField(max_length=200, blank=True, editable=False)
    shown_due = models.DateField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("follow-up area at a review")
        verbose_name_plural = _("follow-up areas at reviews")
        ordering = ("is_new", "follow_up__year", "follow_up__serial")
        constraints = (
            models.UniqueConstraint(
                name="reviews_dealt_with_once", fields=("review", "follow_up")
            ),
        )

    def __str__(self) -> str:
        return f"{self.follow_up}: {self.get_decision_display()}"


class ReviewNote(Versioned):
    """One of the texts of a review."""

    review = models.ForeignKey(HalfYearReview, models.CASCADE, related_name="notes")
    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind.choices)
    text = models.TextField(_("text"), blank=True, max_length=2000)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("text of a review")
        verbose_name_plural = _("texts of reviews")
        constraints = (
            models.UniqueConstraint(name="reviews_note_once", fields=("review", "kind")),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class ReviewParticipant(Versioned):
    """Somebody who is asked to the review, and whether he or she was there and has confirmed it."""

    review = models.ForeignKey(HalfYearReview, models.CASCADE, related_name="participants")
    part = models.CharField(_("takes part as"), max_length=12, choices=Part.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    present = models.BooleanField(_("present"), default=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    shown_name = models.CharField(max_length=170, blank=True, editable=False)
    shown_title = models.CharField(max_length=200, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("participant of a review")
        verbose_name_plural = _("participants of reviews")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="reviews_participant_once", fields=("review", "person"),
                violation_error_message=_("That person is on the list already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_part_display()}"
