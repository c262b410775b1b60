"""Forms of contracts, their log and the feedback."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from leaders.forms.rollouts import lines
from leaders.models import CoachingContract
from leanplan.form_layout import DayField, InlineRadioSelect
from leanplan.forms import VersionedForm
from organisation.forms import PersonField, let_stand
from organisation.models import OrgUnit

_LAST_DAY = {
    "required": _("Choose the last day. A coaching contract always has one."),
}


class _Terms(forms.Form):
    """What the parties agree on."""

    coach = PersonField(
        label=_("Coach"), help_text=_("Given and family name."),
        error_messages={"required": _("Write who coaches.")},
    )
    starts_on = DayField(
        label=_("First day"), error_messages={"required": _("Choose the first day.")}
    )
    ends_on = DayField(label=_("Last day"), error_messages=_LAST_DAY)
    hours = forms.IntegerField(
        label=_("Hours in all"), min_value=1, max_value=2000,
        error_messages={"required": _("Write how many hours are agreed.")},
    )
    rhythm = forms.CharField(
        label=_("How often"), max_length=120, required=False,
        help_text=_("Such as: 2 hours a month."),
    )
    aims = forms.CharField(
        label=_("What the coaching is to lead to"), max_length=2000, widget=lines(3),
        error_messages={"required": _("Write what the coaching is to lead to.")},
    )
    expectations = forms.CharField(
        label=_("What each party brings"), max_length=2000, required=False, widget=lines(3),
        help_text=_("The unit manager, the area manager and the coach."),
    )


class ContractCreateForm(_Terms):
    """A new contract."""

    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=_("Unit"), empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose the unit it is for.")},
    )
    field_order = ("unit", "coach", "starts_on", "ends_on", "hours", "rhythm", "aims")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


class ContractForm(VersionedForm, _Terms):
    """Change a draft."""

    def __init__(self, *args: Any, row: CoachingContract, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(self, coach=row.coach)


class ExtendForm(VersionedForm):
    """A longer contract is a new version with its reason."""

    ends_on = DayField(label=_("New last day"), error_messages=_LAST_DAY)
    hours = forms.IntegerField(
        label=_("Hours in all"), min_value=1, max_value=2000,
        error_messages={"required": _("Write how many hours are agreed.")},
        help_text=_("What was agreed before is part of it."),
    )
    aims = forms.CharField(
        label=_("What the coaching is to lead to"), max_length=2000, widget=lines(3)
    )
    reason = forms.CharField(
        label=_("Why is it extended?"), max_length=1000, widget=lines(3),
        error_messages={"required": _("Write why the contract is extended.")},
    )


class EndForm(VersionedForm):
    """End the coaching."""

    ended_on = DayField(
        label=_("Last day of coaching"), error_messages={"required": _("Choose the last day.")}
    )
    reason = forms.CharField(
        label=_("Why does it end, and what came of it?"), max_length=1000, widget=lines(3),
        error_messages={"required": _("Write when and why it was ended.")},
    )
    covers: ClassVar[tuple[str, ...]] = ("ended_reason",)


class EntryFields(forms.Form):
    """One line of the log."""

    day = DayField(label=_("Day"), error_messages={"required": _("Choose the day.")})
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=960,
        error_messages={"required": _("Write how many minutes it took.")},
    )
    topic = forms.CharField(
        label=_("Topic"), max_length=200,
        error_messages={"required": _("Write what it was about.")},
        help_text=_("What it was about. Nothing about how anyone is."),
    )


class EntryForm(VersionedForm, EntryFields):
    """Change a line of the log."""


class FeedbackForm(forms.Form):
    """Three sentences, from not at all to fully."""

    def __init__(self, *args: Any, questions: tuple[Any, Any, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in zip(("first", "second", "third"), questions, strict=True):
            self.fields[name] = forms.TypedChoiceField(
                label=text, coerce=int, widget=InlineRadioSelect,
                choices=(
                    (1, _("1, not at all")), (2, "2"), (3, "3"), (4, "4"), (5, _("5, fully")),
                ),
                error_messages={"required": _("Choose a number from 1 to 5.")},
            )
