"""Retting av innlesing: a line that was read in wrongly is put right, and the trace is kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from challenges.models import (
    ActionPlan,
    BasisEntry,
    Challenge,
    FocusArea,
    FocusStatement,
    Footnote,
    LineCorrection,
    PlanVersionLine,
    RowHeading,
)
from leanplan.clock import today
from leanplan.said import said
from leanplan.versioning import Conflict, Versioned, create, save_changes
from measures.models import Amendment, Measure
from organisation.holders import title_kept

Kind = PlanVersionLine.Kind
# The working title of a row is ours and no line of the document.
CORRECTABLE = frozenset(set(Kind) - {Kind.ROW})


@transaction.atomic
def plan_correct(
    *, by: Any, line: PlanVersionLine, seen: int, text: str, reason: str
) -> LineCorrection:
    """Put a line of the FIRST version right that was read in wrongly. It is no amendment.

    The frozen line stays as it was read and gets a correction beside it, and so does the same
    line in later versions that still say the same; the plan's own text follows, with the reason
    in its history. In: how many corrections of the line the person saw.
    Errors: Conflict; ValidationError (later version, over, same text, no reason).
    """
    plan = ActionPlan.objects.select_for_update().get(pk=line.version.plan_id)
    text, reason = " ".join(text.split()), reason.strip()
    _refuse(plan, line, text, reason)
    if line.corrections.count() != seen:
        raise Conflict(line, {"text": text, "reason": reason})
    wrong = line.right_text
    _correct_live(by=by, plan=plan, line=line, wrong=wrong, text=text, reason=reason)
    made = [
        LineCorrection.objects.create(
            line=same, text=text, reason=reason, corrected_on=today(), by=by,
            by_label=title_kept(by, on=today()),
        )
        for same in _same_lines(line, wrong)
    ]
    return made[0]


def _refuse(plan: ActionPlan, line: PlanVersionLine, text: str, reason: str) -> None:
    if line.version.number != 1 or line.kind not in CORRECTABLE:
        raise ValidationError(
            _("Only a line of the first version can be corrected. Propose a change instead.")
        )
    if plan.is_over:
        raise ValidationError(_("The plan is evaluated. Its text no longer changes."))
    if not text:
        raise ValidationError({"text": _("Write the text as it stands in the document.")})
    if text == line.right_text:
        raise ValidationError({"text": _("The new text is the same as the text now.")})
    if not reason:
        raise ValidationError({"reason": _("Write what was read in wrongly.")})


def _same_lines(line: PlanVersionLine, wrong: str) -> list[PlanVersionLine]:
    """The line, and the same line in later versions where it still says the same."""
    others = PlanVersionLine.objects.filter(
        version__plan=line.version.plan_id, version__number__gt=1, kind=line.kind,
        code=line.code, row=line.row,
    ).prefetch_related("corrections")
    return [line, *(other for other in others if other.right_text == wrong)]


def _correct_live(
    *, by: Any, plan: ActionPlan, line: PlanVersionLine, wrong: str, text: str, reason: str
) -> None:
    reason = said(gettext_noop("Correction of the reading in: %(reason)s"), reason=reason)
    # Where nothing is found, an amendment has given the line another text since.
    for rows, field in _live(plan, line):
        live = rows.filter(**{field: wrong}).first()
        if live is None:
            continue
        if isinstance(live, Versioned):
            save_changes(live, {field: text}, version=live.version, by=by, reason=reason)
        else:
            setattr(live, field, text)
            create(live, by=by, reason=reason)
        break
    waiting = Amendment.objects.filter(plan=plan, state=Amendment.State.PROPOSED, old_text=wrong)
    for amendment in waiting:
        save_changes(
            amendment, {"old_text": text}, version=amendment.version, by=by, reason=reason
        )


def _live(plan: ActionPlan, line: PlanVersionLine) -> list[tuple[models.QuerySet[Any], str]]:
    """Where the line stands in the plan as it is now: rows, and the field that holds the text."""
    match line.kind:
        case Kind.LEAD | Kind.MEASURE:
            return [(Measure.objects.filter(plan=plan, code=line.code), "text")]
        case Kind.CHALLENGE | Kind.OPEN_QUESTION:
            return [(Challenge.objects.filter(plan=plan, code=line.code), "text")]
        case Kind.HEADING:
            return [(RowHeading.objects.filter(row__plan=plan), "text")]
        case Kind.FOOTNOTE:
            return [(Footnote.objects.filter(row__plan=plan, mark=line.code), "text")]
        case Kind.BASIS:
            return [(BasisEntry.objects.filter(plan=plan), "text")]
        case Kind.FOCUS_AREA:
            return [(FocusArea.objects.filter(plan=plan), "name")]
    return [
        (FocusStatement.objects.filter(focus_area__plan=plan), "text"),
        (FocusArea.objects.filter(plan=plan), "objective"),
    ]
