"""The text of a plan as it was adopted, version by version, and what was read in wrongly."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.clock import now
from organisation.models import User


class PlanVersion(models.Model):
    """The plan's text as it was adopted on a day; never changed afterwards."""

    plan = models.ForeignKey(
        "challenges.ActionPlan", models.CASCADE, related_name="versions", verbose_name=_("plan")
    )
    number = models.PositiveIntegerField(_("number"))
    adopted_on = models.DateField(_("adopted on"))
    adopted_by = models.CharField(_("adopted by"), max_length=160)
    reason = models.TextField(_("reason"), blank=True)
    recorded_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=now, editable=False)

    class Meta:
        verbose_name = _("plan version")
        verbose_name_plural = _("plan versions")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                name="challenges_planversion_number", fields=("plan", "number")
            ),
        )

    def __str__(self) -> str:
        return str(_("Version %(number)s") % {"number": self.number})


class PlanVersionLine(models.Model):
    """One line of an adopted text, copied at the adoption. Points at nothing above."""

    class Kind(models.TextChoices):
        FOCUS_AREA = "focus_area", _("Focus area")
        STATEMENT = "statement", _("Statement")
        BASIS = "basis", _("Basis")
        ROW = "row", _("Row")
        CHALLENGE = "challenge", _("Challenge")
        OPEN_QUESTION = "open_question", _("Open question")
        LEAD = "lead", _("Lead line")
        HEADING = "heading", _("Sub-heading")
        MEASURE = "measure", _("Measure")
        FOOTNOTE = "footnote", _("Footnote")

    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="lines", verbose_name=_("plan version")
    )
    order = models.PositiveIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    code = models.CharField(_("code"), max_length=8, blank=True)
    row = models.PositiveIntegerField(_("row"), default=0)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("line of a version")
        verbose_name_plural = _("lines of a version")
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(
                name="challenges_planversionline_order", fields=("version", "order")
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()

    @property
    def right_text(self) -> str:
        """The text as last corrected, else as it was read. Prefetch `corrections` for lists."""
        corrections = list(self.corrections.all())
        return corrections[-1].text if corrections else self.text


class LineCorrection(models.Model):
    """A line that was read in wrongly, put right. The frozen line itself stays as it was read."""

    line = models.ForeignKey(
        PlanVersionLine, models.CASCADE, related_name="corrections", verbose_name=_("line")
    )
    text = models.TextField(_("right text"))
    reason = models.TextField(_("reason"))
    corrected_on = models.DateField(_("day"))
    made_at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("corrected by")
    )
    by_label = models.CharField(_("as"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("correction of the reading in")
        verbose_name_plural = _("corrections of the reading in")
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"{self.line.code} {self.text}".strip()
