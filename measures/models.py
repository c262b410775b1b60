"""What: measures, who answers for them, by when, and how far they have come."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.models import (
    OVER,
    UNADOPTED,
    ActionPlan,
    Challenge,
    Footnote,
    PlanRow,
    RowHeading,
)
from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from measures.choices import CLOSED, DeadlineKind, Precision, Rhythm, Status
from measures.scope import Scope
from organisation.models import OrgUnit, Person, Position, User
from organisation.reach import reach_of


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, user: Any) -> MeasureQuerySet:
        """Adopted plan measures for everyone; a unit's measures for those who read the unit and
        for whoever is named to carry it out; measures of a plan that is not adopted for those who
        prepare it."""
        scope = Scope.of(user)
        return self.within(
            scope.units, every=scope.every, drafts=scope.drafts, person=scope.person
        )

    def within(
        self, units: Collection[int], *, every: bool, drafts: bool, person: int | None = None
    ) -> MeasureQuerySet:
        """The same for a Scope: lines of plans, and measures of these units or of every unit.

        Lists of what units do ask without the person; with one, what that person is named to
        carry out comes along, wherever it is.
        """
        seen = self
        if not drafts:
            seen = seen.filter(Q(plan__isnull=True) | ~Q(plan__state__in=UNADOPTED))
        if every:
            return seen
        near = Q(unit=None) | Q(unit__in=units)
        return seen.filter(near if person is None else near | Q(executor=person))

    def of_plan(self, plan: ActionPlan) -> MeasureQuerySet:
        """The measures of a plan, later ones included."""
        return self.filter(plan=plan)

    def adopted(self) -> MeasureQuerySet:
        """Lines of the adopted text; measures made later are counted apart."""
        return self.filter(unit=None)

    def in_text(self) -> MeasureQuerySet:
        """Lines that stand in the plan's text now: what an amendment took out is left out."""
        taken_out = Amendment.objects.filter(
            measure=models.OuterRef("pk"), kind=Amendment.Kind.REMOVE,
            state=Amendment.State.ADOPTED,
        )
        return self.adopted().filter(~models.Exists(taken_out))

    def unassigned(self) -> MeasureQuerySet:
        """Without an owner."""
        return self.filter(owner=None)

    def without_deadline(self) -> MeasureQuerySet:
        """Deadline not settled."""
        return self.filter(deadline_kind=DeadlineKind.UNSETTLED)

    def open(self) -> MeasureQuerySet:
        """Something is still expected of them."""
        return self.exclude(status__in=CLOSED)

    def live(self) -> MeasureQuerySet:
        """Of a plan under way, or of no plan: not of a draft, and not of a plan that is over."""
        return self.filter(Q(plan=None) | ~Q(plan__state__in=(*UNADOPTED, *OVER)))

    def overdue(self, *, today: date) -> MeasureQuerySet:
        """Open, with a date that has passed."""
        return self.open().filter(deadline_kind=DeadlineKind.DATE, due_date__lt=today)

    def due_within(self, *, today: date, days: int) -> MeasureQuerySet:
        """Open, with a date from today on and at most so many days ahead."""
        last = date.fromordinal(today.toordinal() + days)
        return self.open().filter(
            deadline_kind=DeadlineKind.DATE, due_date__gte=today, due_date__lte=last
        )

    def mine(self, user: Any) -> MeasureQuerySet:
        """Owned by a position the user holds today, or with the user as executor."""
        reach = reach_of(user)
        if reach.person_id is None:
            return self.none()
        return self.filter(Q(owner__in=reach.position_ids) | Q(executor=reach.person_id))

    def for_list(self) -> MeasureQuerySet:
        """With what a row shows, in the order of the plan."""
        return self.select_related(
            "owner__unit", "suggested_owner__unit", "executor", "row", "unit", "plan", "footnote"
        ).order_by("row__order", "row", "order", "pk")


