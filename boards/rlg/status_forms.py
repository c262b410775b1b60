"""The form in which a row of the plan is judged."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.rlg.status_models import NOTE_MISSING, RowStatus
from leanplan.forms import VersionedForm
from reviews.choices import Light


class RowStatusForm(VersionedForm):
    """The status and why. Version 0: nobody had judged the row when the page was made."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    light = forms.ChoiceField(
        label=_("Status of the row"), choices=Light.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose a status.")},
    )
    note = forms.CharField(
        label=_("Why"), max_length=160, required=False,
        help_text=_("A few words that all may read."),
    )

    @classmethod
    def values_of(cls, row: RowStatus) -> dict[str, Any]:
        """What is set."""
        return row.as_values()

    def clean(self) -> dict[str, Any]:
        """Who says that something is wrong says what."""
        data = super().clean() or {}
        light = data.get("light")
        if light and light != Light.GOOD and not (data.get("note") or "").strip():
            self.add_error("note", NOTE_MISSING)
        return data
