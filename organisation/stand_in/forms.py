"""Who stands in, from when to when; and which leader's position it is about."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from organisation.forms import PersonField, PositionField
from organisation.models import Position
from organisation.roles import LEADERS


class StandInForm(forms.Form):
    """Somebody new to stand in."""

    person = PersonField(label=_("Who stands in?"), help_text=_("Given and family name."))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(
        label=_("Last day"), help_text=_("It ends by itself after that day.")
    )


class StandInEndForm(VersionedForm):
    """The last day of one who stands in."""

    ends_on = DayField(label=_("Last day"), help_text=_("It ends by itself after that day."))
    covers: ClassVar[tuple[str, ...]] = ()


class FindPositionForm(forms.Form):
    """A leader's position, written as a role and unit or as a name."""

    position = PositionField(label=_("For which leader?"))

    def clean_position(self) -> Position:
        """Only positions that lead a unit."""
        position: Any = self.cleaned_data["position"]
        if position.role not in LEADERS or position.each:
            raise ValidationError(_("Somebody can stand in for one leader's position only."))
        return position
