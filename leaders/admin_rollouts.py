"""Administration of rollouts and their template. What happened, and when, is recorded on the
rollout's own page, where it has its consequences; the plan and the notes are put right here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from leaders.actions.rollouts import rollout_follow
from leaders.choices import StepKind
from leaders.models import (
    ExpectationAgreement,
    ExpectationSignature,
    ProgressHandover,
    Rollout,
    RolloutStep,
    TemplateStep,
)
from leanplan.admin import Named, ReadOnly, TabularInline, TrackedAdmin


@admin.register(TemplateStep)
class TemplateStepAdmin(TrackedAdmin):
    """The steps that new rollouts are made with."""

    list_display = ("words", "kind", "doer", "days", "order")
    list_filter = ("kind", "doer")
    search_fields = ("title", "help")
    fields = ("title", "help", "doer", "days", "order")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Those of one's own; the plan needs the five others."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.kind == StepKind.OWN)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new one is a step of one's own."""
        if not change:
            obj.kind = StepKind.OWN
        super().save_model(request, obj, form, change)


class StepInline(TabularInline):
    """The steps as the template had them; the words can be put right."""

    model = RolloutStep
    fields = ("order", "kind", "title", "doer", "days", "done_on")
    readonly_fields = ("kind", "done_on")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The template brings them."""
        return False


class AgreementInline(ReadOnly, admin.StackedInline):
    """What is expected: changed words are to be signed anew, on the rollout's page."""

    model = ExpectationAgreement
    fields = ("milestones", "hours", "rhythm")
    extra = 0


class HandoverInline(ReadOnly, admin.TabularInline):
    """When the responsibility went to the area manager, and back."""

    model = ProgressHandover
    fields = ("handed_on", "event", "reason", "is_continued", "by_label", "undone_on",
              "undone_reason")
    extra = 0


@admin.register(Rollout)
class RolloutAdmin(TrackedAdmin):
    """Rollouts of units."""

    list_display = (
        "unit", "wave", "coach", "planned_start", "trained_on", "meeting_on", "started_on",
        "completed_on", "cancelled_on",
    )
    list_filter = (
        "wave", ("started_on", admin.EmptyFieldListFilter),
        ("completed_on", admin.EmptyFieldListFilter),
        ("cancelled_on", admin.EmptyFieldListFilter), "manager_part",
    )
    search_fields = (
        "unit__name", "unit__short_name", "wave", "coach__given_name", "coach__family_name",
    )
    date_hierarchy = "planned_start"
    list_select_related = ("unit", "coach")
    autocomplete_fields = ("coach",)
    inlines = (StepInline, AgreementInline, HandoverInline)
    fieldsets = (
        (None, {"fields": ("unit", "wave", "coach", "planned_start", "planned_end")}),
        (_("Training of the leader"), {
            "fields": ("training_from", "trained_on", "training_note"),
        }),
        (_("Information meeting"), {
            "fields": (
                "meeting_planned_on", "meeting_on", "manager_part", "meeting_people",
                "meeting_note",
            ),
        }),
        (_("Rollout"), {
            "fields": (
                "started_on", "override_reason", "override_label", "completed_on", "cancelled_on",
                "cancelled_reason",
            ),
        }),
    )
    readonly_fields = (
        "unit", "training_from", "trained_on", "meeting_on", "manager_part", "started_on",
        "override_reason", "override_label", "completed_on", "cancelled_on", "cancelled_reason",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It is planned on its own page, which makes its steps."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is called off, and stays."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What rests on the planned days follows."""
        super().save_model(request, obj, form, change)
        rollout_follow(obj, by=request.user)


class SignatureInline(Named, ReadOnly, admin.TabularInline):
    """Who signed."""

    model = ExpectationSignature
    fields = ("party", "person", "signed_on", "of_version", "recorded_by")
    list_select_related = ("person", "recorded_by__person")
    extra = 0


@admin.register(ExpectationAgreement)
class ExpectationAgreementAdmin(ReadOnly, admin.ModelAdmin):
    """What the parties of a rollout expect, with the signatures; written on the rollout's page."""

    list_display = ("rollout", "hours", "rhythm")
    search_fields = ("rollout__unit__name", "milestones")
    list_select_related = ("rollout__unit",)
    fields = ("rollout", "milestones", "hours", "rhythm")
    inlines = (SignatureInline,)
