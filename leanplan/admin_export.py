"""Any list of the administration in Excel: the columns it shows, and all rows its filter leaves."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leanplan.list_export import ListExport, export_response
from leanplan.xlsx import Cell, Column, Sheet

_WIDTHS = {models.DateField: 14, models.DateTimeField: 18, models.BooleanField: 12}
_NOT_A_COLUMN = "action_checkbox"


def admin_list_export(request: HttpRequest, model_admin: ModelAdmin) -> HttpResponse:
    """The list that the address asks for; 403 for whoever may not see the list."""
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    query = request.GET.copy()
    query.pop("p", None)  # which page of the list one stood on
    request.GET = query  # type: ignore[assignment]
    listed = model_admin.get_changelist_instance(request)
    opts = model_admin.opts
    name = str(capfirst(opts.verbose_name_plural))
    scope = _("%(shown)s of %(total)s rows") % {
        "shown": listed.result_count,
        "total": model_admin.get_queryset(request).count(),
    }
    filters: list[tuple[Cell, Cell]] = (
        [(_("Filter in the address"), f"?{query.urlencode()}")] if query else []
    )
    page = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    export = ListExport(name, [_sheet(listed, model_admin, name)], scope, filters)
    return export_response(request, export, page_url=f"{page}?{query.urlencode()}")


def _sheet(listed: ChangeList, model_admin: ModelAdmin, name: str) -> Sheet:
    names = [each for each in listed.list_display if each != _NOT_A_COLUMN]
    columns = [_column(each, model_admin) for each in names]
    rows = ([_cell(each, row, model_admin) for each in names] for row in listed.queryset)
    return Sheet(name, columns, rows)


def _column(name: Any, model_admin: ModelAdmin) -> Column:
    label = label_for_field(name, model_admin.model, model_admin)
    field = next((f for f in model_admin.opts.fields if f.name == name), None)
    width = _WIDTHS.get(type(field), 30) if field else 30
    return Column(capfirst(str(label)), width)


def _cell(name: Any, row: Any, model_admin: ModelAdmin) -> Cell:
    """What the list shows: the word of a choice, the name of another row, a day as a day."""
    field, _attribute, value = lookup_field(name, row, model_admin)
    if isinstance(field, models.ForeignKey):
        other = getattr(row, field.name)
        return str(other) if other is not None else ""
    if field is not None and getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value or ""))
    if isinstance(value, SafeString):
        return strip_tags(value)
    plain = isinstance(value, str | int | float | bool) or value is None
    return value if plain or hasattr(value, "isoformat") else str(value)
