"""Who answers for a measure: set by those who decide, suggested by the others."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.conflicts import saver_of
from leanplan.forms import VersionedForm
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from measures.actions import measures as actions
from measures.actions.suggestions import suggestion_use as use
from measures.forms.measures import AssignForm, SuggestForm
from measures.models import Measure
from measures.presenters.measure_page import measure_page
from measures.presenters.suggested import OWNER, suggested_part
from measures.views.measure_form import answer, loaded, loaded_whole, posted
from organisation.offered import listed


@require_http_methods(["GET", "HEAD", "POST"])
@require("measures.assign_measure")
def measure_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the position that answers for the measure."""
    measure = loaded(request, pk)
    permit(request.user, "measures.assign_measure", measure)
    form = AssignForm(posted(request), row=measure)
    return answer(
        request, measure, form, "measures/measure/assign.html",
        act=lambda data: actions.measure_assign(
            by=request.user, measure=measure, version=data["version"], owner=data["owner"],
            reason=data["reason"],
        ),
        said=_("Responsible for %(code)s is saved.") % {"code": measure.code},
        context={
            "choices": listed(on=today()),
            "suggestion": suggested_part(measure, OWNER, today=today()),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require("measures.suggest_measure")
def measure_suggest(request: HttpRequest, pk: int) -> HttpResponse:
    """Suggest who could answer and by when; those who decide see it beside the measure."""
    measure = loaded(request, pk)
    permit(request.user, "measures.suggest_measure", measure)
    form = SuggestForm(posted(request), row=measure)
    return answer(
        request, measure, form, "measures/measure/suggest.html",
        act=lambda data: actions.measure_suggest(
            by=request.user, measure=measure, version=data["version"], owner=data.get("owner"),
            deadline=data.get("deadline") or SuggestForm.suggested(measure),
        ),
        said=_("The suggestion for %(code)s is saved.") % {"code": measure.code},
        context={"choices": listed(on=today())},
    )


@require_POST
@require("measures.assign_measure")
def suggestion_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Set what is suggested, as it stood on the page."""
    measure = loaded(request, pk)
    permit(request.user, "measures.assign_measure", measure)
    form = VersionedForm(request.POST, row=measure)
    if not form.is_valid():
        return _again(request, measure, _("Look at the suggestion once more."), status=422)
    try:
        use(by=request.user, measure=measure, version=form.cleaned_data["version"])
    except ValidationError as error:
        return _again(request, measure, " ".join(error.messages), status=422)
    except Conflict:
        saver = saver_of(request, measure)
        said = _("%(who)s saved %(moment)s. This is the measure as it is now; nothing was set.")
        return _again(
            request, measure, said % {"who": saver.heading, "moment": saver.moment}, status=409
        )
    messages.success(request, _("The suggestion for %(code)s is used.") % {"code": measure.code})
    return redirect(measure)


def _again(request: HttpRequest, measure: Measure, said: str, *, status: int) -> HttpResponse:
    """The measure's page as it is now, with what stood in the way."""
    messages.error(request, said)
    page = measure_page(loaded_whole(request, measure.pk), user=request.user, today=today())
    return render_page(
        request, "measures/measure/detail.html", {"page": page, "today": today()}, status=status
    )
