"""What came in from outside: readings that wait to be confirmed, and documents kept with a plan."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.models import ActionPlan
from documents.parsed import ParsedPlan, from_json
from leanplan.clock import now
from leanplan.versioning import Versioned
from organisation.models import User

# Larger originals are read and not kept, so that the database stays the one thing to back up.
KEEP_AT_MOST = 300 * 1024


class ReadDocument(models.Model):
    """A document that was read in: the file, and who read it when."""

    file_name = models.CharField(_("file name"), max_length=200)
    file_size = models.PositiveIntegerField(_("size in bytes"))
    file = models.BinaryField(_("file"), null=True, blank=True)
    digest = models.CharField(_("fingerprint of what was read"), max_length=64, unique=True)
    edits = models.JSONField(_("what was put right"), default=list, blank=True)
    read_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read in by"),
    )
    read_at = models.DateTimeField(_("read in"), default=now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    def visible_to(self, user: Any) -> ImportDraftQuerySet:
        """Those who may read documents in share the drafts; nobody else sees any."""
        return self if user.has_perm("documents.import_plan") else self.none()

    def for_list(self) -> ImportDraftQuerySet:
        """Newest first, with who read it; without the file itself and what was read."""
        return (
            self.select_related("read_by__person").defer("file", "plan").order_by("-read_at", "-pk")
        )


class ImportDraft(ReadDocument, Versioned):
    """A document as read, being looked over. Nothing of it is in the plan until confirmed."""

    plan = models.JSONField(_("what was read"))
    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading in progress")
        verbose_name_plural = _("readings in progress")

    def get_absolute_url(self) -> str:
        return reverse("documents:draft_review", args=[self.pk])

    @property
    def parsed(self) -> ParsedPlan:
        """What was read, as values."""
        return from_json(self.plan)


class PlanDocumentQuerySet(models.QuerySet["PlanDocument"]):
    def visible_to(self, user: Any) -> PlanDocumentQuerySet:
        """Documents of the plans that the user may read."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(user))

    def for_list(self) -> PlanDocumentQuerySet:
        """Newest first, with plan and reader; without the file itself and what was read."""
        return (
            self.select_related("plan__series", "read_by__person")
            .defer("file", "read")
            .annotate(is_kept=models.Q(file__isnull=False))
            .order_by("-read_at", "-pk")
        )


class PlanDocument(ReadDocument):
    """The document a plan was read in from. Written once, when the reading is confirmed.

    `read` is what was confirmed, left-out lines included; `edits` is what was put right first.
    """

    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, related_name="documents", verbose_name=_("plan")
    )
    read = models.JSONField(_("what was read"))
    objects = PlanDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a plan")
        verbose_name_plural = _("documents of plans")

    def get_absolute_url(self) -> str:
        return reverse("documents:document_detail", args=[self.pk])
