"""Forms of a lifted point."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.board_models import Board
from boards.thresholds import LIFT_DAYS
from leanplan import thresholds
from leanplan.clock import today
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from leanplan.working_days import next_working_day


def proposed_day() -> date:
    """When an answer is asked for where nobody says otherwise."""
    return next_working_day(today() + timedelta(days=thresholds.value(LIFT_DAYS.key)))


class LiftForm(forms.Form):
    """What cannot be solved here, and by when an answer is wanted."""

    text = forms.CharField(
        label=gettext_lazy("What can we not solve ourselves?"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write what it is about.")},
        help_text=gettext_lazy("Without names of residents, pupils or others."),
    )
    to_board = forms.ModelChoiceField(
        Board.objects.none(), label=gettext_lazy("Lifted to"), empty_label=None
    )
    answer_by = DayField(label=gettext_lazy("Answer by"))

    def __init__(self, data: Any, *, boards: list[Board], text: str = "") -> None:
        super().__init__(data, initial={"text": text, "answer_by": proposed_day()})
        field: Any = self.fields["to_board"]
        field.queryset = Board.objects.filter(pk__in=[one.pk for one in boards])
        if len(boards) == 1:
            field.widget = forms.HiddenInput()
            self.initial["to_board"] = boards[0].pk

    def clean_answer_by(self) -> date:
        """A day that is to come."""
        day: date = self.cleaned_data["answer_by"]
        if day < today():
            raise ValidationError(_("That day has passed."))
        return day


class AnswerForm(VersionedForm):
    """The answer."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write the answer.")},
        help_text=gettext_lazy(
            "It stands on the board it came from, and those who lifted it are told."
        ),
    )


class WithdrawForm(forms.Form):
    """The version of the point that is taken back."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
