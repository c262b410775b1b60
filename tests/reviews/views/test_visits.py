from datetime import date, timedelta

import pytest
from django.urls import reverse

from organisation.actions import unit_create
from organisation.models import OutgoingMail
from organisation.roles import UnitKind
from reviews.actions.observations import praise_put
from reviews.actions.visits import visit_hold
from reviews.models import GembaVisit
from tests.reviews.visits import held, planned
from tests.world import START, TODAY

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=7)


def address(route, *keys):
    return reverse(f"reviews:{route}", args=keys)


def cells(client, year=2018):
    """{unit: (state, state, count)} as the page of a year shows it."""
    page = client.get(address("visit_year", year)).context["page"]
    return {
        row.name: (*(cell.state for cell in row.cells), row.count)
        for area in page.areas for row in area.rows
    }


def test_visit_list_shows_my_units_only_and_says_so(cast, sign_in):
    page = sign_in(cast.tol).get(address("visit_list"))
    text = page.content.decode()
    assert "Viser 2 av 3, dine enheter" in text
    assert "Solsiden" in text
    assert "Åsen skole" not in text
    assert "Alle 3 enhetene" in sign_in(cast.coach).get(address("visit_list")).content.decode()


def test_two_visits_in_one_half_year_count_once_and_one_that_moves_counts_in_the_next(
    cast, sign_in
):
    client = sign_in(cast.tol)
    assert cells(client)["Solsiden"] == ("missed", "open", "0 av 2")
    held(cast, day=date(2018, 5, 3))
    second = held(cast, day=date(2018, 6, 7))
    assert cells(client)["Solsiden"] == ("held", "open", "1 av 2")
    page = client.get(address("visit_edit", second.pk)).context["form"]
    client.post(
        address("visit_edit", second.pk),
        {"version": page.initial["version"], "day": "2018-07-02", "minutes_held": 50,
         "visitor": second.visitor_id},
    )
    assert cells(client)["Solsiden"] == ("held", "held", "2 av 2")


def test_a_unit_that_began_within_the_half_year_is_exempt(cast, sign_in):
    unit_create(by=None, name="Ny enhet", kind=UnitKind.OPERATING_UNIT,
                starts_on=date(2018, 3, 1), parent=cast.units.health)
    assert cells(sign_in(cast.tol))["Ny enhet"] == ("exempt", "open", "0 av 1")


@pytest.mark.parametrize("year", [1999, 2021, 9999])
def test_visit_year_out_of_reach_is_not_there(cast, sign_in, year):
    assert sign_in(cast.tol).get(address("visit_year", year)).status_code == 404


def test_visit_list_asks_as_much_for_many_units_as_for_few(
    cast, sign_in, django_assert_max_num_queries
):
    client = sign_in(cast.tol)
    held(cast)
    client.get(address("visit_list"))
    with django_assert_max_num_queries(12) as few:
        client.get(address("visit_list"))
    for number in range(20):
        unit = unit_create(by=None, name=f"Enhet {number}", kind=UnitKind.OPERATING_UNIT,
                           starts_on=START, parent=cast.units.health)
        setattr(cast.units, f"n{number}", unit)
        planned(cast, unit=f"n{number}", day=LATER)
    with django_assert_max_num_queries(len(few)):
        client.get(address("visit_list"))


def test_visit_plan_from_the_page(cast, sign_in):
    client = sign_in(cast.tol)
    url = f"{address('visit_plan')}?enhet={cast.units.home.pk}"
    assert "Er målene synlige på tavla?" in client.get(url).content.decode()
    sent = {"unit": cast.units.home.pk, "day": "2018-11-20", "starts_at": "10:00", "minutes": 60,
            "theme": "Forslag", "questions": "En\r\n\r\nTo"}
    first, again = client.post(url, sent), client.post(url, sent)
    visit = GembaVisit.objects.get()
    assert first.url == again.url == visit.get_absolute_url()
    assert [question.text for question in visit.questions.all()] == ["En", "To"]


@pytest.mark.parametrize(
    "wrong",
    [{"day": ""}, {"day": "31.02.2019"}, {"day": "2030-01-01"}, {"minutes": "-5"},
     {"minutes": "9999999999"}, {"starts_at": "25:00"}, {"theme": "x" * 161}, {"unit": ""}],
)
def test_visit_plan_refuses(cast, sign_in, wrong):
    sent = {"unit": cast.units.home.pk, "day": "2018-11-20", "minutes": 60} | wrong
    answer = sign_in(cast.tol).post(address("visit_plan"), sent)
    assert answer.status_code == 422
    assert not GembaVisit.objects.exists()


