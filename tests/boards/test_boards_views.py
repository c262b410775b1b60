from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.models import Board, BoardReading, Suggestion
from organisation.actions import appoint, unit_create
from organisation.roles import Role, UnitKind
from tests.boards.boards import DUE, board, figure, lift, running, suggestion

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def detail(client, on, **headers):
    return client.get(on.get_absolute_url(), headers=headers)


def add(client, on, headers=None, **data):
    return client.post(
        reverse("boards:suggestion_add", args=[on.pk]), data, headers=headers or {}
    )


def move(client, row, to, headers=None, **data):
    return client.post(
        reverse("boards:suggestion_move", args=[row.pk]),
        {"version": row.version, "til": to, **data}, headers=headers or {},
    )


def test_board_list_has_own_boards_first_and_no_others(cast, sign_in):
    mine, other = board(cast), board(cast, "school")
    page = sign_in(cast.drel).get(reverse("boards:board_list")).context["page"]
    assert [line.pk for line in page.near] == [mine.pk]
    assert page.others == []
    every = sign_in(cast.chief).get(reverse("boards:board_list")).context["page"]
    assert {line.pk for line in every.others} == {mine.pk, other.pk}


def test_board_create_edit_and_put_away(cast, sign_in):
    client = sign_in(cast.drel)
    sent = {
        "version": 1, "owner": cast.units.home.pk, "name": "Tavle", "sections": ["suggestions"],
        "cadence": "weekly", "weekday": "1", "starts_at": "13:00", "minutes": 15, "wip_limit": 5,
        "rules": "Vi står\n\nKort",
    }
    client.post(reverse("boards:board_create"), sent)
    made = Board.objects.get()
    assert (made.owner, made.weekday, made.rule_lines) == (cast.units.home, 1, ["Vi står", "Kort"])
    client.post(reverse("boards:board_edit", args=[made.pk]), sent | {"sections": ["work"]})
    page = detail(client, made).context["page"]
    assert [section for section, shown in page.shows.items() if shown] == ["work"]
    made.refresh_from_db()
    client.post(reverse("boards:board_close", args=[made.pk]), {"version": made.version})
    lists = client.get(reverse("boards:board_list")).context["page"]
    assert (lists.near, [line.pk for line in lists.away]) == ([], [made.pk])


def test_board_create_offers_only_units_one_looks_after(cast, sign_in):
    sent = {"version": 1, "owner": cast.units.school.pk, "name": "Tavle"}
    answer = sign_in(cast.drel).post(reverse("boards:board_create"), sent)
    assert answer.status_code == 422
    assert "owner" in answer.context["form"].errors


def test_board_edit_shows_both_sides_where_two_changed_it(cast, sign_in):
    on = board(cast, purpose="Før")
    Board.objects.filter(pk=on.pk).update(purpose="Deres", version=2)
    sent = {"version": 1, "name": on.name, "purpose": "Min", "sections": on.sections,
            "cadence": "weekly", "minutes": 15, "wip_limit": 5}
    answer = sign_in(cast.drel).post(reverse("boards:board_edit", args=[on.pk]), sent)
    assert answer.status_code == 409
    assert "Deres" in answer.content.decode()
    assert "Min" in answer.content.decode()


def test_suggestion_add_by_an_employee_has_the_name_unless_it_is_not_wanted(cast, sign_in):
    on, client = board(cast), sign_in(cast.employee)
    add(client, on, title="Nattlys")
    add(client, on, title="Kald kantine", anonymous="1")
    made = {row.title: row.proposer for row in Suggestion.objects.all()}
    assert made == {"Nattlys": cast.employee.person, "Kald kantine": None}


def test_suggestion_add_by_the_leader_has_no_name(cast, sign_in):
    on = board(cast)
    add(sign_in(cast.drel), on, title="Sagt i møtet")
    assert Suggestion.objects.get().proposer is None


