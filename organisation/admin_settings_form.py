"""The form of all settings of the municipality: each with its default, empty where that holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leanplan.templatetags.ui import moment_text
from leanplan.thresholds import UNITS, Threshold, with_unit
from leanplan.versioning import Conflict, Refused
from organisation.actions import settings_change
from organisation.look import COLOUR, LOGO, look
from organisation.models import Setting
from organisation.municipality_settings import TextSetting, all_settings, default_of, own_values

SEEN = "seen"
REMOVE = "remove"
_GROUPS = {"municipality": _("The municipality"), "periods": _("Periods")}


@dataclass(frozen=True)
class SettingRow:
    """One setting as the page shows it."""

    key: str
    label: str | Promise
    help: str | Promise
    default: str | Promise
    unit: str | Promise
    source: str | Promise
    field: Any
    seen: Any
    remove: Any = None
    picture: str = ""
    changed_by: str = ""
    changed_at: Any = None


@dataclass(frozen=True)
class Group:
    """Settings that belong together."""

    title: str | Promise
    rows: list[SettingRow]


def default_in_words(known: Threshold | TextSetting) -> str:
    """What holds where nothing is set, as it is read."""
    if isinstance(known, Threshold):
        return with_unit(str(known.default), known.unit)
    words = dict(known.choices).get(known.default, known.default)
    return str(words) or gettext("None")


def last_records(keys: Iterable[str]) -> dict[str, Any]:
    """{key: the last record in its history}, in one query."""
    last = Setting.history.filter(key__in=list(keys)).values("key").annotate(last=Max("history_id"))
    records = Setting.history.filter(history_id__in=last.values("last"))
    return {record.key: record for record in records.select_related("history_user__person")}


class SettingsForm(forms.Form):
    """Every setting that is known. Nothing is saved where one of the changes is refused."""

    # Somebody else had saved one of the settings meanwhile.
    was_second = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = all_settings()
        self.records = last_records(self.known)
        own = own_values()
        for key, known in self.known.items():
            self.fields[key] = self._field(known, own.get(key, ""))
            self.fields[f"{SEEN}-{key}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=self._version(key), required=False
            )
        self.fields[f"{REMOVE}-{LOGO}"] = forms.BooleanField(
            label=_("Take the logo away"), required=False
        )

    def _version(self, key: str) -> int:
        record = self.records.get(key)
        return record.version if record else 0

    @staticmethod
    def _field(known: Threshold | TextSetting, own: str) -> forms.Field:
        common: dict[str, Any] = {"label": known.label, "required": False}
        if known.key == LOGO:
            widget = forms.FileInput(attrs={"accept": "image/png,image/svg+xml"})
            return forms.FileField(widget=widget, **common)
        # What the page showed comes back with it: only what this person changed is saved.
        common |= {"initial": own, "show_hidden_initial": True}
        if isinstance(known, Threshold):
            bounds = {"min": known.low, "max": known.high, "placeholder": known.default}
            return forms.CharField(widget=forms.NumberInput(attrs=bounds), **common)
        if known.choices:
            standard = _("Default: %(value)s") % {"value": default_in_words(known)}
            others = [pair for pair in known.choices if pair[0] != known.default]
            return forms.ChoiceField(choices=[("", standard), *others], **common)
        return forms.CharField(max_length=500, **common)

    def clean(self) -> dict[str, Any]:
        """A page that lost what it had seen cannot say whether somebody else was first."""
        cleaned = super().clean() or self.cleaned_data
        if any(cleaned.get(f"{SEEN}-{key}") is None for key in self._changed()):
            self.add_error(None, gettext("The page is incomplete. Load it again, so that it is "
                                         "known whether somebody else has changed this."))
        return cleaned

    def _changed(self) -> list[str]:
        removed = [LOGO] if self.cleaned_data.get(f"{REMOVE}-{LOGO}") else []
        return [key for key in self.known if key in self.changed_data or key in removed]

    def save(self, *, by: Any) -> list[str] | None:
        """Save what was changed, and give the keys; None where something was refused."""
        changes, pictures = {}, {}
        for key in self._changed():
            value = self.cleaned_data[key]
            if key == LOGO and value:
                pictures[key], value = value.read(), ""
            if key == COLOUR:
                value = value.lower()
            changes[key] = (str(value or "") or default_of(key), self.cleaned_data[f"seen-{key}"])
        try:
            return settings_change(by=by, changes=changes, pictures=pictures)
        except Refused as refused:
            self._tell(refused)
            return None

    def _tell(self, refused: Refused) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        self.was_second = any(isinstance(error, Conflict) for error in refused.why.values())
        for key, error in refused.why.items():
            if isinstance(error, ValidationError):
                self.add_error(key, error.messages)
                continue
            self.add_error(key, self._who_was_first(key, error))
            # Whoever has read the message and saves again knows what is saved over.
            record = last_records([key]).get(key)
            data[self.add_prefix(f"{SEEN}-{key}")] = str(record.version if record else 0)
            data[self.add_initial_prefix(key)] = own_values().get(key, "")
        self.data = data

    def _who_was_first(self, key: str, conflict: Conflict) -> str:
        record = last_records([key])[key]
        return gettext(
            "%(name)s has saved «%(value)s» here since you opened the page (%(when)s). What you "
            "wrote still stands in the field. Save once more to let it hold."
        ) % {
            "name": record.history_user or gettext("Somebody"),
            "value": value_in_words(key, getattr(conflict.current, "value", "")),
            "when": moment_text(localtime(record.history_date)),
        }

    def groups(self) -> list[Group]:
        """The settings as the page shows them, those of an app together."""
        found: dict[str, list[SettingRow]] = {}
        for key in self.known:
            found.setdefault(key.partition(".")[0], []).append(self._row(key))
        return [Group(_group_title(name), rows) for name, rows in found.items()]

    def _row(self, key: str) -> SettingRow:
        known, record = self.known[key], self.records.get(key)
        return SettingRow(
            key=key, label=known.label, help=known.help, default=default_in_words(known),
            unit=UNITS[known.unit] if isinstance(known, Threshold) else "",
            source=known.source if isinstance(known, Threshold) else "",
            field=self[key], seen=self[f"{SEEN}-{key}"],
            remove=self[f"{REMOVE}-{key}"] if key == LOGO and own_values().get(key) else None,
            picture=look(own_values()).logo if key == LOGO else "",
            changed_by=str(record.history_user or "") if record else "",
            changed_at=record.history_date if record else None,
        )


def _group_title(name: str) -> str | Promise:
    if name in _GROUPS:
        return _GROUPS[name]
    return apps.get_app_config(name).verbose_name if apps.is_installed(name) else name


def value_in_words(key: str, value: str) -> str:
    """A value as it is read; of a setting that is no longer known, as it is kept."""
    known = all_settings().get(key)
    if isinstance(known, Threshold):
        return with_unit(value, known.unit)
    if key == LOGO and value:
        return gettext("own logo")
    words = dict(known.choices) if known else {}
    return str(words.get(value, value)) or gettext("None")
