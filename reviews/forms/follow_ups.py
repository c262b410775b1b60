"""Forms about one follow-up area: a new one, changes, and how it ends."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from challenges.models import PlanRow
from leanplan.clock import today
from leanplan.form_layout import DayField, InlineRadioSelect
from leanplan.forms import VersionedForm
from measures.forms.measure_create import open_rows, row_label
from organisation.forms import PositionField, let_stand
from organisation.models import OrgUnit
from organisation.reach import reach_of
from organisation.roles import UnitKind
from reviews.choices import FollowUpState
from reviews.models import FollowUp

TEXT_HELP = _("What is to be in place? One short sentence, without names of people.")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _owner() -> PositionField:
    return PositionField(
        label=_("Responsible"), required=False, help_text=_("May wait until the debrief.")
    )


def units_to_follow_up(user: Any) -> QuerySet[OrgUnit]:
    """The units a user may register follow-up areas of: those led, every one for who decides."""
    units = OrgUnit.objects.existing(on=today()).exclude(kind=UnitKind.MUNICIPALITY)
    led = reach_of(user).led_unit_ids
    return (units.filter(pk__in=led) if led else units).by_name()


class FollowUpAddForm(forms.Form):
    """A new follow-up area, found elsewhere than on a visit or at a review."""

    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=_("Unit"), empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose the unit it is for.")},
    )
    text = forms.CharField(
        label=_("What is to be better?"), max_length=300, help_text=TEXT_HELP,
        error_messages={"required": _("Write what is to be better.")},
    )
    cause = forms.CharField(
        label=_("Cause"), required=False, max_length=2000, widget=_lines(3),
        help_text=_("What we think lies behind it. May be written later."),
    )
    owner = _owner()
    due_date = DayField(label=_("Deadline"), required=False)
    on = DayField(label=_("Found on"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_to_follow_up(user)  # type: ignore[attr-defined]


class FollowUpEditForm(VersionedForm):
    """What is found, why, who answers for it, by when, and how far it has come."""

    text = forms.CharField(label=_("What is to be better?"), max_length=300, help_text=TEXT_HELP)
    cause = forms.CharField(
        label=_("Cause"), required=False, max_length=2000, widget=_lines(3),
        help_text=_("What we think lies behind it."),
    )
    owner = _owner()
    due_date = DayField(label=_("Deadline"), required=False)
    state = forms.ChoiceField(
        label=_("Status"), widget=InlineRadioSelect,
        choices=[
            (state.value, state.label) for state in (FollowUpState.OPEN, FollowUpState.IN_PROGRESS)
        ],
    )
    reason = forms.CharField(
        label=_("Remark for the history"), required=False, max_length=500,
        help_text=_("Such as why the deadline is moved. May be left empty."),
    )
    covers: ClassVar[tuple[str, ...]] = ("done_on",)

    def __init__(self, *args: Any, row: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(self, owner=row.owner)
        if row.state == FollowUpState.DONE:
            del self.fields["state"]


class FollowUpDoneForm(VersionedForm):
    """What was agreed is carried out."""

    done_on = DayField(label=_("Carried out on"))
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=500, widget=_lines(2),
        help_text=_("What was done, in a sentence."),
    )
    covers: ClassVar[tuple[str, ...]] = ("state",)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"done_on": today()}, **kwargs)


class FollowUpCloseForm(VersionedForm):
    """Somebody else has seen what came of it."""

    note = forms.CharField(
        label=_("What came of it?"), max_length=2000, widget=_lines(3),
        help_text=_("What you have seen yourself, such as on Gemba. Without names of people."),
        error_messages={"required": _("Write what came of it.")},
    )
    on = DayField(label=_("Seen on"))
    covers: ClassVar[tuple[str, ...]] = (
        "state", "closing_note", "closed_on", "done_on", "checked_by",
    )

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"on": today()}, **kwargs)


class FollowUpReasonForm(VersionedForm):
    """Why it is dropped, or opened again."""

    reason = forms.CharField(label=_("Why?"), max_length=500, widget=_lines(3))
    covers: ClassVar[tuple[str, ...]] = FollowUpCloseForm.covers


class FollowUpMeasureForm(VersionedForm):
    """The measure of the unit that is made from it: in which row of the plan, with which words."""

    plan_row = forms.ModelChoiceField(
        PlanRow.objects.none(), label=_("Row in the plan"), empty_label=_("Choose a row"),
        error_messages={"required": _("Choose the row it belongs in.")},
    )
    text = forms.CharField(
        label=_("What is to be done?"), max_length=500,
        help_text=_("One short sentence, as it is to stand in the plan."),
        error_messages={"required": _("Write what is to be done.")},
    )
    owner = PositionField(
        label=_("Responsible"), required=False, help_text=_("Empty: nobody has it yet.")
    )
    due_date = DayField(label=_("Deadline"), required=False)
    covers: ClassVar[tuple[str, ...]] = ("measure",)

    def __init__(self, *args: Any, row: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["plan_row"].queryset = open_rows()
        fields["plan_row"].label_from_instance = row_label
        let_stand(self, owner=row.owner)
