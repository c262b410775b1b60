"""Forms of amendments and corrections of adopted text."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from challenges.models import ActionPlan, PlanRow
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from measures.models import Amendment, Measure
from measures.presenters.amendments import amendments_shown
from measures.presenters.measure import short_title

Kind = Amendment.Kind


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Those who decide read it, and it stays beside the change."),
    )


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProposeForm(forms.Form):
    """A proposal about a measure: change its text, split it, or take it out."""

    kind = forms.ChoiceField(
        label=_("What is to change"), widget=forms.RadioSelect,
        choices=[
            (Kind.CHANGE, _("The text")), (Kind.SPLIT, _("It is split into several measures")),
            (Kind.REMOVE, _("It is taken out of the plan")),
        ],
        initial=Kind.CHANGE,
    )
    new_text = forms.CharField(
        label=_("New text"), widget=_area(), required=False,
        help_text=_("To split it: one measure a line. To take it out: leave this as it is."),
    )
    reason = _reason()

    def clean(self) -> dict[str, Any]:
        """A new text is needed unless the measure is taken out."""
        super().clean()
        kind = self.cleaned_data.get("kind")
        if kind in (Kind.CHANGE, Kind.SPLIT) and not self.cleaned_data.get("new_text"):
            self.add_error("new_text", _("Write the new text."))
        return self.cleaned_data


class ProposeChallengeForm(forms.Form):
    """A proposal about a challenge: its new text."""

    new_text = forms.CharField(label=_("New text"), widget=_area())
    reason = _reason()


class ProposeAdditionForm(forms.Form):
    """A proposal of a new measure in a row."""

    measure = forms.ModelChoiceField(
        Measure.objects.none(), label=_("Stands after"), required=False,
        empty_label=_("Last in the row"),
    )
    new_text = forms.CharField(label=_("Text of the new measure"), widget=_area())
    reason = _reason()

    def __init__(self, *args: Any, row: PlanRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["measure"]
        field.queryset = Measure.objects.in_text().filter(row=row).order_by("order", "pk")
        field.label_from_instance = lambda m: f"{m.code} {short_title(m.text, 70)}"


class AmendmentForm(VersionedForm):
    """A proposal that waits: its text and its reason."""

    new_text = forms.CharField(label=_("New text"), widget=_area())
    reason = _reason()
    apart: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, row: Amendment, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row.kind == Kind.REMOVE:
            del self.fields["new_text"]
        elif row.kind == Kind.SPLIT:
            self.fields["new_text"].help_text = gettext("One measure a line.")


class WithdrawForm(VersionedForm):
    """A proposal is taken back."""

    note = forms.CharField(label=_("Why it is withdrawn"), widget=_area(2), required=False)
    apart: ClassVar[tuple[str, ...]] = ("note",)


class DecisionForm(VersionedForm):
    """What the body decided on one proposal."""

    decision = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[
            ("adopt", pgettext_lazy("proposal", "Adopted")), ("reject", _("Not adopted")),
        ],
    )
    decided_by = forms.CharField(label=_("Decided by"), max_length=160)
    decided_on = DayField(label=_("Day of the decision"))
    note = forms.CharField(
        label=_("Note"), widget=_area(3), required=False,
        help_text=_("Such as the number of the case. Needed where the proposal is not adopted."),
    )
    apart: ClassVar[tuple[str, ...]] = ("note", "decision")


class AdoptAmendmentsForm(forms.Form):
    """The proposals one meeting adopted; together they make one version.

    Each choice carries the version of the proposal the person saw.
    """

    chosen = forms.MultipleChoiceField(
        label=_("Proposals that were adopted"), widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose the proposals that were adopted."),
            "invalid_choice": _(
                "A proposal was changed or decided by somebody else meanwhile. "
                "Look through the list again."
            ),
        },
    )
    decided_by = forms.CharField(label=_("Decided by"), max_length=160)
    decided_on = DayField(label=_("Day of the decision"))
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False,
        help_text=_("Such as the number of the case."),
    )

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = Amendment.objects.filter(plan=plan).waiting().for_list()
        self.waiting = amendments_shown(waiting)
        field: Any = self.fields["chosen"]
        field.choices = [(shown.key, shown.title) for shown in self.waiting]

    def clean_chosen(self) -> dict[Amendment, int]:
        """{proposal: version seen}."""
        known = {str(shown.amendment.pk): shown.amendment for shown in self.waiting}
        chosen: dict[Amendment, int] = {}
        for value in self.cleaned_data["chosen"]:
            pk, _colon, version = value.partition(":")
            chosen[known[pk]] = int(version)
        return chosen


class CorrectionForm(forms.Form):
    """A line as it stands in the document, and what was read in wrongly."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(label=_("The line as it stands in the document"), widget=_area())
    reason = forms.CharField(
        label=_("What was read in wrongly"), max_length=300,
        help_text=_("Such as «a line break in the middle of a word»."),
    )
