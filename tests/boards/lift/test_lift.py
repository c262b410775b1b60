from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from boards.lift.actions import lift_answer, lift_create, lift_withdraw
from boards.lift.page import path_of
from boards.lift.target import board_above
from boards.models import Lift
from leanplan.clock import today
from measures.registries import due_items
from organisation.models import Notice
from tests.boards.boards import board, lift, running, suggestion

pytestmark = pytest.mark.django_db
DAY = date(2018, 11, 13)


def test_board_above_is_the_areas_then_the_groups(cast):
    home, area, group = board(cast), board(cast, "health"), board(cast, "group")
    assert board_above(home, on=DAY).boards == [area]
    assert board_above(area, on=DAY).boards == [group]
    top = board_above(group, on=DAY)
    assert (top.boards, bool(top.why_none)) == ([], True)


def test_board_above_goes_past_an_area_without_one_and_says_so(cast):
    home, group = board(cast), board(cast, "group")
    above = board_above(home, on=DAY)
    assert (above.boards, above.passed) == ([group], ["Helse og omsorg"])


def test_board_above_says_who_is_to_make_one_where_there_is_none(cast):
    above = board_above(board(cast), on=DAY)
    assert above.boards == []
    assert "Helse og omsorg" in above.why_none
    assert "Vikdal kommune" in above.why_none


def test_board_above_offers_several_of_one_owner_and_none_that_is_put_away(cast):
    home, first, second = board(cast), board(cast, "health"), board(cast, "health", "Tavle 2")
    assert board_above(home, on=DAY).boards == [first, second]
    board(cast, "health", "Tavle 3", is_closed=True)
    assert len(board_above(home, on=DAY).boards) == 2


def test_lift_create_tells_who_answers_and_is_due_for_them(cast):
    made = lift(cast)
    assert made.answerer == cast.positions.tol
    assert Notice.objects.get(person=cast.tol.person).kind == "boards_lift_made"
    items = [item for item in due_items([cast.positions.tol.pk], today=DAY) if item.kind == "lift"]
    assert [(item.key, item.due, item.unit_id) for item in items] == [
        (f"lift:{made.pk}", date(2018, 11, 27), cast.units.health.pk)
    ]
    assert [item.key for item in due_items(None, today=DAY) if item.kind == "lift"] == [
        f"lift:{made.pk}"
    ]


def test_lift_create_to_the_group_is_answered_by_the_body(cast):
    area, group = board(cast, "health"), board(cast, "group")
    made = lift_create(by=cast.tol, board=area, to_board=group, text="x", answer_by=today())
    assert made.answerer == cast.positions.group


def test_lift_create_refuses_a_board_that_is_not_above_and_a_second_one(cast):
    home, other = board(cast), board(cast, "schools")
    board(cast, "health")
    with pytest.raises(ValidationError):
        lift_create(by=cast.drel, board=home, to_board=other, text="x", answer_by=today())
    row = suggestion(cast)
    lift(cast, suggestion=row)
    with pytest.raises(ValidationError):
        lift(cast, suggestion=row)


def test_lift_answer_comes_back_with_a_notice_and_is_due_no_more(cast):
    row = running(cast)
    row.executor = cast.employee.person
    row.save()
    made = lift(cast, suggestion=row)
    lift_answer(by=cast.tol, lift=made, version=made.version, answer="  Vi deler fra januar. ")
    assert (made.answer, made.answered_on) == ("Vi deler fra januar.", DAY)
    told = Notice.objects.filter(kind="boards_lift_answered")
    assert {notice.person for notice in told} == {cast.drel.person, cast.employee.person}
    assert not [item for item in due_items(None, today=DAY) if item.kind == "lift"]


def test_lift_answer_refuses_an_empty_one_and_one_taken_back(cast):
    made = lift(cast)
    with pytest.raises(ValidationError):
        lift_answer(by=cast.tol, lift=made, version=made.version, answer=" ")
    lift_withdraw(by=cast.drel, lift=made, version=made.version)
    with pytest.raises(ValidationError):
        lift_answer(by=cast.tol, lift=made, version=made.version, answer="Ja")
    assert not Lift.objects.open().exists()


def test_lift_withdraw_refuses_what_is_answered(cast):
    made = lift(cast)
    lift_answer(by=cast.tol, lift=made, version=made.version, answer="Ja")
    with pytest.raises(ValidationError):
        lift_withdraw(by=cast.drel, lift=made, version=made.version)


def test_path_is_the_same_from_both_ends_and_each_may_read_its_own(cast, sign_in):
    first, group = lift(cast), board(cast, "group")
    second = lift_create(
        by=cast.tol, board=first.to_board, to_board=group, text=first.text, answer_by=today(),
        continues=first,
    )
    assert path_of(first) == path_of(second) == [first, second]
    page = sign_in(cast.drel).get(first.get_absolute_url())
    assert [step.lift for step in page.context["page"].path] == [first, second]
    assert (page.context["page"].from_url, page.context["page"].to_url) == (
        first.from_board.get_absolute_url(), ""
    )
    assert sign_in(cast.drel).get(second.get_absolute_url()).status_code == 404
    assert sign_in(cast.member).get(second.get_absolute_url()).status_code == 200


def test_lift_create_page_lifts_a_suggestion_and_proposes_a_day(cast, sign_in):
    row, above = suggestion(cast), board(cast, "health")
    url = reverse("boards:lift_create", args=[row.board_id])
    form = sign_in(cast.drel).get(f"{url}?forslag={row.pk}").context["form"]
    assert (form.initial["text"], form.initial["answer_by"]) == (row.title, date(2018, 11, 27))
    answer = sign_in(cast.drel).post(url, {
        "forslag": row.pk, "text": row.title, "to_board": above.pk, "answer_by": "2018-11-27",
    })
    made = Lift.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.suggestion, made.to_board) == (row, above)


def test_own_page_shows_what_waits_for_who_lifted_it(cast, sign_in):
    lift(cast, "Nattevakt deles")
    assert "Nattevakt deles" in sign_in(cast.drel).get("/").content.decode()
    assert "Svar Solsiden: Nattevakt deles" in sign_in(cast.tol).get("/").content.decode()
    assert "Nattevakt deles" not in sign_in(cast.other_drel).get("/").content.decode()
