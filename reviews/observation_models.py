"""What a Gemba visit leaves: what was seen, pictures, praise, what the host wrote, its moves."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import Position, User
from reviews.choices import VISIT_HAS_BEEN, ObservationKind
from reviews.follow_up_models import FollowUp
from reviews.visit_models import GembaVisit

# As the database keeps a picture after it was written anew (leanplan/photos.py).
LARGEST_PHOTO = 300_000
PHOTOS_EACH = 4


class VisitMove(models.Model):
    """A visit was put off: from when to when, and why. It never changes."""

    visit = models.ForeignKey(
        GembaVisit, models.CASCADE, related_name="moves", verbose_name=_("visit"), editable=False
    )
    old_day = models.DateField(_("from"), editable=False)
    old_starts_at = models.TimeField(null=True, editable=False)
    new_day = models.DateField(_("to"), editable=False)
    new_starts_at = models.TimeField(null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, editable=False)
    moved_at = models.DateTimeField(_("moved"), default=now, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"), editable=False
    )

    class Meta:
        verbose_name = _("move of a visit")
        verbose_name_plural = _("moves of visits")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="reviews_visitmove_says_why", condition=~Q(reason=""),
                violation_error_message=_("Write why the visit is moved."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.old_day} → {self.new_day}"


class VisitQuestion(models.Model):
    """Something to look for on the visit, ticked when it was asked."""

    visit = models.ForeignKey(
        GembaVisit, models.CASCADE, related_name="questions", verbose_name=_("visit")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.CharField(_("look for"), max_length=160)
    is_asked = models.BooleanField(_("asked"), default=False)

    class Meta:
        verbose_name = _("question for a visit")
        verbose_name_plural = _("questions for visits")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(name="reviews_question_order", fields=("visit", "order")),
        )

    def __str__(self) -> str:
        return self.text


class HostNote(Versioned):
    """What the unit's leader wants the visitor to see; written before the visit."""

    visit = models.OneToOneField(
        GembaVisit, models.CASCADE, related_name="host_note", verbose_name=_("visit")
    )
    text = models.TextField(_("from the host"), max_length=2000, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("note from the host")
        verbose_name_plural = _("notes from hosts")

    def __str__(self) -> str:
        return self.text[:60]


class Praise(Versioned):
    """What the visitor praises. A draft until the visit is handed in; then the host reads it."""

    visit = models.OneToOneField(
        GembaVisit, models.CASCADE, related_name="praise", verbose_name=_("visit")
    )
    text = models.TextField(_("praise"), max_length=1000, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("praise")
        verbose_name_plural = _("praise")

    def __str__(self) -> str:
        return self.text[:60]


class ObservationQuerySet(models.QuerySet["Observation"]):
    def handed_in(self) -> ObservationQuerySet:
        """Of visits that have been; the others are drafts of the visitor."""
        return self.filter(visit__state__in=VISIT_HAS_BEEN)


class Observation(Versioned):
    """One thing the visitor saw. The phone that writes it makes its key, so that sending it twice
    makes one. Until the visit is handed in it is a draft: a version, no history."""

    visit = models.ForeignKey(
        GembaVisit, models.CASCADE, related_name="observations", verbose_name=_("visit")
    )
    key = models.UUIDField(default=uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=ObservationKind.choices, blank=True)
    text = models.TextField(_("what did you see?"), max_length=1000, blank=True)
    is_agreed = models.BooleanField(_("becomes a follow-up area"), default=False)
    agreement = models.CharField(_("what is to be better"), max_length=300, blank=True)
    owner = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who follows up?"),
    )
    due_date = models.DateField(_("deadline"), null=True, blank=True)
    follow_up = models.OneToOneField(
        FollowUp, models.SET_NULL, null=True, blank=True, related_name="observation",
        verbose_name=_("follow-up area"), editable=False,
    )
    made_at = models.DateTimeField(default=now, editable=False)

    history = HistoricalRecords()
    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ("made_at", "pk")
        constraints = (
            models.UniqueConstraint(name="reviews_observation_key", fields=("visit", "key")),
        )

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def agreed_text(self) -> str:
        """What the follow-up area is to be called."""
        return self.agreement.strip() or self.text.strip()[:300]


class VisitPhotoQuerySet(models.QuerySet["VisitPhoto"]):
    def without_content(self) -> VisitPhotoQuerySet:
        """For lists: the picture itself stays in the database."""
        return self.defer("content")

    def visible_to(self, user: Any) -> VisitPhotoQuerySet:
        """Of visits the user reads."""
        visits = GembaVisit.objects.visible_to(user)
        return self.filter(observation__visit__in=visits.values("pk"))


class VisitPhoto(models.Model):
    """A picture of what was seen, written anew by us: upright, small, nothing but the picture."""

    observation = models.ForeignKey(
        Observation, models.CASCADE, related_name="photos", verbose_name=_("observation")
    )
    key = models.UUIDField(default=uuid4, editable=False)
    content = models.BinaryField(editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    made_at = models.DateTimeField(_("taken in"), default=now, editable=False)

    objects = VisitPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("made_at", "pk")
        constraints = (
            models.UniqueConstraint(name="reviews_photo_key", fields=("observation", "key")),
        )

    def __str__(self) -> str:
        return f"{self.width} × {self.height}"
