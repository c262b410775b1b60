"""What the pages with a form about one measure share: loading, saving, answering."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from leanplan.back import BACK, back_url
from leanplan.clock import today
from leanplan.conflicts import conflict_page
from leanplan.forms import VersionedForm
from leanplan.htmx import render_page, wants_fragment
from leanplan.versioning import Conflict
from measures.models import Measure
from measures.presenters.measure import measure_shown
from measures.presenters.measure_loaded import for_page, whole_measure
from measures.presenters.plan_change import plan_change


def loaded(request: HttpRequest, pk: int) -> Measure:
    """The measure with what its pages read; 404 where it is out of the user's scope."""
    return get_object_or_404(for_page(Measure.objects.visible_to(request.user)), pk=pk)


def loaded_whole(request: HttpRequest, pk: int) -> Measure:
    """The same with what its own page counts around it."""
    measure = whole_measure(pk, user=request.user)
    if measure is None:
        raise Http404
    return measure


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: the post, or nothing."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    measure: Measure,
    form: VersionedForm,
    template: str,
    *,
    act: Callable[[dict[str, Any]], Any],
    said: str,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; save what was posted; refuse with 422; show both sides of a conflict.

    In: act, the one action, given the cleaned data. The form comes as a page, or, where HTMX asks
    for it, as what is put into the dialog.
    """
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except ValidationError as error:
            form.put_errors(error)
        except Conflict as conflict:
            return conflict_page(
                request, conflict, form=form, crumbs=crumbs_to(measure), eyebrow=str(measure)
            )
        else:
            return saved(request, measure, said)
    shown = {
        "measure": measure, "form": form, "back": back_url(request, measure.get_absolute_url()),
        "back_name": BACK, "in_dialog": wants_fragment(request),
        "above": crumbs_to(measure), **(context or {}),
    }
    status = 422 if form.errors else 200
    return render_page(request, template, shown, fragment="measure-form", status=status)


def crumbs_to(measure: Measure) -> list[tuple[str, str]]:
    """(label, address) of the plan and the measure: the pages above a form about the measure."""
    plan = measure.plan.get_absolute_url() if measure.plan else reverse("measures:plan_current")
    label = _("Measure %(code)s") % {"code": measure.code}
    return [(_("Action plan"), plan), (label, measure.get_absolute_url())]


def saved(request: HttpRequest, measure: Measure, said: str) -> HttpResponse:
    """Back to the page one came from; in a list, where HTMX asks, its row and its figures."""
    own = measure.get_absolute_url()
    back = back_url(request, own)
    if wants_fragment(request) and not back.startswith(own):
        measure = Measure.objects.for_list().get(pk=measure.pk)
        context = {
            "measure": measure_shown(measure, user=request.user, today=today()),
            "change": plan_change(measure, user=request.user, today=today()),
            "said": said, "swapped": True,
        }
        response = render_page(request, "measures/measure/_status_changed.html", context)
        return trigger_client_event(response, "status-changed")
    messages.success(request, said)
    return redirect(back if back.startswith(own) else f"{back}#{measure.code}")
