"""Forms of an analysis that is held, and of where it goes from there."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from leanplan.clock import today
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from measures.forms.measure_create import open_rows, row_label
from measures.models import Measure
from organisation.holders import Owner
from reviews.fishbone.choices import AnalysisState
from reviews.fishbone.models import FishboneAnalysis
from reviews.fishbone.presenter import ParticipantShown
from reviews.fishbone.support import row_for_support

ENDS, GOES_ON = "ends", "goes_on"


class HoldForm(VersionedForm):
    """What is said when an analysis is held. support: the measure that says already that support
    goes on; then nothing is left to choose about it."""

    on = DayField(label=gettext_lazy("Held on"))
    present = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    without_manager = forms.CharField(
        label=gettext_lazy("Why is it held without the leader above?"), required=False,
        max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only where that is so. The management group sees the reason."),
    )
    support = forms.ChoiceField(
        label=gettext_lazy("Support from the development unit"), widget=forms.RadioSelect,
        choices=(
            (ENDS, pgettext_lazy("support", "Ends")),
            (GOES_ON, gettext_lazy("Goes on with a new time frame")),
        ),
    )
    support_until = DayField(
        label=gettext_lazy("Up to and including"), required=False,
        help_text=gettext_lazy("It becomes a measure of the unit, and a new contract until then."),
    )
    support_row = forms.ModelChoiceField(
        open_rows(), label=gettext_lazy("Row in the plan"), required=False,
        empty_label=gettext_lazy("Choose a row"),
        help_text=gettext_lazy("Where the measure of continued support stands."),
    )
    no_measures = forms.CharField(
        label=gettext_lazy("Why are there no measures?"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only where nothing is made from the causes."),
    )

    def __init__(
        self, data: Any = None, *, row: FishboneAnalysis, participants: list[ParticipantShown],
        support: Measure | None = None, **kwargs: Any,
    ) -> None:
        super().__init__(data, row=row, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["present"].choices = [(str(one.pk), participant_text(one)) for one in participants]
        if not row.is_six_months or support:
            del fields["support"], fields["support_until"], fields["support_row"]
            return
        fields["support_row"].queryset = open_rows()
        fields["support_row"].label_from_instance = row_label
        fields["support_row"].initial = row_for_support()

    @classmethod
    def values_of(cls, row: FishboneAnalysis) -> dict[str, Any]:
        """As it is thought to have been: today, with all of them there."""
        return {
            "on": today(), "support": ENDS,
            "present": [str(one.pk) for one in row.participants.all()],
        }

    def clean(self) -> dict[str, Any]:
        """Support that goes on has a last day; support that ends has none."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("support") != GOES_ON:
            cleaned["support_until"] = None
            return cleaned
        for name, said in (
            ("support_until", _("Write until when the support goes on.")),
            ("support_row", _("Choose the row the measure belongs in.")),
        ):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, said)
        return cleaned


def participant_text(one: ParticipantShown) -> str:
    """Who takes part, in one line."""
    if one.owner is None:
        return f"{one.group} ({one.number})" if one.number > 1 else one.group
    owner: Owner = one.owner
    return f"{owner.name}, {owner.under}" if owner.kind == "person" else owner.name


class MoveForm(VersionedForm):
    """Where the analysis goes from here, and what is said about it."""

    state = forms.ChoiceField(label=gettext_lazy("From here"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("What came of it, or why it is cancelled or undone"), required=False,
        max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: Any = None, *, row: FishboneAnalysis, states: list[AnalysisState], **kw: Any
    ) -> None:
        super().__init__(data, row=row, **kw)
        field: Any = self.fields["state"]
        words = {
            AnalysisState.FOLLOWED_UP: _("The measures are being followed up"),
            AnalysisState.CLOSED: _("Close the analysis"),
            AnalysisState.CANCELLED: _("Cancel the analysis"),
            AnalysisState.UNDER_WAY: _("Undo that it was held"),
        }
        field.choices = [(state.value, words[state]) for state in states]

    @classmethod
    def values_of(cls, row: FishboneAnalysis) -> dict[str, Any]:
        """Nothing is chosen beforehand."""
        return {}
