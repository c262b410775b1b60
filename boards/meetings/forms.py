"""Forms of board meetings: the log, the end, a decision."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.meetings.actions.log import not_held_values
from boards.meetings.choices import BoardMeetingState, NotHeld
from boards.meetings.models import BoardDecision, BoardMeeting
from leanplan.form_layout import DayField, InlineRadioSelect
from leanplan.forms import VersionedForm
from organisation.forms import PositionField, let_stand

STATES = (
    (BoardMeetingState.HELD.value, pgettext_lazy("board meeting", "Held")),
    (BoardMeetingState.NOT_HELD.value, pgettext_lazy("board meeting", "Not held")),
)
FIELDS = ("day", "state", "attendance", "minutes", "reason", "reason_text")


class AttendanceField(forms.IntegerField):
    """How many were there: a number, and no names."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("How many were there"), min_value=1, max_value=500,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"required": _("Write how many were there.")}, **kwargs,
        )


class MeetingLogForm(VersionedForm):
    """Held or not, how many were there, why not. standing: the meeting of that day, where somebody
    was first."""

    standing: BoardMeeting | None = None
    day = DayField(label=_("Day"), error_messages={"required": _("Write the day.")})
    state = forms.ChoiceField(
        label=_("The meeting was"), choices=STATES, widget=InlineRadioSelect,
        error_messages={"required": _("Choose whether the meeting was held.")},
    )
    attendance = AttendanceField(required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=600, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    reason = forms.ChoiceField(
        label=_("Why not"), required=False, choices=[("", _("Choose")), *NotHeld.choices],
        help_text=_("Only where the meeting was not held."),
    )
    reason_text = forms.CharField(
        label=_("In your own words"), max_length=200, required=False,
        help_text=_("Write no names of employees, patients or pupils."),
    )

    @classmethod
    def values_of(cls, row: BoardMeeting) -> dict[str, Any]:
        """What the meeting holds."""
        return {name: getattr(row, name) for name in FIELDS}

    def clean(self) -> dict[str, Any]:
        """The answer that fits: how many, or why not."""
        data = super().clean() or {}
        if data.get("state") == BoardMeetingState.NOT_HELD:
            if not data.get("reason"):
                self.add_error("reason", _("Choose why the meeting was not held."))
            elif data["reason"] == NotHeld.OTHER and not data.get("reason_text"):
                self.add_error("reason_text", _("Write why the meeting was not held."))
        elif data.get("state") and "attendance" in data and data["attendance"] is None:
            self.add_error("attendance", _("Write how many were there."))
        return data

    def values(self) -> dict[str, Any]:
        """What is saved."""
        return not_held_values({name: self.cleaned_data[name] for name in FIELDS})


class MeetingEndForm(forms.Form):
    """How many were there; without it, the meeting is ended all the same."""

    attendance = AttendanceField()


class BoardDecisionForm(VersionedForm):
    """What, who, when."""

    text = forms.CharField(
        label=_("What"), max_length=200, error_messages={"required": _("Write what is agreed.")}
    )
    responsible = PositionField(label=_("Who"), required=False)
    who = forms.CharField(
        label=_("Who, in words"), max_length=80, required=False,
        help_text=_("Such as a department; nobody is reminded then."),
    )
    due_date = DayField(label=_("When"), required=False)

    def __init__(self, *args: Any, row: BoardDecision, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(self, responsible=row.responsible)

    @classmethod
    def values_of(cls, row: BoardDecision) -> dict[str, Any]:
        """What the decision holds, the position as a row."""
        return {
            "text": row.text, "responsible": row.responsible, "who": row.who,
            "due_date": row.due_date,
        }


class NewDecisionForm(forms.Form):
    """One line while the meeting runs. who: a position where it is one, else words."""

    key = forms.CharField(max_length=40, required=False)
    text = forms.CharField(
        label=_("What"), max_length=200, error_messages={"required": _("Write what is agreed.")}
    )
    who = forms.CharField(label=_("Who"), max_length=80, required=False)
    due_date = DayField(label=_("When"), required=False)


class VersionForm(forms.Form):
    """The version of the row that goes."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


def first_day(asked: str, *, today: date) -> date:
    """The day the form begins with: the one in the address where it is one that has come."""
    try:
        return min(date.fromisoformat(asked), today)
    except ValueError:
        return today
