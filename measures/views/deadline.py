"""The deadline of a measure: set, and moved with a reason."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.dates import short_date
from measures.actions import measures as actions
from measures.choices import DeadlineKind
from measures.forms.measures import DeadlineSetForm
from measures.models import Measure
from measures.presenters.moves import Offer, offers_for
from measures.presenters.suggested import DEADLINE, suggested_part
from measures.rules import Deadline
from measures.views.measure_form import answer, loaded, posted


@require_http_methods(["GET", "HEAD", "POST"])
@require("measures.move_deadline")
def deadline_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose one of the four kinds; an offered day fills the field and saves nothing yet."""
    measure = loaded(request, pk)
    permit(request.user, "measures.move_deadline", measure)
    offers = offers_for(measure, today=today())
    return answer(
        request, measure, _form(request, measure, offers), "measures/deadline/set.html",
        act=lambda data: actions.deadline_set(
            by=request.user, measure=measure, version=data["version"], deadline=data["deadline"],
            reason=data.get("reason", ""),
        ),
        said=_("The deadline of %(code)s is saved.") % {"code": measure.code},
        context={
            "offers": offers,
            "suggestion": suggested_part(measure, DEADLINE, today=today()),
        },
    )


def _form(request: HttpRequest, measure: Measure, offers: list[Offer]) -> DeadlineSetForm:
    chosen = next((o for o in offers if o.key == request.POST.get("offer")), None)
    if chosen is None:
        return DeadlineSetForm(posted(request), row=measure, initial=_start(measure))
    # What else is typed stays; nothing is checked before it is sent to be saved.
    typed = {name: request.POST[name] for name in request.POST}
    filled = {"kind": DeadlineKind.DATE, "due_date": short_date(chosen.day), "precision": ""}
    return DeadlineSetForm(row=measure, initial=typed | filled)


def _start(measure: Measure) -> dict[str, Any]:
    """A deadline that is not settled most often becomes a date."""
    return {} if Deadline.of(measure).is_settled else {"kind": DeadlineKind.DATE}
