"""Rows of the access matrix for the meetings of the management group: whoever leads, prepares or is
asked to them, and nobody else. Everybody else knows nothing of them."""

from boards.rlg.actions.meetings import meeting_start
from tests.boards.rlg.meetings import (
    approved,
    decided,
    ended,
    first_of,
    point_of,
    running,
    series_of,
)
from tests.matrix_rows import Row, everyone, only

# The chief executive leads, the secretary prepares, the group and the development unit are asked.
MEET = ("chief", "member", "secretary", "development")
KEEP = ("chief", "secretary")
LEAD = ("chief",)
# Whoever is to carry out a decision reads it, too: the area manager here.
CARRY = (*MEET, "tol")

SERIES, OWN = "series", "series of an area"
COMING, BEGUN, OVER, SIGNED = "coming meeting", "running meeting", "ended meeting", "signed meeting"
OWN_MEETING, OWN_POINT, OWN_DECISION = "meeting of an area", "point of an area", "area's decision"
POINT, BOARD_POINT = "point that waits", "point under way"
DECISION, DONE_DECISION = "decision", "decision carried out"


_FOREIGN = {
    SERIES: OWN, COMING: OWN_MEETING, BEGUN: OWN_MEETING, OVER: OWN_MEETING, SIGNED: OWN_MEETING,
    POINT: OWN_POINT, BOARD_POINT: OWN_POINT,
}


def _own(cast):
    """Meetings of the leaders of another area."""
    return series_of(
        cast, by="other_tol", owner="schools", name="Ledermøte", leader=cast.positions.other_tol,
        secretary=None,
    )


def _own_series(cast):
    series = _own(cast)
    series.invited.clear()
    return series


def _own_meeting(cast):
    return meeting_start(by=cast.other_tol, meeting=first_of(_own_series(cast)))


def _own_decision(cast):
    return decided(cast, _own_meeting(cast), owner=cast.positions.other_tol).pk


def _done(cast):
    from boards.rlg.actions.decisions import decision_done  # noqa: PLC0415

    decision = decided(cast, running(cast))
    decision_done(by=cast.tol, decision=decision, version=1)
    return decision.pk


MAKERS = {
    SERIES: lambda cast, _plan: series_of(cast).pk,
    OWN: lambda cast, _plan: _own_series(cast).pk,
    COMING: lambda cast, _plan: first_of(series_of(cast)).pk,
    BEGUN: lambda cast, _plan: running(cast).pk,
    OVER: lambda cast, _plan: ended(cast).pk,
    SIGNED: lambda cast, _plan: approved(cast).pk,
    POINT: lambda cast, _plan: point_of(cast, series_of(cast), None).pk,
    BOARD_POINT: lambda cast, _plan: running(cast).points.first().pk,
    DECISION: lambda cast, _plan: decided(cast, running(cast)).pk,
    DONE_DECISION: lambda cast, _plan: _done(cast),
    OWN_MEETING: lambda cast, _plan: _own_meeting(cast).pk,
    OWN_POINT: lambda cast, _plan: point_of(cast, _own_series(cast), None, by="other_tol").pk,
    OWN_DECISION: lambda cast, _plan: _own_decision(cast),
    "unit group": lambda cast, _plan: cast.units.group.pk,
    "unit schools": lambda cast, _plan: cast.units.schools.pk,
    "shown at a meeting": lambda cast, _plan: (
        (meeting := running(cast)).pk, meeting.shown.first().pk
    ),
}


def _seen(*roles, status=200, **others):
    """These; the others who meet see it and may not, and nobody else knows of it."""
    refused = {role: 403 for role in MEET if role not in roles}
    return only(*roles, status=status, others=404, **(refused | others))


def _form(route, roles, on, posted=422):
    return (
        Row(f"boards:{route}", _seen(*roles), on=on),
        Row(f"boards:{route}", _seen(*roles, status=posted), on=on, method="POST"),
        Row(f"boards:{route}", everyone(404), on=_FOREIGN[on]),
    )


