"""Forms for reading in: the editor of a line, the place of a text, and what it is read in as."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.models import PlanSeries
from documents.actions.lines import BASIS, LEAVE_OUT
from documents.editing import NEW_ROW
from documents.models import ImportDraft
from documents.parsed import LineKind, ParsedPlan
from documents.plan_shape import find
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm

KINDS = (
    (LineKind.CHALLENGE, gettext_lazy("Challenge")),
    (LineKind.OPEN_QUESTION, gettext_lazy("Open question")),
    (LineKind.MEASURE, gettext_lazy("Measure")),
    (LineKind.LEAD, gettext_lazy("Lead line")),
    (LineKind.HEADING, gettext_lazy("Sub-heading")),
    (LineKind.FOOTNOTE, gettext_lazy("Footnote")),
)
NOT_THIS = ((LEAVE_OUT, gettext_lazy("Leave out")),)
_ABOUT = re.compile(r"^(handlingsplan|tiltaksplan)(en)?\s+(knyttet til|knytt til|for|om)\s+", re.I)


@dataclass(frozen=True)
class DraftLine:
    """One line of a draft as the row that a form edits; its version is the draft's."""

    draft: ImportDraft
    key: str
    text: str
    kind: str

    @classmethod
    def of(cls, draft: ImportDraft, key: str) -> "DraftLine":
        """The line with this key. Errors: Refused where there is none."""
        line = find(draft.parsed, key).line
        return cls(draft, key, line.text, str(line.kind))

    @property
    def version(self) -> int:
        """The draft's version."""
        return self.draft.version

    def __str__(self) -> str:
        return str(self.draft)


class LineForm(VersionedForm):
    """The text and kind of a line, and the row to move it to."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("The line cannot be empty. Leave it out instead.")
        },
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of line"), choices=(*KINDS, *NOT_THIS))
    move_to = forms.ChoiceField(label=gettext_lazy("Move to row"), required=False)
    at = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: DraftLine, plan: ParsedPlan, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.auto_id = f"id_{row.key}_%s"
        self.fields["move_to"].choices = [  # type: ignore[attr-defined]
            ("", _("Move to row …")),
            *row_choices(plan),
        ]

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """What the line holds."""
        return {"text": row.text, "kind": row.kind}

    def _post_clean(self) -> None:
        """A line of a draft has no history that a choice could be kept in."""

    def pieces(self) -> list[str]:
        """The text where it is to be split: at line breaks, else at the cursor."""
        text = self.cleaned_data["text"]
        lines = [line for line in text.splitlines() if line.strip()]
        at = self.cleaned_data.get("at")
        if len(lines) > 1 or at is None:
            return lines
        return [piece for piece in (text[:at], text[at:]) if piece.strip()]


class PlaceForm(forms.Form):
    """What an unplaced text is, and in which row."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        error_messages={"required": gettext_lazy("Choose what it is.")},
    )
    row = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, plan: ParsedPlan, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"id_{key}_%s"
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("What is this?")),
            *KINDS,
            (BASIS, _("Basis")),
            *NOT_THIS,
        ]
        self.fields["row"].choices = [("", _("Choose row")), *row_choices(plan)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A line of a row needs to know which."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") not in (None, LEAVE_OUT, BASIS) and not cleaned.get("row"):
            self.add_error("row", _("Choose which row it belongs to."))
        return cleaned


class DueForm(forms.Form):
    """A day for a deadline that is no date; empty leaves it as it stands."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    due = DayField(required=False)

    def clean(self) -> dict[str, Any]:
        """The button that suggests a day needs one."""
        cleaned = super().clean() or {}
        if self.data.get("do") == "suggest" and not cleaned.get("due"):
            self.add_error("due", _("Choose the day first."))
        return cleaned


class VersionForm(forms.Form):
    """The version that the person saw, and nothing more."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """What the reading is read in as."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    series = forms.ModelChoiceField(
        PlanSeries.objects.none(),
        label=gettext_lazy("Plan series"),
        required=False,
        empty_label=gettext_lazy("New series"),
    )
    series_name = forms.CharField(
        label=gettext_lazy("Name of the new series"), max_length=160, required=False
    )
    generation = forms.IntegerField(
        label=gettext_lazy("Generation"),
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "4", "data-width": "auto"}),
    )
    adopted_on = DayField(
        label=gettext_lazy("Adopted on"),
        required=False,
        help_text=gettext_lazy("Empty: not adopted yet, and read in as a draft."),
    )
    adopted_by_text = forms.CharField(
        label=gettext_lazy("Adopted by"), max_length=160, required=False
    )

    def __init__(self, data: Any = None, *, draft: ImportDraft, **kwargs: Any) -> None:
        super().__init__(data, initial=initial_choices(draft), **kwargs)
        series = PlanSeries.objects.order_by("name")
        self.fields["series"].queryset = series  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new series has a name, a generation is new in its series, an adoption has a body."""
        cleaned = super().clean() or {}
        series, number = cleaned.get("series"), cleaned.get("generation")
        if series is None and not cleaned.get("series_name", "").strip():
            self.add_error("series_name", _("Write what the new plan series is called."))
        if series is not None and number and series.plans.filter(generation=number).exists():
            self.add_error(
                "generation",
                _("The series has generation %(number)s already, and it is not written over.")
                % {"number": number},
            )
        if cleaned.get("adopted_on") and not cleaned.get("adopted_by_text", "").strip():
            self.add_error("adopted_by_text", _("Write who adopted the plan."))
        return cleaned


def initial_choices(draft: ImportDraft) -> dict[str, Any]:
    """What the document itself says: title, generation and adoption; a new series by default."""
    plan = draft.parsed
    name = _ABOUT.sub("", plan.title).strip() or plan.title
    return {
        "version": draft.version,
        "title": plan.title,
        "series_name": name[:1].upper() + name[1:160],
        "generation": plan.generation or 1,
        "adopted_on": plan.adoption.on if plan.adoption else None,
        "adopted_by_text": plan.adoption.body if plan.adoption else "",
    }


def row_choices(plan: ParsedPlan) -> list[tuple[str, str]]:
    """The rows by their number, and a new one."""
    rows = [
        (row.key, _("Row %(number)s") % {"number": number})
        for number, row in enumerate(plan.rows, start=1)
    ]
    return [*rows, (NEW_ROW, _("New row"))]
