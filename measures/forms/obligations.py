"""Forms about obligations, reviews of ongoing measures, rules, metrics and readings."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from leanplan.clock import today
from leanplan.form_layout import DayField
from leanplan.forms import VersionedForm
from measures.actions.reviews import next_day
from measures.metric_models import BY_HAND
from measures.models import Measure, Metric
from measures.registries import metric_sources, obligation_rules


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MeetForm(VersionedForm):
    """When an obligation was kept."""

    met_on = DayField(label=_("Day it happened"))
    text = forms.CharField(label=_("Remark"), required=False, max_length=500, widget=_lines(2))
    covers: ClassVar[tuple[str, ...]] = ("state", "met_event")

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"met_on": today()}, **kwargs)


class WaiveForm(VersionedForm):
    """Why an obligation is let go."""

    reason = forms.CharField(
        label=_("Why is it waived?"), max_length=500, widget=_lines(3),
        help_text=_("Everyone who sees the list reads it. Write nothing about health or persons."),
    )


class ReopenForm(VersionedForm):
    """Taking back that an obligation was kept or waived."""

    reason = forms.CharField(
        label=_("Remark"), required=False, max_length=500, widget=_lines(2)
    )


class ReviewForm(VersionedForm):
    """An ongoing measure was looked at again."""

    reviewed_on = DayField(label=_("Reviewed on"))
    comment = forms.CharField(
        label=_("What did you see?"), max_length=2000, widget=_lines(4),
        help_text=_("Is it still done? Does it do any good? What changes until next time?"),
    )
    next_review_on = DayField(
        label=_("Next review"), help_text=_("As the rhythm says, unless you choose another day."),
    )

    def __init__(self, *args: Any, row: Measure, **kwargs: Any) -> None:
        day = today()
        following = next_day(row, reviewed_on=day)[0] if row.next_review_on else None
        super().__init__(
            *args, row=row, initial={"reviewed_on": day, "next_review_on": following}, **kwargs
        )


class BindForm(forms.Form):
    """A rule that is to serve a measure."""

    rule = forms.ChoiceField(label=_("Rule"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = set(measure.rules.values_list("rule_key", flat=True))
        self.fields["rule"].choices = [  # type: ignore[attr-defined]
            (rule.key, rule.label) for rule in obligation_rules if rule.key not in taken
        ]


class RuleStartForm(VersionedForm):
    """From when a rule counts."""

    counts_from = DayField(
        label=_("Counts from"), required=False,
        help_text=_("What lies before that day is not asked for. Empty: the rule rests."),
    )


class MetricForm(VersionedForm):
    """A figure that a measure is followed by."""

    name = forms.CharField(
        label=_("What is measured"), max_length=120,
        help_text=_("Such as «Share of boards that show the goals»."),
    )
    source = forms.ChoiceField(label=_("Where the figure comes from"))
    unit = forms.CharField(
        label=_("Unit"), max_length=20, required=False,
        help_text=_("Such as %, hours or a month."),
    )
    target = forms.DecimalField(
        label=_("Target"), required=False, max_digits=12, decimal_places=2, localize=True
    )
    better = forms.ChoiceField(
        label=_("Direction"), choices=Metric.Better.choices, widget=forms.RadioSelect,
        initial=Metric.Better.HIGHER,
    )

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            (BY_HAND, _("Read off by a person")),
            *((source.key, source.label) for source in metric_sources),
        ]


class ReadingForm(VersionedForm):
    """A value of a day."""

    read_on = DayField(label=_("Day"))
    value = forms.DecimalField(
        label=_("Value"), max_digits=12, decimal_places=2, localize=True
    )
    note = forms.CharField(label=_("Remark"), required=False, max_length=200)
