"""What the pages of a plan's parts share in the administration: adopted text is only read."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from challenges.models import ActionPlan, FocusArea, PlanRow
from leanplan.admin import SeenFormSet, TabularInline, TrackedAdmin


def plan_of(obj: Any) -> ActionPlan | None:
    """The plan that a row, or a part of one, stands in; None for a new one."""
    if isinstance(obj, ActionPlan):
        return obj
    for name in ("plan", "row", "focus_area"):
        owner = getattr(obj, name, None) if obj is not None else None
        if owner is not None:
            return plan_of(owner)
    return None


class PlanFilter(admin.RelatedFieldListFilter):
    """Chooses a plan; a plan's name is made of its series, which is loaded along."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        """The plans, newest generation first."""
        return [(plan.pk, str(plan)) for plan in ActionPlan.objects.for_list()]


# Where a change of adopted text is proposed, by model; the app above fills it, which has the pages.
AMEND: dict[type[models.Model], Callable[[Any], str]] = {}


class FrozenText:
    """A part of a plan. Once the plan is adopted its text is read-only, once it is over all is.

    adopted_text: the fields that the adoption froze; the pages of the plan change them.
    """

    adopted_text: tuple[str, ...] = ()

    def is_frozen(self, obj: Any) -> bool:
        """The text of this row was adopted."""
        plan = plan_of(obj)
        return bool(plan and plan.is_adopted)

    @admin.display(description=_("adopted text"))
    def amend(self, obj: Any) -> SafeString | str:
        """Where adopted text is changed."""
        return format_html('<a href="{}">{}</a>', AMEND[type(obj)](obj), _("Propose a change"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The frozen fields too, where the plan is adopted."""
        fields = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return (*fields, *self.adopted_text, "amend") if self.is_frozen(obj) else fields

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """First of all the link to propose a change, where the text is adopted."""
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        shown = [
            (name, {**options, "fields": tuple(f for f in options["fields"] if f != "amend")})
            for name, options in fieldsets
        ]
        if self.is_frozen(obj) and type(obj) in AMEND:
            name, options = shown[0]
            shown[0] = (name, {**options, "fields": ("amend", *options["fields"])})
        return shown

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not where the plan is over."""
        plan = plan_of(obj)
        allowed = super().has_change_permission(request, obj)  # type: ignore[misc]
        return allowed and not (plan and plan.is_over)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not into an adopted plan: a line is added by an amendment."""
        plan = plan_of(obj)
        extra = (obj,) if isinstance(self, admin.options.InlineModelAdmin) else ()
        allowed = super().has_add_permission(request, *extra)  # type: ignore[misc]
        return allowed and not (plan and plan.is_adopted)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not out of an adopted plan: a line is taken out by an amendment."""
        plan = plan_of(obj)
        allowed = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return allowed and not (plan and plan.is_adopted)


class OfOpenPlans:
    """On the page of a new part, only plans that are not adopted are offered to put it in."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave adopted plans out where the part is new."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        match = request.resolver_match
        if match and match.url_name and match.url_name.endswith("_add") and field is not None:
            paths = {ActionPlan: "state", PlanRow: "plan__state", FocusArea: "plan__state"}
            path = paths.get(db_field.related_model)
            if path:
                field.queryset = field.queryset.filter(**{f"{path}__in": ("draft", "to_adoption")})
        return field


class PlanPart(FrozenText, OfOpenPlans, TrackedAdmin):
    """The page of one part of a plan."""


class PartFormSet(SeenFormSet):
    """Parts on a row's page: a new one is of the row's plan."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        return self._in_plan(form)

    @property
    def empty_form(self) -> Any:
        """The form that is copied for each new part."""
        return self._in_plan(super().empty_form)

    def _in_plan(self, form: Any) -> Any:
        plan = plan_of(self.instance)
        if plan is not None and hasattr(form.instance, "plan_id") and not form.instance.plan_id:
            form.instance.plan = plan
        return form


class PartInline(FrozenText, TabularInline):
    """Parts of a plan on the page they belong to."""

    formset = PartFormSet

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The columns; the link to propose a change stands on the row's own page."""
        return TabularInline.get_fieldsets(self, request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The frozen columns, where the plan is adopted."""
        fields = TabularInline.get_readonly_fields(self, request, obj)
        return (*fields, *self.adopted_text) if self.is_frozen(obj) else fields
