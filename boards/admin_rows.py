"""Administration of how people judge the rows of the plan."""

from django.contrib import admin

from boards.models import RowStatus
from leanplan.admin import TrackedAdmin


@admin.register(RowStatus)
class RowStatusAdmin(TrackedAdmin):
    """How people judge the rows of the plan."""

    list_display = ("row", "light", "note", "set_on")
    list_filter = ("light",)
    search_fields = ("note", "row__title")
    date_hierarchy = "set_on"
    list_select_related = ("row",)
    autocomplete_fields = ("row", "set_by")
