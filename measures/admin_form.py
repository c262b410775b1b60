"""The form of a measure in the administration: tried through the actions before it is saved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leanplan.admin import SEEN, SeenForm
from leanplan.forms import put_errors
from measures.actions.measures import measure_create
from measures.actions.put_right import deadline_of, measure_put_right
from measures.models import Measure

_NOT_WRITTEN = {SEEN, "reason", "comment"}


class MeasureForm(SeenForm):
    """One measure. reason and comment say why, as on the measure's own pages."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the history. Needed where a settled deadline is moved."),
    )
    comment = forms.CharField(
        label=_("Comment on the status"), required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the status log. Must be filled in for done and dropped."),
    )
    by: Any = None

    class Meta:
        model = Measure
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].required = False
            self.fields["code"].help_text = gettext("Empty: the next one of the plan.")
        if "row" in self.fields:
            self.fields["row"].required = True

    @property
    def written(self) -> dict[str, Any]:
        """The values of the measure that the form holds."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in _NOT_WRITTEN
        }

    @property
    def said(self) -> dict[str, str]:
        """Reason and comment."""
        return {name: self.cleaned_data.get(name, "") for name in ("reason", "comment")}

    def _post_clean(self) -> None:
        """Save it, see what is refused, and undo it: the actions are the only judge."""
        if self.errors or (self.instance.pk and not self.has_changed()):
            return
        try:
            with transaction.atomic():
                self.write()
                transaction.set_rollback(True)
        except ValidationError as error:
            put_errors(self, error)

    def write(self) -> Measure:
        """Write what the form says. Errors: ValidationError, Conflict."""
        if self.instance.pk:
            measure = Measure.objects.select_related("plan", "row", "owner").get(
                pk=self.instance.pk
            )
            return measure_put_right(
                by=self.by, measure=measure, version=measure.version, values=self.written,
                **self.said,
            )
        return self._make()

    def _make(self) -> Measure:
        values = self.written
        row, unit = values.pop("row"), values.pop("unit")
        if unit is None and row.plan.is_adopted:
            raise ValidationError(
                {"unit": gettext("A line of an adopted plan is added by an amendment. Choose the "
                                 "unit, or propose a change of the plan.")}
            )
        if not values.get("code"):
            values.pop("code", None)
        deadline = deadline_of(values)
        kept = {
            name: value for name, value in values.items()
            if name not in deadline.as_fields() and name not in ("status", "owner", "text")
        }
        return measure_create(
            by=self.by, row=row, unit=unit, text=values["text"], owner=values.get("owner"),
            deadline=deadline, **kept,
        )

    def save(self, commit: bool = True) -> Measure:
        """Nothing is saved here: the page calls `write`."""
        self.save_m2m = lambda: None  # type: ignore[method-assign]
        return self.instance