def _press(route, roles, on, status=422):
    return (
        Row(f"boards:{route}", _seen(*roles, status=status), on=on, method="POST"),
        Row(f"boards:{route}", everyone(405), on=on),
        Row(f"boards:{route}", everyone(404), on=_FOREIGN[on], method="POST"),
    )


ROWS = [
    Row("boards:meeting_list", only("chief", "member", "secretary")),
    Row("boards:meeting_series", _seen(*MEET), on=SERIES),
    Row("boards:series_export", _seen(*MEET), on=SERIES),
    Row("boards:series_export", everyone(404), on=OWN),
    Row("boards:meeting_series", everyone(404), on=OWN),
    *_form("meeting_series_edit", KEEP, SERIES),
    *_form("meeting_add", KEEP, SERIES),
    *_form("point_create", MEET, SERIES),
    Row("boards:meeting_detail", _seen(*MEET), on=COMING),
    Row("boards:meeting_detail", everyone(404), on=OWN_MEETING),
    Row("boards:meeting_shown", _seen(*MEET), on="shown at a meeting"),
    *_form("meeting_move", KEEP, COMING),
    *_form("meeting_cancel", KEEP, COMING),
    *_press("agenda_send", KEEP, COMING),
    *_press("meeting_start", MEET, COMING, status=302),
    *_press("meeting_step", MEET, BEGUN, status=404),
    *_form("meeting_end", MEET, BEGUN, posted=302),
    Row("boards:meeting_minutes", _seen(*MEET), on=SIGNED),
    Row("boards:meeting_minutes", everyone(404), on=OWN_MEETING),
    *_form("meeting_record", MEET, BEGUN),
    *_press("minutes_propose", KEEP, OVER),
    *_press("minutes_approve", LEAD, OVER),
    *_form("minutes_return", LEAD, OVER),
    *_form("minutes_add", KEEP, SIGNED),
    *_press("decision_add", MEET, BEGUN),
    *_form("point_edit", MEET, POINT),
    *_form("point_move", MEET, POINT),
    *_form("point_drop", MEET, POINT),
    *_form("point_treat", MEET, BOARD_POINT),
    *_press("point_order", MEET, POINT, status=302),
    Row("boards:decision_detail", only(*CARRY, others=404), on=DECISION),
    Row("boards:decision_detail", everyone(404), on=OWN_DECISION),
    Row("boards:decision_done", only(*CARRY, others=404), on=DECISION),
    Row("boards:decision_done", everyone(404), on=OWN_DECISION, method="POST"),
    Row("boards:decision_done", only(*CARRY, status=422, others=404), on=DECISION, method="POST"),
    Row(
        "boards:decision_reopen", only(*CARRY, status=422, others=404), on=DONE_DECISION,
        method="POST",
    ),
    Row("boards:decision_reopen", everyone(405), on=DONE_DECISION),
    *(
        row for route in (
            "decision_edit", "decision_withdraw", "decision_measure", "decision_deadline",
            "decision_follow_up",
        ) for row in (
            Row(f"boards:{route}", _seen(*MEET, tol=403), on=DECISION),
            Row(f"boards:{route}", _seen(*MEET, status=422, tol=403), on=DECISION, method="POST"),
        )
    ),
    Row(
        "boards:decision_answer", _seen(*MEET, status=422, tol=403), on=DECISION, method="POST"
    ),
    Row("boards:decision_answer", everyone(405), on=DECISION),
    Row(
        "boards:meeting_series_create",
        only("chief", "secretary", others=403, development=404, tol=404, other_drel=404, drel=404),
        on="unit group",
    ),
    Row(
        "boards:meeting_series_create",
        only(others=403, chief=200, secretary=404, development=404, tol=404, other_drel=404,
             drel=404),
        on="unit schools",
    ),
    Row(
        "boards:meeting_series_create",
        only("chief", "secretary", status=422, others=403, development=404, tol=404,
             other_drel=404, drel=404),
        on="unit group", method="POST",
    ),
]
