"""Administration of readings: what waits, and what lies with the plans. Read and not written."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from documents.models import ImportDraft, PlanDocument
from leanplan.admin import ReadOnly


class Reading(ReadOnly, admin.ModelAdmin):
    """What the two kinds have in common: the file is a link, what was read is a page."""

    @admin.display(description=_("size"))
    def size(self, reading: ImportDraft | PlanDocument) -> str:
        """The size in words."""
        return filesizeformat(reading.file_size)

    @admin.display(description=_("page"))
    def page(self, reading: ImportDraft | PlanDocument) -> SafeString:
        """The page on which what was read is shown."""
        return format_html('<a href="{}">{}</a>', reading.get_absolute_url(), _("What was read"))


@admin.register(ImportDraft)
class ImportDraftAdmin(Reading):
    """Readings that nobody has confirmed; old ones may be thrown away."""

    list_display = ("file_name", "size", "read_at", "read_by")
    list_select_related = ("read_by__person",)
    search_fields = ("file_name",)
    fields = ("file_name", "size", "read_at", "read_by", "page")

    def has_delete_permission(self, request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
        """As the rights say."""
        return request.user.has_perm("documents.delete_importdraft")


@admin.register(PlanDocument)
class PlanDocumentAdmin(Reading):
    """The documents that plans were read in from."""

    list_display = ("file_name", "plan", "size", "read_at", "read_by")
    list_select_related = ("plan__series", "read_by__person")
    search_fields = ("file_name", "plan__title")
    fields = ("plan", "file_name", "size", "read_at", "read_by", "page")
