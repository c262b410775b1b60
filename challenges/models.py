"""Why: plan generations, their adoption, focus areas, basis, rows and challenges."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Position


class PlanSeries(models.Model):
    """One plan through its generations, and whose it is."""

    name = models.CharField(_("name"), max_length=160)
    owner_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="plan_series", verbose_name=_("unit")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("plan series")
        verbose_name_plural = pgettext_lazy("plural", "plan series")
        constraints = (
            models.UniqueConstraint(
                name="challenges_planseries_unique", fields=("owner_unit", "name"),
                violation_error_message=_("The unit has a plan series with that name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class PlanState(models.TextChoices):
    """The life of a plan generation."""

    DRAFT = "draft", _("Draft")
    TO_ADOPTION = "to_adoption", _("To adoption")
    ADOPTED = "adopted", _("Adopted")
    RUNNING = "running", _("Running")
    EVALUATED = "evaluated", _("Evaluated")
    SUCCEEDED = "succeeded", _("Succeeded by the next generation")


# A plan that is not adopted yet is seen by those who prepare and decide only.
UNADOPTED = (PlanState.DRAFT, PlanState.TO_ADOPTION)
# A plan that is over is read, not written.
OVER = (PlanState.EVALUATED, PlanState.SUCCEEDED)


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    def visible_to(self, user: Any) -> ActionPlanQuerySet:
        """Adopted plans for everyone; those not adopted yet for those who prepare and decide."""
        return self.within(drafts=user.has_perm("challenges.prepare_plan"))

    def within(self, *, drafts: bool) -> ActionPlanQuerySet:
        """The same for who sees plans that nobody has adopted, and for who does not."""
        return self if drafts else self.adopted()

    def adopted(self) -> ActionPlanQuerySet:
        """Adopted at some time: what everyone signed in may read."""
        return self.exclude(state__in=UNADOPTED)

    def for_list(self) -> ActionPlanQuerySet:
        """Newest generation first within its series."""
        return self.select_related("series", "adopted_by").order_by(
            "series__name", "series", "-generation"
        )


class ActionPlan(Versioned):
    """One generation of an action plan."""

    series = models.ForeignKey(
        PlanSeries, models.PROTECT, related_name="plans", verbose_name=_("plan series")
    )
    generation = models.PositiveSmallIntegerField(_("generation"))
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(
        _("state"), max_length=20, choices=PlanState.choices, default=PlanState.DRAFT
    )
    owner = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="owned_plans",
        verbose_name=_("plan owner"),
        help_text=_("Prepares the allocation and receives what nobody owns."),
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="adopted_plans",
        verbose_name=_("adopted by"),
    )
    adopted_by_text = models.CharField(
        _("adopted by, as written in the document"), max_length=160, blank=True
    )
    strategy_url = models.URLField(_("link to the strategy document"), blank=True)
    evaluation = models.TextField(_("evaluation"), blank=True)
    history = HistoricalRecords()
    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        constraints = (
            models.UniqueConstraint(
                name="challenges_actionplan_generation", fields=("series", "generation"),
                violation_error_message=_("The series has that generation already."),
            ),
            models.CheckConstraint(
                name="challenges_actionplan_adopted_on",
                condition=Q(state__in=UNADOPTED) | Q(adopted_on__isnull=False),
                violation_error_message=_("An adopted plan says when it was adopted."),
            ),
        )

    def __str__(self) -> str:
        return str(
            _("%(series)s, generation %(number)s")
            % {"series": self.series.name, "number": self.generation}
        )

    def get_absolute_url(self) -> str:
        return reverse("measures:plan_detail", args=[self.pk])

    @property
    def is_adopted(self) -> bool:
        """Adopted at some time."""
        return self.state not in UNADOPTED

    @property
    def is_over(self) -> bool:
        """Evaluated or succeeded: read-only."""
        return self.state in OVER

    @property
    def predecessor(self) -> ActionPlan | None:
        """The generation before, where it is kept here."""
        return (
            ActionPlan.objects.filter(series=self.series_id, generation__lt=self.generation)
            .order_by("-generation")
            .first()
        )

    @property
    def successor(self) -> ActionPlan | None:
        """The generation after, where there is one."""
        return (
            ActionPlan.objects.filter(series=self.series_id, generation__gt=self.generation)
            .order_by("generation")
            .first()
        )


class InPlan(Versioned):
    """A part of a plan with its place in it."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, verbose_name=_("plan"))
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["order", "pk"]


