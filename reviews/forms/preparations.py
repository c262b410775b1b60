"""The form of the leader's preparation: four texts, and an own answer to each question."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.actions.preparations import TEXTS
from reviews.choices import Mark
from reviews.models import PreparedAnswer, ReviewPreparation, ReviewQuestion

_HELP = {
    "proud_of": _("What are you proud of since last time?"),
    "hard": _("What has not gone as you hoped, and why?"),
    "to_raise": _("What must the review not forget?"),
    "help_wanted": _("From the leader above, from the development unit, from others."),
}


class PreparationForm(forms.Form):
    """Texts by name; mark-7 and comment-7 for the question with key 7. version 0: nothing saved."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, questions: Iterable[ReviewQuestion],
        preparation: ReviewPreparation | None, **kwargs: Any,
    ) -> None:
        self.questions = list(questions)
        kwargs["initial"] = _initial(preparation)
        super().__init__(*args, **kwargs)
        for name in TEXTS:
            self.fields[name] = forms.CharField(
                label=_label(name), required=False,
                max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_HELP[name],
            )
        for question in self.questions:
            self.fields[f"mark-{question.key}"] = forms.ChoiceField(
                label=question.text, required=False, choices=Mark.choices,
                widget=forms.RadioSelect,
            )
            self.fields[f"comment-{question.key}"] = forms.CharField(
                label=_("Comment"), required=False, max_length=500,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @property
    def texts(self) -> dict[str, str]:
        """The texts by name, of a form that holds."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    @property
    def answers(self) -> dict[int, tuple[str, str]]:
        """{key of a question: (mark, comment)}, of a form that holds."""
        return {
            each.key: (
                self.cleaned_data[f"mark-{each.key}"], self.cleaned_data[f"comment-{each.key}"]
            )
            for each in self.questions
        }

    @property
    def text_fields(self) -> list[Any]:
        """The fields of the texts, for the template."""
        return [self[name] for name in TEXTS]

    @property
    def question_fields(self) -> list[tuple[ReviewQuestion, Any, Any]]:
        """(question, field of the mark, field of the comment), for the template."""
        return [
            (each, self[f"mark-{each.key}"], self[f"comment-{each.key}"])
            for each in self.questions
        ]


def _label(name: str) -> str:
    field: Any = ReviewPreparation._meta.get_field(name)
    return str(field.verbose_name)


def _initial(preparation: ReviewPreparation | None) -> dict[str, Any]:
    if preparation is None:
        return {"version": 0}
    rows = PreparedAnswer.objects.filter(preparation=preparation).select_related("question")
    values: dict[str, Any] = {"version": preparation.version}
    values |= {name: getattr(preparation, name) for name in TEXTS}
    for row in rows:
        values[f"mark-{row.question.key}"] = row.mark
        values[f"comment-{row.question.key}"] = row.comment
    return values
