"""The debrief: a line for each thing that was agreed, and an empty one."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leanplan.form_layout import DayField
from organisation.models import Position
from reviews.actions.debrief import Choice, More
from reviews.forms.visits import VisitorChoice
from reviews.models import FollowUp


class DebriefForm(forms.Form):
    """Responsible and date of all that was agreed on one visit. Each may wait still.

    owners: who can follow up, as offered: (key, label)."""

    def __init__(
        self, *args: Any, rows: list[FollowUp], owners: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        standing = [
            (row.owner.pk, row.owner.label) for row in rows
            if row.owner and row.owner.pk not in dict(owners)
        ]
        self._owners = [*owners, *standing]
        self._positions = Position.objects.filter(pk__in=dict(self._owners))
        for row in rows:
            self._add(f"f{row.pk}", row)
        self._add("more", None)

    def _add(self, name: str, row: FollowUp | None) -> None:
        if row is not None:
            self.fields[f"{name}-version"] = forms.IntegerField(
                min_value=1, widget=forms.HiddenInput, initial=row.version
            )
        self.fields[f"{name}-text"] = forms.CharField(
            max_length=300, required=row is not None, initial=row.text if row else "",
            label=_("What is to be better?"),
        )
        self.fields[f"{name}-owner"] = VisitorChoice(
            self._positions, required=False, label=_("Who follows up?"),
            initial=row.owner_id if row else None,
        )
        # The host first, as one thinks of them; what is sent is checked against the query.
        owner = cast(forms.ChoiceField, self.fields[f"{name}-owner"])
        owner.choices = [("", _("Not settled")), *self._owners]
        self.fields[f"{name}-due_date"] = DayField(
            required=False, label=_("Deadline"), initial=row.due_date if row else None
        )

    def lines(self) -> list[dict[str, Any]]:
        """The fields of each line, for the template; the last is for something more."""
        names = [(f"f{row.pk}", row.number) for row in self.rows] + [("more", "")]
        return [
            {"number": number} | {
                part: self[f"{name}-{part}"]
                for part in ("version", "text", "owner", "due_date")
                if f"{name}-{part}" in self.fields
            }
            for name, number in names
        ]

    def clean(self) -> dict[str, Any]:
        """Who is responsible for something more is so for something."""
        data = super().clean() or self.cleaned_data
        if (data.get("more-owner") or data.get("more-due_date")) and not data.get("more-text"):
            raise ValidationError({"more-text": _("Write what is to be better.")})
        return data

    def choices(self) -> list[Choice]:
        """What was chosen for those that stood there."""
        data = self.cleaned_data
        return [
            Choice(
                row, data[f"f{row.pk}-version"], data[f"f{row.pk}-text"],
                data[f"f{row.pk}-owner"], data[f"f{row.pk}-due_date"],
            )
            for row in self.rows
        ]

    def more(self) -> More | None:
        """What was agreed besides; None where nothing was written."""
        data = self.cleaned_data
        if not data["more-text"]:
            return None
        return More(data["more-text"], data["more-owner"], data["more-due_date"])
