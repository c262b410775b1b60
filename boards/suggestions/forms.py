"""Forms of suggestions: a new one, changes, scores, a move with what it asks for, a round."""

from copy import deepcopy
from itertools import chain
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.suggestions import rules
from boards.suggestions.actions import MoveSaid
from boards.suggestions.choices import RUNNING, SuggestionState
from boards.suggestions.models import Suggestion
from leanplan.form_layout import DayField, InlineRadioSelect
from leanplan.forms import VersionedForm
from organisation.forms import PersonField, PositionField, let_stand

SCALE = [(number, str(number)) for number in range(1, 6)]
WRITE_IT = gettext_lazy("Write the suggestion in a few words.")
NO_NAMES = gettext_lazy("What is the problem today? Without names of residents, pupils or others.")


def lines(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def scale(label: Any, help_text: Any) -> forms.TypedChoiceField:
    """From 1 to 5, or not set."""
    return forms.TypedChoiceField(
        label=label, choices=[("", gettext_lazy("Not set")), *SCALE], coerce=int, empty_value=None,
        required=False, widget=InlineRadioSelect, help_text=help_text,
    )


def number_field() -> forms.DecimalField:
    """The result as a number."""
    return forms.DecimalField(
        label=gettext_lazy("As a number"), max_digits=12, decimal_places=2, required=False,
        localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def unit_field() -> forms.CharField:
    """What the number is of."""
    return forms.CharField(
        label=gettext_lazy("Of what"), max_length=40, required=False,
        help_text=gettext_lazy("Such as minutes a shift."),
    )


EFFORT = gettext_lazy("1: done in a moment. 5: takes much time or money.")
EFFECT = gettext_lazy("1: hardly noticed. 5: much better for those we are here for.")


class QuickForm(forms.Form):
    """The one line on the board."""

    title = forms.CharField(
        label=gettext_lazy("New suggestion"), max_length=120, error_messages={"required": WRITE_IT}
    )
    anonymous = forms.BooleanField(label=gettext_lazy("Without my name"), required=False)


class SuggestionForm(forms.Form):
    """A new suggestion with more than its line. from_me: for one who works there."""

    title = forms.CharField(
        label=gettext_lazy("Suggestion"), max_length=120, error_messages={"required": WRITE_IT}
    )
    problem = forms.CharField(
        label=gettext_lazy("Problem"), max_length=2000, required=False, widget=lines(3),
        help_text=NO_NAMES,
    )
    from_whom = forms.ChoiceField(
        label=gettext_lazy("Proposed by"), widget=forms.RadioSelect, initial="me",
        choices=(
            ("me", gettext_lazy("Me")),
            ("other", gettext_lazy("Another person or a department")),
            ("nobody", gettext_lazy("Without a name")),
        ),
        help_text=gettext_lazy("Without a name, nothing tells who wrote it, not even the history."),
    )
    proposed_by = forms.CharField(
        label=gettext_lazy("Who"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"data-picks": "id_from_whom_1"}),
    )
    effort = scale(gettext_lazy("Effort"), EFFORT)
    effect = scale(gettext_lazy("Effect"), EFFECT)
    touches = forms.CharField(
        label=gettext_lazy("Others it touches"), max_length=200, required=False,
        help_text=gettext_lazy("Units or groups that should know."),
    )

    def clean(self) -> dict[str, Any]:
        """Who proposed it is written where it is another."""
        data = super().clean() or {}
        if data.get("from_whom") == "other" and not data.get("proposed_by"):
            self.add_error("proposed_by", _("Write who, or choose «Without a name»."))
        return data


class SuggestionEditForm(VersionedForm):
    """What the suggestion says, and who answers for it."""

    title = forms.CharField(
        label=gettext_lazy("Suggestion"), max_length=120, error_messages={"required": WRITE_IT}
    )
    problem = forms.CharField(
        label=gettext_lazy("Problem"), max_length=2000, required=False, widget=lines(3),
        help_text=NO_NAMES,
    )
    proposer = PersonField(
        label=gettext_lazy("Proposed by"), required=False,
        help_text=gettext_lazy("A person with a position here is told if it is declined."),
    )
    proposed_by = forms.CharField(
        label=gettext_lazy("Proposed by, in words"), max_length=80, required=False,
        help_text=gettext_lazy("A department, or a name. Both empty: without a name."),
    )
    effort = scale(gettext_lazy("Effort"), EFFORT)
    effect = scale(gettext_lazy("Effect"), EFFECT)
    touches = forms.CharField(
        label=gettext_lazy("Others it touches"), max_length=200, required=False
    )
    responsible = PositionField(label=gettext_lazy("Responsible"), required=False)
    executor = PersonField(
        label=gettext_lazy("Carried out by"), required=False,
        help_text=gettext_lazy("A person named to do it, beside the responsible position."),
    )
    due_date = DayField(label=gettext_lazy("Deadline"), required=False)
    decision = forms.CharField(
        label=gettext_lazy("Decision"), max_length=1000, required=False, widget=lines(2)
    )

    def __init__(self, *args: Any, row: Suggestion, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(
            self, proposer=row.proposer, responsible=row.responsible, executor=row.executor
        )

    def clean(self) -> dict[str, Any]:
        """What is under way keeps its responsible and its deadline."""
        data = super().clean() or {}
        if self.row.state in RUNNING:
            for name, said in (
                ("responsible", _("Write who answers for it while it is under way.")),
                ("due_date", _("Write by when.")),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, said)
        return data


class ScoreForm(VersionedForm):
    """How much it takes, and how much it gives."""

    effort = forms.TypedChoiceField(
        label=gettext_lazy("Effort"), choices=SCALE, coerce=int, widget=InlineRadioSelect,
        help_text=EFFORT, error_messages={"required": gettext_lazy("Choose from 1 to 5.")},
    )
    effect = forms.TypedChoiceField(
        label=gettext_lazy("Effect"), choices=SCALE, coerce=int, widget=InlineRadioSelect,
        help_text=EFFECT, error_messages={"required": gettext_lazy("Choose from 1 to 5.")},
    )


# What a person writes with a move, as it is asked for.
TOGETHER = (
    ("responsible", "due_date"), ("result", "result_number", "result_unit"), ("standard",),
    ("decision",),
)


class MoveForm(forms.Form):
    """A move with what it asks for; fields that it does not ask for are left out."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    til = forms.CharField(widget=forms.HiddenInput)
    responsible = PositionField(label=gettext_lazy("Responsible"), required=False)
    due_date = DayField(label=gettext_lazy("Deadline"), required=False)
    result = forms.CharField(
        label=gettext_lazy("Result against what we believed"), max_length=2000, required=False,
        widget=lines(3),
    )
    result_number = number_field()
    result_unit = unit_field()
    standard = forms.CharField(
        label=gettext_lazy("What standard is changed"), max_length=1000, required=False,
        widget=lines(2),
        help_text=gettext_lazy("A routine, a checklist, a place: so that it lasts."),
    )
    decision = forms.CharField(
        label=gettext_lazy("Why"), max_length=1000, required=False, widget=lines(3)
    )
    over_limit = forms.BooleanField(
        label=gettext_lazy("Move it all the same"), required=False
    )

    def __init__(
        self, data: Any, *, suggestion: Suggestion, to: str, asks: rules.Asks, pdca: Any = None
    ) -> None:
        initial = {
            "version": suggestion.version, "til": to, "responsible": suggestion.responsible,
            "due_date": suggestion.due_date,
        }
        if pdca is not None:
            initial |= {
                name: getattr(pdca, name) for name in ("result", "result_number", "result_unit")
            }
        super().__init__(data, initial=initial)
        let_stand(self, responsible=suggestion.responsible)
        for name in _left_out(suggestion.state, to, asks):
            del self.fields[name]

    @staticmethod
    def is_written(data: Any) -> bool:
        """Something was written with the move."""
        return any(data.get(name, "").strip() for name in chain(*TOGETHER))

    def go_on_from(self, suggestion: Suggestion) -> None:
        """Let what was written go with the suggestion as it is now, and keep it in sight where the
        move asks for it no more."""
        self.data = {**dict(self.data.items()), "version": str(suggestion.version)}
        for names in TOGETHER:
            if any(self.data.get(name, "").strip() for name in names):
                for name in set(names) - set(self.fields):
                    self.fields[name] = deepcopy(self.base_fields[name])

    def said(self) -> MoveSaid:
        """What the person says with the move."""
        given = {name: self.cleaned_data.get(name) for name in MoveSaid.__annotations__}
        return MoveSaid(**{name: value for name, value in given.items() if value not in (None, "")})


def _left_out(state: str, to: str, asks: rules.Asks) -> set[str]:
    result = {"result", "result_number", "result_unit"}
    every = {"responsible", "due_date", "standard", "decision", "over_limit"} | result
    wanted: set[str] = set()
    if asks.owner or asks.deadline or to == rules.AGAIN:
        wanted |= {"responsible", "due_date"}
    if asks.over_limit:
        wanted.add("over_limit")
    if asks.standard:
        wanted.add("standard")
    if to in (SuggestionState.DECLINED, SuggestionState.DROPPED, SuggestionState.PARKED):
        wanted.add("decision")
    if state == SuggestionState.CHECK and to in (
        SuggestionState.ADOPTED, SuggestionState.DROPPED, rules.AGAIN
    ):
        wanted |= result
    return every - wanted


class RoundForm(VersionedForm):
    """What is planned, done and seen in a round, whichever step it is at."""

    aim = forms.CharField(
        label=gettext_lazy("What do we want to achieve?"), max_length=1000, required=False,
        widget=lines(2),
    )
    hypothesis = forms.CharField(
        label=gettext_lazy("What do we believe will happen?"), max_length=1000, required=False,
        widget=lines(2),
    )
    baseline = forms.CharField(
        label=gettext_lazy("How is it today?"), max_length=200, required=False,
        help_text=gettext_lazy("A number if there is one: 25 minutes a shift."),
    )
    plan = forms.CharField(
        label=gettext_lazy("Who does what, and when?"), max_length=1000, required=False,
        widget=lines(2),
    )
    did = forms.CharField(
        label=gettext_lazy("What was done?"), max_length=2000, required=False, widget=lines(3)
    )
    did_from = DayField(label=gettext_lazy("Tried from"), required=False)
    did_until = DayField(label=gettext_lazy("Tried until"), required=False)
    result = forms.CharField(
        label=gettext_lazy("What was the result, against what we believed?"), max_length=2000,
        required=False, widget=lines(3),
    )
    result_number = number_field()
    result_unit = unit_field()

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        data = super().clean() or {}
        first, last = data.get("did_from"), data.get("did_until")
        if first and last and last < first:
            self.add_error("did_until", _("The last day cannot be before the first."))
        return data


ROUND_FIELDS = tuple(
    name for name in RoundForm.base_fields if name not in ("version", "left_out")
)
EDIT_FIELDS = tuple(
    name for name in SuggestionEditForm.base_fields if name not in ("version", "left_out")
)
