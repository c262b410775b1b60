"""Changes of adopted text: proposed with a reason, decided by the body, kept either way."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.models import ActionPlan, Challenge, PlanRow, PlanVersion
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import User


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def visible_to(self, user: Any) -> AmendmentQuerySet:
        """Adopted ones for everyone; the others for those who propose, decide or keep the plan."""
        if user.has_perm("measures.read_proposals"):
            return self.all()
        return self.filter(state=Amendment.State.ADOPTED)

    def waiting(self) -> AmendmentQuerySet:
        """Proposed, and not decided yet."""
        return self.filter(state=Amendment.State.PROPOSED)

    def for_list(self) -> AmendmentQuerySet:
        """With what a list shows, newest first."""
        return self.select_related(
            "measure", "challenge", "row", "plan", "version_made", "proposed_by__person"
        )


class Amendment(Versioned):
    """A change of adopted text: proposed with a reason, then decided by the body.

    Where a measure is split, `new_text` holds the new lines, one a line: the first keeps the code.
    Where one is added, `measure` is the line it is to stand after (empty: last in the row).
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("Change the text")
        SPLIT = "split", _("Split the measure")
        ADD = "add", _("Add a measure")
        REMOVE = "remove", _("Take the measure out")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ADOPTED = "adopted", pgettext_lazy("proposal", "Adopted")
        REJECTED = "rejected", _("Not adopted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, related_name="amendments", verbose_name=_("plan")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    measure = models.ForeignKey(
        "measures.Measure", models.CASCADE, null=True, blank=True, related_name="amendments",
        verbose_name=_("measure"),
    )
    challenge = models.ForeignKey(
        Challenge, models.CASCADE, null=True, blank=True, related_name="amendments",
        verbose_name=_("challenge"),
    )
    row = models.ForeignKey(
        PlanRow, models.CASCADE, null=True, blank=True, related_name="amendments",
        verbose_name=_("row"),
    )
    old_text = models.TextField(_("text now"), blank=True)
    new_text = models.TextField(_("new text"), blank=True)
    reason = models.TextField(_("reason"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PROPOSED
    )
    proposed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_by_label = models.CharField(_("as"), max_length=160, blank=True)
    proposed_on = models.DateField(_("proposed on"))
    decided_by = models.CharField(_("decided by"), max_length=160, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_note = models.TextField(_("note on the decision"), blank=True)
    version_made = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="amendments",
        verbose_name=_("led to"),
    )
    history = HistoricalRecords()
    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ("-proposed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="measures_amendment_target",
                condition=Q(kind="add", row__isnull=False, challenge=None)
                | Q(kind="change", measure=None, challenge__isnull=False)
                | Q(kind__in=("change", "split", "remove"), measure__isnull=False, challenge=None),
                violation_error_message=_("Say which line the amendment is about."),
            ),
            models.CheckConstraint(
                name="measures_amendment_text",
                condition=Q(kind="remove") | ~Q(new_text=""),
                violation_error_message=_("Write the new text."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.proposed_on}"

    def get_absolute_url(self) -> str:
        return reverse("measures:amendment_detail", args=[self.pk])