class Measure(Versioned):
    """A line of the plan, or a measure made later for a unit.

    `text` is the adopted text and changes only by amendment or as a correction of the reading in.
    """

    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, null=True, blank=True, related_name="measures",
        verbose_name=_("plan"),
    )
    row = models.ForeignKey(
        PlanRow, models.CASCADE, null=True, blank=True, related_name="measures",
        verbose_name=_("row"),
    )
    heading = models.ForeignKey(
        RowHeading, models.SET_NULL, null=True, blank=True, related_name="measures",
        verbose_name=_("sub-heading"),
    )
    footnote = models.ForeignKey(
        Footnote, models.SET_NULL, null=True, blank=True, related_name="measures",
        verbose_name=_("footnote"),
    )
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="measures",
        verbose_name=_("unit"),
        help_text=_("Only for a measure made later, for one unit."),
    )
    supports = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="supported_by",
        verbose_name=_("supports the adopted measure"),
    )
    continued_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="continues",
        verbose_name=_("goes on as"), help_text=_("The measure of the next generation."),
    )
    challenges = models.ManyToManyField(
        Challenge, blank=True, related_name="measures", verbose_name=_("answers"),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    code = models.CharField(_("code"), max_length=8)
    is_lead = models.BooleanField(
        _("lead line"), default=False,
        help_text=_("Stands above the lines of its row and governs them."),
    )
    text = models.TextField(_("text"))
    description = models.TextField(_("what we will do"), blank=True)
    done_when = models.TextField(
        _("done when"), blank=True, help_text=_("One sign a line.")
    )

    owner = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="measures",
        verbose_name=_("responsible"),
    )
    suggested_owner = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("suggested responsible"),
    )
    owner_as_read = models.CharField(_("owner, as read"), max_length=300, blank=True)
    executor = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("carried out by"),
    )

    deadline_kind = models.CharField(
        _("kind of deadline"), max_length=12, choices=DeadlineKind.choices,
        default=DeadlineKind.UNSETTLED,
    )
    due_date = models.DateField(_("deadline"), null=True, blank=True)
    precision = models.CharField(
        _("precision"), max_length=12, choices=Precision.choices, blank=True
    )
    rhythm = models.CharField(_("rhythm"), max_length=12, choices=Rhythm.choices, blank=True)
    next_review_on = models.DateField(_("next review"), null=True, blank=True)
    suggested_kind = models.CharField(
        _("suggested kind of deadline"), max_length=12, choices=DeadlineKind.choices, blank=True
    )
    suggested_due_date = models.DateField(_("suggested deadline"), null=True, blank=True)
    suggested_precision = models.CharField(
        _("suggested precision"), max_length=12, choices=Precision.choices, blank=True
    )
    suggested_rhythm = models.CharField(
        _("suggested rhythm"), max_length=12, choices=Rhythm.choices, blank=True
    )
    suggested_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("suggested by"), help_text=_("Empty: read from the text."),
    )
    deadline_as_read = models.CharField(_("deadline, as read"), max_length=300, blank=True)

    status = models.CharField(
        _("status"), max_length=14, choices=Status.choices, default=Status.NOT_STARTED
    )
    closing_note = models.TextField(_("closing note or reason"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    history = HistoricalRecords(m2m_fields=(challenges,))
    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        indexes = (
            models.Index(fields=("plan", "row", "order")),
            models.Index(fields=("owner", "status")),
            models.Index(fields=("due_date",)),
            # For the plan page (plan_facts.py): the lines of a plan among a hundred thousand unit
            # measures, the first of those in a row, and those of some units.
            models.Index(
                name="measures_measure_lines", fields=("plan",), condition=Q(unit__isnull=True)
            ),
            models.Index(
                F("row"), Case(When(status__in=CLOSED, then=1), default=0), F("due_date"), F("id"),
                name="measures_measure_in_row", condition=Q(unit__isnull=False),
            ),
            models.Index(
                name="measures_measure_in_units", condition=Q(unit__isnull=False),
                fields=("unit", "plan", "row", "status", "due_date", "id"),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                name="measures_measure_code", fields=("plan", "code"),
                violation_error_message=_("The plan has a measure with that code already."),
            ),
            models.CheckConstraint(
                name="measures_measure_belongs",
                condition=Q(row__isnull=False, plan__isnull=False)
                | Q(row=None, unit__isnull=False),
                violation_error_message=_("A measure belongs to a row of a plan or to a unit."),
            ),
            models.CheckConstraint(
                name="measures_measure_date",
                condition=(
                    Q(deadline_kind="date", due_date__isnull=False) & ~Q(precision="")
                )
                | (~Q(deadline_kind="date") & Q(due_date=None, precision="")),
                violation_error_message=_("A deadline of the kind date needs the date."),
            ),
            models.CheckConstraint(
                name="measures_measure_ongoing",
                condition=(
                    Q(deadline_kind="ongoing", next_review_on__isnull=False)
                    & ~Q(rhythm__in=("", "on_event"))
                )
                | (~Q(deadline_kind="ongoing") & Q(next_review_on=None)),
                violation_error_message=_(
                    "An ongoing measure needs how often it is reviewed and the next review."
                ),
            ),
            models.CheckConstraint(
                name="measures_measure_recurring",
                condition=(Q(deadline_kind="recurring") & ~Q(rhythm=""))
                | Q(deadline_kind="ongoing")
                | (Q(deadline_kind__in=("date", "unsettled")) & Q(rhythm="")),
                violation_error_message=_("A recurring measure needs how often it comes back."),
            ),
            models.CheckConstraint(
                name="measures_measure_done_has_owner",
                condition=~Q(status="done") | Q(owner__isnull=False),
                violation_error_message=_(
                    "The measure has nobody responsible yet, so it cannot be set to done. "
                    "Give it a responsible position first."
                ),
            ),
            models.CheckConstraint(
                name="measures_measure_closed_says_why",
                condition=(Q(status__in=("done", "dropped")) & ~Q(closing_note=""))
                | ~Q(status__in=("done", "dropped")),
                violation_error_message=_("Write what came of it, or why it is dropped."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    def get_absolute_url(self) -> str:
        return reverse("measures:measure_detail", args=[self.pk])

    def clean(self) -> None:
        """The row is of the plan; sub-heading and footnote are of the row."""
        if self.row is not None and self.row.plan_id != self.plan_id:
            raise ValidationError({"row": _("The row belongs to another plan.")})
        for name in ("heading", "footnote"):
            part = getattr(self, name)
            if part and part.row_id != self.row_id:
                raise ValidationError({name: _("It belongs to another row.")})

    @property
    def is_adopted(self) -> bool:
        """A line of the plan; its text changes by amendment only, once the plan is adopted."""
        return self.unit_id is None

    @property
    def is_closed(self) -> bool:
        """Done, dropped or carried over."""
        return self.status in CLOSED

    @property
    def is_unassigned(self) -> bool:
        """Nobody is responsible."""
        return self.owner_id is None

    @property
    def done_signs(self) -> list[str]:
        """The signs that show it is done, one a line."""
        return [line.strip() for line in self.done_when.splitlines() if line.strip()]


class StatusEntry(models.Model):
    """One entry of a measure's status log; written once."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="status_log", verbose_name=_("measure")
    )
    status = models.CharField(_("status"), max_length=14, choices=Status.choices)
    comment = models.TextField(_("comment"), blank=True)
    said_on = models.DateField(_("day"))
    made_at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    by_label = models.CharField(_("as"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("status entry")
        verbose_name_plural = _("status log")
        ordering = ("-said_on", "-pk")

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.said_on}"


class DeadlineMove(models.Model):
    """One time a settled deadline was changed, and why. The first setting is not a move."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="deadline_moves", verbose_name=_("measure")
    )
    old_kind = models.CharField(_("kind before"), max_length=12, choices=DeadlineKind.choices)
    old_due_date = models.DateField(_("deadline before"), null=True)
    new_kind = models.CharField(_("kind after"), max_length=12, choices=DeadlineKind.choices)
    new_due_date = models.DateField(_("deadline after"), null=True)
    reason = models.TextField(_("reason"))
    moved_on = models.DateField(_("day"))
    made_at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("moved deadline")
        verbose_name_plural = _("moved deadlines")
        ordering = ("-moved_on", "-pk")

    def __str__(self) -> str:
        return f"{self.measure.code} {self.moved_on}"

    @property
    def slip_days(self) -> int | None:
        """Days the date moved (positive is later); None where one side is no date."""
        if self.old_due_date and self.new_due_date:
            return (self.new_due_date - self.old_due_date).days
        return None


# These are models of this app too; they stand in files of their own for their length.
from measures.amendments import Amendment, AmendmentQuerySet  # noqa: E402
from measures.metric_models import Metric, Reading  # noqa: E402
from measures.obligation_models import (  # noqa: E402
    MeasureReview,
    MeasureRule,
    Obligation,
    ObligationEvent,
    ObligationQuerySet,
    RuleStart,
)
from measures.reminders.models import ReminderRun, ReminderSent  # noqa: E402

__all__ = [
    "Amendment", "AmendmentQuerySet", "DeadlineMove", "Measure", "MeasureQuerySet", "MeasureReview",
    "MeasureRule", "Metric", "Obligation", "ObligationEvent", "ObligationQuerySet", "Reading",
    "ReminderRun", "ReminderSent", "RuleStart", "StatusEntry",
]
