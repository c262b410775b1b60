"""Forms of an analysis, its bones, those who take part, and its causes."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from leanplan.clock import today
from leanplan.form_layout import DayField, InlineRadioSelect
from leanplan.forms import VersionedForm
from measures.forms.measure_create import open_rows, row_label
from organisation.forms import PositionField, let_stand
from organisation.models import OrgUnit
from organisation.reach import reach_of
from organisation.roles import Role
from reviews.fishbone.board import BoneShown, CauseShown
from reviews.fishbone.choices import AnalysisKind, OutcomeKind
from reviews.fishbone.models import Cause, CauseCategory, FishboneAnalysis
from reviews.fishbone.question import six_month_question
from reviews.fishbone.scope import UNDER_CHIEF

QUESTION_HELP = gettext_lazy("Stands in the head of the fish.")


def units_for(user: Any) -> QuerySet[OrgUnit]:
    """The units a user may make analyses of."""
    units, reach = OrgUnit.objects.existing(on=today()), reach_of(user)
    if reach.has(Role.DEVELOPMENT_UNIT_LEADER):
        return units.by_name()
    coached = {held.unit_id for held in reach.shown if held.role == Role.COACH}
    if reach.has(Role.CHIEF_EXECUTIVE):
        near = set(units.filter(kind__in=UNDER_CHIEF).values_list("pk", flat=True))
    else:
        near = set(reach.led_unit_ids)
    return units.filter(pk__in=near | coached).by_name()


class FishboneForm(forms.Form):
    """A new analysis."""

    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=gettext_lazy("Unit"),
        empty_label=gettext_lazy("Choose a unit"),
        error_messages={"required": gettext_lazy("Choose the unit it is for.")},
    )
    kind = forms.ChoiceField(
        choices=AnalysisKind.choices, label=gettext_lazy("What it is about"),
        widget=forms.RadioSelect, initial=AnalysisKind.SIX_MONTHS,
    )
    question = forms.CharField(
        label=gettext_lazy("Question"), max_length=200, required=False,
        help_text=gettext_lazy(
            "Stands in the head of the fish. Empty for the six-month analysis: the plan's own."
        ),
    )
    day = DayField(label=gettext_lazy("Day of the meeting"), required=False)
    facilitator = PositionField(
        label=gettext_lazy("Led by"), required=False,
        help_text=gettext_lazy("The coach, for instance."),
    )

    def __init__(self, data: Any = None, *, user: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        units: Any = self.fields["unit"]
        units.queryset = units_for(user)

    def clean(self) -> dict[str, Any]:
        """The six-month analysis has a question already, another must be given one."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("question"):
            if cleaned.get("kind") == AnalysisKind.SIX_MONTHS:
                cleaned["question"] = six_month_question()
            elif "question" not in self.errors:
                self.add_error("question", _("Write the question of the analysis."))
        return cleaned


