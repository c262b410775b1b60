"""Forms of a stakeholder analysis."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan.clock import today
from leanplan.form_layout import DayField, InlineRadioSelect
from leanplan.forms import VersionedForm
from organisation.forms import PositionField, let_stand
from organisation.models import OrgUnit
from organisation.people import people_called
from reviews.fishbone.forms import units_for
from reviews.stakeholders.choices import Attitude, Level, Strategy
from reviews.stakeholders.models import Stakeholder, StakeholderCheck


class _About(forms.Form):
    """What an analysis is about, and which network could take part."""

    subject = forms.CharField(
        label=gettext_lazy("What is it about?"), max_length=200,
        error_messages={"required": gettext_lazy("Write what it is about.")},
    )
    network = forms.CharField(
        label=gettext_lazy("A network that fits"), max_length=120, required=False,
        help_text=gettext_lazy("Such as the network for home care. Empty: none is known."),
    )


class StakeholdersForm(_About):
    """A stakeholder analysis by itself, of improvement work in a unit."""

    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=gettext_lazy("Unit"),
        empty_label=gettext_lazy("Choose a unit"),
        error_messages={"required": gettext_lazy("Choose the unit it is for.")},
    )
    field_order = ("unit", "subject", "network")

    def __init__(self, data: Any = None, *, user: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        units: Any = self.fields["unit"]
        units.queryset = units_for(user)


class StakeholdersEditForm(VersionedForm, _About):
    """What it is about, and which network fits."""


def _level(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=list(reversed(Level.choices)), coerce=int, initial=int(Level.MEDIUM)
    )


class _Fields(forms.Form):
    """What a group has, whether it is new or not."""

    name = forms.CharField(
        label=gettext_lazy("Group or role"), max_length=80,
        help_text=gettext_lazy("Write a group or a role, never the name of a person."),
        error_messages={"required": gettext_lazy("Write which group or role it is.")},
    )
    influence = _level(gettext_lazy("Influence"))
    interest = _level(gettext_lazy("Interest"))
    attitude = forms.ChoiceField(
        label=gettext_lazy("Attitude"), choices=Attitude.choices, widget=InlineRadioSelect,
        initial=Attitude.NEUTRAL,
    )
    strategy = forms.ChoiceField(
        label=gettext_lazy("Strategy"), required=False,
        choices=[("", gettext_lazy("As influence and interest propose")), *Strategy.choices],
    )
    expectation = forms.CharField(
        label=gettext_lazy("What do they expect?"), required=False, max_length=300
    )
    involvement = forms.CharField(
        label=gettext_lazy("How do they take part?"), required=False, max_length=300
    )
    invited_by = PositionField(label=gettext_lazy("Invited by"), required=False)
    invited_on = DayField(label=gettext_lazy("Invited on"), required=False)
    is_external = forms.BooleanField(
        label=gettext_lazy("Outside the municipality"), required=False
    )

    def clean_name(self) -> str:
        """A group, no person: a name that somebody here has is told."""
        name: str = " ".join(self.cleaned_data["name"].split())
        if len(name.split()) > 1 and people_called(name, on=today()):
            raise ValidationError(
                _("«%(name)s» is the name of a person. Write the group or the role instead.")
                % {"name": name}
            )
        return name


class StakeholderForm(_Fields):
    """A new group."""


class StakeholderEditForm(VersionedForm, _Fields):
    """A group that stands there."""

    def __init__(self, data: Any = None, *, row: Stakeholder, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        let_stand(self, invited_by=row.invited_by)


class PlaceForm(VersionedForm):
    """Where a group stands in the grid: two select fields."""

    influence = _level(gettext_lazy("Influence"))
    interest = _level(gettext_lazy("Interest"))


class CheckForm(VersionedForm):
    """A check point: when, whether it was done, what was seen."""

    planned_on = DayField(label=gettext_lazy("Planned for"), required=False)
    done_on = DayField(
        label=gettext_lazy("Done on"), required=False,
        help_text=gettext_lazy("When all groups have been gone through."),
    )
    note = forms.CharField(
        label=gettext_lazy("What did you see?"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    covers: ClassVar[tuple[str, ...]] = ("done_by", "done_as")

    @classmethod
    def values_of(cls, row: StakeholderCheck) -> dict[str, Any]:
        """The three fields."""
        return {"planned_on": row.planned_on, "done_on": row.done_on, "note": row.note}


GROUP_FIELDS = tuple(_Fields.base_fields)
