"""Administration of the settings: one page for all, and what was changed when and by whom."""

import itertools
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext

from leanplan.admin import ReadOnly, TrackedAdmin
from organisation.admin_settings_form import SettingsForm, value_in_words
from organisation.models import Pause, Setting
from organisation.municipality_settings import all_settings, default_of


@dataclass(frozen=True)
class SettingChange:
    """One line of the history."""

    at: datetime
    who: str
    label: str
    old: str
    new: str


@admin.register(Setting)
class SettingAdmin(ReadOnly, TrackedAdmin):
    """All settings on one page. A setting has no page of its own."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """On the page of all."""
        return TrackedAdmin.has_change_permission(self, request, obj)


    def get_urls(self) -> list[Any]:
        """The page of all, and their history."""
        site = self.admin_site
        return [
            path("", site.admin_view(self.settings_view), name="organisation_setting_changelist"),
            path(
                "historikk/", site.admin_view(self.changes_view),
                name="organisation_setting_changes",
            ),
        ]

    def settings_view(self, request: HttpRequest) -> HttpResponse:
        """Show the settings, or save what was changed."""
        form = SettingsForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            changed = form.save(by=request.user)
            if changed is not None:
                messages.success(request, _told(len(changed)))
                return HttpResponseRedirect(reverse("admin:organisation_setting_changelist"))
        status = 200 if request.method != "POST" else 409 if form.was_second else 422
        return TemplateResponse(
            request, "admin/organisation/setting/settings.html",
            {
                **self.admin_site.each_context(request),
                "title": gettext("Settings of the municipality"), "form": form, "opts": self.opts,
                "groups": form.groups(), "pauses": Pause.objects.all(),
            },
            status=status,
        )

    def changes_view(self, request: HttpRequest) -> HttpResponse:
        """What was changed, newest first; of one setting where the address names it."""
        records = Setting.history.select_related("history_user__person").order_by("history_id")
        known = all_settings()
        key = request.GET.get("key", "")
        if key in known:
            records = records.filter(key=key)
        labels = {name: str(row.label) for name, row in known.items()}
        page = Paginator(_changes(list(records), labels), 50).get_page(request.GET.get("side"))
        return TemplateResponse(
            request, "admin/organisation/setting/changes.html",
            {
                **self.admin_site.each_context(request),
                "title": gettext("Changed settings"), "subtitle": labels.get(key), "key": key,
                "opts": self.opts, "page_obj": page,
            },
        )


def _told(count: int) -> str:
    if not count:
        return gettext("Nothing was changed.")
    return ngettext("%(count)s setting is saved.", "%(count)s settings are saved.", count) % {
        "count": count
    }


def _changes(records: list[Any], labels: dict[str, str]) -> list[SettingChange]:
    """The records of all settings, oldest first, as changes, newest first."""
    found = []
    for key, of_key in itertools.groupby(sorted(records, key=lambda row: row.key), lambda r: r.key):
        before = default_of(key) if key in labels else ""
        for record in of_key:
            after = record.value
            if record.history_type == "-":
                after = default_of(key) if key in labels else ""
            found.append(
                (record.history_id, SettingChange(
                    record.history_date, str(record.history_user or ""), labels.get(key, key),
                    value_in_words(key, before), value_in_words(key, after),
                ))
            )
            before = after
    return [change for _number, change in sorted(found, key=lambda pair: pair[0], reverse=True)]


@admin.register(Pause)
class PauseAdmin(TrackedAdmin):
    """Days that reminders and planning leave out."""

    list_display = ("name", "starts_on", "ends_on", "yearly")
    search_fields = ("name",)
    list_filter = ("yearly",)
    date_hierarchy = "starts_on"
    ordering = ("starts_on", "pk")

