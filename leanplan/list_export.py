"""A list of a page as an Excel workbook: the list itself, and a sheet that says what it shows.

A page that shows a list has a link to the same list in Excel. The rows come through the same
queryset and the same filter as the page's; the sheet «Om lista» says which part of the whole it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from leanplan.clock import now, today
from leanplan.context import Site
from leanplan.xlsx import Cell, Sheet, facts, xlsx_response


@dataclass(frozen=True)
class ListExport:
    """A list to download.

    name: of the file, without the day. sheets: the list, and further lists of the same page.
    scope: what the figures are of ("viser 6 av 46, dine enheter"). chosen: the filters in words.
    """

    name: str
    sheets: Sequence[Sheet]
    scope: str | Promise
    chosen: Sequence[tuple[Cell, Cell]] = field(default=())


def export_response(request: HttpRequest, export: ListExport, *, page_url: str) -> HttpResponse:
    """The workbook. page_url: the address of the page that shows the same."""
    site = Site(request)
    about = facts(
        _("About the list"),
        [
            (_("List"), export.name),
            (_("Municipality"), site.municipality),
            (_("Shows"), export.scope),
            *export.chosen,
            (_("Fetched"), now()),
            (_("By"), site.account.name),
            (_("Page"), request.build_absolute_uri(page_url)),
        ],
    )
    return xlsx_response([*export.sheets, about], name=export.name, day=today())
