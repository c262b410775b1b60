"""Administration of Gemba visits: to be read; they are planned and written on their own pages."""

from django.contrib import admin

from leanplan.admin import ReadOnly
from reviews.models import GembaVisit, VisitMove


class MoveInline(ReadOnly, admin.TabularInline):
    """From when to when a visit was moved, and why."""

    model = VisitMove
    fields = ("old_day", "new_day", "reason", "moved_at", "by")
    readonly_fields = fields
    extra = 0


@admin.register(GembaVisit)
class GembaVisitAdmin(ReadOnly, admin.ModelAdmin):
    """What was seen is read on the visit's page, by who reads the unit."""

    list_display = ("unit", "day", "visitor", "state", "theme")
    search_fields = ("unit__name", "theme")
    list_filter = ("state",)
    date_hierarchy = "day"
    ordering = ("-day", "-pk")
    list_select_related = ("unit", "visitor__unit")
    inlines = (MoveInline,)
    fields = (
        "unit", "day", "starts_at", "visitor", "host", "review", "state", "theme",
        "minutes_planned", "minutes_held", "announced_at", "cancel_reason",
    )
