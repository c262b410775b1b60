"""Forms of rows that several people may edit: the version they saw, and what a conflict left out.

A form that changes a versioned row is a VersionedForm. Its view hands the row to the form and to
the action, and answers a Conflict with `conflicts.conflict_page(request, conflict, form=form)`:
the page posts what was chosen, field by field, back to the same view.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_noop

from leanplan.said import said

# Names of what the conflict page adds to the form's own fields; none can be a field's name.
PICK, MINE, THEIRS, BOTH, COMPARED = "pick-", "mine-", "theirs-", "both-", "compared-"
_SIGNER = Signer(salt="leanplan.conflict")


@dataclass(frozen=True)
class Part:
    """What is compared and chosen as one thing: one field, or several that belong together.

    name: of the field, or of the value that `values_of` and `cleaned_data` both hold for the
    group. shown: how such a value is written.
    """

    name: str
    label: Any
    fields: tuple[str, ...]
    shown: Callable[[Any], str] | None = None


class VersionedForm(forms.Form):
    """A form of one row, with the version of it that the person saw.

    groups: fields that are compared as one. covers: names of the row's fields that the form
    holds under other names. A field that is no part of the row (a reason, a comment) says
    something about the change and is always taken along.
    """

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    left_out = forms.CharField(required=False, widget=forms.HiddenInput)

    groups: ClassVar[tuple[Part, ...]] = ()
    covers: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any = None, *args: Any, row: Any, **kwargs: Any) -> None:
        self.row = row
        initial = {**self.values_of(row), "version": row.version}
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(resolved(data) if data is not None else None, *args, **kwargs)

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """What the row holds, by the names of the fields; a form of other names says it itself."""
        held = {
            field.name for field in row._meta.get_fields()
            if isinstance(field, models.Field) and not field.many_to_many
        }
        return {name: getattr(row, name) for name in cls.base_fields if name in held}

    def parts(self) -> list[Part]:
        """The groups and the single fields, in the order of the form."""
        grouped = {name: group for group in self.groups for name in group.fields}
        found: list[Part] = []
        for name, field in self.fields.items():
            if name in ("version", "left_out"):
                continue
            part = grouped.get(name) or Part(name, field.label or name, (name,))
            if part not in found:
                found.append(part)
        return found

    @property
    def first_error(self) -> str:
        """Name of the first field that is refused; "" where none is."""
        return next((name for name in self.fields if name in self.errors), "")

    def renewed(self, row: Any) -> "VersionedForm":
        """The same form with what was typed, now about the row as it is: its version is the new
        one, so that what is sent next holds."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("version")] = str(row.version)
        return type(self)(data, row=row)

    def put_errors(self, error: ValidationError) -> None:
        """Show what an action refused: at its fields, and above the form where it has none."""
        put_errors(self, error)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.row.left_out = unsigned(self.cleaned_data.get("left_out", ""))


def put_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Put an action's refusal into a form; what belongs to none of its fields goes on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def signed(text: str) -> str:
    """A text that comes back through the browser, and that nobody can have written there."""
    return _SIGNER.sign(text) if text else ""


def unsigned(text: str) -> str:
    """The text again; nothing where it was not ours."""
    try:
        return _SIGNER.unsign(text) if text else ""
    except BadSignature:
        return ""


def resolved(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was posted, with the choices of the conflict page put in place of their fields.

    Each part came twice (theirs and mine) with a pick. What was not picked is written into
    `left_out`, which the save keeps in the history.
    """
    compared = [key for key in data if key.startswith(COMPARED)]
    if not compared or not isinstance(data, QueryDict):
        return data
    data = data.copy()
    for key in compared:
        payload = unsigned(data.get(key, ""))
        if payload:
            _resolve(data, json.loads(payload))
    return data


def _resolve(data: QueryDict, payload: dict[str, Any]) -> None:
    notes = [payload["earlier"]] if payload["earlier"] else []
    for name, part in payload["parts"].items():
        pick = data.get(PICK + name, "theirs")
        for field in part["fields"]:
            data.setlist(field, data.getlist((THEIRS if pick == "theirs" else MINE) + field))
            if pick == "both":
                data[field] = data.get(BOTH + field, "")
        not_chosen = part["theirs"] if pick == "mine" else part["mine"]
        if not_chosen:
            notes.append(
                said(
                    gettext_noop("Not chosen: %(field)s «%(value)s»"),
                    field=part["label"], value=not_chosen,
                )
            )
    if notes and not payload["earlier"]:
        notes.insert(0, said(gettext_noop("Chosen where two had changed the same.")))
    data[payload["left_out"]] = signed(" ".join(notes))
