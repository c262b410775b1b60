"""A workbook as it was read, waiting to be looked over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan.clock import now
from leanplan.versioning import Versioned

# It holds names and addresses, so it does not lie about.
KEPT_DAYS = 7


class WorkbookDraftQuerySet(models.QuerySet["WorkbookDraft"]):
    def visible_to(self, user: Any) -> WorkbookDraftQuerySet:
        """Administrators share them; nobody else sees any."""
        return self if user.has_perm("organisation.import_workbook") else self.none()

    def for_list(self) -> WorkbookDraftQuerySet:
        """Newest first, with who read it; without what was read."""
        return self.select_related("read_by__person").defer("read").order_by("-read_at", "-pk")

    def too_old(self) -> WorkbookDraftQuerySet:
        """Those that nobody has confirmed in time."""
        return self.filter(read_at__lt=now() - timedelta(days=KEPT_DAYS))


class WorkbookDraft(Versioned):
    """Units and people as a workbook has them. Nothing of it holds until it is confirmed."""

    file_name = models.CharField(_("file name"), max_length=200)
    file_size = models.PositiveIntegerField(_("size in bytes"))
    read = models.JSONField(_("what was read"))
    read_by = models.ForeignKey(
        "organisation.User", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("read in by"),
    )
    read_at = models.DateTimeField(_("read in"), default=now, editable=False)
    objects = WorkbookDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("workbook being looked over")
        verbose_name_plural = _("workbooks being looked over")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("organisation:workbook_review", args=[self.pk])
