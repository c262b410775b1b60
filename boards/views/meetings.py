"""Pages of a leader group's meetings: the list, the agenda, and what is done before the meeting."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.rlg.actions import meetings as actions
from boards.rlg.actions import series as series_actions
from boards.rlg.choices import Moment
from boards.rlg.forms import MeetingAddForm, MeetingMoveForm, SeriesForm, WhyForm
from boards.rlg.meeting_models import Meeting, MeetingShown
from boards.rlg.presenter import meeting_page, series_page
from boards.rlg.series_models import MeetingSeries
from boards.rlg.shown import board_of
from boards.views.meeting_loaded import meeting_seen, posted, series_seen, sheet_form
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.forms import VersionedForm
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from organisation.models import OrgUnit
from organisation.offered import listed
from organisation.roles import UnitKind

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require("boards.group_meetings")
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The management group's meetings; where it has none yet, the way to make them."""
    mine = MeetingSeries.objects.visible_to(request.user).in_use()
    first = mine.filter(owner__kind=UnitKind.MANAGEMENT_GROUP).order_by("pk").first()
    if first is not None:
        return redirect("boards:meeting_series", first.pk)
    groups = OrgUnit.objects.existing(on=today()).filter(kind=UnitKind.MANAGEMENT_GROUP)
    group = groups.first()
    may = group is not None and request.user.has_perm("boards.plan_meetings", group)
    return render_page(request, "boards/meeting/none.html", {"group": group, "may_plan": may})


