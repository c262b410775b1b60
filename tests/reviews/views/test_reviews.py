"""The pages of half-yearly reviews."""

from datetime import date

import pytest
from django.urls import reverse

from measures.registries import due_items, news, timed_sources
from organisation.models import User
from reviews.actions.preparations import preparation_save, review_prepare
from reviews.actions.reviews import review_lock
from reviews.actions.templates import (
    question_add,
    question_edit,
    question_move,
    question_remove,
    template_start,
    template_use,
)
from reviews.models import HalfYearReview, PreparedAnswer, ReviewPreparation, ReviewTemplate
from reviews.presenters.review_rows import answers_shown
from tests.reviews.half_years import (
    END,
    answer_all,
    begun,
    follow_up,
    held,
    locked,
    planned,
    questions,
    ready,
)
from tests.world import TODAY

pytestmark = pytest.mark.django_db
TEXTS = {"proud_of": "Tre mål", "hard": "", "to_raise": "", "help_wanted": ""}


def body(response):
    return response.content.decode()


def post(client, name, *keys, **data):
    return client.post(reverse(f"reviews:{name}", args=keys), data)


def test_review_list_shows_what_is_not_planned(cast, sign_in):
    planned(cast)
    page = body(sign_in(cast.tol).get(reverse("reviews:review_list")))
    assert "Solsiden" in page
    assert "Psykisk helse" in page
    assert "Åsen skole" not in page
    assert "0 av 2 enheter" in page


def test_review_list_shows_the_management_group_why_a_coach_was_not_there(cast, sign_in):
    review = ready(cast)
    coach = review.participants.get(part="development")
    coach.present = False
    coach.save()
    client = sign_in(cast.tol)
    post(client, "review_conclude", review.pk, version=review.version, finish="1",
         unit_status="good", status_note="Bra", minutes_held="100", alone_reason="Syk veileder")
    assert "Syk veileder" in body(sign_in(cast.member).get(reverse("reviews:review_list")))


@pytest.mark.parametrize("key", ["2018-H1", "tull", "", "2018-H9"])
def test_review_list_takes_any_half_year(key, cast, sign_in):
    page = sign_in(cast.tol).get(reverse("reviews:review_list"), {"halvar": key})
    assert page.status_code == 200


def test_review_list_asks_the_same_for_more_units(cast, sign_in, django_assert_max_num_queries):
    planned(cast)
    planned(cast, unit=cast.units.clinic)
    client = sign_in(cast.tol)
    client.get(reverse("reviews:review_list"))
    with django_assert_max_num_queries(20):
        client.get(reverse("reviews:review_list"))


def test_review_plan_another_area_is_refused(cast, sign_in):
    response = post(
        sign_in(cast.tol), "review_plan", unit=cast.units.school.pk, half_year="2018-H2",
        minutes_planned=120,
    )
    assert response.status_code == 422
    assert not HalfYearReview.objects.exists()


def test_review_plan_a_second_is_refused_with_what_was_typed(cast, sign_in):
    planned(cast)
    response = post(
        sign_in(cast.tol), "review_plan", unit=cast.units.home.pk, half_year="2018-H2",
        minutes_planned=120, place="Vaktrommet",
    )
    assert response.status_code == 422
    assert "Vaktrommet" in body(response)


def test_review_plan_twice_makes_one(cast, sign_in):
    client = sign_in(cast.tol)
    data = {"unit": cast.units.home.pk, "half_year": "2018-H2", "minutes_planned": 120}
    assert post(client, "review_plan", **data).status_code == 302
    assert post(client, "review_plan", **data).status_code == 422
    assert HalfYearReview.objects.count() == 1


def test_review_begin_pressed_twice(cast, sign_in):
    review = planned(cast)
    client = sign_in(cast.tol)
    for _time in range(2):
        assert post(client, "review_begin", review.pk, version=1).status_code == 302
    assert review.answers.count() == 15


def test_review_begin_old_version_is_told(cast, sign_in):
    review = planned(cast)
    response = post(sign_in(cast.tol), "review_begin", review.pk, version=9)
    assert response.status_code == 422
    assert "Noen andre" in body(response)


@pytest.mark.parametrize("data", [{}, {"version": "x"}, {"version": "1", "mark": "lilla"}])
def test_answer_set_refuses_bad_input(data, cast, sign_in):
    review = begun(cast)
    answer = review.answers.first()
    response = post(sign_in(cast.tol), "answer_set", review.pk, answer.pk, **data)
    assert response.status_code == 422
    answer.refresh_from_db()
    assert answer.mark == ""


def test_answer_set_a_row_of_another_review_is_not_there(cast, sign_in):
    review = begun(cast)
    other = begun(cast, unit=cast.units.clinic).answers.first()
    response = post(
        sign_in(cast.tol), "answer_set", review.pk, other.pk, version=1, mark="good"
    )
    assert response.status_code == 404