def test_suggestion_add_answers_htmx_with_the_board_and_says_so(cast, sign_in):
    on = board(cast)
    answer = add(sign_in(cast.employee), on, HTMX, title="Nattlys")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.lstrip().startswith('<div id="board-body"')
    assert "«Nattlys» står på tavla." in text


def test_employee_of_a_department_reads_and_suggests_on_the_boards_of_the_unit(cast, sign_in):
    on, other = board(cast), board(cast, "clinic")
    floor = unit_create(
        by=None, name="Andre etasje", kind=UnitKind.DEPARTMENT, starts_on=date(2018, 1, 1),
        parent=cast.units.home,
    )
    appoint(by=None, person=cast.reader.person, role=Role.EMPLOYEE, unit=floor,
            starts_on=date(2018, 1, 1))
    client = sign_in(cast.reader)
    assert detail(client, on).status_code == 200
    assert add(client, on, title="Lys").status_code == 302
    assert detail(client, other).status_code == 404


def test_leader_of_a_department_reads_the_boards_of_the_unit(cast, sign_in):
    on, other = board(cast), board(cast, "clinic")
    floor = unit_create(
        by=None, name="Andre etasje", kind=UnitKind.DEPARTMENT, starts_on=date(2018, 1, 1),
        parent=cast.units.home,
    )
    appoint(by=None, person=cast.reader.person, role=Role.UNIT_MANAGER, unit=floor,
            starts_on=date(2018, 1, 1))
    client = sign_in(cast.reader)
    assert detail(client, on).status_code == 200
    assert detail(client, other).status_code == 404


@pytest.mark.parametrize("part", ["executor", "proposer"])
def test_who_is_told_of_a_suggestion_reads_it_wherever_they_work(part, cast, sign_in):
    going, other = running(cast), running(cast, title="Annet")
    Suggestion.objects.filter(pk=going.pk).update(**{part: cast.other_drel.person})
    client = sign_in(cast.other_drel)
    page = client.get(going.get_absolute_url())
    assert page.status_code == 200
    assert going.board.get_absolute_url() not in page.content.decode()
    assert client.get(other.get_absolute_url()).status_code == 404
    assert (going.title in client.get("/").content.decode()) == (part == "executor")


def test_board_shows_cards_by_where_they_are_and_no_moves_to_who_only_reads(cast, sign_in):
    first, second = suggestion(cast), suggestion(cast, title="Prioritert")
    going = running(cast, "do")
    sign_in(cast.drel)
    move(sign_in(cast.drel), second, "prioritised")
    page = detail(sign_in(cast.drel), going.board).context["page"]
    assert [card.pk for card in page.waiting] == [second.pk, first.pk]
    assert [card.pk for card in page.running] == [going.pk]
    assert page.running[0].next.to == "check"
    seen = detail(sign_in(cast.employee), going.board)
    assert seen.context["page"].running[0].moves == ()
    assert "Flytt til" not in seen.content.decode()


def test_employee_named_to_carry_it_out_moves_that_one(cast, sign_in):
    going, other = running(cast), running(cast, title="Annet")
    Suggestion.objects.filter(pk=going.pk).update(executor=cast.employee.person)
    client = sign_in(cast.employee)
    assert move(client, going, "do").status_code == 302
    assert move(client, other, "do").status_code == 403
    going.refresh_from_db()
    assert going.state == "do"


def test_suggestion_move_by_button_answers_with_the_board(cast, sign_in):
    row = suggestion(cast)
    answer = move(sign_in(cast.drel), row, "prioritised", HTMX, direct="1")
    assert answer.status_code == 200
    assert 'data-announce>«Merke hyller på lageret»: prioritert' in answer.content.decode()
    plain = move(sign_in(cast.drel), Suggestion.objects.get(), "parked")
    assert plain.url == f"{row.board.get_absolute_url()}#forslag-{row.pk}"


