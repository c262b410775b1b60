"""How often mail comes."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan.form_layout import helper
from organisation.notices.choices import MailFrequency


class MailChoiceForm(forms.Form):
    """One's own choice."""

    frequency = forms.ChoiceField(
        label=_("How often"), choices=MailFrequency.choices, widget=forms.RadioSelect,
        help_text=_("At most one mail a day, on working days. In holidays and pauses none."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(self, action=reverse("organisation:mail_choose"))
