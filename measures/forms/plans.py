"""Forms of a plan: what is set around its text, and the steps of its life."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.models import ActionPlan, FocusArea
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from measures.models import Measure
from measures.presenters.measure import short_title
from organisation.forms import PositionField, let_stand


class PlanStepForm(VersionedForm):
    """One step in the life of a plan; carries the version the person saw and nothing else."""


class PlanForm(VersionedForm):
    """Title, owner and the link to the strategy."""

    title = forms.CharField(label=_("Title"), max_length=200)
    owner = PositionField(
        label=_("Plan owner"), required=False,
        help_text=_("Prepares the allocation and receives what nobody owns."),
    )
    strategy_url = forms.URLField(
        label=_("Link to the strategy document"), required=False, assume_scheme="https",
    )

    def __init__(self, *args: Any, row: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        let_stand(self, owner=row.owner)


class RowForm(VersionedForm):
    """A row's working title and the focus area it belongs to."""

    title = forms.CharField(
        label=_("Working title"), max_length=80, required=False,
        help_text=_("A few words of our own. Empty: the first challenge."),
    )
    focus_area = forms.ModelChoiceField(
        FocusArea.objects.none(), label=_("Focus area"), required=False,
        empty_label=_("None chosen"),
        help_text=_("The document does not say which one a row belongs to. You choose."),
    )

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["focus_area"].queryset = row.plan.focus_areas.all()  # type: ignore[attr-defined]


class BasisForm(VersionedForm):
    """A basis entry; its text only before the adoption."""

    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 3}))
    dated_on = DayField(label=_("Date"), required=False)
    url = forms.URLField(label=_("Link"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row.plan.is_adopted:
            del self.fields["text"]


class AdoptForm(VersionedForm):
    """Who adopted the plan, and when."""

    adopted_by = PositionField(
        label=_("Adopted by"), required=False,
        help_text=_("The body, such as the management group."),
    )
    adopted_by_text = forms.CharField(
        label=_("Or as the document writes it"), max_length=160, required=False,
        help_text=_("Only where the body is not kept here."),
    )
    adopted_on = DayField(label=_("Day of the adoption"))


class EvaluateForm(VersionedForm):
    """The evaluation that closes a plan."""

    evaluation = forms.CharField(
        label=_("Evaluation"), widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("What was achieved, what was not, and what the next generation takes on."),
    )


class SucceedForm(VersionedForm):
    """Which open measures go on, and as which measure of the next generation."""

    def __init__(self, *args: Any, row: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        successor = row.successor
        self.open = list(Measure.objects.of_plan(row).in_text().open().for_list())
        into = Measure.objects.of_plan(successor).in_text() if successor else Measure.objects.none()
        choices = [(str(m.pk), f"{m.code} {short_title(m.text, 90)}") for m in into.for_list()]
        for measure in self.open:
            self.fields[f"into_{measure.pk}"] = forms.ChoiceField(
                label=f"{measure.code} {measure.text}", required=False,
                choices=[("", _("Does not go on")), *choices],
            )
        self._into = {str(measure.pk): measure for measure in into}

    @property
    def carried(self) -> dict[Measure, Measure]:
        """{measure of this plan: the one of the next plan that continues it}."""
        chosen = {m: self.cleaned_data.get(f"into_{m.pk}") for m in self.open}
        return {measure: self._into[key] for measure, key in chosen.items() if key}


class SplitForm(VersionedForm):
    """A line of a draft as several, one a line."""

    text = forms.CharField(
        label=_("The measures, one a line"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The first line keeps the code and what is set. The others get new codes."),
    )