def test_suggestion_move_that_asks_comes_with_a_form_and_loses_nothing(cast, sign_in):
    board(cast, wip_limit=1)
    running(cast)
    row, client = suggestion(cast), sign_in(cast.drel)
    asked = client.get(reverse("boards:suggestion_move", args=[row.pk]), {"til": "plan"})
    assert set(asked.context["form"].fields) == {
        "version", "til", "responsible", "due_date", "over_limit"
    }
    typed = {"responsible": "DREL Solsiden", "due_date": "2018-12-01"}
    answer = move(client, row, "plan", **typed)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"over_limit"}
    assert 'value="2018-12-01"' in answer.content.decode()
    move(client, row, "plan", over_limit="on", **typed)
    row.refresh_from_db()
    assert (row.state, row.due_date) == ("plan", DUE)


def test_suggestion_move_of_one_that_was_moved_says_where_it_is(cast, sign_in):
    row, client = suggestion(cast), sign_in(cast.drel)
    move(client, row, "parked")
    late = move(client, row, "prioritised", HTMX, direct="1")
    assert late.status_code == 409
    shown = late.content.decode().partition("data-announce data-focus><p>")[2]
    assert "Nå er det: parkert" in shown.partition("</p>")[0]
    assert Suggestion.objects.get().state == "parked"


def test_suggestion_move_of_one_that_was_moved_keeps_what_was_written(cast, sign_in):
    row, client = suggestion(cast), sign_in(cast.drel)
    move(client, row, "parked")
    late = move(client, row, "declined", HTMX, decision="Vi har prøvd det")
    assert (late.status_code, late["HX-Retarget"]) == (409, "#dialog")
    text = late.content.decode()
    assert "Nå er det: parkert" in text
    assert "Vi har prøvd det</textarea>" in text
    move(client, Suggestion.objects.get(), "declined", decision="Det finnes alt")
    shut = move(client, row, "declined", HTMX, decision="Vi har prøvd det")
    assert shut.status_code == 409
    assert "Vi har prøvd det</textarea>" in shut.content.decode()
    assert "Det kan ikke flyttes dit" in shut.content.decode()
    assert 'type="submit"' not in shut.content.decode()
    assert Suggestion.objects.get().decision == "Det finnes alt"


def test_suggestion_move_of_one_that_asks_no_more_shows_what_was_written(cast, sign_in):
    row, client = suggestion(cast), sign_in(cast.drel)
    said = {"responsible": "DREL Solsiden", "due_date": "2018-12-01"}
    move(client, row, "plan", **said)
    late = move(client, row, "plan", HTMX, **said)
    assert late.status_code == 409
    assert 'value="2018-12-01"' in late.content.decode()


def test_suggestion_edit_keeps_what_is_under_way_with_its_owner(cast, sign_in):
    row = running(cast)
    url = reverse("boards:suggestion_edit", args=[row.pk])
    answer = sign_in(cast.drel).post(url, {"version": row.version, "title": "Ny", "due_date": ""})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"responsible", "due_date"}


def test_suggestion_score_from_the_board(cast, sign_in):
    row = suggestion(cast)
    url = reverse("boards:suggestion_score", args=[row.pk])
    sent = {"version": row.version, "effort": "2", "effect": "4"}
    answer = sign_in(cast.drel).post(url, sent, headers=HTMX)
    page = answer.context["page"]
    assert (page.waiting[0].effort, page.waiting[0].effect, len(page.dots)) == (2, 4, 1)


def test_board_live_is_silent_until_something_changes(cast, sign_in):
    row, client = suggestion(cast), sign_in(cast.employee)
    live = detail(client, row.board).context["page"].live
    assert client.get(live.url, {"etter": live.state}).status_code == 204
    move(sign_in(cast.drel), row, "prioritised")
    again = sign_in(cast.employee).get(live.url, {"etter": live.state})
    assert again.status_code == 200
    assert f'id="forslag-{row.pk}"' in again.content.decode()


