"""Administration of what rules ask for, to be read, and of the figures that measures follow."""

from django.contrib import admin

from leanplan.admin import ReadOnly, TabularInline, TrackedAdmin
from measures.models import Metric, Obligation, ObligationEvent, Reading


class EventInline(ReadOnly, admin.TabularInline):
    """What happened to an obligation."""

    model = ObligationEvent
    fields = ("happened_on", "kind", "text", "old_due", "new_due", "by_label")
    readonly_fields = fields
    extra = 0


@admin.register(Obligation)
class ObligationAdmin(ReadOnly, admin.ModelAdmin):
    """Made and counted by rules; kept, waived and reopened on their own pages."""

    list_display = ("rule_key", "period_key", "unit", "position", "due_date", "state")
    list_display_links = ("rule_key", "period_key")
    search_fields = ("rule_key", "subject_key", "unit__name")
    list_filter = ("state", "rule_key")
    date_hierarchy = "due_date"
    ordering = ("-due_date", "-pk")
    list_select_related = ("unit", "position__unit")
    inlines = (EventInline,)
    fields = (
        "rule_key", "subject_key", "period_key", "unit", "position", "anchor", "due_date", "state",
        "met_on", "waived_reason",
    )


class ReadingInline(TabularInline):
    """The values of a figure."""

    model = Reading
    fields = ("read_on", "value", "note")


@admin.register(Metric)
class MetricAdmin(TrackedAdmin):
    """Figures that measures are followed by."""

    list_display = ("name", "measure", "target", "unit", "source")
    search_fields = ("name", "measure__code", "measure__text")
    list_select_related = ("measure",)
    autocomplete_fields = ("measure",)
    inlines = (ReadingInline,)
