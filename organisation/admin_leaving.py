"""The page on which an administrator lets a leader leave: last day, and who takes over."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget, AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leanplan.clock import today
from leanplan.templatetags.ui import long_date, moment_text
from leanplan.versioning import Refused
from organisation.actions import Leaving, Successor, leader_leave
from organisation.holders import Holder, holders_of
from organisation.leaving import panels
from organisation.models import Appointment, Person


@dataclass(frozen=True)
class HeldRow:
    """One appointment of the person, with the fields that say what becomes of it."""

    appointment: Appointment
    others: list[Holder]
    ends: Any
    seen: Any
    successor: Any
    acting: Any
    errors: list[str]


def not_over(person: Person, on: date) -> list[Appointment]:
    """Appointments of the person that hold, or will."""
    rows = person.appointments.filter(Q(ends_on=None) | Q(ends_on__gte=on))
    return list(rows.select_related("position__unit").order_by("starts_on", "pk"))


class LeavingForm(forms.Form):
    """The last day, and for each appointment whether it ends and who follows."""

    last_day = forms.DateField(label=_("Last day"), widget=AdminDateWidget)

    # Somebody else had changed one of the appointments meanwhile.
    was_second = False

    def __init__(self, data: Any = None, *, person: Person, held: list[Appointment]) -> None:
        super().__init__(data)
        self.held = held
        self.refused: dict[int, list[str]] = {}
        others = Person.objects.exclude(pk=person.pk)
        for row in held:
            widget = AutocompleteSelect(Appointment._meta.get_field("person"), admin.site)
            self.fields |= {
                f"ends-{row.pk}": forms.BooleanField(
                    label=_("Ends"), required=False, initial=True
                ),
                f"seen-{row.pk}": forms.IntegerField(
                    widget=forms.HiddenInput, initial=row.version
                ),
                f"next-{row.pk}": forms.ModelChoiceField(
                    others, label=_("Takes over"), required=False, widget=widget
                ),
                f"acting-{row.pk}": forms.BooleanField(label=_("Acting"), required=False),
            }

    def clean(self) -> dict[str, Any]:
        """Something must end, and only what ends is taken over."""
        cleaned = super().clean() or self.cleaned_data
        for row in self.held:
            if cleaned.get(f"next-{row.pk}") and not cleaned.get(f"ends-{row.pk}"):
                self.add_error(
                    f"next-{row.pk}", gettext("Let it end first; then somebody can take over.")
                )
        if not any(cleaned.get(f"ends-{row.pk}") for row in self.held):
            raise ValidationError(gettext("Choose at least one position that ends."))
        return cleaned

    def save(self, *, by: Any) -> bool:
        """Let the leader leave. Out: False where something was refused; nothing is saved then."""
        values = self.cleaned_data
        endings = [
            Leaving(row, values[f"seen-{row.pk}"], self._successor(row))
            for row in self.held if values[f"ends-{row.pk}"]
        ]
        try:
            leader_leave(by=by, endings=endings, last_day=values["last_day"])
        except Refused as refused:
            self._tell(refused)
            return False
        return True

    def _successor(self, row: Appointment) -> Successor | None:
        person = self.cleaned_data[f"next-{row.pk}"]
        return Successor(person, acting=self.cleaned_data[f"acting-{row.pk}"]) if person else None

    def _tell(self, refused: Refused) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for key, error in refused.why.items():
            if isinstance(error, ValidationError):
                self.refused[key] = list(error.messages)
                continue
            self.was_second = True
            self.refused[key] = [_who_was_first(error.current)]
            data[f"seen-{key}"] = str(error.current.version)
        self.data = data

    def rows(self, on: date) -> list[HeldRow]:
        """The appointments as the page shows them."""
        others = holders_of([row.position_id for row in self.held], on=on)
        return [
            HeldRow(
                row,
                [
                    holder for holder in others.get(row.position_id, [])
                    if holder.person_id != row.person_id
                ],
                ends=self[f"ends-{row.pk}"], seen=self[f"seen-{row.pk}"],
                successor=self[f"next-{row.pk}"], acting=self[f"acting-{row.pk}"],
                errors=self.refused.get(row.pk, []),
            )
            for row in self.held
        ]


def _who_was_first(current: Any) -> str:
    record = current.history.order_by("-history_id").first()
    until = long_date(current.ends_on) if current.ends_on else gettext("no last day")
    return gettext(
        "%(name)s has changed this since you opened the page (%(when)s): %(until)s. Save once "
        "more to let yours hold."
    ) % {
        "name": (record and record.history_user) or gettext("Somebody"),
        "when": moment_text(localtime(record.history_date)) if record else "", "until": until,
    }


def leaving_view(modeladmin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show what the person holds and what stands with it, or let the person leave."""
    person = modeladmin.get_object(request, object_id)
    if person is None:
        raise Http404
    if not modeladmin.has_change_permission(request, person):
        raise PermissionDenied
    day = today()
    held = not_over(person, day)
    form = LeavingForm(request.POST if request.method == "POST" else None, person=person, held=held)
    if form.is_bound and form.is_valid() and form.save(by=request.user):
        told = gettext("%(person)s leaves on %(day)s. What the positions own stays with them.")
        messages.success(
            request,
            told % {"person": person, "day": long_date(form.cleaned_data["last_day"])},
        )
        return HttpResponseRedirect(
            reverse("admin:organisation_person_change", args=[person.pk])
        )
    context = {
        **modeladmin.admin_site.each_context(request), "opts": modeladmin.opts, "form": form,
        "title": gettext("Leader leaves: %(person)s") % {"person": person}, "person": person,
        "rows": form.rows(day), "panels": panels([row.position for row in held], person),
        "media": modeladmin.media + form.media,
    }
    status = 200 if not form.is_bound else 409 if form.was_second else 422
    return TemplateResponse(
        request, "admin/organisation/person/leaving.html", context, status=status
    )
