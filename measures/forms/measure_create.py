"""The form of a measure that is made later, for a unit of one's own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from challenges.models import ActionPlan, PlanRow, PlanState
from leanplan.clock import today
from measures.deadlines import refuse_early
from measures.forms.deadline import DeadlineForm
from measures.forms.measures import DEADLINE_FIELDS, KINDS, line_label
from measures.models import Measure
from organisation.forms import PositionField
from organisation.models import OrgUnit
from organisation.reach import reach_of
from organisation.roles import UnitKind

LIVE = (PlanState.ADOPTED, PlanState.RUNNING)


class MeasureCreateForm(DeadlineForm):
    """Row, unit, text, who answers, by when, and which adopted measure it supports."""

    row = forms.ModelChoiceField(
        PlanRow.objects.none(), label=_("Row in the plan"), empty_label=_("Choose a row"),
        error_messages={"required": _("Choose the row it belongs in.")},
    )
    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=_("Unit"), empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose the unit it is for.")},
    )
    text = forms.CharField(
        label=_("What is to be done?"), max_length=500,
        error_messages={"required": _("Write what is to be done.")},
        help_text=_("One short sentence, as it is to stand in the plan."),
    )
    owner = PositionField(
        label=_("Responsible"), required=False, help_text=_("Empty: nobody has it yet.")
    )
    kind = KINDS
    supports = forms.ModelChoiceField(
        Measure.objects.none(), label=_("Supports the adopted measure"), required=False,
        empty_label=_("None chosen"),
    )
    field_order = ("row", "unit", "text", "owner", *DEADLINE_FIELDS, "supports")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["row"].queryset = open_rows()
        fields["row"].label_from_instance = row_label
        fields["unit"].queryset = units_for(user)
        fields["supports"].queryset = (
            Measure.objects.filter(plan__state__in=LIVE).in_text()
            .order_by("plan", "row__order", "row", "order", "pk")
        )
        fields["supports"].label_from_instance = line_label

    def clean(self) -> dict[str, Any]:
        """The deadline is not before the plan, the measure supported stands in the chosen row."""
        super().clean()
        row, supports = self.cleaned_data.get("row"), self.cleaned_data.get("supports")
        deadline, plan = self.cleaned_data.get("deadline"), row.plan if row else live_plan()
        if deadline:
            try:
                refuse_early(plan, deadline)
            except ValidationError as error:
                self.add_error(None, error)
        if row and supports and supports.row_id != row.pk:
            self.add_error("supports", _("That measure stands in another row of the plan."))
        return self.cleaned_data


def open_rows() -> QuerySet[PlanRow]:
    """The rows of plans that are adopted and not over, numbered as the plan page does."""
    return (
        PlanRow.objects.filter(plan__state__in=LIVE)
        .select_related("plan__series")
        .prefetch_related("challenges")
        .annotate(
            number=Window(
                RowNumber(), partition_by=F("plan"), order_by=[F("order").asc(), F("pk").asc()]
            )
        )
        .order_by("plan", "order", "pk")
    )


def row_label(row: Any) -> str:
    """A row in a list of choices: "3 Framdrift og ansvar (U6, U7)"."""
    challenges = list(row.challenges.all())
    title = row.title or (challenges[0].text if challenges else str(row))
    codes = ", ".join(challenge.code for challenge in challenges)
    return f"{row.number} {title}" + (f" ({codes})" if codes else "")


def units_for(user: Any) -> QuerySet[OrgUnit]:
    """The units a user may make measures for: those led, or every unit for those who decide."""
    units = OrgUnit.objects.existing(on=today()).exclude(
        kind__in=(UnitKind.MUNICIPALITY, UnitKind.MANAGEMENT_GROUP)
    )
    led = reach_of(user).led_unit_ids
    return (units.filter(pk__in=led) if led else units).by_name()


def live_plan() -> ActionPlan | None:
    """The newest plan that is adopted and not over."""
    return ActionPlan.objects.filter(state__in=LIVE).order_by("-adopted_on", "-pk").first()
