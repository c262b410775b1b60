"""Forms of a rollout and its steps."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from leaders.choices import ManagerPart
from leaders.models import ExpectationAgreement, Rollout
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from organisation.forms import PersonField, let_stand
from organisation.models import OrgUnit


def lines(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class _PlanFields(forms.Form):
    """What is planned about a rollout."""

    planned_start = DayField(
        label=_("Planned start"), error_messages={"required": _("Choose when it is to start.")},
    )
    planned_end = DayField(
        label=_("Planned completion"),
        error_messages={"required": _("Choose when it is to be completed.")},
    )
    meeting_planned_on = DayField(
        label=_("Information meeting is agreed for"), required=False,
        help_text=_("The area manager leads it, or parts of it."),
    )
    coach = PersonField(
        label=_("Coach"), required=False, help_text=_("Given and family name. May wait."),
    )
    wave = forms.CharField(
        label=_("Wave"), max_length=60, required=False,
        help_text=_("Units that begin together, such as: autumn 2018."),
    )


class RolloutCreateForm(_PlanFields):
    """A new rollout of a unit."""

    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=_("Unit"), empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose the unit it is for.")},
    )
    field_order = ("unit", "planned_start", "planned_end", "meeting_planned_on", "coach", "wave")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


class RolloutForm(VersionedForm, _PlanFields):
    """Change what is planned."""

    def __init__(self, *args: Any, row: Rollout, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(self, coach=row.coach)


class TrainingForm(VersionedForm):
    """The leader's training."""

    training_from = DayField(label=_("Training from"), required=False)
    trained_on = DayField(
        label=_("The leader is trained since"), required=False,
        help_text=_("Empty while the training goes on. The rollout starts when it is there."),
    )
    training_note = forms.CharField(
        label=_("About the training"), max_length=160, required=False,
        help_text=_("Such as: three days, with the development unit."),
    )


class MeetingForm(VersionedForm):
    """The information meeting."""

    meeting_on = DayField(
        label=_("Held on"), error_messages={"required": _("Choose the day it was held.")},
    )
    manager_part = forms.ChoiceField(
        label=_("The area manager"), choices=ManagerPart.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Say what part the manager took in the meeting.")},
    )
    meeting_people = forms.IntegerField(
        label=_("How many came"), required=False, min_value=0, max_value=5000,
    )
    meeting_note = forms.CharField(
        label=_("What was said"), required=False, max_length=1000, widget=lines(3),
        help_text=_("Expectations that are to be kept are written in the expectation agreement."),
    )


class ExpectationsForm(VersionedForm):
    """What the parties expect of one another."""

    milestones = forms.CharField(
        label=_("Milestones"), max_length=2000, widget=lines(4),
        error_messages={"required": _("Write what is to be in place, and when.")},
        help_text=_("What is to be in place, and when. One a line."),
    )
    hours = forms.CharField(
        label=_("Time set aside"), max_length=160,
        error_messages={"required": _("Write how much time is set aside.")},
        help_text=_("Such as: two hours a month."),
    )
    rhythm = forms.CharField(
        label=_("How it is followed up"), max_length=160,
        error_messages={"required": _("Write how it is followed up.")},
        help_text=_("Such as: the first Monday."),
    )

    def __init__(self, *args: Any, row: ExpectationAgreement, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)


class StartForm(VersionedForm):
    """Start the rollout. The reason is for who may decide to start without the training."""

    started_on = DayField(
        label=_("Started on"), error_messages={"required": _("Choose the day it was started.")},
    )
    override_reason = forms.CharField(
        label=_("Start before the leader is trained, because"), required=False, max_length=1000,
        widget=lines(3),
        help_text=_("Your name and the reason stay on the rollout. Empty: it starts only when the "
                    "training is there."),
    )

    def __init__(self, *args: Any, may_override: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_override:
            del self.fields["override_reason"]


class CompleteForm(VersionedForm):
    """The unit is rolled out."""

    completed_on = DayField(
        label=_("Completed on"), error_messages={"required": _("Choose the day it was completed.")},
        help_text=_("The six-month deadline for the analysis counts from here."),
    )


class CancelForm(VersionedForm):
    """Call the rollout off."""

    reason = forms.CharField(
        label=_("Why is it called off?"), max_length=1000, widget=lines(3),
        error_messages={"required": _("Write why it is called off.")},
    )
    covers: ClassVar[tuple[str, ...]] = ("cancelled_reason",)


class SignForm(forms.Form):
    """A signature: by oneself with one button, or for another who signed on paper."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    party = forms.CharField(max_length=8, widget=forms.HiddenInput)
    person = PersonField(label=_("Who signed on paper"), required=False)
    signed_on = DayField(label=_("Signed on"), required=False)