class FocusArea(InPlan):
    """A main heading of the strategy, with its objective."""

    name = models.CharField(_("name"), max_length=160)
    objective = models.CharField(_("objective"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta(InPlan.Meta):
        default_related_name = "focus_areas"
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")

    def __str__(self) -> str:
        return self.name


class FocusStatement(models.Model):
    """A sentence under a focus area; level 2 stands under the level 1 before it."""

    focus_area = models.ForeignKey(
        FocusArea, models.CASCADE, related_name="statements", verbose_name=_("focus area")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    text = models.TextField(_("text"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.text


class BasisEntry(InPlan):
    """Something the plan builds on: an evaluation, an analysis, a gathering."""

    text = models.TextField(_("text"))
    dated_on = models.DateField(_("date"), null=True, blank=True)
    url = models.URLField(_("link"), blank=True)
    history = HistoricalRecords()

    class Meta(InPlan.Meta):
        default_related_name = "basis_entries"
        verbose_name = _("basis")
        verbose_name_plural = _("basis entries")

    def __str__(self) -> str:
        return self.text


class PlanRow(InPlan):
    """A row of the plan: challenges on the left, the measures that answer them on the right."""

    title = models.CharField(
        _("working title"), max_length=80, blank=True,
        help_text=_("A few words of our own. Empty: the first challenge."),
    )
    focus_area = models.ForeignKey(
        FocusArea, models.SET_NULL, null=True, blank=True, related_name="rows",
        verbose_name=_("focus area"),
    )
    owner_as_read = models.CharField(_("owner, as read"), max_length=300, blank=True)
    deadline_as_read = models.CharField(_("deadline, as read"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta(InPlan.Meta):
        default_related_name = "rows"
        verbose_name = _("row")
        verbose_name_plural = _("rows")

    def __str__(self) -> str:
        return self.title or str(_("Row %(number)s") % {"number": self.order})


class RowHeading(Versioned):
    """A sub-heading inside a row, above the measures it gathers."""

    row = models.ForeignKey(
        PlanRow, models.CASCADE, related_name="headings", verbose_name=_("row")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    text = models.CharField(_("text"), max_length=200)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sub-heading")
        verbose_name_plural = _("sub-headings")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.text


class Footnote(Versioned):
    """A footnote under a row, and the mark that points at it."""

    row = models.ForeignKey(
        PlanRow, models.CASCADE, related_name="footnotes", verbose_name=_("row")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    mark = models.CharField(_("mark"), max_length=8, default="*")
    text = models.TextField(_("text"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("footnote")
        verbose_name_plural = _("footnotes")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.mark} {self.text}"


class Challenge(Versioned):
    """What hinders the work, or a question that somebody must decide."""

    class Kind(models.TextChoices):
        CHALLENGE = "challenge", _("Challenge")
        OPEN_QUESTION = "open_question", _("Open question")

    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, related_name="challenges", verbose_name=_("plan")
    )
    row = models.ForeignKey(
        PlanRow, models.CASCADE, related_name="challenges", verbose_name=_("row")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    code = models.CharField(_("code"), max_length=8)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.CHALLENGE
    )
    text = models.TextField(_("text"))
    decided_by = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="decided_questions",
        verbose_name=_("who decides"),
    )
    decision = models.TextField(_("decision"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(
                name="challenges_challenge_code", fields=("plan", "code"),
                violation_error_message=_("The plan has a challenge with that code already."),
            ),
            models.CheckConstraint(
                name="challenges_challenge_decision",
                condition=Q(decision="") | Q(kind="open_question"),
                violation_error_message=_("Only an open question gets a decision."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def is_question(self) -> bool:
        """An open question beside the challenges."""
        return self.kind == self.Kind.OPEN_QUESTION


# Versions of the text are models of this app too; they stand in a file of their own for its length.
from challenges.versions import LineCorrection, PlanVersion, PlanVersionLine  # noqa: E402

__all__ = [
    "OVER", "UNADOPTED", "ActionPlan", "ActionPlanQuerySet", "BasisEntry", "Challenge", "FocusArea",
    "FocusStatement", "Footnote", "InPlan", "LineCorrection", "PlanRow", "PlanSeries", "PlanState",
    "PlanVersion", "PlanVersionLine", "RowHeading",
]
