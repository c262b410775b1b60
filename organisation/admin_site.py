"""The administration: who reaches it, by which door, and what it is called."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from leanplan.admin_export import admin_list_export
from organisation.nightly import nightly_state
from organisation.permissions import is_administrator


@secure_admin_login
def _no_other_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Somebody signed in whom the administration does not let in."""
    raise PermissionDenied


class _Suggestions(AutocompleteJsonView):
    """What is offered while one writes; a row may say more of itself than its name."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """The key and the words of one row."""
        told = getattr(self.model_admin, "offered_as", str)
        return {"id": str(getattr(obj, to_field_name)), "text": told(obj)}


# The front page by what an administrator does; models of other apps stand between these.
_FIRST = (
    (_("People and positions"), ("Person", "Appointment", "Position", "User")),
    (_("Units"), ("OrgUnit", "UnitParent", "LeanPeriod", "MeetingDay")),
)
_LAST = (
    (_("Settings"), ("Setting", "Label", "Pause")),
    (_("Sign-in"), ("Invitation", "GroupMapping", "WorkAccount", "SecondFactor")),
)


class AdministrationSite(AdminSite):
    """Django's administration for those who keep the installation."""

    site_header = _("Leanplan, administration")
    site_title = _("Administration")
    index_title = _("What do you want to look after?")
    site_url = "/"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff accounts of administrators, and superusers."""
        user: Any = request.user
        if not (user.is_active and user.is_staff):
            return False
        return bool(user.is_superuser or is_administrator.test(user))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """What can be looked after; on the front page and in the menu by what one does."""
        apps = super().get_app_list(request, app_label)
        ours = next((app for app in apps if app["app_label"] == "organisation"), None)
        if app_label or ours is None:
            return apps
        others = [app for app in apps if app is not ours]
        models = {model["object_name"]: model for model in ours["models"]}
        parts = [
            [{**ours, "name": name, "models": [models.pop(one) for one in names if one in models]}
             for name, names in groups]
            for groups in (_FIRST, _LAST)
        ]
        rest = [{**ours, "name": _("Running"), "models": list(models.values())}]
        return [app for app in (*parts[0], *others, *parts[1], *rest) if app["models"]]

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The first page, with a word where the nightly run stands still or failed."""
        return super().index(request, {**(extra_context or {}), "nightly": nightly_state()})

    def get_urls(self) -> list[Any]:
        """Each list in Excel too."""
        excel = path(
            "<str:app_label>/<str:model_name>/excel/", self.admin_view(self.excel), name="excel"
        )
        return [excel, *super().get_urls()]

    def excel(self, request: HttpRequest, app_label: str, model_name: str) -> HttpResponse:
        """The list of one model, as its address filters it."""
        for model, model_admin in self._registry.items():
            if (model._meta.app_label, model._meta.model_name) == (app_label, model_name):
                return admin_list_export(request, model_admin)
        raise Http404

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Answer for the fields in which one writes to choose."""
        return _Suggestions.as_view(admin_site=self)(request)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The same door as everyone's; who is signed in and does not belong here gets 403."""
        return _no_other_door(request)
