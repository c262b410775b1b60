from datetime import date

import pytest
from django.urls import reverse

from leanplan.versioning import create
from organisation.models import MeetingDay
from tests.measures.views.test_plan import HTMX, text_of


def url_of(plan, code):
    return reverse("measures:deadline_set", args=[plan.measures.get(code=code).pk])


def values_of(plan, code, **values):
    return {"version": plan.measures.get(code=code).version, "reason": "", **values}


def post(client, plan, code, **values):
    return client.post(url_of(plan, code), values_of(plan, code, **values))


@pytest.fixture
def meeting(cast):
    return create(MeetingDay(unit=cast.units.group, day=date(2018, 11, 20)), by=None)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": "date", "due_date": "01.03.2027"}, ("date", date(2027, 3, 1), "day", "", None)),
        ({"kind": "date", "due_date": "2027-03-01"}, ("date", date(2027, 3, 1), "day", "", None)),
        (
            {"kind": "date", "due_date": "september 2019"},
            ("date", date(2019, 9, 30), "month", "", None),
        ),
        (
            {"kind": "date", "due_date": "01.03.2019", "precision": "half_year"},
            ("date", date(2019, 6, 30), "half_year", "", None),
        ),
        ({"kind": "date", "due_date": "2019"}, ("date", date(2019, 12, 31), "year", "", None)),
        (
            {"kind": "ongoing", "rhythm": "quarter", "next_review_on": "15.01.2019"},
            ("ongoing", None, "", "quarter", date(2019, 1, 15)),
        ),
        ({"kind": "recurring", "rhythm": "half_year"}, ("recurring", None, "", "half_year", None)),
        ({"kind": "unsettled", "due_date": "tull"}, ("unsettled", None, "", "", None)),
    ],
)
def test_deadline_set_each_kind(values, expected, sign_in, cast, plan):
    response = post(sign_in(cast.chief), plan, "T1", **values)
    assert response.status_code == 302
    measure = plan.measures.get(code="T1")
    assert (
        measure.deadline_kind, measure.due_date, measure.precision, measure.rhythm,
        measure.next_review_on,
    ) == expected


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"kind": "date", "due_date": "31.02.2021"}, "«31.02.2021» finnes ikke i kalenderen."),
        ({"kind": "date", "due_date": "uke 40"}, "«uke 40»"),
        (
            {"kind": "date", "due_date": "01.03.2018"},
            "Fristen kan ikke være før vedtaket 28.05.2018",
        ),
    ],
)
def test_deadline_set_impossible_date_keeps_what_was_typed(values, message, sign_in, cast, plan):
    response = post(sign_in(cast.chief), plan, "T1", **values)
    assert response.status_code == 422
    html = response.content.decode()
    assert html.count(message) >= 2
    assert f'value="{values["due_date"]}"' in html
    assert 'aria-describedby="id_due_date_helptext id_due_date_error"' in html
    assert plan.measures.get(code="T1").due_date is None


def test_deadline_set_moving_asks_why(sign_in, cast, plan):
    client = sign_in(cast.chief)
    assert 'name="reason"' in client.get(url_of(plan, "T2")).content.decode()
    assert 'name="reason"' not in client.get(url_of(plan, "T1")).content.decode()
    response = post(client, plan, "T2", kind="date", due_date="14.01.2019")
    assert response.status_code == 422
    assert "Skriv hvorfor fristen flyttes." in text_of(response)
    response = post(client, plan, "T2", kind="date", due_date="14.01.2019", reason="Venter.")
    assert response.status_code == 302
    move = plan.measures.get(code="T2").deadline_moves.get()
    assert (move.reason, move.slip_days) == ("Venter.", 14)


def test_deadline_set_offers_days(sign_in, cast, plan, meeting):
    html = sign_in(cast.chief).get(url_of(plan, "T4")).content.decode()
    # T4 is late, so the fourteen days count from today.
    assert 'value="plus_14"' in html
    assert 'data-value="27.11.2018"' in html
    assert "Neste RLG-møte" in html
    assert 'data-value="20.11.2018"' in html


@pytest.mark.parametrize(
    ("offer", "day"), [("plus_14", "27.11.2018"), ("next_meeting", "20.11.2018")]
)
def test_deadline_set_offered_day_fills_the_field_and_saves_nothing(
    offer, day, sign_in, cast, plan, meeting
):
    response = post(
        sign_in(cast.chief), plan, "T4", kind="ongoing", due_date="tull", reason="Sykdom",
        offer=offer,
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert f'value="{day}"' in html
    assert "Sykdom</textarea>" in html
    assert "ds-error-summary" not in html
    assert plan.measures.get(code="T4").due_date == date(2018, 10, 20)


def test_deadline_set_without_a_meeting_entered(sign_in, cast, plan):
    html = sign_in(cast.chief).get(url_of(plan, "T4")).content.decode()
    assert "next_meeting" not in html


def test_deadline_set_in_a_list_answers_with_the_row(sign_in, cast, plan):
    response = sign_in(cast.chief).post(
        url_of(plan, "T1"),
        values_of(plan, "T1", kind="date", due_date="14.12.2018", tilbake="/handlingsplan/"),
        headers=HTMX,
    )
    assert response.status_code == 200
    assert "14.12.2018" in response.content.decode()


def test_deadline_set_conflict_is_one_choice(sign_in, cast, plan):
    seen = values_of(plan, "T2")
    first = {**seen, "kind": "date", "due_date": "14.01.2019", "reason": "Venter."}
    assert sign_in(cast.member).post(url_of(plan, "T2"), first).status_code == 302
    mine = {**seen, "kind": "ongoing", "rhythm": "quarter", "next_review_on": "15.01.2019",
            "reason": "Går videre."}
    response = sign_in(cast.chief).post(url_of(plan, "T2"), mine)
    assert response.status_code == 409
    sides = response.context["conflict"]
    (choice,) = sides.choices
    assert (choice.base, choice.theirs) == ("31.12.2018", "14.01.2019")
    assert "15.01.2019" in choice.mine
    hidden = {name: value for row in sides.rows for name, value in row.hidden}
    chosen = {**hidden, "version": sides.row.version, sides.compared_name: sides.compared}
    response = sign_in(cast.chief).post(url_of(plan, "T2"), {**chosen, "pick-deadline": "theirs"})
    assert response.status_code == 302
    measure = plan.measures.get(code="T2")
    assert measure.due_date == date(2019, 1, 14)
    assert measure.deadline_moves.count() == 1
    told = text_of(sign_in(cast.reader).get(
        reverse("measures:measure_history", args=[measure.pk])
    ))
    assert "Går videre. Valgt ved to samtidige endringer. Ikke valgt: Frist «" in told


def test_deadline_set_twice_is_one_move(sign_in, cast, plan):
    client = sign_in(cast.chief)
    data = values_of(plan, "T2", kind="date", due_date="14.01.2019", reason="Venter.")
    for _ in range(2):
        assert client.post(url_of(plan, "T2"), data).status_code == 302
    assert plan.measures.get(code="T2").deadline_moves.count() == 1
