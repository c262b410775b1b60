"""The rows of a planned half-year: each unit's day and half, and whether it is taken along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leanplan.form_layout import DayField
from reviews.planning import AFTERNOON, MORNING


class PlanRowForm(forms.Form):
    """One unit."""

    unit = forms.IntegerField(widget=forms.HiddenInput)
    take = forms.BooleanField(label=_("Take along"), required=False)
    day = DayField(label=_("Day"), required=False)
    half = forms.ChoiceField(
        label=_("Half of the day"),
        choices=[(MORNING, _("Morning")), (AFTERNOON, _("Afternoon"))],
    )

    def clean(self) -> dict[str, Any]:
        """What is taken along has a day."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("take") and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Choose a day, or do not take the unit along."))
        return cleaned


# The number of rows comes with them; none is empty.
PlanRows = forms.formset_factory(PlanRowForm, extra=0, max_num=400, absolute_max=400)
