"""How people judge a row of the plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.rlg.status_actions import row_status_set as set_status
from boards.rlg.status_forms import RowStatusForm
from boards.rlg.status_models import RowStatus
from boards.rlg.status_rows import row_states
from challenges.models import ActionPlan, PlanRow
from leanplan.access import permit, require
from leanplan.back import BACK, back_url
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.versioning import Conflict
from reviews.presenters.lights import LIGHTS


@require_http_methods(["GET", "HEAD", "POST"])
@require("boards.set_row_status")
def row_status_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how a row stands and why: on a page of its own, or sent from a board or a meeting."""
    seen = ActionPlan.objects.visible_to(request.user)
    row = get_object_or_404(PlanRow.objects.select_related("plan__series"), pk=pk, plan__in=seen)
    permit(request.user, "boards.set_row_status", row.plan)
    status = RowStatus.objects.filter(row=row).first() or RowStatus(row=row, version=0)
    form = RowStatusForm(request.POST if request.method == "POST" else None, row=status)
    back = back_url(request, row.plan.get_absolute_url())

    def act(data: dict[str, str]) -> RowStatus:
        try:
            return set_status(
                by=request.user, row=row, version=int(data["version"]), light=data["light"],
                note=data["note"], today=today(),
            )
        except Conflict as conflict:
            form.row = conflict.current
            raise

    state = next(each for each in row_states(row.plan, today=today()) if each.pk == row.pk)
    return form_page(
        request, "boards/rlg/status_set.html", form, act=act, done=lambda _made: back,
        said=_("The status of row %(number)s is set.") % {"number": state.number},
        crumbs=[(str(row.plan), row.plan.get_absolute_url())],
        context={
            "state": state, "plan": row.plan, "lights": LIGHTS.values(), "back": back,
            "back_name": BACK,
        },
    )