def test_answer_set_gives_the_row_and_the_contents(cast, sign_in):
    review = begun(cast)
    answer = review.answers.first()
    client = sign_in(cast.drel)
    response = client.post(
        reverse("reviews:answer_set", args=[review.pk, answer.pk]),
        {"version": 1, "mark": "act", "comment": "Stopp"}, headers={"HX-Request": "true"},
    )
    assert f'id="svar-{answer.pk}"' in body(response)
    assert 'hx-swap-oob="true"' in body(response)
    assert "<html" not in body(response)


def test_answer_set_conflict_shows_both_sides(cast, sign_in):
    review = begun(cast)
    answer = review.answers.first()
    client = sign_in(cast.tol)
    post(client, "answer_set", review.pk, answer.pk, version=1, mark="good")
    response = post(client, "answer_set", review.pk, answer.pk, version=1, mark="act")
    assert response.status_code == 409
    assert "Krever tiltak" in body(response)
    assert "I rute" in body(response)


def test_review_conclude_keeps_what_was_typed(cast, sign_in):
    review = begun(cast)
    response = post(
        sign_in(cast.tol), "review_conclude", review.pk, version=review.version, finish="1",
        status_note="Godt driv", minutes_held="110",
    )
    assert response.status_code == 422
    assert "Godt driv" in body(response)
    assert "15 spørsmål" in body(response)


def test_review_lock_pressed_twice(cast, sign_in):
    review = held(cast)
    client = sign_in(cast.tol)
    for _time in range(2):
        assert post(client, "review_lock", review.pk, version=review.version).status_code == 302
    assert HalfYearReview.objects.get().state == "locked"


def test_review_detail_of_a_locked_one_never_changes(cast, sign_in):
    area = follow_up(cast)
    review = locked(cast)
    area.text = "Noe helt annet"
    area.save()
    cast.units.home.name = "Nytt navn"
    cast.units.home.save()
    page = body(sign_in(cast.member).get(review.get_absolute_url()))
    assert "Noe helt annet" not in page
    assert "Nytt navn" not in page
    assert "Ingen tavlemøter etter kl. 15" in page


def test_review_detail_notes_a_missing_confirmation(cast, sign_in, settings):
    review = locked(cast)
    settings.LEANPLAN_TODAY = "2018-11-28"
    page = body(sign_in(User.objects.get(pk=cast.tol.pk)).get(review.get_absolute_url()))
    assert "Notert: Anne Bråten hadde ikke bekreftet revisjonen innen 27.11.2018." in page


def test_review_detail_word_of_the_plan_stands_in_help_only(cast, sign_in):
    follow_up(cast)
    page = body(sign_in(cast.tol).get(begun(cast).get_absolute_url())).lower()
    assert "avvik" not in page.replace("avvikssystem", "")


def test_review_print_says_what_is_followed_up(cast, sign_in):
    follow_up(cast)
    page = body(sign_in(cast.drel).get(reverse("reviews:review_print", args=[locked(cast).pk])))
    assert "Ingen tavlemøter etter kl. 15" in page
    assert "DREL Solsiden" in page


def test_review_move_conflict(cast, sign_in):
    review = planned(cast)
    client = sign_in(cast.tol)
    data = {"version": 1, "day": "2018-12-04", "minutes_planned": 120}
    assert post(client, "review_move", review.pk, **data).status_code == 302
    data |= {"day": "2018-12-05"}
    assert post(client, "review_move", review.pk, **data).status_code == 409


# The preparation


def test_preparation_draft_is_its_writers_own_and_has_no_history(cast, sign_in):
    review = planned(cast)
    client = sign_in(cast.drel)
    post(client, "review_prepare", review.pk, version=0, proud_of="Hemmelig utkast")
    assert ReviewPreparation.objects.get().history.count() == 0
    assert "Hemmelig utkast" not in body(sign_in(cast.tol).get(review.get_absolute_url()))


def test_preparation_save_in_two_windows(cast, sign_in):
    review = planned(cast)
    client = sign_in(cast.drel)
    post(client, "review_prepare", review.pk, version=0, proud_of="Først")
    post(client, "review_prepare", review.pk, version=1, proud_of="Så")
    response = post(client, "review_prepare", review.pk, version=1, proud_of="Skrevet her")
    assert response.status_code == 409
    assert "Skrevet her" in body(response)
    assert "Så" in body(response)
    assert ReviewPreparation.objects.get().proud_of == "Så"


def test_preparation_first_save_in_two_windows(cast, sign_in):
    """Both windows were opened before anything was saved."""
    review = planned(cast)
    client = sign_in(cast.drel)
    post(client, "review_prepare", review.pk, version=0, proud_of="Den ene")
    response = post(client, "review_prepare", review.pk, version=0, proud_of="Den andre")
    assert response.status_code == 409


def test_review_prepare_begins_history_and_is_read_by_others(cast, sign_in):
    review = planned(cast)
    review_prepare(by=cast.drel, review=review, version=0, texts=TEXTS,
                   answers={1: ("act", "Ofte avlyst")})
    preparation = ReviewPreparation.objects.get()
    assert preparation.history.count() == 1
    assert PreparedAnswer.objects.get().history.count() == 1
    assert HalfYearReview.objects.get().state == "prepared"
    assert "Tre mål" in body(sign_in(cast.tol).get(review.get_absolute_url()))
    review.refresh_from_db()
    preparation_save(by=cast.drel, review=review, version=preparation.version,
                     texts=TEXTS | {"hard": "Tid"}, answers={})
    assert ReviewPreparation.objects.get().history.count() == 2


