from datetime import date

import pytest
from django.utils import translation

from leanplan.versioning import create
from measures.models import Obligation
from organisation.actions import appoint, unit_create
from organisation.models import Person
from organisation.roles import Role, UnitKind
from tests.measures.bulk import many_in_units
from tests.measures.views.test_plan import text_of
from tests.overview.units import GEMBA, asked, leader_group, open_areas, review, visit
from tests.overview.views.test_units import asks
from tests.world import START, TODAY


def url_of(unit):
    return f"/enheter/{unit.pk}/"


@pytest.fixture
def story(cast, plan):
    """Solsiden with visits, reviews, follow-up areas and Lean periods."""
    home = cast.units.home
    home.lean_periods.create(status="rollout", starts_on=START, ends_on=date(2018, 5, 31))
    home.lean_periods.create(status="rolled_out", starts_on=date(2018, 6, 1))
    last = review(cast, home, date(2018, 6, 19), "2018-H1", "locked", unit_status="act")
    visit(cast, home, date(2018, 6, 12), theme="Overleveringer", review=last)
    visit(cast, home, date(2018, 11, 21), state="planned", theme="Fordeling av forslag")
    review(cast, home)
    asked(home)
    open_areas(home, date(2018, 10, 31), date(2018, 12, 15))
    return home


INNER = ["Krever tiltak", "Tavla står stille", "Overleveringer", "Fordeling av forslag",
         "Nummer 1", "Åpne oppfølgingsområder", "Les hele revisjonen"]


@pytest.mark.parametrize("part", ["tol", "drel", "coach", "chief", "member", "development"])
def test_unit_detail_tells_the_whole_story_to_leaders_and_the_coach(part, sign_in, cast, story):
    text = text_of(sign_in(cast[part]).get(url_of(story)))
    for expected in (
        *INNER, "Anne Bråten DREL", "Kari Nordmo TOL Helse og omsorg", "Jonas Fjeld Veileder",
        "Lean-status: innført , siden 1. juni 2018", "Gemba-besøk", "Om 8 dager", "21. november",
        "13 dager over fristen", "T5", "Tavlemøte på kveldsvakt",
    ):
        assert expected in text


def test_unit_detail_gives_employees_people_and_days_only(sign_in, cast, story):
    answer = sign_in(cast.employee).get(url_of(story))
    text = text_of(answer)
    for absent in INNER:
        assert absent not in text
    for expected in ("Anne Bråten DREL", "Jonas Fjeld Veileder", "Gemba-besøk", "21. november",
                     "12.06.2018", "19.06.2018", "Tavlemøte på kveldsvakt"):
        assert expected in text
    assert "ikke aktuelt" not in text
    html = answer.content.decode()
    assert "/gemba/besok/" not in html
    assert "/revisjon/" not in html


@pytest.mark.parametrize("part", ["other_tol", "other_drel", "reader", "secretary"])
def test_unit_detail_of_another_area_is_not_found_with_the_products_page(
    part, sign_in, cast, story
):
    answer = sign_in(cast[part]).get(url_of(story))
    assert answer.status_code == 404
    assert "Leanplan" in answer.content.decode()
    assert "Solsiden" not in answer.content.decode()


def test_unit_detail_lists_leaders_who_came_and_left(sign_in, cast):
    appointment = cast.positions.drel.appointments.get()
    appointment.ends_on = date(2018, 10, 31)
    appointment.save()
    person = create(Person(given_name="Ola", family_name="Nordmann"), by=None)
    appoint(by=None, person=person, role=Role.UNIT_MANAGER, unit=cast.units.home,
            starts_on=date(2018, 12, 1))
    text = text_of(sign_in(cast.tol).get(url_of(cast.units.home)))
    assert "Leder Ledig nå" in text
    assert "31.10.2018 DREL sluttet Anne Bråten" in text
    assert "Ola Nordmann begynner DREL Om 18 dager 1. desember" in text


def test_unit_detail_says_what_is_not_arranged(sign_in, cast, plan):
    asked(cast.units.home, period="2018-H1")
    asked(cast.units.home)
    text = text_of(sign_in(cast.tol).get(url_of(cast.units.home)))
    assert "1. halvår 2018, over fristen" in text
    assert "2. halvår 2018, ikke avtalt" in text
    visit(cast, cast.units.home, date(2018, 11, 21), state="planned")
    text = text_of(sign_in(cast.tol).get(url_of(cast.units.home)))
    assert "2. halvår 2018, avtalt 21.11." in text


def test_unit_detail_lists_the_departments(sign_in, cast):
    unit_create(by=None, name="Solsiden 1. etasje", kind=UnitKind.DEPARTMENT, starts_on=START,
                parent=cast.units.home)
    text = text_of(sign_in(cast.drel).get(url_of(cast.units.home)))
    assert "Avdelinger Solsiden 1. etasje Ledig nå" in text


def test_unit_detail_keeps_what_happened_in_a_unit_that_ended(sign_in, cast, story):
    story.ends_on = date(2018, 10, 31)
    story.save()
    text = text_of(sign_in(cast.chief).get(url_of(story)))
    assert "Enheten ble avsluttet 31. oktober 2018." in text
    assert "Overleveringer" in text


def test_unit_detail_leads_on_from_an_area_and_the_municipality(sign_in, cast):
    health, top = cast.units.health, cast.units.municipality
    client = sign_in(cast.chief)
    assert client.get(url_of(health)).url == f"/omrader/{health.pk}/"
    assert client.get(url_of(top)).url == "/enheter/"


def test_unit_detail_asks_the_same_for_a_long_story(sign_in, cast, plan, story):
    client = sign_in(cast.tol)
    few = asks(client, url_of(story))
    for year in range(2009, 2018):
        visit(cast, story, date(year, 3, 3), theme="Tavla")
        review(cast, story, date(year, 3, 5), f"{year}-H1", "locked", unit_status="good")
        asked(story, GEMBA, f"{year}-H1", state="met", met_on=date(year, 3, 3))
    open_areas(story, *[TODAY] * 20, start=100)
    many_in_units(plan, 20, unit=story, owner=cast.positions.drel)
    assert asks(client, url_of(story)) == few <= 13


@pytest.mark.parametrize("language", ["nn", "en"])
def test_unit_detail_in_other_languages(language, sign_in, cast, story):
    cast.tol.language = language
    cast.tol.save()
    with translation.override(language):
        assert sign_in(cast.tol).get(url_of(story)).status_code == 200


def test_unit_detail_of_a_leader_group_names_the_area_manager_as_its_leader(sign_in, cast):
    group = leader_group(cast)
    text = text_of(sign_in(cast.chief).get(f"/enheter/{group.pk}/"))
    assert "Leder Kari Nordmo" in text
    assert "Ledig nå" not in text


def test_unit_detail_says_once_what_is_asked_of_several_boards(sign_in, cast):
    """Two boards without meetings are one line, that leads to both."""
    for number in (1, 2):
        Obligation.objects.create(
            rule_key="board_meetings", subject_key=f"board:{number}", period_key="2018-Q4",
            unit=cast.units.home, anchor=date(2018, 12, 31), due_date=date(2018, 12, 31),
            made_on=START,
        )
    answer = sign_in(cast.tol).get(url_of(cast.units.home))
    assert text_of(answer).count("Tavlemøter etter rytmen til hver tavle") == 1
    assert "2 tavler Ikke avtalt innen 31. desember" in text_of(answer)
    assert 'href="/plikter/board_meetings/"' in answer.content.decode()
