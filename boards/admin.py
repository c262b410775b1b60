"""Administration of boards and annual wheels."""

from django.contrib import admin

from boards.models import WheelEntry
from leanplan.admin import TrackedAdmin


@admin.register(WheelEntry)
class WheelEntryAdmin(TrackedAdmin):
    """Own entries of the annual wheels."""

    list_display = ("title", "owner", "kind", "starts_on", "recurrence", "responsible")
    list_filter = ("kind", "recurrence")
    search_fields = ("title", "owner__name", "note")
    date_hierarchy = "starts_on"
    list_select_related = ("owner", "responsible__unit")
    autocomplete_fields = ("owner", "responsible")
