"""Administration of boards and annual wheels."""

from django.contrib import admin

from boards import admin_boards, admin_meetings, admin_rows  # noqa: F401
from boards.models import AgendaPoint, Decision, Meeting, MeetingSeries, WheelEntry
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


@admin.register(MeetingSeries)
class MeetingSeriesAdmin(TrackedAdmin):
    """When leader groups meet, and who is asked."""

    list_display = ("name", "owner", "cadence", "starts_on", "leader", "secretary", "is_closed")
    list_filter = ("cadence", "is_closed")
    search_fields = ("name", "owner__name")
    list_select_related = ("owner", "leader__unit", "secretary__unit")
    autocomplete_fields = ("owner", "leader", "secretary", "invited")


@admin.register(Meeting)
class MeetingAdmin(TrackedAdmin):
    """Single meetings."""

    list_display = ("series", "day", "starts_at", "place", "state")
    list_filter = ("state", "series")
    search_fields = ("series__name", "place")
    date_hierarchy = "day"
    list_select_related = ("series__owner",)
    autocomplete_fields = ("series", "chair")


@admin.register(AgendaPoint)
class AgendaPointAdmin(TrackedAdmin):
    """Points of agendas, and those that wait."""

    list_display = ("heading", "series", "meeting", "kind", "goal", "state")
    list_filter = ("kind", "state", "series")
    search_fields = ("title", "note", "said")
    list_select_related = ("series__owner", "meeting__series")
    autocomplete_fields = ("series", "meeting", "brought_by", "measure")


@admin.register(Decision)
class DecisionAdmin(TrackedAdmin):
    """What was decided at meetings."""

    list_display = ("text", "meeting", "owner", "due_date", "state")
    list_filter = ("state", "meeting__series")
    search_fields = ("text",)
    date_hierarchy = "made_at"
    list_select_related = ("meeting__series", "owner__unit")
    autocomplete_fields = ("meeting", "point", "owner", "measure", "follow_up")
