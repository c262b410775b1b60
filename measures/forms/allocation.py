"""The form of one row of the allocation: who answers, and by when."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from leanplan.clock import today
from leanplan.forms import Part, VersionedForm
from measures.choices import Precision, Rhythm
from measures.forms.deadline import DeadlineForm
from measures.models import Measure
from measures.presenters.deadline import deadline_text
from measures.rules import Deadline
from measures.written import write_date
from organisation.forms import PositionField, let_stand

_DEADLINE_FIELDS = ("kind", "due_date", "rhythm", "next_review_on")


def in_one_line(deadline: Deadline) -> str:
    """A deadline as it is written in running text, its rhythm or next review with it."""
    text = deadline_text(deadline)
    if deadline.rhythm and deadline.next_review_on is None:
        return f"{text}: {str(Rhythm(deadline.rhythm).label).lower()}"
    if deadline.next_review_on is not None:
        return str(
            _("%(ongoing)s, looked at again %(day)s")
            % {"ongoing": text, "day": write_date(deadline.next_review_on)}
        )
    return text


def as_written(deadline: Deadline) -> dict[str, str]:
    """What stands in the fields for a deadline."""
    return {
        "kind": str(deadline.kind),
        "due_date": write_date(deadline.due_date, deadline.precision or Precision.DAY),
        "rhythm": str(deadline.rhythm or Rhythm.HALF_YEAR),
        "next_review_on": write_date(deadline.next_review_on),
    }


class AllocationForm(DeadlineForm, VersionedForm):
    """Owner and deadline of a measure, as those who decide set them.

    Cleans to owner (a Position or None), deadline and reason.
    """

    precision = None  # type: ignore[assignment]
    owner = PositionField(required=False)
    reason = forms.CharField(
        label=_("Why is the deadline moved?"), required=False, max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("owner", *_DEADLINE_FIELDS, "reason")
    groups: ClassVar[tuple[Part, ...]] = (
        Part("deadline", _("Deadline"), _DEADLINE_FIELDS, in_one_line),
    )
    covers: ClassVar[tuple[str, ...]] = (
        "deadline_kind", "precision", "suggested_owner", "suggested_kind", "suggested_due_date",
        "suggested_precision", "suggested_rhythm", "suggested_by",
    )

    def __init__(self, data: Any = None, *, row: Measure, **kwargs: Any) -> None:
        super().__init__(
            data, row=row, deadline=self.deadline_of(row), auto_id=f"{row.code}-%s", **kwargs
        )
        if "owner" in self.fields:
            let_stand(self, owner=self.owner_of(row))
        if not Deadline.of(row).is_settled:
            del self.fields["reason"]

    @classmethod
    def owner_of(cls, row: Any) -> Any:
        """The position that stands in the row."""
        return row.owner

    @classmethod
    def deadline_of(cls, row: Any) -> Deadline:
        """The deadline that stands in the row."""
        return Deadline.of(row)

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """Owner and deadline of the row, the deadline both as one value and field by field."""
        deadline = cls.deadline_of(row)
        return {"owner": cls.owner_of(row), "deadline": deadline, **as_written(deadline)}

    @property
    def first_error(self) -> str:
        """Name of the first field with something wrong; "" where it is none of the fields."""
        return next((name for name in self.fields if name in self.errors), "")

    def put_errors(self, error: ValidationError) -> None:
        """Put what an action refused at the fields it is about, else above them."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, texts in by_field.items():
            for text in texts:
                self.add_error(name if name in self.fields else None, text)


class SuggestionForm(AllocationForm):
    """The same, as those who prepare suggest it: only what nobody has set yet."""

    def __init__(self, data: Any = None, *, row: Measure, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        self.fields.pop("reason", None)
        self.fields.pop("next_review_on")  # a suggestion holds no day of review
        if row.owner_id is not None:
            del self.fields["owner"]
        if Deadline.of(row).is_settled:
            for name in ("kind", "due_date", "rhythm"):
                del self.fields[name]

    @classmethod
    def owner_of(cls, row: Any) -> Any:
        """The position that is suggested."""
        return row.suggested_owner

    @classmethod
    def deadline_of(cls, row: Any) -> Deadline:
        """The deadline that is suggested."""
        return Deadline(
            row.suggested_kind or "unsettled", row.suggested_due_date, row.suggested_precision,
            row.suggested_rhythm,
        )

    def _ongoing(self) -> Deadline | None:
        deadline = self._recurring()
        return deadline and Deadline("ongoing", rhythm=deadline.rhythm)


def with_suggestion(data: QueryDict, measure: Measure, *, day: date | None = None) -> QueryDict:
    """What was posted, with what is suggested for the measure in place of what was typed."""
    data = data.copy()
    if measure.owner_id is None and measure.suggested_owner is not None:
        data["owner"] = measure.suggested_owner.label
    deadline = Deadline.suggested_for(measure, today=day or today())
    if deadline and not Deadline.of(measure).is_settled:
        for name, value in as_written(deadline).items():
            data[name] = value
    return data
