"""Administration of accounts, people, units, positions and appointments."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from leanplan.admin import TabularInline, TrackedAdmin
from leanplan.clock import today
from leanplan.collation import norwegian
from organisation import (  # noqa: F401
    admin_labels,
    admin_outbox,
    admin_settings,
    admin_sign_in,
)
from organisation.admin_changes import Tells
from organisation.admin_leaving import leaving_view, not_over
from organisation.admin_places import PlacesInline, locked_tree
from organisation.admin_users import UserAdmin
from organisation.labels import role_words
from organisation.models import (
    Appointment,
    LeanPeriod,
    MeetingDay,
    OrgUnit,
    Person,
    Position,
    UnitParent,
    User,
    current,
)
from organisation.roles import Role

admin.site.unregister(Group)
admin.site.register(User, UserAdmin)


class NowFilter(admin.SimpleListFilter):
    """Rows with a period: those that hold today, those to come, those that are over."""

    title = _("period")
    parameter_name = "periode"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The choices."""
        return [("na", _("Holds today")), ("kommer", _("To come")), ("over", _("Over"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the choice."""
        day = today()
        conditions = {
            "na": current(day), "kommer": Q(starts_on__gt=day), "over": Q(ends_on__lt=day),
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


class AppointmentInline(TabularInline):
    """The appointments of a person, or to a position."""

    model = Appointment
    autocomplete_fields = ("person", "position")
    ordering = ("-starts_on",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With what names them."""
        return super().get_queryset(request).select_related("position__unit", "person")


@admin.register(Person)
class PersonAdmin(Tells, TrackedAdmin):
    """People, with their account and their appointments."""

    list_display = ("family_name", "given_name", "positions_today", "user")
    list_display_links = ("family_name", "given_name")
    search_fields = ("given_name", "family_name", "user__email")
    list_filter = (("user", admin.EmptyFieldListFilter),)
    list_select_related = ("user",)
    autocomplete_fields = ("user",)
    inlines = (AppointmentInline,)
    change_form_template = "admin/organisation/person/change_form.html"

    def get_urls(self) -> list[Any]:
        """And the page on which the person leaves."""
        leaving = partial(leaving_view, self)
        return [
            path(
                "<path:object_id>/slutter/", self.admin_site.admin_view(leaving),
                name="organisation_person_leaving",
            ),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """First of all what the person holds, and the way to let the person leave."""
        person = self.get_object(request, object_id)
        held = not_over(person, today()) if person else []
        context = {**(extra_context or {}), "held": held}
        return super().change_view(request, object_id, form_url, context)

    def get_ordering(self, request: HttpRequest) -> Any:
        """As in a Norwegian name list."""
        return [norwegian("family_name"), norwegian("given_name")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """With the appointments that name today's positions."""
        return super().get_queryset(request).prefetch_related("appointments__position__unit")

    @admin.display(description=_("positions today"))
    def positions_today(self, person: Person) -> str:
        """What the person holds today."""
        day = today()
        return ", ".join(
            row.position.label for row in person.appointments.all() if holds(row, day)
        )


def holds(row: Any, day: date) -> bool:
    """The row's period holds on the day."""
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


class LeanPeriodInline(TabularInline):
    """Where the unit stands with Lean."""

    model = LeanPeriod
    ordering = ("-starts_on",)
    show_change_link = False


class PositionInline(TabularInline):
    """The positions in the unit."""

    model = Position

    def get_queryset(self, request: HttpRequest) -> QuerySet[Position]:
        """With the unit that names them."""
        return super().get_queryset(request).select_related("unit")


class MeetingDayInline(TabularInline):
    """The days a body meets."""

    model = MeetingDay
    ordering = ("-day",)
    show_change_link = False


@admin.register(OrgUnit)
class OrgUnitAdmin(Tells, TrackedAdmin):
    """Units, with their places in the organisation, their Lean periods and positions."""

    list_display = ("name", "short_name", "kind", "belongs_to", "starts_on", "ends_on")
    search_fields = ("name", "short_name", "organisation_number")
    list_filter = ("kind", NowFilter, "is_development_unit")
    date_hierarchy = "starts_on"
    autocomplete_fields = ("comes_from",)
    inlines = (PlacesInline, LeanPeriodInline, PositionInline, MeetingDayInline)

    def get_ordering(self, request: HttpRequest) -> Any:
        """In Norwegian order."""
        return [norwegian("name")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrgUnit]:
        """With the places that say where it belongs."""
        return super().get_queryset(request).prefetch_related("parent_links__parent")

    @admin.display(description=_("belongs to today"))
    def belongs_to(self, unit: OrgUnit) -> str:
        """The unit above it today."""
        day = today()
        return ", ".join(link.parent.name for link in unit.parent_links.all() if holds(link, day))

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Meeting days only where there is a body; nothing before the unit is there."""
        return self.inlines if obj else (PlacesInline,)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let one change of the tree through at a time: what is checked still holds when saved."""
        with locked_tree(request):
            return super().changeform_view(request, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Let the places know who puts the unit there."""
        for formset in formsets:
            formset.by = request.user
        super().save_related(request, form, formsets, change)


@admin.register(UnitParent)
class UnitParentAdmin(Tells, TrackedAdmin):
    """All places in the organisation, to read; they are set on the unit's page."""

    list_display = ("child", "parent", "starts_on", "ends_on")
    search_fields = ("child__name", "parent__name")
    list_filter = (NowFilter,)
    date_hierarchy = "starts_on"
    list_select_related = ("child", "parent")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """On the unit's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """On the unit's page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """On the unit's page."""
        return False


@admin.register(LeanPeriod)
class LeanPeriodAdmin(Tells, TrackedAdmin):
    """Where units stand with Lean."""

    list_display = ("unit", "status", "starts_on", "ends_on")
    search_fields = ("unit__name", "unit__short_name")
    list_filter = ("status", NowFilter)
    date_hierarchy = "starts_on"
    autocomplete_fields = ("unit",)
    list_select_related = ("unit",)


@admin.register(Position)
class PositionAdmin(TrackedAdmin):
    """Positions, with who holds them and has held them."""

    list_display = ("label", "role", "unit", "each", "holder")
    search_fields = ("unit__name",)
    list_filter = ("role", "each", "unit__kind")
    list_select_related = ("unit",)
    autocomplete_fields = ("unit",)
    inlines = (AppointmentInline,)

    def get_ordering(self, request: HttpRequest) -> Any:
        """By unit, in Norwegian order."""
        return [norwegian("unit__name"), "role"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Position]:
        """With what names it, and who holds it."""
        rows = super().get_queryset(request).select_related("unit")
        return rows.prefetch_related("appointments__person")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Position], search_term: str
    ) -> tuple[QuerySet[Position], bool]:
        """Each word is looked for in the unit, in what the role is called, and in the holders."""
        for word in search_term.split():
            queryset = queryset.filter(
                Q(unit__name__icontains=word)
                | Q(unit__short_name__icontains=word)
                | Q(role__in=_roles_called(word))
                | Q(appointments__person__family_name__icontains=word)
                | Q(appointments__person__given_name__icontains=word)
            )
        return queryset, True

    @admin.display(description=_("who today"))
    def holder(self, position: Position) -> str:
        """Who holds it today."""
        day = today()
        return ", ".join(
            row.person.name for row in position.appointments.all() if holds(row, day)
        )


def _roles_called(word: str) -> list[str]:
    """The roles whose words begin with what is written."""
    found = []
    for role in Role:
        words = role_words(role)
        if any(str(text).lower().startswith(word.lower()) for text in (words.short, words.name)):
            found.append(role.value)
    return found


@admin.register(Appointment)
class AppointmentAdmin(Tells, TrackedAdmin):
    """Who has held what, from when to when."""

    list_display = ("person", "position", "starts_on", "ends_on", "acting")
    search_fields = (
        "person__given_name", "person__family_name", "position__unit__name",
        "position__unit__short_name",
    )
    list_filter = (NowFilter, "acting", "position__role")
    date_hierarchy = "starts_on"
    list_select_related = ("person", "position__unit")
    autocomplete_fields = ("person", "position")


@admin.register(MeetingDay)
class MeetingDayAdmin(TrackedAdmin):
    """When bodies meet."""

    list_display = ("day", "unit")
    list_filter = ("unit",)
    date_hierarchy = "day"
    list_select_related = ("unit",)
    autocomplete_fields = ("unit",)
    search_fields = ("unit__name",)