def test_visit_plan_for_another_areas_unit_is_refused(cast, sign_in):
    sent = {"unit": cast.units.school.pk, "day": "2018-11-20", "minutes": 60}
    assert sign_in(cast.tol).post(address("visit_plan"), sent).status_code == 422
    assert not GembaVisit.objects.exists()


def test_visit_announce_tells_by_mail(cast, sign_in):
    visit = planned(cast, day=LATER)
    client = sign_in(cast.tol)
    answer = client.post(address("visit_announce", visit.pk), {"version": 1}, follow=True)
    assert "Anne Bråten er varslet, med avtale til kalenderen." in answer.content.decode()
    client.post(address("visit_announce", visit.pk), {"version": 1})
    assert OutgoingMail.objects.count() == 1


def test_visit_announce_of_one_that_was_changed_is_a_conflict(cast, sign_in):
    visit = planned(cast, day=LATER)
    client = sign_in(cast.tol)
    client.post(address("visit_postpone", visit.pk),
                {"version": 1, "day": "2018-12-03", "reason": "Sykdom"})
    assert client.post(address("visit_announce", visit.pk), {"version": 1}).status_code == 409
    assert not OutgoingMail.objects.exists()


def test_visit_postpone_keeps_the_move_on_the_page(cast, sign_in):
    visit = planned(cast)
    client = sign_in(cast.tol)
    client.post(address("visit_postpone", visit.pk),
                {"version": 1, "day": "2018-12-03", "reason": "Sykdom i ledelsen"})
    text = client.get(visit.get_absolute_url()).content.decode()
    assert "Fra 13.11.2018 til 03.12.2018" in text
    assert "Sykdom i ledelsen" in text


def test_visit_postpone_by_two_shows_both_sides(cast, sign_in):
    visit = planned(cast)
    sign_in(cast.chief).post(address("visit_postpone", visit.pk),
                             {"version": 1, "day": "2018-12-03", "reason": "Ferie"})
    answer = sign_in(cast.tol).post(address("visit_postpone", visit.pk),
                                    {"version": 1, "day": "2018-12-10", "reason": "Sykdom"})
    assert answer.status_code == 409
    assert "10.12.2018" in answer.content.decode() or "10. desember" in answer.content.decode()


def test_visit_cancel_keeps_why_on_the_page(cast, sign_in):
    visit = planned(cast)
    client = sign_in(cast.tol)
    wrong = client.post(address("visit_cancel", visit.pk), {"version": 1, "reason": " "})
    assert wrong.status_code == 422
    client.post(address("visit_cancel", visit.pk), {"version": 1, "reason": "Enheten flytter"})
    assert "Avlyst: Enheten flytter" in client.get(visit.get_absolute_url()).content.decode()
    assert cells(client)["Solsiden"][1] == "open"


def test_host_note_is_written_by_the_host_and_read_by_the_visitor(cast, sign_in):
    visit = planned(cast)
    sign_in(cast.drel).post(address("host_note", visit.pk), {"version": 0, "text": "Se lageret"})
    assert "Se lageret" in sign_in(cast.tol).get(visit.get_absolute_url()).content.decode()
    late = sign_in(cast.drel).post(address("host_note", visit.pk), {"version": 0, "text": "Annet"})
    assert late.status_code == 409


def test_praise_is_on_the_hosts_page_the_same_day_and_on_nobody_elses(cast, sign_in):
    visit = planned(cast)
    praise_put(by=cast.tol, visit=visit, version=0, text="Rolig og god overlevering")
    home = reverse("overview:my_page")
    assert "Rolig og god" not in sign_in(cast.drel).get(home).content.decode()
    visit_hold(by=cast.tol, visit=visit, version=visit.version, minutes=40)
    text = sign_in(cast.drel).get(home).content.decode()
    assert "Rolig og god overlevering" in text
    assert "Ført inn, med ros" in text
    for part in ("other_drel", "second_drel", "employee", "reader", "secretary"):
        assert "Rolig og god" not in sign_in(cast[part]).get(home).content.decode()


def test_todays_visit_stands_first_with_the_way_to_begin_it(cast, sign_in):
    visit = planned(cast)
    text = sign_in(cast.tol).get(reverse("overview:my_page")).content.decode()
    assert "Start besøket" in text
    assert address("visit_record", visit.pk) in text
    # Not announced, so the host does not know of it yet.
    assert "Gemba-besøk: Solsiden" not in (
        sign_in(cast.drel).get(reverse("overview:my_page")).content.decode()
    )


def test_a_visit_nobody_has_written_down_is_due(cast, sign_in):
    planned(cast, day=TODAY - timedelta(days=3))
    text = sign_in(cast.tol).get(reverse("overview:my_page")).content.decode()
    assert "Før inn eller flytt Gemba-besøket: Solsiden" in text
