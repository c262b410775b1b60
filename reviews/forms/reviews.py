"""Forms of half-yearly reviews. Rows that are answered on the page are VersionedForms as well, so
that two who answer the same thing at once are shown both sides."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from leanplan import thresholds
from leanplan.form_layout import DayField, InlineRadioSelect
from leanplan.forms import VersionedForm
from leanplan.periods import half_year_key, half_years
from organisation.forms import PersonField, PositionField
from organisation.models import OrgUnit
from reviews.choices import Decision, Judgement, Light, Mark, Part, PointState
from reviews.thresholds import MINUTES
from reviews.words import half_year_text

_LINE = forms.TextInput(attrs={"autocomplete": "off"})


class _WhenFields(forms.Form):
    """Day, hour, place and length of a review."""

    day = DayField(label=_("Day"), required=False)
    starts_at = forms.TimeField(
        label=_("Begins at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}),
    )
    minutes_planned = forms.IntegerField(
        label=_("Minutes set aside"), min_value=15, max_value=600,
        help_text=_("Two hours give time enough for most units."),
    )
    place = forms.CharField(label=_("Where"), required=False, max_length=120)


class ReviewPlanForm(_WhenFields):
    """A review that is to be: of which unit, in which half-year, and when."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=OrgUnit.objects.none())
    half_year = forms.ChoiceField(label=_("Half-year"))
    field_order = ("unit", "half_year", "day", "starts_at", "minutes_planned", "place")

    def __init__(self, *args: Any, units: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        keys = half_years(today.replace(month=1, day=1), date(today.year + 1, 12, 31))
        self.fields["half_year"].choices = [  # type: ignore[attr-defined]
            (key, half_year_text(key)) for key in keys
        ]
        self.fields["half_year"].initial = half_year_key(today)
        self.fields["minutes_planned"].initial = thresholds.value(MINUTES.key)


class ReviewMoveForm(VersionedForm, _WhenFields):
    """A coming review gets another day, hour, place or length."""

    reason = forms.CharField(
        label=_("Why is it moved?"), required=False, max_length=300,
        help_text=_("A few words for those who had the old day."),
    )


class ReviewCancelForm(VersionedForm):
    """A coming review is not held."""

    reason = forms.CharField(label=_("Why is it not held?"), max_length=300)


class AnswerForm(VersionedForm):
    """The answer to one question."""

    mark = forms.ChoiceField(
        label=_("Answer"), required=False, choices=[("", "–"), *Mark.choices]
    )
    comment = forms.CharField(label=_("Comment"), required=False, max_length=500, widget=_LINE)


class FigureForm(VersionedForm):
    """What is made of one figure."""

    judgement = forms.ChoiceField(
        label=_("Judgement"), required=False, choices=[("", "–"), *Judgement.choices]
    )
    note = forms.CharField(label=_("Explanation"), required=False, max_length=500, widget=_LINE)


class DecisionForm(VersionedForm):
    """What becomes of one follow-up area."""

    decision = forms.ChoiceField(
        label=_("Decision"), required=False, choices=[("", "–"), *Decision.choices]
    )
    note = forms.CharField(
        label=_("What came of it?"), required=False, max_length=500, widget=_LINE
    )


class NoteForm(VersionedForm):
    """One of the texts of a review."""

    text = forms.CharField(
        label=_("Text"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PresenceForm(VersionedForm):
    """Whether somebody is there."""

    present = forms.BooleanField(label=_("Present"), required=False)


class ConfirmForm(VersionedForm):
    """Somebody confirms a locked review."""

    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=300,
        help_text=_("Where something is not as you remember it. May be left empty."),
    )


class ParticipantForm(forms.Form):
    """Somebody else who takes part."""

    person = PersonField(label=_("Name"))
    part = forms.ChoiceField(
        label=_("Takes part as"), widget=InlineRadioSelect, initial=Part.DEVELOPMENT,
        choices=[(each.value, each.label) for each in (Part.DEVELOPMENT, Part.OTHER)],
    )


class NewAreaForm(forms.Form):
    """A new follow-up area of the unit."""

    text = forms.CharField(label=_("What is to be in place?"), max_length=300)
    owner = PositionField(label=_("Responsible"), required=False)
    due_date = DayField(label=_("Deadline"), required=False)


class ConcludeForm(VersionedForm):
    """The end of the review: status, why, next day, how long it took."""

    unit_status = forms.ChoiceField(
        label=_("Status of the unit"), required=False, choices=Light.choices,
        widget=forms.RadioSelect,
    )
    status_note = forms.CharField(label=_("Why?"), required=False, max_length=300)
    next_on = DayField(label=_("Next half-yearly review"), required=False)
    minutes_held = forms.IntegerField(
        label=_("How many minutes did it take?"), required=False, min_value=1, max_value=900
    )
    enough_time = forms.TypedChoiceField(
        label=_("Was there time enough?"), required=False, widget=InlineRadioSelect,
        choices=[("True", _("Yes")), ("False", _("No"))],
        coerce=lambda value: value == "True", empty_value=None,
    )
    alone_reason = forms.CharField(
        label=_("Why did nobody from the development unit take part?"), required=False,
        max_length=300, help_text=_("The management group can read it."),
    )
    covers: ClassVar[tuple[str, ...]] = ("state",)


class PointForm(forms.Form):
    """A point to the next review: one line."""

    text = forms.CharField(
        label=_("What must the next review take up?"), max_length=140,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "true"}),
        help_text=_("One line about the matter, as you would say it to the leader."),
    )


class PointAnswerForm(forms.Form):
    """What became of a point."""

    version = forms.IntegerField(min_value=1)
    state = forms.ChoiceField(choices=PointState.choices)
    review = forms.IntegerField(required=False)


class QuestionForm(forms.Form):
    """A new question."""

    heading = forms.CharField(
        label=_("Heading"), max_length=60,
        help_text=_("Questions under the same heading stand together."),
    )
    text = forms.CharField(label=_("Question"), max_length=200)
    help_text = forms.CharField(
        label=_("What do we look for?"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class QuestionEditForm(VersionedForm, QuestionForm):
    """A question of a draft."""


class VersionForm(forms.Form):
    """A press on a button: the version that the person saw."""

    version = forms.IntegerField(min_value=1)
