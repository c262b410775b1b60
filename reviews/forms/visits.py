"""What is written about a visit: when, where, why, what to look for."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from organisation.models import OrgUnit, Position
from reviews.choices import ObservationKind
from reviews.models import GembaVisit, HalfYearReview, Observation
from reviews.words import half_year_text

_SAW = pgettext_lazy("on a visit", "What did you see?")
WHY_NOT_PERSONS = _("It is about the process. Write no names of employees, patients or pupils.")


class HourInput(forms.TimeInput):
    """The browser's own field for a time of the day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _hour() -> forms.TimeField:
    return forms.TimeField(
        label=_("Begins at"), required=False, widget=HourInput(),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
    )


def _minutes(label: Any = "", low: int = 5) -> forms.IntegerField:
    label = label or _("Minutes set aside")
    return forms.IntegerField(label=label, min_value=low, max_value=600)


class UnitChoice(forms.ModelChoiceField):
    """A unit by its daily name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name as said in daily work."""
        return obj.short


class VisitorChoice(forms.ModelChoiceField):
    """Who goes there: a position that leads above the unit."""

    def label_from_instance(self, obj: Any) -> str:
        """The position."""
        return obj.label


class ReviewChoice(forms.ModelChoiceField):
    """A review of the unit, by its half-year."""

    def label_from_instance(self, obj: Any) -> str:
        """"2. halvår 2018"."""
        return half_year_text(obj.half_year)


class QuestionsField(forms.CharField):
    """Questions, one a line. Cleans to a list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        """The lines that say something."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


def _about() -> dict[str, forms.Field]:
    return {
        "theme": forms.CharField(
            label=_("Theme"), max_length=160, required=False,
            help_text=_("The process you want to see, such as how suggestions are followed up."),
        ),
        "purpose": forms.CharField(
            label=_("Why I come"), max_length=500, required=False,
            widget=forms.Textarea(attrs={"rows": 2}), help_text=WHY_NOT_PERSONS,
        ),
        "place": forms.CharField(
            label=pgettext_lazy("on a visit", "Place"), max_length=120, required=False
        ),
        "questions": QuestionsField(
            label=_("Look for"), required=False, max_length=2200,
            help_text=_("One question a line. They stand on the phone during the visit."),
        ),
    }


class PlanVisitForm(forms.Form):
    """A new visit."""

    unit = UnitChoice(OrgUnit.objects.none(), label=_("Unit"))
    day = DayField(
        label=_("Day"), help_text=_("A day that has been is for a visit you write down now."),
    )
    starts_at = _hour()
    minutes = _minutes()
    theme, purpose, place, questions = _about().values()

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class EditVisitForm(VersionedForm):
    """What was planned; a visit that has been may get another day, length and review."""

    day = DayField(label=_("Day it was held"))
    minutes_held = _minutes(_("Minutes it took"), low=1)
    review = ReviewChoice(
        HalfYearReview.objects.none(), label=_("Belongs to the review of"), required=False,
        empty_label=_("None: it counts by its day"),
    )
    visitor = VisitorChoice(Position.objects.none(), label=_("Who visits"))
    minutes_planned = _minutes()
    theme, purpose, place, questions = _about().values()
    covers: ClassVar[tuple[str, ...]] = ("starts_at",)

    def __init__(
        self, *args: Any, row: GembaVisit, visitors: list[Position], **kwargs: Any
    ) -> None:
        asked = "\n".join(question.text for question in row.questions.all())
        kwargs["initial"] = {"questions": asked}
        super().__init__(*args, row=row, **kwargs)
        reviews = HalfYearReview.objects.filter(unit=row.unit).exclude(state="cancelled")
        self.fields["review"].queryset = reviews  # type: ignore[attr-defined]
        positions = Position.objects.filter(pk__in=[row.visitor_id, *(v.pk for v in visitors)])
        self.fields["visitor"].queryset = positions.select_related("unit")  # type: ignore[attr-defined]
        for name in ("minutes_planned",) if row.has_been else ("day", "minutes_held"):
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        """What goes to the row."""
        data = self.cleaned_data
        return {name: data[name] for name in self.fields
                if name not in ("version", "left_out", "questions")}


class MoveVisitForm(VersionedForm):
    """Another time, and why."""

    day = DayField(label=_("New day"))
    starts_at = _hour()
    reason = forms.CharField(
        label=_("Why is it moved?"), max_length=300,
        help_text=_("The unit's leader reads it. Write no names."),
    )


class CancelVisitForm(VersionedForm):
    """Why it is not held."""

    reason = forms.CharField(
        label=_("Why is it cancelled?"), max_length=300,
        help_text=_("The unit's leader reads it. Write no names."),
    )


class HostNoteForm(VersionedForm):
    """What the unit wants to show. The version is 0 before anything is written."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What do you want to show, or talk about?"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}), help_text=WHY_NOT_PERSONS,
    )


class FinishVisitForm(VersionedForm):
    """How long it took."""

    minutes = _minutes(_("How many minutes did it take?"), low=1)


class ObservationForm(forms.Form):
    """One thing that was seen, as the phone sends it while it is written."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=[("", ""), *ObservationKind.choices], required=False, label=_("Kind")
    )
    text = forms.CharField(max_length=1000, required=False, label=_SAW)
    is_agreed = forms.BooleanField(required=False)
    agreement = forms.CharField(max_length=300, required=False, label=_("What is to be better?"))
    owner = VisitorChoice(
        Position.objects.none(), required=False, label=_("Who follows up?"),
        empty_label=_("Settled afterwards"),
    )
    due_date = DayField(required=False, label=_("Deadline"))

    def __init__(
        self, *args: Any, owners: list[Position], key: UUID, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.key = key
        chosen = Position.objects.filter(pk__in=[position.pk for position in owners])
        self.fields["owner"].queryset = chosen  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What goes to the row; what was agreed goes with the choice that nothing is."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if not values["is_agreed"]:
            values |= {"agreement": "", "owner": None, "due_date": None}
        return values


class EditObservationForm(VersionedForm):
    """An observation that was handed in, put right."""

    kind = forms.ChoiceField(choices=ObservationKind.choices, label=_("Kind"))
    text = forms.CharField(
        max_length=1000, label=_SAW, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=WHY_NOT_PERSONS,
    )
    covers: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, row: Observation, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)


class PraiseForm(forms.Form):
    """What is praised."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(max_length=1000, required=False)
