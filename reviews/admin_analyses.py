"""Administration of fishbone and stakeholder analyses. What is held is locked here too, and what is
written before it is held is read by those taking part only."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from leanplan.admin import Named, ReadOnly, TabularInline, TrackedAdmin
from reviews.fishbone.actions.turns import take_turn
from reviews.fishbone.choices import HAS_BEEN
from reviews.fishbone.models import (
    Cause,
    CauseCategory,
    FishboneAnalysis,
    Outcome,
    Participant,
)
from reviews.stakeholders.kept import stakeholders_changed
from reviews.stakeholders.models import Stakeholder, StakeholderAnalysis, StakeholderCheck


class WhileOpen:
    """Rows of an analysis that can change until it is held."""

    def _is_open(self, obj: Any) -> bool:
        return obj is None or obj.is_open

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Until it is held."""
        return self._is_open(obj) and super().has_add_permission(request, obj)  # type: ignore[misc]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Until it is held."""
        return self._is_open(obj) and super().has_change_permission(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Until it is held."""
        return self._is_open(obj) and super().has_delete_permission(request, obj)  # type: ignore[misc]


class BoneInline(WhileOpen, TabularInline):
    """The bones; one with causes is protected."""

    model = CauseCategory
    fields = ("order", "name")
    show_change_link = False


class ParticipantInline(Named, ReadOnly, admin.TabularInline):
    """Who takes part: positions and groups; chosen on the page of the analysis."""

    model = Participant
    list_select_related = ("position__unit",)
    fields = ("position", "group", "number", "present")
    extra = 0


class OutcomeInline(Named, ReadOnly, admin.TabularInline):
    """What was made of it."""

    model = Outcome
    fields = ("kind", "measure", "follow_up")
    list_select_related = ("measure", "follow_up")
    extra = 0


@admin.register(FishboneAnalysis)
class FishboneAnalysisAdmin(TrackedAdmin):
    """Analyses; held, followed up and closed on their own pages."""

    list_display = ("unit", "question", "kind", "state", "day", "held_on", "facilitator")
    list_filter = ("state", "kind", ("without_manager", admin.EmptyFieldListFilter))
    search_fields = ("unit__name", "unit__short_name", "question")
    date_hierarchy = "day"
    list_select_related = ("unit", "facilitator__unit")
    autocomplete_fields = ("facilitator",)
    inlines = (BoneInline, ParticipantInline, OutcomeInline)
    fields = (
        "unit", "kind", "question", "day", "facilitator", "state", "started_on", "held_on",
        "without_manager", "no_measures", "support_until", "closing_note", "closed_on",
    )
    readonly_fields = (
        "unit", "kind", "state", "started_on", "held_on", "without_manager", "no_measures",
        "support_until", "closing_note", "closed_on",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It is made on its own page, which gives it bones and participants."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Until it is held."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is cancelled, and stays."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Pages that stand open learn of it, and what rests on the day follows."""
        super().save_model(request, obj, form, change)
        stakeholders_changed(obj.unit_id)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """One change of an analysis at a time, here as everywhere."""
        take_turn(form.instance)
        super().save_related(request, form, formsets, change)


@admin.register(Cause)
class CauseAdmin(Named, ReadOnly, admin.ModelAdmin):
    """Causes of analyses that were held; what is written before is nobody's here."""

    list_display = ("text", "analysis", "bone", "root_order")
    list_filter = (("root_order", admin.EmptyFieldListFilter),)
    search_fields = ("text", "analysis__unit__name")
    list_select_related = ("analysis__unit", "bone")
    fields = ("analysis", "bone", "parent", "text", "evidence", "root_order")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those that are locked."""
        return super().get_queryset(request).filter(analysis__state__in=HAS_BEEN)


class StakeholderInline(TabularInline):
    """Groups and roles, never people."""

    model = Stakeholder
    fields = ("order", "name", "influence", "interest", "attitude", "strategy", "is_external")


class CheckInline(TabularInline):
    """The three times it is looked at; who did is written on its own page."""

    model = StakeholderCheck
    fields = ("kind", "planned_on", "done_on", "done_as", "note")
    readonly_fields = ("kind", "done_on", "done_as")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There are three."""
        return False


@admin.register(StakeholderAnalysis)
class StakeholderAnalysisAdmin(TrackedAdmin):
    """Stakeholder analyses, with their groups and check points."""

    list_display = ("subject", "unit", "fishbone", "network")
    list_filter = (
        ("fishbone", admin.EmptyFieldListFilter), ("network", admin.EmptyFieldListFilter)
    )
    search_fields = ("subject", "unit__name", "unit__short_name", "network")
    list_select_related = ("unit", "fishbone__unit")
    inlines = (StakeholderInline, CheckInline)
    fields = ("unit", "fishbone", "subject", "network")
    readonly_fields = ("unit", "fishbone")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It is made on its own page, which makes its check points."""
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """What the plan asks of it follows."""
        super().save_related(request, form, formsets, change)
        stakeholders_changed(form.instance.unit_id)
