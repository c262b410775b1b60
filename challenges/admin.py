"""Administration of plans, their rows and challenges. Adopted text is read here, not written."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from challenges.admin_parts import FrozenText, PartInline, PlanFilter, PlanPart
from challenges.models import (
    ActionPlan,
    BasisEntry,
    Challenge,
    FocusArea,
    FocusStatement,
    Footnote,
    LineCorrection,
    PlanRow,
    PlanSeries,
    PlanVersion,
    PlanVersionLine,
    RowHeading,
)
from leanplan.admin import ReadOnly, TrackedAdmin


@admin.register(PlanSeries)
class PlanSeriesAdmin(TrackedAdmin):
    """Plans through their generations."""

    list_display = ("name", "owner_unit")
    search_fields = ("name", "owner_unit__name")
    autocomplete_fields = ("owner_unit",)
    list_select_related = ("owner_unit",)


class FocusAreaInline(PartInline):
    """The plan's focus areas."""

    model = FocusArea
    adopted_text = ("order", "name", "objective")


class BasisInline(PartInline):
    """What the plan builds on."""

    model = BasisEntry
    adopted_text = ("order", "text")


class RowInline(PartInline):
    """The plan's rows."""

    model = PlanRow
    fields = ("order", "title", "focus_area")
    adopted_text = ("order",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Focus areas of the plan of this page."""
        if db_field.name == "focus_area" and request.resolver_match:
            plan = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = FocusArea.objects.filter(plan=plan)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(ActionPlan)
class ActionPlanAdmin(FrozenText, TrackedAdmin):
    """Plan generations. The steps of a plan's life are taken on the plan's own page."""

    list_display = ("title", "series", "generation", "state", "adopted_on", "owner")
    search_fields = ("title", "series__name")
    list_filter = ("state", "series")
    date_hierarchy = "adopted_on"
    list_select_related = ("series", "owner__unit")
    autocomplete_fields = ("owner", "series")
    readonly_fields = (
        "state", "adopted_on", "adopted_by", "adopted_by_text", "evaluation",
    )
    adopted_text = ("series", "generation")
    inlines = (FocusAreaInline, BasisInline, RowInline)
    fieldsets = (
        (None, {"fields": ("series", "generation", "title", "owner", "strategy_url")}),
        (_("Life of the plan"), {
            "fields": readonly_fields,
            "description": _("Set on the page about the plan: View on site, About the plan."),
        }),
    )

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """The parts, once the plan is there."""
        return self.inlines if obj else ()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A new plan is a draft."""
        return TrackedAdmin.has_add_permission(self, request)


class StatementInline(PartInline):
    """The sentences under a focus area."""

    model = FocusStatement
    adopted_text = ("order", "level", "text")
    show_change_link = False


@admin.register(FocusArea)
class FocusAreaAdmin(PlanPart):
    """Focus areas."""

    list_display = ("name", "plan", "order")
    search_fields = ("name", "objective")
    list_filter = (("plan", PlanFilter),)
    list_select_related = ("plan__series",)
    adopted_text = ("plan", "order", "name", "objective")
    inlines = (StatementInline,)


@admin.register(BasisEntry)
class BasisEntryAdmin(PlanPart):
    """What plans build on."""

    list_display = ("text", "plan", "dated_on")
    search_fields = ("text",)
    list_filter = (("plan", PlanFilter),)
    date_hierarchy = "dated_on"
    list_select_related = ("plan__series",)
    adopted_text = ("plan", "order", "text")


class ChallengeInline(PartInline):
    """The challenges of a row."""

    model = Challenge
    fields = ("order", "code", "kind", "text")
    adopted_text = ("order", "code", "kind", "text")


class HeadingInline(PartInline):
    """The sub-headings of a row."""

    model = RowHeading
    adopted_text = ("order", "text")


class FootnoteInline(PartInline):
    """The footnotes of a row."""

    model = Footnote
    adopted_text = ("order", "mark", "text")


@admin.register(PlanRow)
class PlanRowAdmin(PlanPart):
    """Rows: challenges, sub-headings, footnotes; the measures come from the app above."""

    list_display = ("__str__", "plan", "order", "focus_area")
    search_fields = ("title", "challenges__text", "challenges__code")
    list_filter = (("plan", PlanFilter), "focus_area")
    list_select_related = ("plan__series", "focus_area")
    adopted_text = ("plan", "order", "owner_as_read", "deadline_as_read")
    inlines = [ChallengeInline, HeadingInline, FootnoteInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanRow]:
        """With what tells the rows of several plans apart."""
        rows = super().get_queryset(request).select_related("plan__series")
        return rows.prefetch_related("challenges").order_by("-plan__generation", "order")

    def offered_as(self, row: PlanRow) -> str:
        """A row where one writes to choose it: its plan, its number, its title."""
        first = next(iter(row.challenges.all()), None)
        title = row.title or (first.text if first else "")
        return f"{row.plan}: {row.order}. {Truncator(title).chars(60)}"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Focus areas of the row's plan."""
        key = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        if db_field.name == "focus_area" and key:
            kwargs["queryset"] = FocusArea.objects.filter(plan__rows=key)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Challenge)
class ChallengeAdmin(PlanPart):
    """Challenges and open questions."""

    list_display = ("code", "text", "kind", "plan", "decided_on")
    list_display_links = ("code", "text")
    search_fields = ("code", "text", "decision")
    list_filter = ("kind", ("plan", PlanFilter))
    list_select_related = ("plan__series",)
    autocomplete_fields = ("row", "decided_by")
    adopted_text = ("plan", "row", "order", "code", "kind", "text")


class LineInline(ReadOnly, admin.TabularInline):
    """The lines of a version, as they were adopted."""

    model = PlanVersionLine
    fields = ("order", "kind", "code", "row", "text")
    readonly_fields = fields
    extra = 0


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnly, admin.ModelAdmin):
    """Versions of adopted text: only read."""

    list_display = ("__str__", "plan", "adopted_on", "adopted_by", "recorded_by")
    list_filter = (("plan", PlanFilter),)
    date_hierarchy = "adopted_on"
    list_select_related = ("plan__series", "recorded_by__person")
    inlines = (LineInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanVersion]:
        """Newest first."""
        return super().get_queryset(request).order_by("-adopted_on", "-number")


@admin.register(LineCorrection)
class LineCorrectionAdmin(ReadOnly, admin.ModelAdmin):
    """Corrections of the reading in: only read."""

    list_display = ("line", "text", "reason", "corrected_on", "by")
    date_hierarchy = "corrected_on"
    list_select_related = ("line", "by__person")
