"""The page that shows both sides where two people changed the same row, and lets one choose.

Works for every VersionedForm. It is answered with 409 and is itself a form: it posts the chosen
values with the row's new version to the address that was posted to, where the same view takes
them; if a third person has saved meanwhile, the page simply comes again.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leanplan.back import BACK, back_url
from leanplan.clock import today
from leanplan.context import Account, account_of
from leanplan.dates import moment_text
from leanplan.forms import COMPARED, MINE, THEIRS, Part, VersionedForm, signed, unsigned
from leanplan.htmx import render_page
from leanplan.said import message_of
from leanplan.templatetags.ui import crumbs as trail
from leanplan.textdiff import differences, marked, merged
from leanplan.values import UNKNOWN, in_words, same
from leanplan.versioning import Conflict


@dataclass(frozen=True)
class Saver:
    """Who saved first, and when; account is None where nobody is known."""

    account: Account | None
    at: datetime | None
    is_me: bool

    @property
    def heading(self) -> str:
        """Whose side it is."""
        if self.is_me:
            return _("You, in another window")
        return self.account.name if self.account else _("Saved meanwhile")

    @property
    def moment(self) -> str:
        """When, with the day where that was not today."""
        if self.at is None:
            return ""
        clock = date_format(self.at, pgettext("time of day", "H:i"))
        return clock if self.at.date() == today() else moment_text(self.at)

    @property
    def line(self) -> str:
        """Under the name: the role, and when it was saved."""
        saved = _("saved %(moment)s") % {"moment": self.moment} if self.at else ""
        role = self.account.role if self.account and not self.is_me else ""
        return ", ".join(filter(None, (role, saved)))


@dataclass(frozen=True)
class Row:
    """One part of the form, as the page shows it.

    kind: "choice" (theirs against mine), "mine" (only I wrote), "same" (nothing to choose).
    """

    part: Part
    kind: str
    base: str = ""
    theirs: str = ""
    mine: str = ""
    changed_by: str = "both"
    is_text: bool = False
    theirs_marked: str = ""
    mine_marked: str = ""
    both: str | None = None
    both_name: str = ""
    pick: str = "theirs"
    hidden: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Sides:
    """The conflict as the page shows it."""

    row: Any
    saver: Saver
    me: Account
    rows: list[Row]
    same: list[str]
    elsewhere: list[str]
    version_name: str
    compared_name: str
    compared: str
    knows_base: bool

    @property
    def choices(self) -> list[Row]:
        """The parts that must be chosen."""
        return [row for row in self.rows if row.kind == "choice"]


def conflict_page(
    request: HttpRequest,
    conflict: Conflict,
    *,
    form: VersionedForm,
    crumbs: Sequence[tuple[Any, str]] = (),
    eyebrow: Any = "",
    keep_url: str = "",
    action: str = "",
) -> TemplateResponse:
    """Both sides of a conflict, with status 409.

    form: the bound, valid form that could not be saved. crumbs: (label, address) of the pages
    above. keep_url: where to go on with what the other person saved (default: the row's page); the
    page one came from, where the form carried it, goes before both.
    action: where the choices are posted (default: the address that was posted to).
    """
    current = conflict.current
    keep_url = keep_url or getattr(current, "get_absolute_url", lambda: "/")()
    back = back_url(request, keep_url)
    context = {
        "conflict": _sides(request, current, form),
        "crumbs": trail(*chain(*(crumbs or [(str(current), keep_url)])), _("Two changes")),
        "eyebrow": eyebrow or str(current),
        "keep_url": back,
        "back": back if BACK in request.POST else "",
        "back_name": BACK,
        "action": action or request.get_full_path(),
    }
    return render_page(request, "conflict.html", context, status=409)


def _sides(request: HttpRequest, current: Any, form: VersionedForm) -> Sides:
    seen = form.cleaned_data.get("version")
    base = _row_at(current, seen)
    rows = [_compared(part, form, base, current) for part in form.parts()]
    name = form.add_prefix("left_out")
    return Sides(
        row=current,
        saver=saver_of(request, current),
        me=account_of(request.user),
        rows=[row for row in rows if row.kind != "same" or row.hidden],
        same=[str(row.part.label).rstrip("?") for row in rows if row.kind == "same" and row.theirs],
        elsewhere=_elsewhere(current, base, form),
        version_name=form.add_prefix("version"),
        compared_name=COMPARED + name,
        compared=_payload(rows, form, earlier=unsigned(form.cleaned_data.get("left_out", ""))),
        knows_base=base is not None,
    )


def _row_at(current: Any, version: int | None) -> Any:
    """The row as it was in a version, from its history; None where it is not kept."""
    if not hasattr(current, "history"):
        return None
    record = current.history.filter(version=version).order_by("-history_id").first()
    return record.instance if record else None


def saver_of(request: HttpRequest, current: Any) -> Saver:
    """Who saved the row last, and when, as its history tells."""
    record = None
    if hasattr(current, "history"):
        record = current.history.select_related("history_user").order_by("-history_id").first()
    if record is None:
        return Saver(None, None, is_me=False)
    user, at = record.history_user, timezone.localtime(record.history_date)
    return Saver(
        account=account_of(user) if user else None,
        at=at,
        is_me=user is not None and user.pk == request.user.pk,
    )


def _compared(part: Part, form: VersionedForm, base: Any, current: Any) -> Row:
    """How one part stands: what it was, what the other person saved, what I wrote."""
    saved = form.values_of(current)
    theirs = saved.get(part.name)
    before = form.values_of(base).get(part.name) if base is not None else UNKNOWN
    mine = form.cleaned_data.get(part.name)
    shown = [_shown(part, form, value) for value in (before, theirs, mine)]
    texts: dict[str, Any] = dict(zip(("base", "theirs", "mine"), shown, strict=True))
    if same(theirs, mine):
        return Row(part, "same", **texts, hidden=_raw(part, form, form.data))
    if part.name not in saved or same(before, theirs):
        return Row(part, "mine", **texts, hidden=_raw(part, form, form.data))
    return _choice(part, form, current, texts, unchanged=same(before, mine))


def _shown(part: Part, form: VersionedForm, value: Any) -> str:
    if part.shown and value not in (None, "", UNKNOWN):
        return part.shown(value)
    choices = getattr(form.fields.get(part.name), "choices", ())
    return in_words(value, choices=choices)


def _choice(
    part: Part, form: VersionedForm, current: Any, texts: dict[str, Any], *, unchanged: bool
) -> Row:
    details: dict[str, Any] = {}
    if _is_long_text(part, form):
        details = {
            "is_text": True,
            "theirs_marked": marked(differences(texts["base"], texts["theirs"])),
            "mine_marked": marked(differences(texts["base"], texts["mine"])),
        }
        if not unchanged:
            details["both"] = merged(texts["base"], texts["theirs"], texts["mine"])
            details["both_name"] = form.add_prefix(part.fields[0])
            details["pick"] = "both"
    hidden = _raw(part, form, form.data, MINE) + _raw(part, form, _as_data(form, current), THEIRS)
    return Row(
        part, "choice", **texts, changed_by="theirs" if unchanged else "both", hidden=hidden,
        **details,
    )


def _is_long_text(part: Part, form: VersionedForm) -> bool:
    if len(part.fields) != 1:
        return False
    return isinstance(form.fields[part.fields[0]].widget, forms.Textarea)


def _as_data(form: VersionedForm, row: Any) -> dict[str, Any]:
    """What the form would post had the person left the row as it is now."""
    values = form.values_of(row)
    data = {}
    for name, form_field in form.fields.items():
        value = form_field.prepare_value(values.get(name, form_field.initial))
        data[form.add_prefix(name)] = form_field.widget.format_value(value)
    return data


def _raw(
    part: Part, form: VersionedForm, data: Any, before: str = ""
) -> list[tuple[str, str]]:
    """(name, value) of hidden inputs that carry the part's fields as they were posted."""
    found: list[tuple[str, str]] = []
    for name in part.fields:
        key = form.add_prefix(name)
        values = data.getlist(key) if hasattr(data, "getlist") else data.get(key)
        for value in values if isinstance(values, (list, tuple)) else [values]:
            if value is not None:
                found.append((before + key, str(value)))
    return found


def _payload(rows: Iterable[Row], form: VersionedForm, *, earlier: str) -> str:
    """What the next post needs to put the choices in place and to say what was not chosen."""
    parts = {
        row.part.name: {
            "fields": [form.add_prefix(name) for name in row.part.fields],
            "label": message_of(row.part.label),
            "theirs": row.theirs,
            "mine": row.mine if row.changed_by == "both" else "",
        }
        for row in rows
        if row.kind == "choice"
    }
    left_out = form.add_prefix("left_out")
    return signed(json.dumps({"left_out": left_out, "earlier": earlier, "parts": parts}))


def _elsewhere(current: Any, base: Any, form: VersionedForm) -> list[str]:
    """Labels of what the other person changed outside this form."""
    if base is None:
        return []
    inside = {name for part in form.parts() for name in (part.name, *part.fields)}
    return [
        str(model_field.verbose_name)
        for model_field in current._meta.concrete_fields
        if model_field.name not in inside | {"version", *form.covers}
        and model_field.value_from_object(current) != model_field.value_from_object(base)
    ]
