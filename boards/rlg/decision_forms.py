"""Forms of decisions, and of what they become."""

from typing import Any, ClassVar

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from boards.rlg.choices import PointState
from boards.rlg.decision_models import Decision
from boards.rlg.forms import lines_of_plan
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from challenges.models import PlanRow
from leanplan.clock import today
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from measures.forms.measure_create import open_rows, row_label
from measures.forms.measures import line_label
from measures.models import Measure
from organisation.forms import PositionField, let_stand
from organisation.models import OrgUnit
from organisation.roles import UnitKind


class DecisionForm(forms.Form):
    """A decision in one line: what, who, when."""

    point = forms.ModelChoiceField(
        AgendaPoint.objects.none(), label=_("Point"), empty_label=None,
        error_messages={"required": _("Choose the point it belongs to.")},
    )
    text = forms.CharField(
        label=_("What is decided?"), max_length=300,
        error_messages={"required": _("Write what is decided.")},
    )
    owner = PositionField(
        label=_("Who"), error_messages={"required": _("Write who carries it out.")}
    )
    due_date = DayField(label=_("When"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        first = {"key": get_random_string(20), "point": meeting.step_id}
        kwargs["initial"] = {**first, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = meeting.points.exclude(  # type: ignore[attr-defined]
            state__in=(PointState.MOVED, PointState.SHELVED, PointState.DROPPED)
        )


class DecisionEditForm(VersionedForm):
    """The same, changed."""

    text = forms.CharField(label=_("What is decided?"), max_length=300)
    owner = PositionField(label=_("Who"))
    due_date = DayField(label=_("When"), required=False)

    def __init__(self, *args: Any, row: Decision, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(self, owner=row.owner)


class DecisionDoneForm(VersionedForm):
    """What came of it."""

    note = forms.CharField(
        label=_("What came of it?"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    covers: ClassVar[tuple[str, ...]] = ("state", "closing_note", "closed_on")

    def __init__(self, *args: Any, row: Decision, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.initial["note"] = ""


def _units() -> Any:
    return OrgUnit.objects.existing(on=today()).exclude(
        kind__in=(UnitKind.MUNICIPALITY, UnitKind.MANAGEMENT_GROUP)
    ).by_name()


def _unit_of(decision: Decision) -> int | None:
    """The unit that most often is meant: that of whoever carries it out."""
    unit = decision.owner.unit
    known = unit.kind not in (UnitKind.MUNICIPALITY, UnitKind.MANAGEMENT_GROUP)
    return unit.pk if known else None


class DecisionMeasureForm(VersionedForm):
    """In which row of the plan, and for which unit."""

    plan_row = forms.ModelChoiceField(
        PlanRow.objects.none(), label=_("Row in the plan"), empty_label=_("Choose a row"),
        error_messages={"required": _("Choose the row it belongs in.")},
    )
    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=_("Unit"), empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose the unit it is for.")},
    )
    covers: ClassVar[tuple[str, ...]] = ("measure", "state", "closed_on")

    def __init__(self, *args: Any, row: Decision, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["plan_row"].queryset = open_rows()
        fields["plan_row"].label_from_instance = row_label
        fields["unit"].queryset = _units()
        self.initial["unit"] = _unit_of(row)


class DecisionDeadlineForm(VersionedForm):
    """Which measure gets the deadline, and whether its responsible changes too."""

    line = forms.ModelChoiceField(
        Measure.objects.none(), label=_("Measure"), empty_label=_("Choose a measure"),
        error_messages={"required": _("Choose the measure it is about.")},
    )
    takes_over = forms.BooleanField(
        label=_("Who carries out the decision answers for the measure"), required=False
    )
    covers: ClassVar[tuple[str, ...]] = ("measure", "state", "closed_on", "is_deadline")

    def __init__(self, *args: Any, row: Decision, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["line"].queryset = lines_of_plan()
        fields["line"].label_from_instance = line_label
        self.initial["line"] = row.point.measure_id
        self.initial["takes_over"] = row.due_date is None


class DecisionFollowUpForm(VersionedForm):
    """The unit that follows it up."""

    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=_("Unit"), empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose the unit it is for.")},
    )
    covers: ClassVar[tuple[str, ...]] = ("follow_up", "state", "closed_on")

    def __init__(self, *args: Any, row: Decision, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["unit"].queryset = _units()  # type: ignore[attr-defined]
        self.initial["unit"] = _unit_of(row)
