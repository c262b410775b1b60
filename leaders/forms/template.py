"""The form of a step of the template."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leaders.choices import Doer
from leaders.forms.rollouts import lines
from leanplan.forms import VersionedForm


class StepFields(forms.Form):
    """What a step says."""

    title = forms.CharField(
        label=_("Title"), max_length=120, required=False,
        help_text=_("Empty: the usual words for the kind."),
    )
    help = forms.CharField(
        label=_("What is to be done"), required=False, max_length=1000, widget=lines(3)
    )
    doer = forms.ChoiceField(label=_("Who does it"), choices=Doer.choices)
    days = forms.IntegerField(
        label=_("Days from the start"), min_value=-730, max_value=1460,
        error_messages={"required": _("Write a number of days, such as -28 or 30.")},
        help_text=_("Before the start: a number below zero, such as -28."),
    )
    order = forms.IntegerField(
        label=pgettext_lazy("sequence", "Order"), min_value=0, max_value=999, initial=50,
        error_messages={"required": _("Write a number; the lowest stands first.")},
        help_text=_("The lowest stands first."),
    )


class StepForm(VersionedForm, StepFields):
    """Change a step."""
