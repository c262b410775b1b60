"""The annual wheel of the management group and of any unit."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.wheel import actions
from boards.wheel.forms import FIELDS, WheelDeleteForm, WheelEntryForm
from boards.wheel.models import WheelEntry
from boards.wheel.presenter import WheelPage, is_main, main_owner, wheel_page
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from organisation.models import OrgUnit
from organisation.offered import listed
from organisation.reach import reach_of
from organisation.roles import Role

FORM = require_http_methods(["GET", "HEAD", "POST"])
YEARS = range(2000, 2101)


@require_safe
@require("boards.read_wheel")
def wheel_current(request: HttpRequest) -> HttpResponse:
    """One's own wheel this year: a unit's for who leads or works in one, else the main one."""
    reach = reach_of(request.user)
    near = [held.unit_id for held in reach.shown
            if held.role in (Role.UNIT_MANAGER, Role.EMPLOYEE)]
    if near:
        return _wheel(request, get_object_or_404(OrgUnit, pk=near[0]), today().year)
    owner = main_owner()
    if owner is None:
        return render_page(request, "boards/wheel/none.html", {})
    return _wheel(request, owner, today().year)


@require_safe
@require("boards.read_wheel")
def wheel_year(request: HttpRequest, unit: int, year: int) -> HttpResponse:
    """The wheel of a unit for a year."""
    return _wheel(request, _owner(request, unit), _year(year))


def _wheel(request: HttpRequest, owner: OrgUnit, year: int) -> HttpResponse:
    may_edit = request.user.has_perm("boards.edit_wheel", owner)
    page = wheel_page(owner, year, user=request.user, today=today(), may_edit=may_edit)
    context = {"page": page, "may_edit": may_edit, "today": today()}
    return render_page(request, "boards/wheel/detail.html", context)


def wheel_seen(request: HttpRequest, unit: int, year: int) -> WheelPage:
    """What the wheel of a unit shows for a year; 404 where the reader does not read it."""
    owner = _owner(request, unit)
    return wheel_page(owner, _year(year), user=request.user, today=today(), may_edit=False)


def _owner(request: HttpRequest, pk: int) -> OrgUnit:
    """The unit, where the reader reads it; 404 where not. The main wheel is for everyone."""
    owner = get_object_or_404(OrgUnit, pk=pk)
    if not is_main(owner) and not reach_of(request.user).reads(owner.pk):
        raise Http404
    return owner


def _year(year: int) -> int:
    if year not in YEARS:
        raise Http404
    return year


def _editable(request: HttpRequest, pk: int) -> OrgUnit:
    owner = _owner(request, pk)
    permit(request.user, "boards.edit_wheel", owner)
    return owner


@FORM
@require("boards.edit_wheel")
def wheel_entry_create(request: HttpRequest, unit: int) -> HttpResponse:
    """Put something into the wheel."""
    owner = _editable(request, unit)
    row = WheelEntry(owner=owner)
    form = WheelEntryForm(request.POST if request.method == "POST" else None, row=row)
    return form_page(
        request, "boards/wheel/create.html", form,
        act=lambda data: actions.wheel_entry_create(
            by=request.user, owner=owner, values={name: data[name] for name in FIELDS}
        ),
        done=lambda made: made.get_absolute_url(), said=_("It is in the wheel now."),
        cancel_url=_address(owner, today().year),
        context={"owner": owner, "choices": listed(on=today())},
    )


@FORM
@require("boards.edit_wheel")
def wheel_entry_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an own entry."""
    entry = _entry(request, pk)
    back = entry.get_absolute_url()
    form = WheelEntryForm(request.POST if request.method == "POST" else None, row=entry)
    return form_page(
        request, "boards/wheel/edit.html", form,
        act=lambda data: actions.wheel_entry_edit(
            by=request.user, entry=entry, version=data["version"],
            values={name: data[name] for name in FIELDS},
        ),
        done=lambda made: made.get_absolute_url(), said=_("The entry is saved."),
        cancel_url=back, crumbs=[(_("Annual wheel"), back)],
        context={"entry": entry, "owner": entry.owner, "choices": listed(on=today()), "back": back},
    )


@FORM
@require("boards.edit_wheel")
def wheel_entry_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an own entry out, after a question."""
    entry = _entry(request, pk)
    back = entry.get_absolute_url()
    form = WheelDeleteForm(
        request.POST if request.method == "POST" else None, initial={"version": entry.version}
    )
    return form_page(
        request, "boards/wheel/delete.html", form,
        act=lambda data: actions.wheel_entry_delete(
            by=request.user, entry=entry, version=data["version"]
        ),
        done=lambda made: back, said=_("The entry is taken out."), submit=_("Take it out"),
        cancel_url=back, context={"entry": entry, "owner": entry.owner, "back": back},
    )


def _entry(request: HttpRequest, pk: int) -> WheelEntry:
    rows = WheelEntry.objects.select_related("owner", "responsible__unit")
    entry = get_object_or_404(rows, pk=pk)
    _editable(request, entry.owner_id)
    return entry


@require_POST
@require("boards.edit_wheel")
def wheel_entry_tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one time of an entry is done, or is not after all."""
    entry = _entry(request, pk)
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
        actions.wheel_entry_tick(
            by=request.user, entry=entry, on=on, done=request.POST.get("done") == "1"
        )
    except ValueError:
        messages.error(request, _("The day was not understood. Load the page again."))
        return redirect(entry)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(entry)
    return redirect(f"{_address(entry.owner, on.year)}#sak-{entry.pk}-{on}")


@FORM
@require("boards.edit_wheel")
def wheel_copy(request: HttpRequest, unit: int, year: int) -> HttpResponse:
    """Copy what comes once into the next year, chosen one by one."""
    owner = _editable(request, unit)
    entries = actions.to_copy(owner, _year(year))
    if request.method == "POST":
        chosen = {int(pk) for pk in request.POST.getlist("entry") if pk.isascii() and pk.isdigit()}
        number = actions.wheel_copy(by=request.user, owner=owner, year=year, chosen=chosen)
        said = ngettext("%(number)s entry is copied.", "%(number)s entries are copied.", number)
        messages.success(request, said % {"number": number})
        return redirect(_address(owner, year + 1))
    context = {
        "owner": owner, "year": year, "next": year + 1, "entries": entries,
        "back": _address(owner, year),
    }
    return render_page(request, "boards/wheel/copy.html", context)


def _address(owner: OrgUnit, year: int) -> str:
    return reverse("boards:wheel_year", args=[owner.pk, year])
