"""The agenda that makes itself, and that what was shown is seen again as it was."""

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from boards.models import Meeting
from boards.rlg import hooks
from boards.rlg.agenda import board_shown
from boards.rlg.hooks import RowStatus
from boards.rlg.minutes_text import minutes_text
from boards.rlg.shown import board_of
from measures.actions.measures import measure_assign
from reviews.actions.follow_ups import follow_up_add
from tests.boards.rlg.meetings import decided, ended, extra, first_of, running, series_of
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def board(cast, series=None, today=TODAY):
    return board_shown(first_of(series or series_of(cast)), today=today)


def test_board_shown_counts_the_plan(cast, plan):
    shown = board(cast)
    assert (shown.total, shown.purpose) == (4, "Gode tjenester for innbyggerne")
    assert [line.code for line in shown.overdue] == ["T4"]
    assert shown.overdue[0].days > 0
    assert "T1" in [line.code for line in shown.unassigned]
    assert [row.number for row in shown.rows] == [1, 2]
    assert sum(row.unassigned for row in shown.rows) == len(shown.unassigned)


def test_board_shown_names_no_unit(cast, plan):
    """Units and their leaders do not hang on the wall: counts by area only."""
    follow_up_add(
        by=cast.tol, unit=cast.units.home, text="Tavla henger feil", on=date(2018, 11, 1),
        owner=cast.positions.drel, due_date=date(2018, 11, 5),
    )
    shown = board(cast)
    areas = {line.name: line for line in shown.areas}
    assert areas["Helse og omsorg"].follow_ups == areas["Helse og omsorg"].late_follow_ups == 1
    assert areas["Oppvekst"].follow_ups == 0
    assert shown.areas[-1].is_sum
    assert shown.areas[-1].follow_ups == 1
    told = str(shown)
    for name in ("Solsiden", "Anne Bråten", "Tavla henger feil"):
        assert name not in told


def test_board_shown_of_an_area_has_its_own_area_only(cast):
    series = series_of(
        cast, by="tol", owner="health", name="Ledermøte", leader=cast.positions.tol,
    )
    assert [line.name for line in board(cast, series).areas] == ["Helse og omsorg"]


def test_board_shown_tells_what_changed_since_the_last_meeting(cast, plan):
    series = series_of(cast)
    ended(cast, series)
    later = date(2018, 11, 27)
    follow_up_add(by=cast.tol, unit=cast.units.home, text="Mer luft", on=TODAY)
    meeting = series.meetings.get(day=later)
    assert board_shown(meeting, today=later).changes == []
    from reviews.models import FollowUp  # noqa: PLC0415

    row = FollowUp.objects.get()
    row.made_on = date(2018, 11, 20)
    row.save()
    shown = board_shown(meeting, today=later)
    assert shown.since == "2018-11-13"
    assert [change.kind for change in shown.changes] == ["found"]


def test_board_shown_has_open_decisions_of_earlier_meetings(cast):
    series = series_of(cast)
    meeting = running(cast, series)
    decided(cast, meeting, text="Legge fram tallene")
    (line,) = board_shown(extra(cast, series), today=date(2018, 12, 1)).decisions
    assert (line.text, line.who.name, line.days) == ("Legge fram tallene", "Kari Nordmo", 4)


def test_board_shown_has_this_month_and_the_next_of_the_wheel(cast):
    months = board(cast).months
    assert [(month.is_now, bool(month.lines)) for month in months] == [(True, True), (False, True)]


def test_board_shown_takes_the_rows_status_from_who_knows(cast, plan, monkeypatch):
    row = plan.rows.first()
    said = {row.pk: RowStatus("watch", "Følg med", "T1 mangler", "down", "good", TODAY)}
    monkeypatch.setattr(hooks, "_row_statuses", [lambda plan_id, on: said])
    first, second = board(cast).rows
    assert (first.light, first.shape.color, second.shape) == ("watch", "warning", None)
    text = minutes_text(running(cast, series_of(cast, name="Til"))).points[0].own
    assert "Rad 1" in text
    assert "T1 mangler" in text


def test_what_was_shown_is_seen_again_as_it_was(cast, plan):
    meeting = running(cast)
    before = board_of(meeting.shown.get(moment="start"))
    measure = plan.measures.get(code="T1")
    measure_assign(
        by=cast.chief, measure=measure, version=measure.version, owner=cast.positions.tol
    )
    again = board_of(meeting.shown.get(moment="start"))
    assert again == before
    assert "T1" in [line.code for line in again.unassigned]
    assert "T1" not in [
        line.code for line in board_shown(meeting, today=TODAY).unassigned
    ]


def test_board_shown_asks_the_same_for_much_and_little(cast, plan, connection_queries):
    series = series_of(cast)
    meeting = running(cast, series)

    def loaded():
        return Meeting.objects.select_related("series__owner").get(pk=meeting.pk)

    with connection_queries() as few:
        board_shown(loaded(), today=TODAY)
    for number in range(20):
        decided(cast, meeting, text=f"Vedtak {number}")
        follow_up_add(by=cast.tol, unit=cast.units.home, text=f"Sak {number}", on=TODAY)
    with connection_queries() as many:
        board_shown(loaded(), today=TODAY)
    assert len(many) == len(few)


@pytest.fixture
def connection_queries():
    from django.db import connection  # noqa: PLC0415

    return lambda: CaptureQueriesContext(connection)
