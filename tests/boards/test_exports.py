"""The lists of boards, meetings and the wheel in Excel hold what their pages show."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from boards.meetings.actions.run import board_decision_add
from boards.models import BoardMeeting, MeetingSeries
from tests.boards.board_world import held
from tests.boards.boards import board, running, suggestion
from tests.boards.rlg.meetings import decided, first_of, point_of
from tests.boards.rlg.meetings import running as meeting_running
from tests.boards.wheels import entry

pytestmark = pytest.mark.django_db


def sheets(client, route, *args):
    """{title of a sheet: its rows as {heading: value}}, without the sheet about the list."""
    answer = client.get(reverse(f"boards:{route}", args=args))
    assert answer.status_code == 200
    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[:-1]:
        first, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(first, row, strict=True)) for row in rows]
    return found


def test_boards_of_ones_reach_stand_in_the_workbook(cast, sign_in):
    board(cast), board(cast, "school", name="Skolens")
    suggestion(cast), running(cast)
    (row,) = sheets(sign_in(cast.drel), "boards_export")["Tavler"]
    assert (row["Enhet"], row["Forslag som venter"], row["Forslag som pågår"]) == ("Solsiden", 1, 1)
    assert len(sheets(sign_in(cast.chief), "boards_export")["Tavler"]) == 2


def test_meetings_of_a_board_with_what_was_agreed(cast, sign_in):
    on = board(cast)
    held(cast, on, date(2018, 11, 5))
    meeting = BoardMeeting.objects.get(pk=held(cast, on, date(2018, 11, 12)).pk)
    board_decision_add(by=cast.drel, meeting=meeting, text="Øve på varsling", who="Natt", key="k")
    book = sheets(sign_in(cast.employee), "board_meetings_export", on.pk)
    assert [row["Dag"].date() for row in book["Tavlemøter"]] == [
        date(2018, 11, 12), date(2018, 11, 5)
    ]
    assert [row["Beslutninger"] for row in book["Tavlemøter"]] == [1, 0]
    (agreed,) = book["Beslutninger"]
    assert (agreed["Hva"], agreed["Hvem"]) == ("Øve på varsling", "Natt")


def test_decisions_of_a_leader_group_with_meetings_and_points_that_wait(cast, sign_in):
    meeting = meeting_running(cast)
    decision = decided(cast, meeting, text="Legge fram tallene")
    point_of(cast, meeting.series, None, title="Ventende sak")
    series = MeetingSeries.objects.get()
    book = sheets(sign_in(cast.secretary), "series_export", series.pk)
    (row,) = book["Vedtak"]
    assert (row["Hva"], row["Hvem"], row["Tilstand"]) == (
        "Legge fram tallene", decision.owner.label, "Skal gjennomføres"
    )
    assert row["Møte"].date() == meeting.day
    assert meeting.day in [one["Dag"].date() for one in book["Møter"]]
    assert "Ventende sak" in [one["Sak"] for one in book["Saker som venter"]]
    assert first_of(series).place in {one["Sted"] or "" for one in book["Møter"]}


def test_wheel_in_the_order_of_days_with_what_comes_back_often(cast, sign_in):
    entry(cast, title="Fagdag", starts_on=date(2018, 12, 3), responsible=cast.positions.chief)
    entry(cast, title="Ukentlig", starts_on=date(2018, 1, 1), recurrence="week")
    book = sheets(sign_in(cast.reader), "wheel_export", cast.units.group.pk, 2018)
    rows = book["Årshjul"]
    assert [row["Første dag"] for row in rows] == sorted(row["Første dag"] for row in rows)
    (day,) = [row for row in rows if row["Hva"] == "Fagdag"]
    assert day["Ansvarlig"] == cast.positions.chief.label
    assert sum(row["Hva"] == "Ukentlig" for row in rows) > 40


def test_each_page_leads_to_its_workbook(cast, sign_in):
    on = board(cast)
    held(cast, on, date(2018, 11, 5))
    meeting_running(cast)
    series = MeetingSeries.objects.get()
    client = sign_in(cast.chief)
    for page, export, args in (
        ("board_list", "boards_export", []), ("board_meetings", "board_meetings_export", [on.pk]),
        ("meeting_series", "series_export", [series.pk]),
        ("wheel_year", "wheel_export", [cast.units.group.pk, 2018]),
    ):
        text = client.get(reverse(f"boards:{page}", args=args)).content.decode()
        assert f'href="{reverse(f"boards:{export}", args=args)}"' in text, page
