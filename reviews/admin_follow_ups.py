"""Administration of follow-up areas, with where they were carried on, to be read."""

from django.contrib import admin

from leanplan.admin import ReadOnly, TrackedAdmin
from reviews.models import FollowUp, FollowUpCarry


class CarryInline(ReadOnly, admin.TabularInline):
    """The reviews that carried it on."""

    model = FollowUpCarry
    fields = ("carried_on", "review", "note", "by_label")
    readonly_fields = fields
    extra = 0


@admin.register(FollowUp)
class FollowUpAdmin(TrackedAdmin):
    """Registered, closed and opened again on their own pages; words are put right here."""

    list_display = ("number", "text", "unit", "owner", "due_date", "state")
    search_fields = ("text", "unit__name")
    list_filter = ("state", "year")
    ordering = ("-year", "-serial")
    list_select_related = ("unit", "owner__unit")
    fields = ("unit", "text", "cause", "owner", "due_date", "state", "closing_note", "closed_on")
    readonly_fields = ("unit", "owner", "due_date", "state", "closing_note", "closed_on")
    inlines = (CarryInline,)

    def has_add_permission(self, request: object) -> bool:
        """The number is taken under a lock where it is registered."""
        return False
