"""What is written while a meeting runs: decisions, notes, what becomes of a point, the rows."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boards.rlg.actions import run as actions
from boards.rlg.actions.decisions import decision_add
from boards.rlg.actions.meetings import meeting_step
from boards.rlg.meeting_models import Meeting
from boards.rlg.run import run_page
from boards.rlg.run_forms import DecisionLineForm, PointNoteForm, SettleForm
from boards.rlg.status_actions import row_status_set
from boards.rlg.status_forms import RowStatusForm
from boards.rlg.status_models import RowStatus
from boards.rlg.status_rows import row_states
from boards.views.meeting_loaded import meeting_seen, point_seen
from boards.views.meeting_run import WORK, answer, note_along, run_url, save_note
from challenges.models import ActionPlan, PlanRow
from leanplan.access import permit, require
from leanplan.clock import now, today
from leanplan.forms import put_errors
from leanplan.htmx import render_page, wants_fragment
from leanplan.versioning import Conflict
from reviews.presenters.lights import LIGHTS


@require_POST
@require(WORK)
def decision_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a decision: what, who and when."""
    meeting = meeting_seen(request, pk, WORK)
    form = DecisionLineForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        point = get_object_or_404(meeting.points.all(), pk=data["point"])
        try:
            decision_add(
                by=request.user, meeting=meeting, point=point, text=data["text"],
                owner=data["owner"], due_date=data["due_date"], key=data["key"],
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            return answer(request, meeting)
    return answer(request, meeting, forms={"decision": form}, status=422)


@require_POST
@require(WORK)
def point_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is being written at a point."""
    point = point_seen(request, pk)
    form = PointNoteForm(request.POST, row=point)
    if form.is_valid():
        try:
            conflict = save_note(request, point, form)
        except ValidationError as error:
            form.put_errors(error)
        else:
            if conflict is not None:
                return conflict
            if not wants_fragment(request):
                return redirect(run_url(point.meeting))
            point.refresh_from_db()
            context = {"note": PointNoteForm(row=point), "saved": True, "oob": True}
            return render_page(request, "boards/rlg/_note_answer.html", context)
    meeting = meeting_seen(request, point.meeting_id or 0, WORK)
    return answer(request, meeting, forms={"note": form}, status=422)


@require_POST
@require(WORK)
def point_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of the point under way; then the meeting goes on to the next."""
    point = point_seen(request, pk)
    meeting = meeting_seen(request, point.meeting_id or 0, WORK)
    conflict = note_along(request, meeting)
    if conflict is not None:
        return conflict
    point.refresh_from_db()
    form = SettleForm(request.POST)
    if form.is_valid():
        try:
            after = run_page(meeting, user=request.user, today=today(), now=now()).after
            actions.point_settle(by=request.user, point=point, **form.cleaned_data)
            if form.cleaned_data["to"] != "copy" and after and meeting.step_id == point.pk:
                meeting_step(
                    by=request.user, meeting=meeting, step=meeting.points.get(pk=after)
                )
        except (ValidationError, Conflict) as error:
            form.add_error("reason", _said(error))
            if meeting.step_id != point.pk:  # what stands beside is of another point by now
                amiss = f"{point.heading}: {_said(error)}"
                return answer(request, meeting, forms={"amiss": amiss}, status=422)
        else:
            meeting.refresh_from_db()
            return answer(request, meeting)
    return answer(request, meeting, forms={"settle": form}, status=422)


def _said(error: ValidationError | Conflict) -> str:
    if isinstance(error, ValidationError):
        return str(error.messages[0])
    return _("Somebody else was first. Look through it once more.")


@require_POST
@require(WORK)
def wheel_used(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the annual wheel was used at the meeting."""
    meeting = meeting_seen(request, pk, WORK)
    try:
        actions.wheel_used(
            by=request.user, meeting=meeting, used=request.POST.get("used") == "1"
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return answer(request, meeting)


@require_POST
@require(WORK)
def meeting_row_status(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Judge a row of the plan in the meeting."""
    meeting = meeting_seen(request, pk, WORK)
    seen = ActionPlan.objects.visible_to(request.user)
    plan_row = get_object_or_404(PlanRow.objects.select_related("plan"), pk=row, plan__in=seen)
    permit(request.user, "boards.set_row_status", plan_row.plan)
    form = RowStatusForm(
        request.POST, row=RowStatus.objects.filter(row=row).first() or RowStatus(version=0)
    )
    problems: list[str] = []
    if form.is_valid():
        try:
            row_status_set(
                by=request.user, row=plan_row, version=form.cleaned_data["version"],
                light=form.cleaned_data["light"], note=form.cleaned_data["note"], today=today(),
            )
        except (ValidationError, Conflict) as error:
            problems = [_said(error)]
    else:
        problems = [str(text) for errors in form.errors.values() for text in errors]
    if not problems and not wants_fragment(request):
        return redirect(run_url(meeting))
    return _row_answer(request, meeting, plan_row, problems)


def _row_answer(
    request: HttpRequest, meeting: Meeting, row: PlanRow, problems: list[str]
) -> HttpResponse:
    """The form of one row; with what was typed where it did not hold."""
    state = next(one for one in row_states(row.plan, today=today()) if one.pk == row.pk)
    if problems:
        state = replace(
            state, chosen=request.POST.get("light", ""), note=request.POST.get("note", "")
        )
    status = 422 if problems else 200
    if not wants_fragment(request):
        for problem in problems:
            messages.error(request, problem)
        return redirect(run_url(meeting))
    context = {
        "state": state, "page": {"meeting": meeting}, "lights": LIGHTS.values(),
        "problems": problems, "saved_row": not problems,
    }
    return render_page(request, "boards/rlg/_pen_row.html", context, status=status)
