"""Administration of measures and of what has been said about them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from challenges.admin import PlanRowAdmin
from challenges.admin_parts import AMEND, FrozenText, PartInline, PlanFilter, plan_of
from challenges.models import ActionPlan, BasisEntry, Challenge, FocusArea, PlanRow
from leanplan.admin import ReadOnly, SeenForm, TrackedAdmin
from measures import admin_obligations  # noqa: F401
from measures.admin_allocate import allocate
from measures.admin_form import MeasureForm
from measures.models import Amendment, DeadlineMove, Measure, StatusEntry

ADOPTED_TEXT = ("plan", "row", "heading", "footnote", "unit", "order", "code", "is_lead", "text")

SUGGESTED = (
    "suggested_owner", "suggested_kind", "suggested_due_date", "suggested_precision",
    "suggested_rhythm", "suggested_by", "owner_as_read", "deadline_as_read",
)


def _changes_of_plan(part: Any) -> str:
    plan: Any = plan_of(part)
    return reverse("measures:plan_changes", args=[plan.pk])


AMEND.update(
    {
        Measure: lambda measure: reverse("measures:amendment_propose", args=[measure.pk]),
        Challenge: lambda row: reverse("measures:amendment_propose_challenge", args=[row.pk]),
        PlanRow: lambda row: reverse("measures:amendment_propose_addition", args=[row.pk]),
        FocusArea: _changes_of_plan,
        BasisEntry: _changes_of_plan,
        ActionPlan: _changes_of_plan,
    }
)


class LineOfPlan(FrozenText):
    """A measure: a line of the adopted text is frozen, a unit's own measure is not."""

    adopted_text = ADOPTED_TEXT

    def is_frozen(self, obj: Any) -> bool:
        """A line of a plan that is adopted."""
        return super().is_frozen(obj) and obj.is_adopted

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A unit's measure may come at any time; the form refuses a line of an adopted plan."""
        return TrackedAdmin.has_add_permission(self, request)


class MeasureInline(PartInline):
    """The measures of a row; owner, deadline and status are set on the measure's page."""

    model = Measure
    form = SeenForm
    fields = ("order", "code", "is_lead", "text", "owner", "status")
    readonly_fields = ("owner", "status")
    adopted_text = ("order", "code", "is_lead", "text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Measure]:
        """Lines of the plan; a unit's measures have their own list."""
        rows = super().get_queryset(request).filter(unit=None)
        return rows.select_related("owner__unit", "plan", "row").order_by("order", "pk")


PlanRowAdmin.inlines.append(MeasureInline)


class StatusInline(ReadOnly, admin.TabularInline):
    """The status log."""

    model = StatusEntry
    fields = ("said_on", "status", "comment", "by", "by_label")
    readonly_fields = fields
    extra = 0


class MoveInline(ReadOnly, admin.TabularInline):
    """Moved deadlines."""

    model = DeadlineMove
    fields = ("moved_on", "old_kind", "old_due_date", "new_kind", "new_due_date", "reason", "by")
    readonly_fields = fields
    extra = 0


@admin.register(Measure)
class MeasureAdmin(LineOfPlan, TrackedAdmin):
    """Measures. What is saved goes the way of the pages: with reason, log and history."""

    form = MeasureForm
    actions = (allocate,)
    list_display = ("code", "text", "plan", "unit", "owner", "deadline", "status")
    list_display_links = ("code", "text")
    search_fields = ("code", "text", "owner__unit__name", "unit__name")
    list_filter = (
        "status", "deadline_kind", ("owner", admin.EmptyFieldListFilter),
        ("plan", PlanFilter),
        ("unit", admin.EmptyFieldListFilter),
    )
    date_hierarchy = "due_date"
    list_select_related = ("plan__series", "unit", "owner__unit")
    autocomplete_fields = (
        "row", "unit", "owner", "executor", "supports"
    )
    readonly_fields = ("closed_on", "continued_by", *SUGGESTED)
    inlines = (StatusInline, MoveInline)
    fieldsets = (
        (None, {"fields": (
            "row", "unit", "code", "text", "is_lead", "order", "heading", "footnote",
        )}),
        (_("Responsible and deadline"), {"fields": (
            "owner", "executor", "deadline_kind", "due_date", "precision", "rhythm",
            "next_review_on", "reason",
        )}),
        (_("Status"), {"fields": ("status", "comment", "closed_on", "continued_by")}),
        (_("What we will do"), {"fields": ("description", "done_when", "supports")}),
        (_("Suggested"), {"classes": ("collapse",), "fields": SUGGESTED}),
    )

    @admin.display(description=_("deadline"), ordering="due_date")
    def deadline(self, measure: Measure) -> str:
        """The date, or what sort of deadline it is."""
        if measure.due_date:
            return date_format(measure.due_date, "SHORT_DATE_FORMAT")
        return measure.get_deadline_kind_display()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Sub-headings and footnotes of the measure's own row."""
        key = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        if db_field.name in ("heading", "footnote"):
            rows = db_field.related_model.objects.filter(row__measures=key)
            kwargs["queryset"] = rows.distinct() if key else rows.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The form, which needs to know what may be written."""
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save through the actions, so that reason, log and moves are kept."""
        if change and not form.has_changed():
            return
        obj.pk = form.write().pk
        obj.refresh_from_db()


@admin.register(Amendment)
class AmendmentAdmin(ReadOnly, TrackedAdmin):
    """Proposals to change adopted text: written and decided on their own pages."""

    list_display = ("__str__", "plan", "measure", "challenge", "state", "proposed_on", "decided_on")
    search_fields = ("old_text", "new_text", "reason", "measure__code", "challenge__code")
    list_filter = ("state", "kind", ("plan", PlanFilter))
    date_hierarchy = "proposed_on"
    list_select_related = ("plan__series", "measure", "challenge")


@admin.register(StatusEntry)
class StatusEntryAdmin(ReadOnly, admin.ModelAdmin):
    """What has been said about measures: only read."""

    list_display = ("said_on", "measure", "status", "comment", "by")
    search_fields = ("measure__code", "comment")
    list_filter = ("status",)
    date_hierarchy = "said_on"
    list_select_related = ("measure", "by__person")


@admin.register(DeadlineMove)
class DeadlineMoveAdmin(ReadOnly, admin.ModelAdmin):
    """Moved deadlines: only read."""

    list_display = ("moved_on", "measure", "old_due_date", "new_due_date", "reason", "by")
    search_fields = ("measure__code", "reason")
    date_hierarchy = "moved_on"
    list_select_related = ("measure", "by__person")