def test_board_live_asks_once_beside_who_asks(cast, sign_in, django_assert_num_queries):
    row, client = suggestion(cast), sign_in(cast.employee)
    live = detail(client, row.board).context["page"].live
    with django_assert_num_queries(4):  # the session, the account, the reach; the board's count
        assert client.get(live.url, {"etter": live.state}).status_code == 204
    stranger = sign_in(cast.other_drel)
    assert stranger.get(live.url, {"etter": live.state}).status_code == 404


def test_board_shows_own_work_and_follow_ups_only_to_who_may_read_them(cast, plan, sign_in):
    on = board(cast)
    leader = detail(sign_in(cast.drel), on).context["page"]
    assert [line.text for line in leader.works] == ["Tavlemøte på kveldsvakt"]
    assert leader.works[0].late == "12 dager over fristen"
    other = detail(sign_in(cast.chief), board(cast, "school")).context["page"]
    assert [line.text for line in other.works] == ["Hemmelig for andre enheter"]


def test_board_shows_measuring_points_with_their_way(cast, sign_in):
    row = figure(cast, values=(7, 4, 2))
    shown = detail(sign_in(cast.employee), row.board).context["page"].figures[0]
    assert (shown.number, shown.of, shown.target, shown.reached) == (
        "2", "i måneden", "mål høyst 2", True
    )
    assert shown.line is not None


def test_figure_is_read_off_put_right_and_taken_away(cast, sign_in):
    row, client = figure(cast, values=()), sign_in(cast.drel)
    url = reverse("boards:figure_read", args=[row.pk])
    client.post(url, {"version": 1, "value": "3,5", "read_on": "2018-11-13"})
    reading = BoardReading.objects.get()
    assert reading.value == Decimal("3.5")
    late = client.post(url, {"version": 1, "value": "1", "read_on": "2018-11-14"})
    assert "read_on" in late.context["form"].errors
    edit = reverse("boards:board_reading_edit", args=[reading.pk])
    client.post(edit, {"version": 1, "value": "4", "read_on": "2018-11-13"})
    reading.refresh_from_db()
    assert reading.value == 4
    client.post(edit, {"version": 2, "value": "4", "read_on": "2018-11-13", "remove": "1"})
    assert not BoardReading.objects.exists()
    assert BoardReading.history.first().history_user == cast.drel


def test_suggestion_list_and_workbook_have_all_states(cast, sign_in):
    row, going = suggestion(cast), running(cast, "check")
    client = sign_in(cast.employee)
    url = reverse("boards:suggestion_list", args=[row.board_id])
    assert {card.pk for card in client.get(url).context["page"].cards} == {row.pk, going.pk}
    some = client.get(url, {"vis": "pagar"}).context["page"]
    assert [card.pk for card in some.cards] == [going.pk]
    book = client.get(reverse("boards:suggestions_export", args=[row.board_id]))
    assert "spreadsheetml" in book["Content-Type"]


def counted(client, url):
    client.get(url)
    with CaptureQueriesContext(connection, ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("route", ["board_detail", "suggestion_list", "board_list"])
def test_pages_ask_as_much_with_many_as_with_few(route, cast, sign_in):
    on, client = board(cast, wip_limit=50), sign_in(cast.tol)
    suggestion(cast, effort=1, effect=2), running(cast), figure(cast), lift(cast)
    url = reverse(f"boards:{route}", args=[] if route == "board_list" else [on.pk])
    few = counted(client, url)
    for number in range(6):
        suggestion(cast, title=f"Nytt {number}", effort=1, effect=2, proposed_by="Kjøkkenet")
        running(cast, "do", title=f"Går {number}")
        figure(cast, name=f"Punkt {number}", values=(1, 2))
        lift(cast, f"Løft {number}")
        board(cast, name=f"Tavle {number}")
    assert counted(client, url) == few
