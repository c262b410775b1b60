"""Administration of board meetings."""

from django.contrib import admin

from boards.models import BoardDecision, BoardMeeting
from leanplan.admin import TrackedAdmin


@admin.register(BoardMeeting)
class BoardMeetingAdmin(TrackedAdmin):
    """Board meetings as they were entered."""

    list_display = ("board", "day", "state", "attendance", "minutes")
    list_filter = ("state", "reason")
    search_fields = ("board__name", "board__owner__name")
    date_hierarchy = "day"
    list_select_related = ("board__owner",)
    autocomplete_fields = ("led_by",)
    raw_id_fields = ("board",)


@admin.register(BoardDecision)
class BoardDecisionAdmin(TrackedAdmin):
    """What was agreed at boards."""

    list_display = ("text", "meeting", "responsible", "who", "due_date", "done_on")
    search_fields = ("text", "meeting__board__name", "meeting__board__owner__name")
    date_hierarchy = "due_date"
    list_select_related = ("meeting__board__owner", "responsible__unit")
    autocomplete_fields = ("responsible",)
    raw_id_fields = ("meeting",)
