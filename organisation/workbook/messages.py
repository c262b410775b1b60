"""Why a file could not be read as a workbook: what happened, and what to do about it."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan.unreadable import Unreadable

_NOT_EXCEL = gettext_lazy("«%(name)s» is not an Excel workbook")
_DAMAGED = gettext_lazy("«%(name)s» is damaged")
_NOT_OPENED = gettext_lazy("«%(name)s» was not opened")
_NOT_READ = gettext_lazy("«%(name)s» could not be read")
_SAVE_AGAIN = gettext_lazy("Open it in Excel and save it again as .xlsx (Excel workbook).")
_COPY = gettext_lazy("Fetch the workbook here, copy your rows into it and try that.")
TEXTS = {
    "empty": (
        gettext_lazy("«%(name)s» is empty"),
        gettext_lazy("The file has 0 bytes. Perhaps it was not fully copied. Try the original."),
    ),
    "pdf": (_NOT_EXCEL, gettext_lazy("This is a PDF. Choose the workbook, whose name ends in "
                                     ".xlsx.")),
    "old_format": (gettext_lazy("«%(name)s» is an Excel file of the old kind"), _SAVE_AGAIN),
    "encrypted": (
        gettext_lazy("«%(name)s» is locked with a password"),
        gettext_lazy("Open it in Excel, take the password away and save it again."),
    ),
    "rtf": (_NOT_EXCEL, gettext_lazy("Choose the workbook, whose name ends in .xlsx.")),
    "other_file": (
        _NOT_EXCEL,
        gettext_lazy("Choose the workbook, whose name ends in .xlsx. A text file (.csv) is opened "
                     "in Excel and saved as .xlsx first."),
    ),
    "other_zip": (_NOT_EXCEL, gettext_lazy("Choose the workbook, whose name ends in .xlsx.")),
    "macros": (
        _NOT_OPENED,
        gettext_lazy("It is a workbook with macros or of the binary kind. Save it in Excel as "
                     ".xlsx (Excel workbook)."),
    ),
    "broken_zip": (_DAMAGED, gettext_lazy("The file is cut off or damaged. Try the original.")),
    "broken_part": (_DAMAGED, _SAVE_AGAIN),
    "dtd": (
        _NOT_OPENED,
        gettext_lazy("The file holds instructions that Excel never writes (%(part)s). Open it in "
                     "Excel and save it again, if you trust where it comes from."),
    ),
    "bomb": (
        _NOT_OPENED,
        gettext_lazy("The file unpacks to far more than a list of units holds. Take out pictures "
                     "and other large contents, and save it again."),
    ),
    "too_large": (
        gettext_lazy("«%(name)s» is too large"),
        gettext_lazy("At most %(limit)s is read. Take out pictures and other sheets."),
    ),
    "too_many_rows": (
        gettext_lazy("«%(name)s» is too long"),
        gettext_lazy("At most %(limit)s rows are read. Divide it into two workbooks."),
    ),
    "too_many_sheets": (
        gettext_lazy("«%(name)s» has too many sheets"),
        gettext_lazy("At most %(limit)s sheets are read. Take out the others."),
    ),
    "too_slow": (
        gettext_lazy("«%(name)s» took too long to read"),
        gettext_lazy("Reading was stopped after %(seconds)s seconds. Divide it into two "
                     "workbooks."),
    ),
    "too_heavy": (_NOT_READ, _COPY),
    "failed": (_NOT_READ, _COPY),
    "busy": (
        gettext_lazy("«%(name)s» is not read yet"),
        gettext_lazy("Several files are being read just now. Try again in a moment."),
    ),
    "no_sheets": (
        gettext_lazy("There are no units and no people in «%(name)s»"),
        gettext_lazy("The sheets must be called Units and People, with the column headings in the "
                     "first row. Found: %(found)s."),
    ),
    "no_rows": (
        gettext_lazy("«%(name)s» has no rows that are filled in"),
        gettext_lazy("Fill in the sheets Units and People, and save the workbook."),
    ),
}


def unreadable_text(error: Unreadable, name: str) -> tuple[str, str]:
    """What happened to a file of this name, and what to do about it."""
    params: dict[str, Any] = {"name": name, **error.params}
    code = error.code
    if code == "other_zip" and params.get("kind") == "xlsx":
        code = "macros"
    if code == "too_large":
        params["limit"] = filesizeformat(params["limit"])
    if code == "no_sheets":
        params["found"] = ", ".join(f"«{each}»" for each in params["found"]) or _("no sheet")
    title, advice = TEXTS.get(code, TEXTS["failed"])
    return str(title) % params, str(advice) % params