@require_safe
@require("boards.read_meetings")
def meeting_series(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings of a group: the next one, those that come, points that wait, those held."""
    series = series_seen(request, pk)
    others = MeetingSeries.objects.visible_to(request.user).in_use().select_related("owner")
    page = series_page(series, user=request.user, others=others, today=today())
    return render_page(request, "boards/meeting/series.html", {"page": page})


@FORM
@require("boards.plan_meetings")
def meeting_series_create(request: HttpRequest, unit: int) -> HttpResponse:
    """Give a group of leaders its meetings."""
    owner = get_object_or_404(OrgUnit.objects.existing(on=today()), pk=unit)
    if not request.user.has_perm("boards.plan_meetings", owner):
        raise Http404
    row = MeetingSeries(owner=owner, name=_("Meeting of %(body)s") % {"body": owner.short})
    form = SeriesForm(posted(request), row=row)
    return sheet_form(
        request, form, title=_("New meetings"), lead=owner.name, owner=True,
        back=reverse("boards:meeting_list"), submit=_("Make the meetings"),
        act=lambda data: series_actions.meeting_series_create(
            by=request.user, owner=owner, invited=data["invited"], values=_values(data)
        ),
        done=lambda made: made.get_absolute_url(), said=_("The coming meetings are made."),
        context={"choices": listed(on=today())},
    )


def _values(data: dict[str, Any]) -> dict[str, Any]:
    beside = ("version", "left_out", "invited")
    return {name: value for name, value in data.items() if name not in beside}


@FORM
@require("boards.keep_meetings")
def meeting_series_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the rhythm, the place, who leads, prepares and is asked."""
    series = series_seen(request, pk, "boards.keep_meetings")
    return sheet_form(
        request, SeriesForm(posted(request), row=series), title=_("Change the meetings"),
        lead=series.name, owner=True, back=series.get_absolute_url(), crumbs=_above(series),
        act=lambda data: series_actions.meeting_series_edit(
            by=request.user, series=series, version=data["version"], invited=data["invited"],
            values=_values(data),
        ),
        done=lambda _made: series.get_absolute_url(),
        said=_("The meetings are changed. Those that nobody has moved follow the rhythm."),
        context={"choices": listed(on=today())},
    )


def _above(series: MeetingSeries) -> list[tuple[Any, str]]:
    return [(series.name, series.get_absolute_url())]


@FORM
@require("boards.keep_meetings")
def meeting_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting besides those of the rhythm."""
    series = series_seen(request, pk, "boards.keep_meetings")
    first = {"starts_at": series.starts_at, "minutes": series.minutes, "place": series.place}
    return sheet_form(
        request, MeetingAddForm(posted(request), initial=first), title=_("One more meeting"),
        lead=series.name, back=series.get_absolute_url(), crumbs=_above(series),
        act=lambda data: actions.meeting_add(by=request.user, series=series, values=data),
        done=lambda made: made.get_absolute_url(), said=_("The meeting is planned."),
    )


@require_safe
@require("boards.read_meetings")
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda on one sheet."""
    return _agenda(request, meeting_seen(request, pk))


def _agenda(
    request: HttpRequest, meeting: Meeting, *, fault: str = "", status: int = 200
) -> HttpResponse:
    page = meeting_page(meeting, user=request.user, today=today())
    context = {
        "page": page, "meeting": meeting, "board": page.board, "fault": fault,
        "is_today": meeting.day <= today(),
    }
    return render_page(request, "boards/meeting/detail.html", context, status=status)


@require_safe
@require("boards.read_meetings")
def meeting_shown(request: HttpRequest, pk: int, shown: int) -> HttpResponse:
    """What was shown at a moment of the meeting, as it was."""
    meeting = meeting_seen(request, pk)
    found = get_object_or_404(
        MeetingShown.objects.filter(meeting=meeting).exclude(moment=Moment.MINUTES), pk=shown
    )
    context = {"meeting": meeting, "shown": found, "board": board_of(found)}
    return render_page(request, "boards/meeting/shown.html", context)


@FORM
@require("boards.keep_meetings")
def meeting_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, hour or place, with why."""
    meeting = meeting_seen(request, pk, "boards.keep_meetings")
    form = MeetingMoveForm(posted(request), row=meeting)
    sent = meeting.sent_at is not None
    return sheet_form(
        request, form, title=_("Move the meeting"), back=meeting.get_absolute_url(),
        lead=_("All who are asked are told, and the entry in their calendars follows.")
        if sent else "",
        crumbs=_above(meeting.series), submit=_("Move the meeting"),
        act=lambda data: actions.meeting_move(
            by=request.user, meeting=meeting, version=data["version"], reason=data["reason"],
            values={name: data[name] for name in actions.WHEN},
        ),
        done=lambda _made: meeting.get_absolute_url(), said=_("The meeting is moved."),
    )


@FORM
@require("boards.keep_meetings")
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a meeting, with why; its points go on."""
    meeting = meeting_seen(request, pk, "boards.keep_meetings")
    return sheet_form(
        request, WhyForm(posted(request), row=meeting), title=_("Cancel the meeting"),
        lead=_("Its points go to the next meeting. All who have got the agenda are told."),
        back=meeting.get_absolute_url(), crumbs=_above(meeting.series),
        submit=_("Cancel the meeting"),
        act=lambda data: actions.meeting_cancel(
            by=request.user, meeting=meeting, version=data["version"], reason=data["reason"]
        ),
        done=lambda _made: meeting.series.get_absolute_url(), said=_("The meeting is cancelled."),
    )


@require_POST
@require("boards.keep_meetings")
def agenda_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail the agenda to all who are asked."""
    meeting = meeting_seen(request, pk, "boards.keep_meetings")
    form = VersionedForm(request.POST, row=meeting)
    if not form.is_valid():
        return _agenda(request, meeting, fault=_("Look at it once more; nothing was sent."),
                       status=422)
    try:
        told = actions.agenda_send(
            by=request.user, meeting=meeting, version=form.cleaned_data["version"]
        )
    except Conflict:
        meeting.refresh_from_db()
        fault = _("The meeting was changed just now. Look through it, and send it if it holds.")
        return _agenda(request, meeting, fault=fault, status=409)
    except ValidationError as error:
        return _agenda(request, meeting, fault=" ".join(error.messages), status=422)
    said = ngettext(
        "The agenda is sent to %(number)s person, with an entry for the calendar.",
        "The agenda is sent to %(number)s people, with an entry for the calendar.", len(told),
    )
    messages.success(request, said % {"number": len(told)})
    return redirect(meeting)


@require_POST
@require("boards.work_in_meetings")
def meeting_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin; the minutes write themselves from here on."""
    meeting = meeting_seen(request, pk)
    permit(request.user, "boards.work_in_meetings", meeting.series)
    try:
        actions.meeting_start(by=request.user, meeting=meeting)
    except ValidationError as error:
        return _agenda(request, meeting, fault=" ".join(error.messages), status=422)
    return redirect("boards:meeting_run", meeting.pk)
