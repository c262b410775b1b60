"""Forms of a measuring point and a reading."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan.clock import today
from leanplan.form_layout import DayField, InlineRadioSelect
from leanplan.forms import VersionedForm
from measures.metric_models import Metric

FIELDS = ("name", "unit", "target", "better")


def number(label: Any, **more: Any) -> forms.DecimalField:
    """A number, written with a comma or a point."""
    return forms.DecimalField(
        label=label, max_digits=12, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more,
    )


class FigureForm(VersionedForm):
    """What is measured, and what is aimed at."""

    name = forms.CharField(
        label=gettext_lazy("What is measured"), max_length=80,
        error_messages={"required": gettext_lazy("Write what is measured.")},
    )
    unit = forms.CharField(
        label=gettext_lazy("Of what"), max_length=20, required=False,
        help_text=gettext_lazy("Such as %, minutes or a month."),
    )
    target = number(gettext_lazy("Target"), required=False)
    better = forms.ChoiceField(
        label=gettext_lazy("Direction"), choices=Metric.Better.choices, widget=InlineRadioSelect
    )


class ReadingForm(VersionedForm):
    """The value of a day."""

    value = number(
        gettext_lazy("Value"), error_messages={"required": gettext_lazy("Write the value.")}
    )
    read_on = DayField(label=gettext_lazy("Day"))
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=200, required=False)

    def clean_read_on(self) -> Any:
        """Nothing is read off before it has been."""
        day = self.cleaned_data["read_on"]
        if day > today():
            raise ValidationError(_("The day has not come yet."))
        return day
