"""Administration of coaching contracts. A draft can be changed; what is signed is extended or ended
on its own page. The log is read by topic and time."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from leaders.actions.contracts import refuse_second
from leaders.choices import ContractState
from leaders.kept import units_changed
from leaders.models import CoachingContract, CoachingEntry, ContractSignature, ContractVersion
from leanplan.admin import Named, ReadOnly, SeenForm, TrackedAdmin
from leanplan.forms import put_errors


class ContractForm(SeenForm):
    """A draft: one contract at a time between a coach and a unit, here too."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                refuse_second(self.instance)
            except ValidationError as error:
                put_errors(self, error)


class SignatureInline(Named, ReadOnly, admin.TabularInline):
    """Who signed; what is changed in a draft is to be signed anew."""

    model = ContractSignature
    fields = ("party", "person", "signed_on", "of_version", "recorded_by")
    list_select_related = ("person", "recorded_by__person")
    extra = 0


class VersionInline(ReadOnly, admin.TabularInline):
    """As it was agreed, and each time it was extended."""

    model = ContractVersion
    fields = ("number", "starts_on", "ends_on", "hours", "reason", "agreed_on", "by_label")
    extra = 0


class EntryInline(ReadOnly, admin.TabularInline):
    """The log."""

    model = CoachingEntry
    fields = ("day", "minutes", "topic")
    extra = 0


@admin.register(CoachingContract)
class CoachingContractAdmin(TrackedAdmin):
    """Coaching contracts."""

    form = ContractForm
    list_display = ("unit", "coach", "starts_on", "ends_on", "hours", "state", "ended_on")
    list_filter = ("state", ("rollout", admin.EmptyFieldListFilter))
    search_fields = (
        "unit__name", "unit__short_name", "coach__given_name", "coach__family_name", "aims",
    )
    date_hierarchy = "ends_on"
    list_select_related = ("unit", "coach")
    autocomplete_fields = ("coach", "rollout")
    inlines = (SignatureInline, VersionInline, EntryInline)
    fieldsets = (
        (None, {"fields": ("unit", "coach", "rollout", "state")}),
        (_("What is agreed"), {
            "fields": ("starts_on", "ends_on", "hours", "rhythm", "aims", "expectations",
                       "agreed_on"),
        }),
        (_("The end"), {"fields": ("ended_on", "ended_reason", "continues")}),
    )
    readonly_fields = ("unit", "state", "agreed_on", "ended_on", "ended_reason", "continues")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It is drafted on its own page, which tells the parties."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft only."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.state == ContractState.DRAFT)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft is discarded on its page; a contract stays."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What rests on its days follows."""
        super().save_model(request, obj, form, change)
        units_changed([obj.unit_id])
