"""The words for the codes that the reader gives: why, where, and what to do about it."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.parsed import Notice, Part, Place
from documents.written_dates import Reason
from leanplan.unreadable import Unreadable

# code: what happened (the file's name goes in), and what to do about it.
UNREADABLE = {
    "empty": (
        gettext_lazy("«%(name)s» is empty"),
        gettext_lazy("The file has 0 bytes. Perhaps it was not fully copied. Try the original."),
    ),
    "pdf": (
        gettext_lazy("«%(name)s» is not a Word file"),
        gettext_lazy(
            "This is a PDF. Open the original in Word and save it as .docx, or ask whoever "
            "made the plan for the file."
        ),
    ),
    "old_format": (
        gettext_lazy("«%(name)s» is a Word file of the old kind"),
        gettext_lazy("Open it in Word and save it as .docx (Word document)."),
    ),
    "encrypted": (
        gettext_lazy("«%(name)s» is locked with a password"),
        gettext_lazy("Open it in Word, take the password away and save it again."),
    ),
    "rtf": (
        gettext_lazy("«%(name)s» is not a Word file"),
        gettext_lazy("This is rich text (RTF). Open it in Word and save it as .docx."),
    ),
    "other_file": (
        gettext_lazy("«%(name)s» is not a Word file"),
        gettext_lazy("Choose the plan as a Word file whose name ends in .docx."),
    ),
    "broken_zip": (
        gettext_lazy("«%(name)s» is damaged"),
        gettext_lazy(
            "The file is cut off or damaged. Open the original in Word and save it again."
        ),
    ),
    "broken_part": (
        gettext_lazy("«%(name)s» is damaged"),
        gettext_lazy(
            "A part of the file cannot be read. Open it in Word and save it again as .docx."
        ),
    ),
    "dtd": (
        gettext_lazy("«%(name)s» was not opened"),
        gettext_lazy(
            "The file holds instructions that Word never writes (%(part)s). Open it in Word "
            "and save it again as .docx if you trust where it comes from."
        ),
    ),
    "bomb": (
        gettext_lazy("«%(name)s» was not opened"),
        gettext_lazy(
            "The file unpacks to far more than a plan holds. Take out pictures and other large "
            "contents, and save it again."
        ),
    ),
    "too_large": (
        gettext_lazy("«%(name)s» is too large"),
        gettext_lazy("At most %(limit)s is read. Take out the pictures, and save it again."),
    ),
    "too_much_text": (
        gettext_lazy("«%(name)s» is too long"),
        gettext_lazy("There are more than %(limit)s lines in it. Is this the plan?"),
    ),
    "too_slow": (
        gettext_lazy("«%(name)s» took too long to read"),
        gettext_lazy(
            "Reading was stopped after %(seconds)s seconds. Copy the plan's tables into a new "
            "document and try that."
        ),
    ),
    "too_heavy": (
        gettext_lazy("«%(name)s» could not be read"),
        gettext_lazy(
            "Reading it took more memory or time than allowed. Copy the plan's tables into a new "
            "document and try that."
        ),
    ),
    "failed": (
        gettext_lazy("«%(name)s» could not be read"),
        gettext_lazy(
            "Something in the file is not understood. Copy the plan's tables into a new document "
            "and try that."
        ),
    ),
    "busy": (
        gettext_lazy("«%(name)s» is not read yet"),
        gettext_lazy("Several files are being read just now. Try again in a moment."),
    ),
    "no_tables": (
        gettext_lazy("There is no table in «%(name)s»"),
        gettext_lazy(
            "The plan is read from a table with the columns Challenges, Measures, Responsible "
            "and Deadline."
        ),
    ),
    "no_columns": (
        gettext_lazy("There is no plan table in «%(name)s»"),
        gettext_lazy(
            "No table has a column for challenges and one for measures. Found: %(found)s."
        ),
    ),
}
OTHER_ARCHIVES = {
    "xlsx": gettext_lazy(
        "This is an Excel workbook. Copy the table into a Word document, with the column "
        "headings, and save that as .docx."
    ),
    "pptx": gettext_lazy("This is a PowerPoint presentation. Copy the plan into a Word document."),
    "odt": gettext_lazy(
        "This is an OpenDocument file. Open it in Word or LibreOffice and save it as .docx."
    ),
    "zip": gettext_lazy(
        "This is an archive, not a document. Unpack it and choose the Word file in it."
    ),
}
REFUSALS = {
    "gone": gettext_lazy("The line is not there any more. Somebody has changed it since."),
    "no_row": gettext_lazy("The row is not there any more. Choose another."),
    "empty": gettext_lazy("The line cannot be empty. Leave it out instead."),
    "one_piece": gettext_lazy(
        "Put the cursor, or a line break, where the line is to be split, and press again."
    ),
    "nothing_to_join": gettext_lazy("There is no line of the same kind above to join it with."),
    "at_the_end": gettext_lazy("The line cannot be moved further in this row."),
}
REASONS = {
    "outside_tables": gettext_lazy("Stands outside the tables."),
    "other_table": gettext_lazy("Stands in a table that is no plan table."),
    "other_column": gettext_lazy("The column is not one of the plan's."),
    "merged_columns": gettext_lazy("The cell goes over several columns."),
    "band": gettext_lazy("Stands across the whole table."),
    "above_headings": gettext_lazy("Stands above the column headings."),
    "under_merged_cell": gettext_lazy("Is hidden in Word under a merged cell."),
    "owner_in_text": gettext_lazy("May be a responsible position written in the wrong column."),
    "deadline_in_text": gettext_lazy("May be a deadline written in the wrong column."),
    "beside_nothing": gettext_lazy("There is no measure beside it."),
    "note_outside_rows": gettext_lazy("No row refers to this footnote."),
    "text_box": gettext_lazy("Stands in a text box."),
    "header_or_footer": gettext_lazy("Stands in the header or footer of the page."),
    "taken_out": gettext_lazy("Was taken out here."),
}
NOTICES = {
    "loose_dash": gettext_lazy("A dash stands loose. Something may be missing in the document."),
    "mark_alone": gettext_lazy("A mark stands alone on a line and was not read."),
    "joined": gettext_lazy("Two paragraphs were read as one line. Split it if they are two."),
    "lead_or_heading": gettext_lazy("Read as a lead line. It may be a sub-heading."),
    "plain_heading": gettext_lazy("Read as a sub-heading because it stands alone between bullets."),
    "plain_line": gettext_lazy("Read as a measure of its own, though it has no bullet."),
    "sub_bullet": gettext_lazy(
        "An inner bullet, read as a measure of its own. Join it if it belongs to the one above."
    ),
    "heading_without_lines": gettext_lazy(
        "Looks like a sub-heading, but nothing follows. Read as a measure."
    ),
    "bold_challenge": gettext_lazy("Stands in bold above others. Read as a challenge."),
    "dash_as_empty": gettext_lazy("Only a dash stands there. Read as empty."),
    "no_column": gettext_lazy("The table has no column for this."),
    "number_column": gettext_lazy("The numbers in this column were not read."),
    "other_column": gettext_lazy(
        "The column is not one of the plan's. What stands in it is listed as not placed."
    ),
    "columns_carried_over": gettext_lazy(
        "The table has no column headings. Read with those of the table before."
    ),
    "merged_columns": gettext_lazy("The cell goes over several columns. Read as a measure."),
    "continued_row": gettext_lazy("No challenge stands here. Read as part of the row above."),
    "repeated_challenge": gettext_lazy(
        "The same challenge as above. Read as part of the same row."
    ),
    "row_without_challenge": gettext_lazy("No challenge stands in this row."),
    "row_without_measures": gettext_lazy("No measure stands in this row."),
    "nested_table": gettext_lazy("There is a table inside the cell. Its text was read in order."),
    "deleted_text": gettext_lazy("Text deleted with tracked changes was not read."),
    "hidden_text": gettext_lazy("Hidden text was not read."),
    "comments": gettext_lazy("Comments in the margin were not read."),
}
COLUMNS = {
    "challenge": gettext_lazy("Challenges"),
    "measure": gettext_lazy("Measures"),
    "owner": gettext_lazy("Responsible"),
    "deadline": gettext_lazy("Deadline"),
}
DEADLINES = {
    Reason.NO_YEAR: gettext_lazy("The year is missing."),
    Reason.IMPOSSIBLE: gettext_lazy("There is no such day."),
    Reason.SEASON: gettext_lazy("A season is not a date."),
    Reason.SEVERAL: gettext_lazy("There are several dates."),
    Reason.RANGE: gettext_lazy("A period, not a date."),
    Reason.BEFORE: gettext_lazy("It says before a day, not by it."),
    Reason.LOOSE: gettext_lazy("The day is not settled."),
    Reason.START: gettext_lazy("It says when it begins or what it waits for."),
    Reason.WITH_MORE: gettext_lazy("More than the date stands there."),
    Reason.AMBIGUOUS: gettext_lazy("It can mean two things."),
    Reason.WEEKDAY: gettext_lazy("The weekday and the date do not agree."),
    Reason.SOON: gettext_lazy("No day is said."),
    Reason.NO_RHYTHM: gettext_lazy("It does not say how often."),
    Reason.NOT_A_DATE: gettext_lazy("Not a date."),
}


def unreadable_text(error: Unreadable, name: str) -> tuple[str, str]:
    """What happened to a file of this name, and what to do about it."""
    params: dict[str, Any] = {"name": name, **error.params}
    if error.code == "other_zip":
        kind = str(error.params.get("kind", "zip"))
        return (
            _("«%(name)s» is not a Word file") % params,
            str(OTHER_ARCHIVES.get(kind, OTHER_ARCHIVES["zip"])),
        )
    if error.code == "too_large":
        params["limit"] = filesizeformat(error.params["limit"])
    if error.code == "no_columns":
        params["found"] = _found(error.params.get("tables", []))
    title, advice = UNREADABLE.get(error.code, UNREADABLE["failed"])
    return str(title) % params, str(advice) % params


def _found(tables: list[list[str]]) -> str:
    """The headings that were found instead, table by table."""
    texts = [
        _("table %(number)s: %(headings)s")
        % {"number": number, "headings": ", ".join(f"«{each}»" for each in headings)}
        for number, headings in enumerate(tables, start=1)
        if headings
    ]
    return "; ".join(texts) or _("no text in the first row of any table")


def refusal_text(code: str) -> str:
    """Why an edit was refused."""
    return str(REFUSALS.get(code, REFUSALS["gone"]))


def reason_text(reason: str) -> str:
    """Why a text could not be placed."""
    return str(REASONS.get(reason, ""))


def notice_text(notice: Notice) -> str:
    """What a person should know, without its place."""
    text = str(NOTICES.get(notice.code, notice.code))
    if notice.code == "no_column":
        return _("There is no column «%(column)s».") % {
            "column": COLUMNS.get(notice.text, notice.text)
        }
    if notice.count > 1:
        return ngettext(
            "%(text)s (%(number)s place)", "%(text)s (%(number)s places)", notice.count
        ) % {"text": text, "number": notice.count}
    return text


def place_text(place: Place) -> str:
    """A place in the document as a person would point at it."""
    table = _("Table %(number)s") % {"number": place.table} if place.table else ""
    match place.part:
        case Part.HEADER:
            return _("Page header")
        case Part.FOOTER:
            return _("Page footer")
        case Part.NOTE:
            return _("Footnote %(number)s") % {"number": place.line}
        case Part.BODY:
            below = _("Below table %(number)s") % {"number": place.table}
            return below if place.table else _("Above the tables")
    parts = [table]
    if place.row:
        parts.append(_("row %(number)s") % {"number": place.row})
    if place.column:
        parts.append(_("the column %(name)s") % {"name": place.column.strip(" :")})
    if place.line:
        parts.append(_("line %(number)s") % {"number": place.line})
    return ", ".join(part for part in parts if part) or _("In the text")
