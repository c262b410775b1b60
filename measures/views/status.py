"""The status of a measure, changed in place or on a page of its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from challenges.models import ActionPlan
from leanplan.access import permit, require
from leanplan.back import BACK, back_url
from leanplan.clock import today
from leanplan.conflicts import conflict_page
from leanplan.htmx import page_of, render_page, wants_fragment
from leanplan.versioning import Conflict
from measures.actions import measures as actions
from measures.forms.status import StatusForm
from measures.models import Measure
from measures.presenters.measure import measure_shown
from measures.presenters.plan_change import plan_change
from measures.presenters.status import STATUSES


@require_http_methods(["GET", "HEAD", "POST"])
@require("measures.change_status")
def status_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a status and say why: a page, or the menu of a row where HTMX asks for it."""
    seen = Measure.objects.visible_to(request.user).for_list().select_related("heading")
    measure = get_object_or_404(seen, pk=pk)
    permit(request.user, "measures.change_status", measure)
    back = back_url(request, measure.get_absolute_url())
    form = StatusForm(request.POST if request.method == "POST" else None, row=measure)
    if request.method == "POST" and form.is_valid():
        try:
            actions.status_change(
                by=request.user, measure=measure, version=form.cleaned_data["version"],
                status=form.cleaned_data["status"], comment=form.cleaned_data["comment"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        except Conflict as conflict:
            return conflict_page(
                request, conflict, form=form, crumbs=[(measure.code, measure.get_absolute_url())],
            )
        else:
            if measure.status != form.cleaned_data["status"]:
                # The same form was sent twice at once: what the first made of it is shown.
                measure = get_object_or_404(seen, pk=pk)
            return _changed(request, measure, back)
    return render_page(
        request,
        "measures/measure/status_change.html",
        {
            "form": form,
            "options": STATUSES.values(),
            "measure": measure_shown(measure, user=request.user, today=today()),
            "back": back,
            "back_name": BACK,
            # On a page of its own the form is sent plainly, and leads back where one came from.
            "in_menu": wants_fragment(request),
        },
        fragment="status-form",
        status=422 if form.errors else 200,
    )


def _changed(request: HttpRequest, measure: Measure, back: str) -> HttpResponse:
    """The row as it is now, and the figures that count it; without HTMX, back to the page."""
    shown = measure_shown(measure, user=request.user, today=today())
    said = _("The status of %(code)s is now %(status)s.") % {
        "code": measure.code, "status": measure.get_status_display(),
    }
    if not wants_fragment(request):
        messages.success(request, said)
        return redirect(f"{back}#{measure.code}")
    context = {"measure": shown, "said": said, "swapped": True}
    if measure.plan and page_of(request) in _pages_of(measure.plan):
        context["change"] = plan_change(measure, user=request.user, today=today())
    response = render_page(request, "measures/measure/_status_changed.html", context)
    return trigger_client_event(response, "status-changed")


def _pages_of(plan: ActionPlan) -> tuple[str, str]:
    """Addresses at which the rows and figures of a plan are shown."""
    return plan.get_absolute_url(), reverse("measures:plan_current")