def test_review_prepare_nothing_is_not_handed_in(cast, sign_in):
    review = planned(cast)
    response = post(sign_in(cast.drel), "review_prepare", review.pk, version=0, hand_in="1")
    assert response.status_code == 422
    assert HalfYearReview.objects.get().state == "planned"


def test_review_prepare_own_view_stands_beside_the_question(cast, sign_in):
    review = planned(cast)
    review_prepare(by=cast.drel, review=review, version=0, texts=TEXTS,
                   answers={1: ("act", "Ofte avlyst")})
    client = sign_in(cast.tol)
    review.refresh_from_db()
    post(client, "review_begin", review.pk, version=review.version)
    assert "Ofte avlyst" in body(client.get(review.get_absolute_url()))


# The questions


def test_questions_in_use_are_not_changed(cast, sign_in):
    in_use = questions(cast)
    question = in_use.questions.first()
    response = post(sign_in(cast.administrator), "question_edit", question.pk, version=1,
                    heading="A", text="B")
    assert response.status_code == 422
    question.refresh_from_db()
    assert question.text != "B"


def test_questions_new_version_compares_with_the_old_answers(cast):
    locked(cast, half_year="2018-H1", day=date(2018, 6, 14), mark="watch")
    draft = template_start(by=cast.administrator)
    assert template_start(by=cast.development).pk == draft.pk
    first, second = draft.questions.all()[:2]
    question_edit(by=cast.administrator, question=first, version=first.version,
                  values={"text": "Holdes møtene?"})
    question_remove(by=cast.administrator, question=second, version=second.version)
    new = question_add(by=cast.administrator, template=draft, heading="Nytt", text="Noe nytt?")
    question_move(by=cast.administrator, question=new, up=True)
    template_use(by=cast.administrator, template=draft, version=draft.version)
    assert ReviewTemplate.objects.in_use().first() == draft
    review = begun(cast)
    shown = {row.text: row for row in answers_shown(review)}
    assert shown["Holdes møtene?"].last.value == "watch"
    assert shown["Noe nytt?"].last is None
    assert len(shown) == 15


def test_questions_of_a_review_that_is_begun_stay(cast):
    review = begun(cast)
    draft = template_start(by=cast.administrator)
    template_use(by=cast.administrator, template=draft, version=draft.version)
    answer_all(cast, review)
    assert HalfYearReview.objects.get().template.number == 1


# What reviews bring to other pages


def test_reviews_are_on_min_oversikt_and_in_the_calendar(cast, sign_in):
    review = planned(cast)
    review.starts_at = "13:00"
    review.save()
    page = body(sign_in(cast.tol).get("/"))
    assert "Halvårlig revisjon av Solsiden" in page
    source = timed_sources.get("reviews")
    for part in ("tol", "drel", "coach"):
        found = list(source.items(cast[part].person.pk, TODAY, TODAY))
        assert [item.key for item in found] == [f"review:{review.pk}"]
    assert list(source.items(cast.other_drel.person.pk, TODAY, TODAY)) == []


def test_reviews_due_in_each_state(cast):
    def due():
        return {
            item.key.split(":")[2]: (item.position_id, item.due)
            for item in due_items(None, today=TODAY) if item.key.startswith("review:")
        }

    tol, drel = cast.positions.tol.pk, cast.positions.drel.pk
    review = planned(cast)
    assert due() == {"hold": (tol, TODAY), "prepare": (drel, date(2018, 11, 8))}
    review.delete()
    review = held(cast)
    assert due() == {"lock": (tol, date(2018, 11, 20))}
    review_lock(by=cast.tol, review=review, version=review.version)
    assert due() == {"confirm": (drel, date(2018, 11, 27))}


def test_review_news_tell_of_a_locked_one(cast):
    review = held(cast, end=END)
    before = review.history.first().history_date
    review_lock(by=cast.tol, review=review, version=review.version)
    told = [item.note for item in news(cast.drel, since=before, number=20)]
    assert "Revisjonen er låst" in told
    assert "Revisjonen er låst" not in [
        item.note for item in news(cast.other_drel, since=before, number=20)
    ]


@pytest.mark.parametrize(("sent", "status"), [({}, 200), ({"version": "x"}, 422)])
@pytest.mark.parametrize("present", [True, False])
def test_presence_is_drawn_anew_in_place(present, sent, status, cast, sign_in):
    review = begun(cast)
    row = review.participants.get(part="development")
    row.present = not present
    row.save()
    url = reverse("reviews:presence_set", args=[review.pk, row.pk])
    data = {"version": row.version, **({"present": "on"} if present else {}), **sent}
    answer = sign_in(cast.tol).post(url, data, headers={"HX-Request": "true"})
    assert answer.status_code == status
    assert f'id="deltaker-{row.pk}"' in body(answer)
    row.refresh_from_db()
    assert row.present is (present if status == 200 else not present)
