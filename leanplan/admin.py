"""What all pages of the administration share: who was first, the trace, no changed past.

A form carries the state its row was in when the page was made. Where the row is another when the
form comes back, nothing is saved: the page comes again with all that was typed and with what
somebody else has saved meanwhile.
"""

import hashlib
import itertools
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from leanplan.clock import now
from leanplan.forms import put_errors
from leanplan.templatetags.ui import moment_text
from leanplan.values import in_words
from leanplan.versioning import Versioned, take_row

SEEN = "seen"


class SeenField(forms.CharField):
    """The state a row was in when its form was made; never counts as a change."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """No: it says something about the page, not about the row."""
        return False


def state_of(row: models.Model) -> str:
    """The state of a row: its version, or a digest of its values where it has none."""
    if isinstance(row, Versioned):
        return f"v{row.version}"
    values = [f"{field.attname}={getattr(row, field.attname)!r}" for field in row._meta.fields]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:24]


class SeenForm(forms.ModelForm):
    """A form of one row that refuses to save over what somebody else has saved."""

    seen = SeenField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[SEEN] = state_of(self.instance)

    def clean(self) -> dict[str, Any] | None:
        """Take the row and see whether it is still as it was; a new row has nobody before it."""
        cleaned = super().clean()
        if self.instance.pk and self.has_changed():
            self._refuse_stale()
        return cleaned

    def _refuse_stale(self) -> None:
        model = type(self.instance)
        current = model._base_manager.select_for_update().filter(pk=self.instance.pk).first()
        if current is None:
            self.add_error(None, _("Somebody has deleted this meanwhile."))
            return
        seen = self.cleaned_data.get(SEEN)
        if not seen:
            self.add_error(None, _("The page is incomplete. Load it again, so that it is known "
                                   "whether somebody else has changed this."))
        elif seen != state_of(current):
            self.add_error(None, ValidationError(self._who_was_first(current)))
        # Whoever has read the message and saves again knows what is saved over.
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix(SEEN)] = state_of(current)
        self.data = data

    def _who_was_first(self, current: Any) -> list[str]:
        """Who saved meanwhile, and for each field that differs theirs beside mine."""
        record = None
        if hasattr(current, "history"):
            record = current.history.order_by("-history_id").first()
        who = str(getattr(record, "history_user", None) or _("Somebody"))
        when = moment_text(localtime(record.history_date)) if record else ""
        said = _("%(name)s has saved this since you opened the page%(when)s. What you wrote still "
                 "stands in the fields and is not saved. Save once more to let it hold.") % {
            "name": who, "when": f" ({when})" if when else "",
        }
        return [said, *self._differing(current)]

    def _differing(self, current: Any) -> list[str]:
        lines = []
        for name in self.changed_data:
            if name == SEEN or name not in self.fields or not hasattr(current, name):
                continue
            choices = getattr(self.fields[name], "choices", ()) if not isinstance(
                self.fields[name], forms.ModelChoiceField
            ) else ()
            field = current._meta.get_field(name)
            if field.many_to_many:
                continue
            theirs, mine = getattr(current, name), self.cleaned_data.get(name)
            if theirs != mine:
                lines.append(
                    _("%(field)s: saved is «%(theirs)s», you have «%(mine)s».") % {
                        "field": self.fields[name].label or name,
                        "theirs": in_words(theirs, choices=choices),
                        "mine": in_words(mine, choices=choices),
                    }
                )
        return lines

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self._check_whole_row()

    def _check_whole_row(self) -> None:
        """Django leaves out a constraint that speaks of a field which is not in the form."""
        left_out = {
            name for name in self._get_validation_exclusions()  # type: ignore[attr-defined]
            if getattr(self.instance, name, None) is None
        }
        try:
            self.instance.validate_constraints(exclude=left_out)
        except ValidationError as error:
            put_errors(self, error)

    def save(self, commit: bool = True) -> Any:
        """Save; a row with a version gets the next one, the history the moment of the clock."""
        if self.instance.pk and isinstance(self.instance, Versioned) and self.has_changed():
            take_row(self.instance, self.instance.version)
        self.instance._history_date = now()
        return super().save(commit)


class Seen:
    """Puts the hidden state into what a page of the administration draws."""

    form: Any = SeenForm
    formfield_overrides: Any = {models.URLField: {"assume_scheme": "https"}}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fieldsets, with the hidden state in the first."""
        fieldsets = [
            (name, {**options, "fields": tuple(options["fields"])})
            for name, options in super().get_fieldsets(request, obj)  # type: ignore[misc]
        ]
        if not any(SEEN in options["fields"] for _name, options in fieldsets):
            name, options = fieldsets[0]
            fieldsets[0] = (name, {**options, "fields": (*options["fields"], SEEN)})
        return fieldsets


