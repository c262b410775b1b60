"""Owner, deadline, status and text of one measure."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import Challenge, PlanRow
from leanplan.clock import today
from leanplan.dates import local_day
from leanplan.history import history_sign
from leanplan.versioning import Conflict, create, save_changes, take_row
from measures.actions.reviews import measure_touched
from measures.choices import DeadlineKind, Status
from measures.deadlines import refuse_early
from measures.models import DeadlineMove, Measure, StatusEntry
from measures.rules import Deadline
from organisation.holders import title_kept
from organisation.models import OrgUnit, Position

_NO_SUGGESTION: dict[str, Any] = {
    "suggested_owner": None, "suggested_kind": "", "suggested_due_date": None,
    "suggested_precision": "", "suggested_rhythm": "", "suggested_by": None,
}


@transaction.atomic
def measure_allocate(
    *, by: Any, measure: Measure, version: int, owner: Position | None, deadline: Deadline,
    reason: str = "",
) -> dict[str, tuple[Any, Any]]:
    """Set who answers for a measure and by when, in one step.

    In: the version the person saw; a reason, needed when a settled deadline changes.
    Out: {field: (old, new)}; empty where nothing changed. A suggestion that was settled goes.
    Errors: Conflict, ValidationError (no reason for moving a deadline, done without owner).
    """
    before = Deadline.of(measure)
    moved = before.is_settled and before != deadline
    if before != deadline:
        refuse_early(measure.plan, deadline)
    # Who saw another deadline than there is now is shown both sides before being asked why.
    if moved and not reason.strip() and version == measure.version:
        raise ValidationError({"reason": _("Write why the deadline is moved.")})
    values = {"owner": owner, **deadline.as_fields(), **_settled(measure, owner, deadline)}
    changes = save_changes(measure, values, version=version, by=by, reason=reason)
    if moved and changes:
        _record_move(by=by, measure=measure, before=before, after=deadline, reason=reason)
    if changes and DeadlineKind.ONGOING in (before.kind, deadline.kind):
        measure_touched(measure)
    return changes


def _settled(measure: Measure, owner: Position | None, deadline: Deadline) -> dict[str, Any]:
    """Which suggestions fall away: an owner's with an owner, a deadline's with a deadline."""
    gone: dict[str, Any] = {}
    if owner is not None:
        gone["suggested_owner"] = None
    if deadline.is_settled:
        gone |= {
            key: value for key, value in _NO_SUGGESTION.items()
            if key not in ("suggested_owner", "suggested_by")
        }
    if owner is not None and deadline.is_settled:
        gone["suggested_by"] = None
    return gone


def _record_move(
    *, by: Any, measure: Measure, before: Deadline, after: Deadline, reason: str
) -> None:
    DeadlineMove.objects.create(
        measure=measure, old_kind=before.kind, old_due_date=before.due_date,
        new_kind=after.kind, new_due_date=after.due_date, reason=reason.strip(),
        moved_on=today(), by=by,
    )


@transaction.atomic
def measure_assign(
    *, by: Any, measure: Measure, version: int, owner: Position | None, reason: str = ""
) -> dict[str, tuple[Any, Any]]:
    """Set who answers for a measure. Errors: Conflict, ValidationError."""
    return measure_allocate(
        by=by, measure=measure, version=version, owner=owner, deadline=Deadline.of(measure),
        reason=reason,
    )


@transaction.atomic
def deadline_set(
    *, by: Any, measure: Measure, version: int, deadline: Deadline, reason: str = ""
) -> dict[str, tuple[Any, Any]]:
    """Set or move the deadline. A move needs a reason. Errors: Conflict, ValidationError."""
    return measure_allocate(
        by=by, measure=measure, version=version, owner=measure.owner, deadline=deadline,
        reason=reason,
    )


@transaction.atomic
def measure_suggest(
    *, by: Any, measure: Measure, version: int, owner: Position | None, deadline: Deadline
) -> dict[str, tuple[Any, Any]]:
    """Suggest who could answer and by when; it holds only when a decider uses it.

    What is set already gets no suggestion. Errors: Conflict, ValidationError.
    """
    values: dict[str, Any] = {}
    if measure.owner_id is None:
        values["suggested_owner"] = owner
    if not Deadline.of(measure).is_settled:
        refuse_early(measure.plan, deadline)
        values |= {
            "suggested_kind": deadline.kind if deadline.is_settled else "",
            "suggested_due_date": deadline.due_date,
            "suggested_precision": deadline.precision,
            "suggested_rhythm": deadline.rhythm,
        }
    if any(getattr(measure, name) != value for name, value in values.items()):
        values["suggested_by"] = by
    return save_changes(measure, values, version=version, by=by)


@transaction.atomic
def status_change(
    *, by: Any, measure: Measure, version: int, status: str, comment: str = ""
) -> StatusEntry:
    """Set the status, with a comment in the log; the same status with a comment is a report.

    Done needs an owner and a closing note, dropped a reason.
    Errors: Conflict, ValidationError (which says what is missing).
    """
    comment = comment.strip()
    if version != measure.version and (entry := _said_last(measure, by, status, comment)):
        return entry
    _refuse_status(measure, status, comment)
    closed = status in (Status.DONE, Status.DROPPED, Status.CARRIED_OVER)
    values = {
        "status": status,
        "closing_note": comment if closed else "",
        "closed_on": today() if closed else None,
    }
    try:
        changes = save_changes(measure, values, version=version, by=by, reason=comment)
    except Conflict:
        if entry := _said_last(measure, by, status, comment):
            return entry
        raise
    if not changes and (entry := _said_last(measure, by, status, comment)):
        return entry
    if changes and measure.deadline_kind == DeadlineKind.ONGOING:
        measure_touched(measure)
    return StatusEntry.objects.create(
        measure=measure, status=status, comment=comment, said_on=today(), by=by,
        by_label=title_kept(by, on=today()),
    )


def _said_last(measure: Measure, by: Any, status: str, comment: str) -> StatusEntry | None:
    """The last entry of the log where it says the same: then the same form was sent twice."""
    last = measure.status_log.order_by("-pk").first()
    said = (status, comment, by, today())
    same = last and (last.status, last.comment, last.by, last.said_on) == said
    return last if same else None


def _refuse_status(measure: Measure, status: str, comment: str) -> None:
    if status == Status.DONE and measure.owner_id is None:
        raise ValidationError(
            {
                "status": _(
                    "The measure has nobody responsible yet, so it cannot be set to done. "
                    "Give it a responsible position first."
                )
            }
        )
    if status == Status.DONE and not comment:
        raise ValidationError({"comment": _("Write what came of it.")})
    if status == Status.DROPPED and not comment:
        raise ValidationError({"comment": _("Write why the measure is dropped.")})
    if status == measure.status and not comment:
        raise ValidationError({"comment": _("Choose another status, or write what has happened.")})


@transaction.atomic
def measure_edit(
    *, by: Any, measure: Measure, version: int, values: dict[str, Any],
    challenges: Iterable[Challenge] | None = None,
) -> dict[str, tuple[Any, Any]]:
    """Change what is ours to write: what we will do, done when, who carries it out.

    The text is among the values only for a unit's own measure, or before the plan is adopted.
    challenges: those of its row that the measure answers; None leaves them as they are.
    Errors: Conflict, ValidationError.
    """
    frozen = measure.is_adopted and measure.plan is not None and measure.plan.is_adopted
    if frozen and "text" in values and values["text"] != measure.text:
        raise ValidationError(
            {"text": _("Adopted text is changed by an amendment only. Propose a change.")}
        )
    changes = save_changes(measure, values, version=version, by=by)
    if challenges is None:
        return changes
    before, wanted = set(measure.challenges.all()), set(challenges)
    if before == wanted:
        return changes
    if any(challenge.row_id != measure.row_id for challenge in wanted):
        raise ValidationError({"challenges": _("A measure answers challenges of its own row.")})
    if not changes:
        take_row(measure, version, values)
    history_sign(measure, by=by)
    measure.challenges.set(wanted)
    return {**changes, "challenges": (before, wanted)}


@transaction.atomic
def measure_create(
    *, by: Any, row: PlanRow, unit: OrgUnit | None, text: str, owner: Position | None = None,
    deadline: Deadline | None = None, supports: Measure | None = None, **fields: Any,
) -> Measure:
    """Make a measure later, for a unit; its code goes on where the plan's codes end.

    Errors: ValidationError. Without a unit the measure is a line of the plan: only for a plan
    that is not adopted, or through an adopted amendment.
    """
    plan = row.plan
    refuse_early(plan, deadline or Deadline())
    values = {**(deadline or Deadline()).as_fields(), **fields}
    if "code" not in values:
        values["code"] = next_code(plan)
    if "order" not in values:
        values["order"] = next_order(row)
    twin = row.measures.open().filter(unit=unit, text=text.strip()).first() if unit else None
    if twin is not None:
        return _sent_twice(twin, by)
    made: Measure = create(
        Measure(
            plan=plan, row=row, unit=unit, text=text.strip(), owner=owner, supports=supports,
            **values,
        ),
        by=by,
    )
    if made.deadline_kind == DeadlineKind.ONGOING:
        measure_touched(made)
    return made


def _sent_twice(twin: Measure, by: Any) -> Measure:
    """A form that was sent twice makes one measure; somebody else's like it is told."""
    made = twin.history.filter(history_type="+").first()
    if made and made.history_user == by and local_day(made.history_date) == today():
        return twin
    raise ValidationError(
        {"text": _("The unit has this measure in the row already: %(code)s.") % {"code": twin.code}}
    )


def next_order(row: PlanRow) -> int:
    """The order that comes last in a row."""
    last = row.measures.order_by("-order").values_list("order", flat=True).first()
    return (last or 0) + 10


def next_code(plan: Any) -> str:
    """The code after the plan's highest, such as T30. Lock: the plan's row, so none comes twice."""
    type(plan).objects.select_for_update().filter(pk=plan.pk).first()
    numbers = [
        int(code[1:])
        for code in Measure.objects.filter(plan=plan).values_list("code", flat=True)
        if code[:1] == "T" and code[1:].isdigit()
    ]
    return f"T{max(numbers, default=0) + 1}"
