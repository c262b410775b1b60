"""Meetings of the management group, as the tests need them."""

from datetime import date, time, timedelta

from boards.rlg.actions.decisions import decision_add
from boards.rlg.actions.meetings import Rest, meeting_add, meeting_end, meeting_start
from boards.rlg.actions.minutes import minutes_approve
from boards.rlg.actions.points import point_add
from boards.rlg.actions.series import meeting_series_create
from tests.world import TODAY

WHEN = {"starts_at": time(10, 0), "minutes": 60, "place": "Pellestova"}
POINT = {
    "title": "Ledernettverket", "note": "", "minutes": 10, "brought_by": None, "goal": "decide",
    "measure": None,
}


def series_of(cast, by="secretary", owner="group", **values):
    """Every second Tuesday from today on; the group and the development unit are asked."""
    first = {
        "name": "RLG-møte", "purpose": "Gode tjenester for innbyggerne", "cadence": "fortnightly",
        # Three meetings are enough for most tests; a series without an end makes a year of them.
        "starts_on": TODAY, "ends_on": date(2018, 12, 12), **WHEN, "leader": cast.positions.chief,
        "secretary": cast.positions.secretary,
    }
    return meeting_series_create(
        by=cast[by], owner=getattr(cast.units, owner), values=first | values,
        invited=[cast.positions.group, cast.positions.development],
    )


def extra(cast, series, day=TODAY + timedelta(days=1), **values):
    """One more meeting, tomorrow."""
    return meeting_add(by=cast.secretary, series=series, values={"day": day, **WHEN, **values})


def first_of(series):
    return series.meetings.order_by("day").first()


def point_of(cast, series, meeting, by="member", **values):
    return point_add(by=cast[by], series=series, meeting=meeting, values=POINT | values)


def running(cast, series=None):
    """A meeting today that has begun."""
    series = series or series_of(cast)
    return meeting_start(by=cast.secretary, meeting=first_of(series))


def decided(cast, meeting, point=None, **values):
    """A decision of a meeting that has begun."""
    point = point or meeting.points.first()
    first = {"text": "Legge fram målepunktene", "owner": cast.positions.tol,
             "due_date": date(2018, 11, 27)}
    return decision_add(by=cast.secretary, meeting=meeting, point=point, **(first | values))


def ended(cast, series=None):
    meeting = running(cast, series)
    rest = {point.pk: Rest(Rest.NEXT) for point in meeting.points.raised()}
    return meeting_end(by=cast.secretary, meeting=meeting, rest=rest)


def approved(cast, series=None):
    meeting = ended(cast, series)
    minutes_approve(by=cast.chief, meeting=meeting, version=meeting.version)
    return meeting