class FishboneEditForm(VersionedForm):
    """The question, the day, who leads."""

    question = forms.CharField(
        label=gettext_lazy("Question"), max_length=200, help_text=QUESTION_HELP
    )
    day = DayField(label=gettext_lazy("Day of the meeting"), required=False)
    facilitator = PositionField(label=gettext_lazy("Led by"), required=False)

    def __init__(self, data: Any = None, *, row: FishboneAnalysis, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        let_stand(self, facilitator=row.facilitator)


def places(
    bones: list[BoneShown], *, without: int | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where a cause can hang: the bones, and the causes and whys on each, but itself and what is
    under it. For a select field, in groups."""
    def under(cause: CauseShown) -> list[tuple[str, str]]:
        if cause.pk == without or not cause.can_go_deeper:
            return []
        indent = "   " * cause.level
        own = (f"c{cause.pk}", f"{indent}{_('Why of')}: {cause.text}")
        return [own, *(place for why in cause.whys for place in under(why))]

    return [
        (bone.name, [
            (f"b{bone.pk}", bone.name),
            *(place for cause in bone.causes for place in under(cause)),
        ])
        for bone in bones
    ]


def found_place(analysis: FishboneAnalysis, name: str) -> CauseCategory | Cause:
    """The bone ("b3") or the cause ("c17") of the analysis. Errors: ValidationError."""
    rows: Any = {"b": analysis.bones, "c": analysis.causes}.get(name[:1])
    found = rows.filter(pk=int(name[1:])).first() if rows and name[1:].isdigit() else None
    if found is None:
        raise ValidationError(
            _("The bone or the cause is no longer there. Choose another place.")
        )
    return found


class CauseForm(VersionedForm):
    """A cause: its text, what shows it, where it hangs."""

    text = forms.CharField(
        label=gettext_lazy("Cause"), max_length=200,
        help_text=gettext_lazy("Write about conditions, not about people."),
        error_messages={"required": gettext_lazy("Write the cause.")},
    )
    under = forms.ChoiceField(
        label=gettext_lazy("Where it stands"),
        error_messages={
            "invalid_choice": gettext_lazy(
                "It cannot stand there: a cause never stands under itself or a why of its own, nor "
                "under one that was removed. Choose another place."
            ),
        },
    )
    evidence = forms.CharField(
        label=gettext_lazy("What shows it?"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Figures, examples, what was seen."),
    )
    covers: ClassVar[tuple[str, ...]] = ("bone", "parent", "order")

    def __init__(
        self, data: Any = None, *, row: Cause, bones: list[BoneShown], **kwargs: Any
    ) -> None:
        super().__init__(data, row=row, **kwargs)
        self.bones = bones
        field: Any = self.fields["under"]
        field.choices = places(bones, without=row.pk)
        # The browser would cut what is pasted without a word; the server tells, and keeps it.
        for name in ("text", "evidence"):
            self.fields[name].widget.attrs.pop("maxlength", None)

    @classmethod
    def values_of(cls, row: Cause) -> dict[str, Any]:
        """The place as the field has it."""
        under = f"c{row.parent_id}" if row.parent_id else f"b{row.bone_id}"
        return {"text": row.text, "evidence": row.evidence, "under": under}


class CauseAddForm(forms.Form):
    """A new cause. key: made where it was typed."""

    under = forms.CharField(max_length=20)
    key = forms.RegexField(r"^[0-9a-f-]{8,36}$", max_length=36)
    text = forms.CharField(
        label=gettext_lazy("Cause"), max_length=200,
        error_messages={
            "required": gettext_lazy("Write the cause."),
            "max_length": gettext_lazy(
                "The cause has %(show_value)s letters, and there is room for %(limit_value)s. "
                "Shorten it; what is behind it can stand under «What shows it?»."
            ),
        },
    )


class ParticipantForm(forms.Form):
    """Somebody more who takes part."""

    position = PositionField(label=gettext_lazy("Position"), required=False)
    employees = forms.BooleanField(
        label=gettext_lazy("Employees of the unit"), required=False,
        help_text=gettext_lazy("They can read the analysis and write causes."),
    )
    group = forms.CharField(
        label=gettext_lazy("Others"), required=False, max_length=80,
        help_text=gettext_lazy("A group or a role, never the name of a person."),
    )
    number = forms.IntegerField(
        label=gettext_lazy("How many"), min_value=1, max_value=200, initial=1
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the three."""
        cleaned = super().clean() or self.cleaned_data
        chosen = [name for name in ("position", "employees", "group") if cleaned.get(name)]
        if not self.errors and len(chosen) != 1:
            raise ValidationError(_("Choose one: a position, the employees, or others."))
        return cleaned


class BoneForm(VersionedForm):
    """A bone's name and place."""

    name = forms.CharField(label=gettext_lazy("Bone"), max_length=40)
    place = forms.IntegerField(label=pgettext_lazy("sequence", "Place"), min_value=1, max_value=10)
    covers: ClassVar[tuple[str, ...]] = ("order",)

    @classmethod
    def values_of(cls, row: CauseCategory) -> dict[str, Any]:
        """The place counted from 1."""
        before = row.analysis.bones.filter(order__lt=row.order).count()
        return {"name": row.name, "place": before + 1}


class BoneAddForm(forms.Form):
    """A new bone."""

    name = forms.CharField(
        label=gettext_lazy("New bone"), max_length=40,
        error_messages={"required": gettext_lazy("Write what the bone is called.")},
    )


class OutcomeForm(forms.Form):
    """A measure or a follow-up area made from a cause. may_support: continued support too."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Make"), choices=OutcomeKind.choices, widget=InlineRadioSelect,
        initial=OutcomeKind.MEASURE,
    )
    text = forms.CharField(
        label=gettext_lazy("What is to be done?"), max_length=300,
        error_messages={"required": gettext_lazy("Write what is to be done.")},
    )
    row = forms.ModelChoiceField(
        open_rows(), label=gettext_lazy("Row in the plan"), required=False,
        empty_label=gettext_lazy("Choose a row"),
        help_text=gettext_lazy("For a measure: where in the plan it stands."),
    )
    owner = PositionField(
        label=gettext_lazy("Responsible"), required=False,
        help_text=gettext_lazy("Empty: nobody has it yet."),
    )
    due_date = DayField(label=gettext_lazy("Deadline"), required=False)

    def __init__(self, *args: Any, may_support: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["row"].queryset = open_rows()
        fields["row"].label_from_instance = row_label
        if not may_support:
            fields["kind"].choices = [
                choice for choice in OutcomeKind.choices if choice[0] != OutcomeKind.SUPPORT
            ]

    def clean(self) -> dict[str, Any]:
        """A measure stands in a row of the plan; support that goes on has a last day."""
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        is_measure = kind in (OutcomeKind.MEASURE, OutcomeKind.SUPPORT)
        if is_measure and not cleaned.get("row") and "row" not in self.errors:
            self.add_error("row", _("Choose the row it belongs in."))
        endless = kind == OutcomeKind.SUPPORT and not cleaned.get("due_date")
        if endless and "due_date" not in self.errors:
            self.add_error("due_date", _("Write until when the support goes on."))
        return cleaned
