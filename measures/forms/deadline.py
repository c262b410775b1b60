"""The deadline as fields of a form: four kinds, each with what follows from it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from measures.choices import DeadlineKind, Precision, Rhythm
from measures.rules import Deadline, last_day
from measures.written import Unreadable, read_date, write_date


class DateText(forms.TextInput):
    """A text field for a date: what cannot be a date stays in it as it was typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """A date as it is written here; typed text as it is."""
        if isinstance(value, date):
            return write_date(value)
        return super().format_value(value)


class WrittenDateField(forms.Field):
    """A day, or (whole_days=False) also a month, a half-year or a year written in words.

    Cleans to (last day, precision), or to None where nothing is written.
    """

    widget = DateText

    def __init__(self, *, whole_days: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.whole_days = whole_days

    def to_python(self, value: Any) -> tuple[date, str] | None:
        """Read what was written. Errors: ValidationError that repeats it."""
        if not value or not str(value).strip():
            return None
        try:
            day, precision = read_date(str(value))
        except Unreadable as error:
            raise ValidationError(str(error), code="unreadable") from None
        if self.whole_days and precision != Precision.DAY:
            raise ValidationError(
                _("«%(text)s» is not a day. Write the day like 24.09.2018."),
                code="not_a_day", params={"text": str(value).strip()},
            )
        return day, precision


class DeadlineForm(forms.Form):
    """Kind, date and precision, rhythm, next review. Cleans to `cleaned_data["deadline"]`.

    Subclass it to add fields. deadline: what stands there now. Fields that do not belong to the
    chosen kind are ignored, whatever is left in them.
    """

    kind = forms.ChoiceField(
        label=_("Kind of deadline"), choices=DeadlineKind.choices, initial=DeadlineKind.UNSETTLED
    )
    due_date = WrittenDateField(
        label=_("Date"), required=False, whole_days=False,
        help_text=_("24.09.2018, or as exactly as it is meant: a month, a half-year or a year."),
    )
    precision = forms.ChoiceField(
        label=_("How exactly it is meant"), required=False,
        choices=[("", _("As it is written")), *Precision.choices],
    )
    rhythm = forms.ChoiceField(
        label=_("How often"), required=False, choices=Rhythm.choices, initial=Rhythm.HALF_YEAR
    )
    next_review_on = WrittenDateField(label=_("Next review"), required=False)

    def __init__(self, *args: Any, deadline: Deadline | None = None, **kwargs: Any) -> None:
        known = deadline or Deadline()
        initial = {
            "kind": known.kind,
            "due_date": write_date(known.due_date, known.precision or Precision.DAY),
            "rhythm": known.rhythm or Rhythm.HALF_YEAR,
            "next_review_on": write_date(known.next_review_on),
        }
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Put the deadline together, or say at the field what is missing for its kind."""
        super().clean()
        makers = {
            DeadlineKind.DATE: self._date,
            DeadlineKind.ONGOING: self._ongoing,
            DeadlineKind.RECURRING: self._recurring,
        }
        kind = self.cleaned_data.get("kind")
        self._drop_errors_of_other_kinds(kind)
        if kind is not None:
            self.cleaned_data["deadline"] = makers.get(kind, Deadline)()
        return self.cleaned_data

    def _drop_errors_of_other_kinds(self, kind: str | None) -> None:
        """What is left in a field that no longer counts is no reason to refuse."""
        fields: dict[str | None, set[str]] = {
            DeadlineKind.DATE: {"due_date", "precision"},
            DeadlineKind.ONGOING: {"rhythm", "next_review_on"},
            DeadlineKind.RECURRING: {"rhythm"},
        }
        for name in {"due_date", "precision", "rhythm", "next_review_on"} - fields.get(kind, set()):
            self.errors.pop(name, None)

    def _date(self) -> Deadline | None:
        if "due_date" in self.errors:
            return None
        written = self.cleaned_data.get("due_date")
        if written is None:
            self.add_error("due_date", _("Write the date, or choose another kind of deadline."))
            return None
        day, precision = written
        if precision == Precision.DAY and self.cleaned_data.get("precision"):
            precision = self.cleaned_data["precision"]
        return Deadline.on(last_day(day, precision), precision)

    def _ongoing(self) -> Deadline | None:
        rhythm = self.cleaned_data.get("rhythm")
        if rhythm in ("", Rhythm.ON_EVENT):
            self.add_error("rhythm", _("Choose how often an ongoing measure is looked at again."))
        if "next_review_on" not in self.errors and not self.cleaned_data.get("next_review_on"):
            self.add_error("next_review_on", _("Write when it is looked at again."))
        if self.errors.keys() & {"rhythm", "next_review_on"}:
            return None
        return Deadline.ongoing(str(rhythm), self.cleaned_data["next_review_on"][0])

    def _recurring(self) -> Deadline | None:
        if "rhythm" in self.errors:
            return None
        rhythm = self.cleaned_data.get("rhythm")
        if not rhythm:
            self.add_error("rhythm", _("Choose how often it comes back."))
            return None
        return Deadline.recurring(rhythm)
