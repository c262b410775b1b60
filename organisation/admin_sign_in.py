"""Administration of how people sign in: groups, invitations, second factors, tied accounts."""

from datetime import datetime
from typing import Any

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401  allauth's own pages come first, to be replaced
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leanplan.admin import TrackedAdmin
from organisation.nightly import NightlyRun
from organisation.sign_in.linking import invitation_make
from organisation.sign_in.models import GroupMapping, Invitation, SecondFactor, WorkAccount

# The service stands in the settings alone, its tokens are not kept, an account has one address,
# and where somebody is signed in is that person's to see.
for model in (
    SocialApp, SocialToken, SocialAccount, Authenticator, EmailAddress, EmailConfirmation,
    UserSession,
):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(GroupMapping)
class GroupMappingAdmin(TrackedAdmin):
    """Which group of the sign-in service gives which position."""

    list_display = ("value", "role", "unit")
    list_filter = ("role",)
    search_fields = ("value", "unit__name")
    list_select_related = ("unit",)
    autocomplete_fields = ("unit",)


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """Invitations: made here, shown once, used once."""

    list_display = ("person", "made_at", "made_by", "expires_at", "used_at")
    list_filter = (("used_at", admin.EmptyFieldListFilter),)
    search_fields = ("person__given_name", "person__family_name")
    list_select_related = ("person", "made_by__person")
    autocomplete_fields = ("person",)
    actions = None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A link that has been given away is what it is."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Make it, and show its link this once."""
        made, token = invitation_make(by=request.user, person=obj.person)
        obj.pk, obj._state.adding = made.pk, False
        link = request.build_absolute_uri(reverse("organisation:invitation", args=[token]))
        days = (made.expires_at - made.made_at).days
        said = gettext("Give this link to %(person)s. It holds for %(days)s days, works once, and "
                       "is not shown again:") % {"person": obj.person, "days": days}
        messages.success(request, format_html("{} <code>{}</code>", said, link))


class TakenAwayOnly(admin.ModelAdmin):
    """What a person sets up; the administrator sees it, and takes it away where it was lost."""

    actions = None
    list_select_related = ("user__person",)
    search_fields = ("user__email", "user__person__given_name", "user__person__family_name")

    @admin.display(description=_("account"), ordering="user__email")
    def account(self, row: Any) -> str:
        """Whose it is."""
        return str(row.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Its owner sets it up."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not of a superuser, unless one is a superuser."""
        allowed = super().has_delete_permission(request, obj)
        above = obj is not None and obj.user.is_superuser
        return allowed and (not above or request.user.is_superuser)


@admin.register(SecondFactor)
class SecondFactorAdmin(TakenAwayOnly):
    """Second factors of all accounts; what they hold is never shown."""

    list_display = ("account", "kind", "added", "used")
    fields = ("account", "kind", "added", "used")
    readonly_fields = fields

    @admin.display(description=_("second step"), ordering="type")
    def kind(self, row: SecondFactor) -> str:
        """An app, a passkey, or spare codes."""
        kinds = SecondFactor.Type
        named = {kinds.TOTP: _("app"), kinds.WEBAUTHN: _("passkey")}
        return str(named.get(row.type, _("spare codes")))

    @admin.display(description=_("added"), ordering="created_at")
    def added(self, row: SecondFactor) -> datetime:
        """When it was set up."""
        return row.created_at

    @admin.display(description=_("last used"), ordering="last_used_at")
    def used(self, row: SecondFactor) -> datetime | None:
        """When somebody last signed in with it."""
        return row.last_used_at


@admin.register(NightlyRun)
class NightlyRunAdmin(admin.ModelAdmin):
    """The runs of the last weeks, to be read."""

    actions = None
    list_display = ("started_at", "ended_at", "failed")
    fields = list_display
    readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The timer makes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They go by themselves."""
        return False


@admin.register(WorkAccount)
class WorkAccountAdmin(TakenAwayOnly):
    """Accounts of the sign-in service that are tied to an account here."""

    list_display = ("account", "service", "subject", "used")
    fields = ("account", "service", "subject", "used")
    readonly_fields = fields

    @admin.display(description=_("sign-in service"), ordering="provider")
    def service(self, row: WorkAccount) -> str:
        """The address of the service."""
        return row.provider

    @admin.display(description=_("number in the service"))
    def subject(self, row: WorkAccount) -> str:
        """What the service calls the person."""
        return row.uid

    @admin.display(description=_("last used"), ordering="last_login")
    def used(self, row: WorkAccount) -> datetime:
        """When somebody last signed in with it."""
        return row.last_login
