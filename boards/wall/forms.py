"""The form of a new address of a screen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leanplan.form_layout import DayField


class WallAddressForm(forms.Form):
    """Where the screen stands, and how long it shows the board."""

    place = forms.CharField(
        label=_("Where the screen stands"), max_length=80,
        help_text=_("So that it is known which one to end."),
        error_messages={"required": _("Write where the screen stands.")},
    )
    expires_on = DayField(
        label=_("Works until"), error_messages={"required": _("Write until when it works.")}
    )
