"""A workbook on its way in: read, looked over, confirmed or dropped."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.unreadable import Unreadable
from leanplan.versioning import take_row
from leanplan.xlsx_in import read_workbook, sheets_of
from organisation.tree import lock_tree
from organisation.workbook.cells import tables_of
from organisation.workbook.draft import WorkbookDraft
from organisation.workbook.plan import WorkbookPlan, plan_of
from organisation.workbook.write import write_plan


class Changed(Exception):
    """What the workbook would do is not what was looked over. plan: what it would do now."""

    def __init__(self, plan: WorkbookPlan) -> None:
        super().__init__("not what was looked over")
        self.plan = plan


def workbook_upload(*, by: Any, name: str, data: bytes) -> WorkbookDraft:
    """Read a file and keep what was read to look over.

    Errors: Unreadable; nothing is kept. The file is read outside any transaction.
    """
    read = read_workbook(data)
    tables, _unknown = tables_of(sheets_of(read))
    if not tables:
        raise Unreadable("no_sheets", found=[sheet["name"] for sheet in read["sheets"]])
    if not any(table.rows for table in tables.values()):
        raise Unreadable("no_rows")
    return workbook_keep(by=by, name=name, size=len(data), read=read)


@transaction.atomic
def workbook_keep(*, by: Any, name: str, size: int, read: dict[str, Any]) -> WorkbookDraft:
    """Keep what was read; drafts that nobody has confirmed in a week go."""
    WorkbookDraft.objects.too_old().delete()
    return WorkbookDraft.objects.create(
        file_name=name.strip()[-200:] or _("workbook.xlsx"), file_size=size, read=read, read_by=by
    )


@transaction.atomic
def workbook_confirm(
    *, by: Any, draft: WorkbookDraft, version: int, seen: str, today: date
) -> WorkbookPlan:
    """Write what was looked over, all of it or nothing; the draft goes.

    In: the draft's version and the fingerprint of the plan that was looked over. Errors: Conflict
    where somebody else was at the draft; Changed where the plan has errors or is another by now.
    """
    take_row(draft, version)
    lock_tree()
    plan = plan_of(draft.read, today=today)
    if plan.errors or plan.fingerprint != seen:
        raise Changed(plan)
    write_plan(plan, by=by, reason=_("Read in from %(file)s") % {"file": draft.file_name})
    draft.delete()
    return plan


@transaction.atomic
def workbook_drop(*, by: Any, draft: WorkbookDraft, version: int) -> None:
    """Throw the draft away. Errors: Conflict."""
    take_row(draft, version)
    draft.delete()
