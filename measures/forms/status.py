"""The form that changes a measure's status."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leanplan.forms import VersionedForm
from measures.choices import Status


class StatusForm(VersionedForm):
    """A status, and a comment for the log. Done and dropped need the comment."""

    status = forms.ChoiceField(
        label=_("Status"), choices=Status.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose a status.")},
    )
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Must be filled in for done and dropped."),
    )
