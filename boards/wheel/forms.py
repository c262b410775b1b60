"""The form of an own entry of the annual wheel."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.wheel.choices import Recurrence, Ring, SetAside
from boards.wheel.models import WheelEntry
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from organisation.forms import PositionField, let_stand

FIELDS = (
    "title", "kind", "starts_on", "ends_on", "recurrence", "until", "responsible", "note",
    "set_aside",
)


class WheelEntryForm(VersionedForm):
    """What, when, how often, and who sees to it."""

    title = forms.CharField(
        label=_("What"), max_length=120,
        error_messages={"required": _("Write what is to stand in the wheel.")},
    )
    kind = forms.ChoiceField(
        label=_("Ring"), choices=Ring.choices, widget=forms.RadioSelect, initial=Ring.OTHER
    )
    starts_on = DayField(
        label=_("Day, or first day"), error_messages={"required": _("Write the day.")}
    )
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Only for what lasts more than a day."),
    )
    recurrence = forms.ChoiceField(
        label=_("Comes back"), choices=Recurrence.choices, initial=Recurrence.ONCE
    )
    until = DayField(
        label=_("Comes back until"), required=False, help_text=_("Empty: without an end.")
    )
    responsible = PositionField(label=_("Responsible"), required=False)
    note = forms.CharField(label=_("Remark"), max_length=200, required=False)
    set_aside = forms.ChoiceField(
        label=_("Time set aside for"), choices=SetAside.choices, required=False,
        help_text=_("Ticked as done, it counts as held."),
    )

    def __init__(self, *args: Any, row: WheelEntry, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(self, responsible=row.responsible)

    @classmethod
    def values_of(cls, row: WheelEntry) -> dict[str, Any]:
        """What the entry holds, the position as a row."""
        return {name: getattr(row, name) for name in FIELDS}

    def clean(self) -> dict[str, Any]:
        """The days in their order; an end only for what comes back."""
        data = super().clean() or {}
        first, last, until = (data.get(name) for name in ("starts_on", "ends_on", "until"))
        if isinstance(first, date) and last and last < first:
            self.add_error("ends_on", _("The last day cannot be before the first."))
        if isinstance(first, date) and until and until < first:
            self.add_error("until", _("This day cannot be before the first one."))
        if until and data.get("recurrence") == Recurrence.ONCE:
            self.add_error("until", _("Choose how often it comes back, or empty this field."))
        return data


class WheelDeleteForm(forms.Form):
    """The version of the entry that is taken out."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
