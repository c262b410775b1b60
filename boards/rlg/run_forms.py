"""What the secretary writes while a meeting runs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.rlg.point_models import AgendaPoint
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from organisation.forms import PositionField


class DecisionLineForm(forms.Form):
    """One decision in one line. key: made by the page, so that sent twice it stands once."""

    point = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What is decided"), max_length=300,
        error_messages={"required": _("Write what is decided.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-first": ""}),
    )
    owner = PositionField(
        label=_("Who"), error_messages={"required": _("Write who sees to it.")}
    )
    due_date = DayField(label=_("When"), required=False)


class PointNoteForm(VersionedForm):
    """What was said at a point; saved while it is written."""

    said = forms.CharField(
        label=_("What was said"), required=False, max_length=4000,
        help_text=_("Stands in the minutes. Saved while you write."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def values_of(cls, row: AgendaPoint) -> dict[str, Any]:
        """The text."""
        return {"said": row.said}


class SettleForm(forms.Form):
    """What becomes of a raised point that is under way."""

    TO = ("treated", "next", "waits", "copy")

    to = forms.ChoiceField(choices=[(key, key) for key in TO], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is moved"), max_length=300, required=False,
        help_text=_("Needed where it is not dealt with."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
