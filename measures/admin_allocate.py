"""Bulk assignment in the administration: the chosen measures, one owner, one deadline."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from leanplan.templatetags.ui import moment_text
from leanplan.versioning import Conflict, Refused
from measures.actions.bulk import measures_allocate
from measures.choices import DeadlineKind
from measures.forms.allocation import in_one_line
from measures.forms.deadline import DeadlineForm
from measures.models import Measure
from measures.rules import Deadline
from organisation.models import Position

# A form has a thousand fields at most, and each line takes two of them.
MOST = 400


class BulkForm(DeadlineForm):
    """Owner and deadline for all; what is left empty stays as it is in each."""

    owner = forms.ModelChoiceField(
        Position.objects.select_related("unit"), label=_("Responsible position"), required=False,
        widget=AutocompleteSelect(Measure._meta.get_field("owner"), admin.site),
        help_text=_("Empty: each measure keeps the one it has."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of deadline"), required=False,
        choices=[("", _("As it is in each")), *DeadlineKind.choices],
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the history of each. Needed where a settled deadline is moved."),
    )
    field_order = ("owner", "kind", "due_date", "precision", "rhythm", "next_review_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"kind": ""}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Something must be chosen, else there is nothing to do."""
        cleaned = super().clean()
        if not cleaned.get("kind"):
            cleaned["deadline"] = None
            if not cleaned.get("owner") and not self.errors:
                raise ValidationError(gettext("Choose who answers, or a deadline, or both."))
        return cleaned


@dataclass(frozen=True)
class Line:
    """One of the chosen measures: how it stands, and what was said against the change."""

    measure: Measure
    deadline: str
    version: int
    errors: list[str]


def allocate(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Measure]) -> Any:
    """Ask for owner and deadline on a page of its own, then set them in all or in none."""
    chosen = list(queryset.select_related("plan__series", "row", "unit", "owner__unit")[: MOST + 1])
    if len(chosen) > MOST:
        told = gettext("Choose %(most)s measures at most.") % {"most": MOST}
        modeladmin.message_user(request, told, messages.ERROR)
        return None
    may = [row for row in chosen if modeladmin.has_change_permission(request, row)]
    form = BulkForm(request.POST if "apply" in request.POST else None)
    why: dict[int, Any] = {}
    if form.is_bound and form.is_valid():
        try:
            return _saved(modeladmin, request, form, may)
        except Refused as refused:
            why = refused.why
    return _page(modeladmin, request, form, may=may, left_out=len(chosen) - len(may), why=why)


allocate.short_description = _("Set responsible and deadline")  # type: ignore[attr-defined]
allocate.allowed_permissions = ("change",)  # type: ignore[attr-defined]


def _saved(modeladmin: Any, request: HttpRequest, form: BulkForm, rows: list[Measure]) -> None:
    """Save, and go back to the list. Errors: Refused."""
    values = form.cleaned_data
    count = measures_allocate(
        by=request.user, rows=[(row, _seen(request, row)) for row in rows],
        owner=values["owner"], deadline=values["deadline"], reason=values["reason"],
    )
    told = ngettext("%(count)s measure is changed.", "%(count)s measures are changed.", count)
    modeladmin.message_user(request, told % {"count": count}, messages.SUCCESS)


def _seen(request: HttpRequest, measure: Measure) -> int:
    """The version the page showed; none at all is no version that a row can have."""
    written = request.POST.get(f"seen-{measure.pk}", "")
    return int(written) if written.isascii() and written.isdigit() else 0


def _page(
    modeladmin: Any, request: HttpRequest, form: BulkForm, *, may: list[Measure], left_out: int,
    why: dict[int, Any],
) -> HttpResponse:
    conflict = any(isinstance(error, Conflict) for error in why.values())
    status = 409 if conflict else 422 if form.is_bound else 200
    # What somebody else has saved meanwhile is shown, and saving again is to save over it.
    fresh = Measure.objects.select_related("owner__unit", "plan__series", "unit").in_bulk(
        [row.pk for row in may]
    )
    lines = [
        Line(
            fresh[row.pk], in_one_line(Deadline.of(fresh[row.pk])), fresh[row.pk].version,
            _said(why.get(row.pk)),
        )
        for row in may if row.pk in fresh
    ]
    context = {
        **modeladmin.admin_site.each_context(request), "opts": modeladmin.opts, "form": form,
        "title": gettext("Set responsible and deadline"), "lines": lines, "left_out": left_out,
        "refused": len(why), "media": modeladmin.media + form.media,
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/measures/measure/allocate.html", context, status=status)


def _said(error: Any) -> list[str]:
    if error is None:
        return []
    if isinstance(error, ValidationError):
        return list(error.messages)
    record = error.current.history.order_by("-history_id").first()
    return [
        gettext("%(name)s has changed it since you opened the page (%(when)s). Here it stands as "
                "it is now.")
        % {
            "name": (record and record.history_user) or gettext("Somebody"),
            "when": moment_text(localtime(record.history_date)) if record else "",
        }
    ]
