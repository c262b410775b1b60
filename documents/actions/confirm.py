"""A draft becomes a plan: its rows, challenges and measures, adopted where the document says so."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from challenges.models import ActionPlan, PlanSeries, PlanVersion, PlanVersionLine
from documents.actions.build import PlanBuilder
from documents.actors import Actors
from documents.models import ImportDraft, PlanDocument
from documents.parsed import CHALLENGE_KINDS, LineKind, count
from leanplan.clock import today
from leanplan.said import said
from leanplan.versioning import create, take_row
from measures.actions.corrections import plan_correct
from measures.actions.plans import plan_adopt, plan_submit
from organisation.language import in_language_of_municipality


@dataclass(frozen=True)
class Choices:
    """What the person chose before confirming.

    series: an existing series, or None for a new one called series_name. adopted_on: None for a
    plan that is not adopted yet, which stays a draft of the plan.
    """

    title: str
    generation: int
    series: PlanSeries | None = None
    series_name: str = ""
    adopted_on: date | None = None
    adopted_by_text: str = ""


@transaction.atomic
def draft_confirm(*, by: Any, draft: ImportDraft, version: int, choices: Choices) -> ActionPlan:
    """Make the plan that was read; the draft goes, its document stays with the plan.

    Never writes over a plan: a generation is new in its series. Owners stay empty; what the text
    names is suggested. With a day of adoption the text is frozen as version 1, as it was read;
    lines that were retyped are put right beside it, with their trace.
    Errors: Conflict; ValidationError (lines not placed, no measures, generation taken …).
    """
    take_row(draft, version)
    draft.refresh_from_db(fields=["plan", "edits"])
    _refuse_unfinished(draft)
    actors = Actors(today())
    plan = create(
        ActionPlan(
            series=choices.series or _new_series(by, choices, actors),
            generation=choices.generation,
            title=choices.title,
            owner=actors.position("development_unit_leader", by=by),
        ),
        by=by,
        reason=said(gettext_noop("Read in from «%(file)s»"), file=draft.file_name),
    )
    adopting = choices.adopted_on is not None
    builder = PlanBuilder(by=by, plan=plan, actors=actors, as_read=adopting)
    builder.build(draft.parsed)
    if adopting:
        _adopt(by, plan, choices, actors)
        _put_right(by, plan, builder)
    _keep_document(draft, plan)
    draft.delete()
    return plan


def _refuse_unfinished(draft: ImportDraft) -> None:
    counts = count(draft.parsed)
    if counts.unplaced:
        raise ValidationError(
            ngettext(
                "%(number)s line is not placed. Say what it is, or leave it out.",
                "%(number)s lines are not placed. Say what they are, or leave them out.",
                counts.unplaced,
            )
            % {"number": counts.unplaced},
            code="unplaced",
        )
    if not counts.measures:
        raise ValidationError(_("There is no measure in what was read."), code="no_measures")


def _new_series(by: Any, choices: Choices, actors: Actors) -> PlanSeries:
    if actors.municipality is None:
        raise ValidationError(
            _("Enter the municipality as a unit first; the plan belongs to it."), code="no_unit"
        )
    if not choices.series_name.strip():
        raise ValidationError({"series_name": _("Write what the new plan series is called.")})
    try:
        series = PlanSeries(owner_unit=actors.municipality, name=choices.series_name.strip())
        return create(series, by=by)
    except ValidationError as error:
        raise ValidationError({"series_name": error.messages}) from error


def _adopt(by: Any, plan: ActionPlan, choices: Choices, actors: Actors) -> None:
    assert choices.adopted_on is not None
    plan_submit(by=by, plan=plan, version=plan.version)
    plan_adopt(
        by=by,
        plan=plan,
        version=plan.version,
        adopted_on=choices.adopted_on,
        adopted_by=actors.body(choices.adopted_by_text, by=by),
        adopted_by_text=choices.adopted_by_text,
    )


def _put_right(by: Any, plan: ActionPlan, builder: "PlanBuilder") -> None:
    """Correct the frozen lines that a person had retyped before confirming."""
    version = PlanVersion.objects.get(plan=plan, number=1)
    with in_language_of_municipality():
        reason = _("Put right when read in")
    for retyped in builder.retyped:
        line = _frozen(version, retyped.kind, retyped.code, retyped.as_read, retyped.row)
        plan_correct(by=by, line=line, seen=0, text=retyped.text, reason=reason)


def _frozen(
    version: PlanVersion, kind: LineKind, code: str, text: str, row: int
) -> PlanVersionLine:
    lines = PlanVersionLine.objects.filter(version=version, row=row, text=text)
    kinds = CHALLENGE_KINDS if kind in CHALLENGE_KINDS else {kind}
    found = lines.filter(kind__in=[str(each) for each in kinds], code=code).first()
    assert found is not None, "a line that was just frozen"
    return found


def _keep_document(draft: ImportDraft, plan: ActionPlan) -> None:
    PlanDocument.objects.create(
        plan=plan,
        file_name=draft.file_name,
        file_size=draft.file_size,
        file=draft.file,
        digest=draft.digest,
        read=draft.plan,
        edits=draft.edits,
        read_by=draft.read_by,
        read_at=draft.read_at,
    )