class Named:
    """Loads with each row what its name is made of, on every page and in every action."""

    def get_queryset(self, request: HttpRequest) -> Any:
        """The rows with what `list_select_related` names."""
        rows = super().get_queryset(request)  # type: ignore[misc]
        beside = self.list_select_related  # type: ignore[attr-defined]
        return rows.select_related(*beside) if isinstance(beside, tuple) else rows


class TrackedAdmin(Named, Seen, SimpleHistoryAdmin):
    """Pages of a tracked model: its history is read here and never rolled back."""

    list_per_page = 50
    # Counted is what is shown; the whole list beside a filtered one is a click away.
    show_full_result_count = False
    object_history_template = "admin/history.html"
    object_history_list_template = "admin/history_list.html"

    def get_urls(self) -> list[Any]:
        """Without the page that puts an old state back past everything that guards a row."""
        return admin.ModelAdmin.get_urls(self)

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Any, foreign_keys_are_objs: bool = True
    ) -> None:
        """Say of each record what it changed, in the words the pages use."""
        records = list(historical_records)
        names = _names_in(records)
        for record in records:
            record.who = names.get((_USER, record.history_user_id), "")
        for newer, older in itertools.pairwise(records):
            newer.history_delta_changes = list(_told(older, newer, names))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save what has changed; nothing changed writes nothing and leaves no history."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)


_USER = "who"


def _names_in(records: list[Any]) -> dict[tuple[Any, Any], str]:
    """{(model, key): name} of all that the records point at, and of who made them; a query each."""
    keys: dict[Any, set[Any]] = {}
    for record in records:
        for field in record.tracked_fields:
            value = getattr(record, field.attname)
            if isinstance(field, models.ForeignKey) and value is not None:
                keys.setdefault(field.related_model, set()).add(value)
    makers = {record.history_user_id for record in records} - {None}
    return {
        **_called(get_user_model(), makers, _USER),
        **{key: name for model, wanted in keys.items()
           for key, name in _called(model, wanted, model).items()},
    }


def _called(model: Any, keys: set[Any], known_as: Any) -> dict[tuple[Any, Any], str]:
    """{(known_as, key): what the row is called}, with the rows that its name may be made of."""
    beside = [field.name for field in model._meta.related_objects if field.one_to_one]
    above = [
        field.name for field in model._meta.fields
        if isinstance(field, models.ForeignKey) and not field.null
    ]
    rows = model._base_manager.filter(pk__in=keys).select_related(*beside, *above)
    return {(known_as, row.pk): str(row) for row in rows} if keys else {}


def _told(older: Any, newer: Any, names: dict[tuple[Any, Any], str]) -> Iterator[dict[str, Any]]:
    for field in newer.tracked_fields:
        values = [getattr(record, field.attname) for record in (older, newer)]
        if values[0] == values[1] or field.name == "version":
            continue
        if isinstance(field, models.ForeignKey):
            words = [
                names.get((field.related_model, value), _("something deleted"))
                if value is not None else "" for value in values
            ]
        else:
            words = [in_words(value, choices=field.choices or ()) for value in values]
        yield {"field": capfirst(field.verbose_name), "old": words[0], "new": words[1]}


class ReadOnly:
    """Rows that only the product itself writes."""

    def has_add_permission(self, *args: Any, **kwargs: Any) -> bool:
        """Nobody adds one here."""
        return False

    def has_change_permission(self, *args: Any, **kwargs: Any) -> bool:
        """Nobody changes one here."""
        return False

    def has_delete_permission(self, *args: Any, **kwargs: Any) -> bool:
        """Nobody deletes one here."""
        return False


class SeenFormSet(BaseInlineFormSet):
    """Rows inside another row's page. What is deleted must be as it was seen, too."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Say at each field what it is; on the page only the head of its column does."""
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)
            if not widget.is_hidden and field.label:
                widget.attrs.setdefault("aria-label", capfirst(str(field.label)))

    def clean(self) -> None:
        """Refuse to delete a row that somebody else has changed meanwhile."""
        super().clean()
        for form in self.deleted_forms:
            model: Any = self.model
            current = model._base_manager.filter(pk=form.instance.pk).first()
            seen = self.data.get(form.add_prefix(SEEN))  # The form's own may be renewed.
            if current is not None and seen != state_of(current):
                raise ValidationError(
                    _("«%(row)s» was changed by somebody else meanwhile, so it is not deleted. "
                      "Load the page again.") % {"row": current}
                )


class TabularInline(Seen, admin.TabularInline):
    """Rows inside another row's page, one a line."""

    formset = SeenFormSet
    extra = 0
    show_change_link = True


class StackedInline(Seen, admin.StackedInline):
    """Rows inside another row's page, one below the other."""

    formset = SeenFormSet
    extra = 0
    show_change_link = True
