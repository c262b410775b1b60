"""Administration of accounts. Only a superuser makes or changes another."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leanplan.admin import Seen, SeenForm
from organisation.models import User


class AccountForm(SeenForm):
    """An account; the password is changed on a page of its own."""

    class Meta:
        model = User
        fields = ("email", "is_active", "is_staff", "is_superuser")


class AccountMadeForm(BaseUserCreationForm):
    """A new account with its first password."""

    class Meta:
        model = User
        fields = ("email",)


class UserAdmin(Seen, DjangoUserAdmin):
    """Accounts: e-mail, whether it is in use, and whether it reaches the administration."""

    form = AccountForm
    add_form = AccountMadeForm
    list_display = ("email", "person_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "person__given_name", "person__family_name")
    ordering = ("email",)
    date_hierarchy = "date_joined"
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined", "person_name", "password_link")
    fieldsets = (
        (None, {"fields": ("email", "person_name", "password_link")}),
        (_("Access"), {
            "fields": ("is_active", "is_staff", "is_superuser"),
            "description": _("The administration also needs the role administrator, which is an "
                             "appointment of the person."),
        }),
        (_("Used"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "password1", "password2")}),)

    @admin.display(description=_("person"))
    def person_name(self, user: User) -> str:
        """Whose account it is."""
        return user.get_full_name() if hasattr(user, "person") else ""

    @admin.display(description=_("password"))
    def password_link(self, user: User) -> SafeString:
        """The page on which a new password is set."""
        address = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("Set a new password"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new account has nobody before it, so no hidden state."""
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With the person."""
        return super().get_queryset(request).select_related("person")

    @staticmethod
    def _is_above(request: HttpRequest, obj: Any) -> bool:
        return bool(obj and obj.is_superuser and not request.user.is_superuser)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nobody but a superuser makes a superuser."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not a superuser's account, unless one is a superuser."""
        return super().has_change_permission(request, obj) and not self._is_above(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not a superuser's account, and not one's own."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and not self._is_above(request, obj) and obj != request.user

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keep addresses in lower case, as the sign-in does."""
        obj.email = obj.email.lower()
        super().save_model(request, obj, form, change)
