"""Measures somebody was named to carry out: which of them, and who does it from now on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan.versioning import Refused
from measures.models import Measure
from measures.presenters.measure import MeasureShown
from organisation.forms import PersonField
from organisation.models import Person

SET, REMOVE = "set", "remove"


@dataclass(frozen=True)
class NamedRow:
    """One measure with its box, the version that was seen, and what stands against it."""

    measure: MeasureShown
    pick: Any
    seen: Any
    errors: list[str]


class HandOverForm(forms.Form):
    """What is picked gets another executor, or none. `do` is the button that was pressed."""

    executor = PersonField(
        label=gettext_lazy("New executor"), required=False,
        help_text=gettext_lazy("Given and family name."),
    )
    do = forms.ChoiceField(choices=((SET, SET), (REMOVE, REMOVE)), widget=forms.HiddenInput)

    was_second = False

    def __init__(
        self, data: Any = None, *, named: Sequence[MeasureShown], leaver: Person,
        successor: Person | None,
    ) -> None:
        super().__init__(data, initial={"executor": successor})
        self.named, self.leaver = named, leaver
        self.refused: dict[int, list[str]] = {}
        for measure in named:
            label = f"{measure.code} {measure.text}"
            self.fields[f"pick-{measure.pk}"] = forms.BooleanField(
                label=label, required=False, initial=True
            )
            self.fields[f"seen-{measure.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=measure.version
            )

    def clean(self) -> dict[str, Any]:
        """Something is picked, and whoever takes over is somebody else."""
        cleaned = super().clean() or self.cleaned_data
        if not self.picked:
            raise ValidationError(_("Choose at least one measure."))
        if cleaned.get("do") == SET and "executor" not in self.errors:
            if cleaned.get("executor") is None:
                self.add_error("executor", _("Write who carries it out from now on."))
            elif cleaned["executor"] == self.leaver:
                self.add_error("executor", _("It stands with this person already."))
        return cleaned

    @property
    def picked(self) -> list[int]:
        """Keys of the measures that are chosen."""
        return [one.pk for one in self.named if self.cleaned_data.get(f"pick-{one.pk}")]

    def versions(self, measures: Sequence[Measure]) -> list[tuple[Measure, int]]:
        """The chosen measures with the versions that were seen."""
        return [
            (one, self.cleaned_data[f"seen-{one.pk}"]) for one in measures if one.pk in self.picked
        ]

    def new_executor(self) -> Person | None:
        """Who carries it out from now on; None for nobody."""
        return self.cleaned_data["executor"] if self.cleaned_data["do"] == SET else None

    def tell(self, refused: Refused) -> None:
        """Show what stood against each, with the version as it is now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for key, error in refused.why.items():
            if isinstance(error, ValidationError):
                self.refused[key] = list(error.messages)
                continue
            self.was_second = True
            now = error.current.executor
            self.refused[key] = [
                _("Changed by somebody else since you opened the page. Carried out by now: "
                  "%(name)s. Save once more to let yours hold.")
                % {"name": now.name if now else _("nobody")}
            ]
            data[f"seen-{key}"] = str(error.current.version)
        self.data = data

    def rows(self) -> list[NamedRow]:
        """The measures as the page shows them."""
        return [
            NamedRow(
                one, self[f"pick-{one.pk}"], self[f"seen-{one.pk}"], self.refused.get(one.pk, [])
            )
            for one in self.named
        ]
