"""Forms about one measure: who answers for it, by when, what is suggested, what it says."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge
from leanplan.form_layout import InlineRadioSelect, RowsField
from leanplan.forms import Part, VersionedForm
from measures.choices import DeadlineKind, Rhythm
from measures.forms.allocation import as_written, in_one_line
from measures.forms.deadline import DeadlineForm
from measures.models import Measure
from measures.rules import Deadline
from organisation.forms import PersonField, PositionField, let_stand

# What falls away by itself when an owner or a deadline is set; nobody chooses about it.
SUGGESTED = (
    "suggested_owner", "suggested_kind", "suggested_due_date", "suggested_precision",
    "suggested_rhythm", "suggested_by",
)
DEADLINE_FIELDS = ("kind", "due_date", "precision", "rhythm", "next_review_on")
DEADLINE_PART = Part("deadline", _("Deadline"), DEADLINE_FIELDS, in_one_line)
KINDS = forms.ChoiceField(
    label=_("Kind of deadline"), widget=InlineRadioSelect, initial=DeadlineKind.DATE,
    # The one most often meant first; templates/measures/measure/_deadline_fields.html relies on it.
    choices=[
        (kind.value, kind.label)
        for kind in (
            DeadlineKind.DATE, DeadlineKind.ONGOING, DeadlineKind.RECURRING, DeadlineKind.UNSETTLED,
        )
    ],
)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AssignForm(VersionedForm):
    """Who answers for a measure."""

    owner = PositionField(
        label=_("Responsible"), required=False,
        help_text=_(
            "Write a role and a unit, or a name. It is the position that answers; whoever holds "
            "it sees the measure as theirs. Empty: nobody."
        ),
    )
    reason = forms.CharField(
        label=_("Remark for the history"), required=False, max_length=500,
        help_text=_("Where it was decided, or why somebody else takes over. May be left empty."),
    )
    covers: ClassVar[tuple[str, ...]] = SUGGESTED

    def __init__(self, *args: Any, row: Measure, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(self, owner=row.owner)


class DeadlineSetForm(DeadlineForm, VersionedForm):
    """The deadline of a measure, with the reason where a settled one is moved."""

    kind = KINDS
    reason = forms.CharField(
        label=_("Why is the deadline moved?"), max_length=500, required=False, widget=_area(2),
        help_text=_("Stands beside the moved deadline, for those who follow the plan up."),
    )
    field_order = (*DEADLINE_FIELDS, "reason")
    groups: ClassVar[tuple[Part, ...]] = (DEADLINE_PART,)
    covers: ClassVar[tuple[str, ...]] = ("deadline_kind", *SUGGESTED)

    def __init__(self, data: Any = None, *, row: Measure, **kwargs: Any) -> None:
        super().__init__(data, row=row, deadline=Deadline.of(row), **kwargs)
        self.is_moving = Deadline.of(row).is_settled
        if not self.is_moving:
            del self.fields["reason"]

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """The deadline, both as one value and field by field."""
        deadline = Deadline.of(row)
        return {"deadline": deadline, "precision": "", **as_written(deadline)}


class SuggestForm(DeadlineForm, VersionedForm):
    """Who could answer and by when; only what nobody has set yet."""

    kind = KINDS
    next_review_on = None  # type: ignore[assignment]
    owner = PositionField(label=_("Responsible"), required=False)
    field_order = ("owner", *DEADLINE_FIELDS)
    groups: ClassVar[tuple[Part, ...]] = (
        Part("deadline", _("Deadline"), ("kind", "due_date", "precision", "rhythm"), in_one_line),
    )
    covers: ClassVar[tuple[str, ...]] = SUGGESTED

    def __init__(self, data: Any = None, *, row: Measure, **kwargs: Any) -> None:
        super().__init__(data, row=row, deadline=self.suggested(row), **kwargs)
        if row.owner_id is not None:
            del self.fields["owner"]
        if Deadline.of(row).is_settled:
            for name in ("kind", "due_date", "precision", "rhythm"):
                del self.fields[name]

    @staticmethod
    def suggested(row: Measure) -> Deadline:
        """The deadline that is suggested; a suggestion holds no day of review."""
        return Deadline(
            row.suggested_kind or DeadlineKind.UNSETTLED, row.suggested_due_date,
            row.suggested_precision, row.suggested_rhythm,
        )

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """What is suggested now."""
        deadline = cls.suggested(row)
        return {
            "owner": row.suggested_owner, "deadline": deadline, "precision": "",
            **as_written(deadline),
        }

    def _ongoing(self) -> Deadline | None:
        rhythm = self.cleaned_data.get("rhythm")
        if rhythm in ("", None, Rhythm.ON_EVENT):
            self.add_error("rhythm", _("Choose how often an ongoing measure is looked at again."))
            return None
        return Deadline(DeadlineKind.ONGOING, rhythm=rhythm)


class EditForm(VersionedForm):
    """What is ours to write about a measure. The text only where nobody has adopted it."""

    text = forms.CharField(label=_("What is to be done?"), widget=_area(2))
    description = forms.CharField(
        label=_("What we will do"), required=False, widget=_area(5),
        help_text=_("How we go about it here: who does what, in what order."),
    )
    done_when = forms.CharField(
        label=_("Done when"), required=False, widget=_area(4),
        help_text=_("Signs that anybody can check, one a line."),
    )
    executor = PersonField(
        label=_("Carried out by"), required=False,
        help_text=_(
            "Somebody who does the work for the one who answers. Whoever is named reads the "
            "measure and reports on it, wherever they work. May be left empty."
        ),
    )
    supports = forms.ModelChoiceField(
        Measure.objects.none(), label=_("Supports the adopted measure"), required=False,
        empty_label=_("None chosen"),
    )
    challenges = RowsField(
        Challenge.objects.none(), label=_("Answers"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: the measure answers the whole row."),
    )

    def __init__(self, *args: Any, row: Measure, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(self, executor=row.executor)
        fields: dict[str, Any] = self.fields
        adopted = row.is_adopted and row.plan is not None and row.plan.is_adopted
        if adopted:
            del fields["text"]
        if row.is_adopted:
            del fields["supports"]
        else:
            fields["supports"].queryset = adopted_lines(row.plan_id)
            fields["supports"].label_from_instance = line_label
        fields["challenges"].queryset = Challenge.objects.filter(row=row.row_id)
        fields["challenges"].label_from_instance = line_label
        if row.row_id is None:
            del fields["challenges"]

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """The row's own fields, and what it answers; of an earlier version as it was then."""
        then = getattr(row, "_history", None)
        if then is None:
            answered = list(row.challenges.all())
        else:
            keys = then.challenges.values("challenge_id")
            answered = list(Challenge.objects.filter(pk__in=keys))
        return {**super().values_of(row), "challenges": answered}


def adopted_lines(plan_id: int | None) -> Any:
    """The lines of the plan's text, in its order."""
    lines = Measure.objects.filter(plan=plan_id).in_text()
    return lines.order_by("row__order", "row", "order", "pk")


def line_label(line: Any) -> str:
    """A measure or a challenge in a list of choices: its code and its first words."""
    from measures.presenters.measure import short_title  # noqa: PLC0415

    return f"{line.code} {short_title(line.text, 90)}"
