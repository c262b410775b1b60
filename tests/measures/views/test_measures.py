import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leanplan.versioning import create
from measures.actions.amendments import amendment_decide, amendment_propose
from measures.actions.measures import (
    deadline_set,
    measure_assign,
    measure_create,
    measure_edit,
    measure_suggest,
    status_change,
)
from measures.models import Amendment, Measure
from measures.rules import Deadline
from organisation.models import MeetingDay
from tests.measures.views.test_plan import HTMX, text_of
from tests.test_crawl import links_in
from tests.world import make_draft

PLAN = {"Referer": "http://testserver/handlingsplan/"}


def url_of(route, plan, code):
    return reverse(f"measures:{route}", args=[plan.measures.get(code=code).pk])


def detail(client, plan, code):
    response = client.get(url_of("measure_detail", plan, code))
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1
    return text_of(response)


def values_of(plan, code, **values):
    return {"version": plan.measures.get(code=code).version, **values}


# The page


def test_measure_detail_shows_what_the_measure_is(sign_in, cast, plan):
    text = detail(sign_in(cast.employee), plan, "T2")
    for part in (
        "Nye ledere møter rådmannen", "Nye ledere", "Ingrid Solbakken", "31.12.2018",
        "RLG 28.05.2018", "Opplæring som holder ledere foran", "For få ser nytten",
        "Ingen har skrevet noe ennå",
    ):
        assert part in text
    # An employee neither edits nor proposes.
    for part in ("Rediger", "Foreslå endring", "Endre", "Kommentar til"):
        assert part not in text


def test_measure_detail_offers_what_one_may(sign_in, cast, plan):
    html = sign_in(cast.chief).get(url_of("measure_detail", plan, "T2")).content.decode()
    for route in ("measure_edit", "measure_assign", "deadline_set", "amendment_propose"):
        assert f'href="{url_of(route, plan, "T2")}"' in html
    # The adopted text is nowhere in a field.
    assert not re.search(r"<(input|textarea)[^>]*(name|id)=\"text\"", html)


def test_measure_detail_says_who_carries_it_out(sign_in, cast, plan):
    measure = plan.measures.get(code="T2")
    measure_edit(
        by=cast.chief, measure=measure, version=measure.version,
        values={"executor": cast.coach.person, "done_when": "Alle er møtt", "description": "Slik."},
    )
    text = detail(sign_in(cast.reader), plan, "T2")
    assert "Utføres av Jonas Fjeld" in text
    assert "Ferdig når Alle er møtt" in text


def test_measure_detail_open_question_and_footnote(sign_in, cast, plan):
    text = detail(sign_in(cast.reader), plan, "T4")
    assert "Hvem skal veilede?" in text
    assert "Åpent spørsmål" in text
    assert "Gjelder alle forbedringer." in text


def test_measure_detail_of_nobody_is_not_shown_as_started(sign_in, cast, plan):
    assert "Ikke fordelt" in detail(sign_in(cast.reader), plan, "T1")


def test_measure_detail_counts_moved_deadlines(sign_in, cast, plan):
    measure = plan.measures.get(code="T2")
    for day, reason in ((date(2019, 1, 14), "Venter på tall."), (date(2019, 1, 31), "Sykdom.")):
        deadline_set(
            by=cast.chief, measure=measure, version=measure.version, deadline=Deadline.on(day),
            reason=reason,
        )
    text = detail(sign_in(cast.reader), plan, "T2")
    assert "Flyttet 2 ganger, 31 dager senere til sammen." in text
    assert "Venter på tall. Ingrid Solbakken, Rådmann, 13. november" in text
    assert "17 dager senere" in text


def test_measure_detail_supporting_measures_are_scoped(sign_in, cast, plan):
    adopted = plan.measures.get(code="T3")
    for unit, owner, text in (
        (cast.units.home, cast.drel, "Støtte hjemme"),
        (cast.units.school, cast.other_drel, "Hemmelig"),
    ):
        measure_create(
            by=owner, row=adopted.row, unit=unit, text=text, supports=adopted,
            owner=cast.positions.drel, deadline=Deadline.on(date(2018, 12, 1)),
        )
    mine = detail(sign_in(cast.drel), plan, "T3")
    assert "Viser 1 av 2, dine enheter." in mine
    assert "Støtte hjemme" in mine
    assert "Hemmelig" not in mine
    assert "2 tiltak i kommunen" in detail(sign_in(cast.chief), plan, "T3")
    none = detail(sign_in(cast.reader), plan, "T3")
    assert "Viser 0 av 2" in none
    assert "Støtte hjemme" not in none


def test_measure_detail_queries_do_not_grow(sign_in, cast, plan):
    adopted = plan.measures.get(code="T3")
    client = sign_in(cast.chief)

    def queries():
        client.get(url_of("measure_detail", plan, "T3"))
        with CaptureQueriesContext(connection) as seen:
            client.get(url_of("measure_detail", plan, "T3"))
        return len(seen)

    def grow(number):
        for n in range(number):
            measure_create(
                by=cast.drel, row=adopted.row, unit=cast.units.home, text=f"Støtte {number} {n}",
                supports=adopted, owner=cast.positions.drel,
            )
            status_change(
                by=(cast.chief, cast.tol)[n % 2], measure=adopted, version=adopted.version,
                status=("in_progress", "on_hold")[n % 2], comment=f"Melding {number} {n}",
            )
            deadline_set(
                by=cast.tol, measure=adopted, version=adopted.version,
                deadline=Deadline.recurring(("month", "quarter")[n % 2]), reason="Fordi",
            )

    grow(2)
    few = queries()
    grow(9)
    assert queries() <= few


def test_measure_detail_of_a_draft_is_for_those_who_prepare(sign_in, cast, plan):
    draft = make_draft(cast, generation=3)
    url = draft.measures.get(code="T2").get_absolute_url()
    assert sign_in(cast.tol).get(url).status_code == 404
    response = sign_in(cast.secretary).get(url)
    assert response.status_code == 200
    assert "Ikke ennå, planen er et utkast" in text_of(response)
    assert "Foreslå endring" not in text_of(response)


def test_measure_detail_taken_out_says_so(sign_in, cast, plan):
    measure = plan.measures.get(code="T2")
    amendment = amendment_propose(
        by=cast.tol, plan=plan, kind=Amendment.Kind.REMOVE, measure=measure, reason="Er gjort."
    )
    assert "1 forslag til endring venter" in detail(sign_in(cast.chief), plan, "T2")
    assert "venter" not in detail(sign_in(cast.employee), plan, "T2")
    amendment_decide(
        by=cast.chief, amendment=amendment, version=1, adopt=True, decided_by="RLG",
        decided_on=date(2018, 11, 13),
    )
    text = detail(sign_in(cast.chief), plan, "T2")
    assert "Tatt ut av planen 13.11.2018 av RLG. Er gjort." in text


def test_measure_detail_link_to_the_next_generation_only_for_who_may_see_it(sign_in, cast, plan):
    draft = make_draft(cast, generation=3)
    measure = plan.measures.get(code="T2")
    measure_edit(
        by=cast.chief, measure=measure, version=measure.version,
        values={"continued_by": draft.measures.get(code="T3")},
    )
    assert "TOL går Gemba" in detail(sign_in(cast.secretary), plan, "T2")
    for route in ("measure_detail", "measure_history"):
        page = sign_in(cast.employee).get(url_of(route, plan, "T2"))
        assert "TOL går Gemba" not in text_of(page)
        assert "Føres videre som" not in text_of(page)


# The history


def test_measure_history_tells_all_in_words(sign_in, cast, plan):
    measure = plan.measures.get(code="T1")
    measure_assign(
        by=cast.chief, measure=measure, version=1, owner=cast.positions.tol, reason="I RLG."
    )
    deadline_set(
        by=cast.tol, measure=measure, version=2,
        deadline=Deadline.on(date(2018, 12, 31), "half_year"),
    )
    status_change(by=cast.tol, measure=measure, version=3, status="in_progress", comment="I gang.")
    response = sign_in(cast.reader).get(url_of("measure_history", plan, "T1"))
    text = text_of(response)
    for part in (
        "Ansvarlig Ikke satt TOL Helse og omsorg Ingrid Solbakken, Rådmann. I RLG.",
        "Frist Ikke satt 2. halvår 2018 Kari Nordmo, TOL Helse og omsorg.",
        "Status Ikke startet Pågår Kari Nordmo, TOL Helse og omsorg. I gang.",
        "Laget Hanne Lie",
    ):
        assert part in text
    assert response.content.decode().count("<h1") == 1


# Writing


def test_measure_edit_saves_and_goes_back(sign_in, cast, plan):
    client = sign_in(cast.drel)
    url = url_of("measure_edit", plan, "T5")
    page = client.get(url, headers=PLAN)
    assert page.content.decode().count("<h1") == 1
    assert 'name="text"' in page.content.decode()
    response = client.post(
        url, values_of(
            plan, "T5", text="Tavlemøte kl. 15", description="Kort møte.", executor="jonas fjeld",
            tilbake="/mine-tiltak/",
        ),
    )
    assert (response.status_code, response.url) == (302, "/mine-tiltak/#T5")
    measure = plan.measures.get(code="T5")
    assert (measure.text, measure.executor) == ("Tavlemøte kl. 15", cast.coach.person)


def test_measure_edit_of_an_adopted_line_has_no_field_for_the_text(sign_in, cast, plan):
    client = sign_in(cast.chief)
    url = url_of("measure_edit", plan, "T2")
    html = client.get(url).content.decode()
    assert 'name="text"' not in html
    assert url_of("amendment_propose", plan, "T2") in html
    client.post(url, values_of(plan, "T2", text="Noe annet", description="Slik"))
    measure = plan.measures.get(code="T2")
    assert (measure.text, measure.description) == ("Nye ledere møter rådmannen", "Slik")


def test_measure_edit_unknown_person_keeps_what_was_typed(sign_in, cast, plan):
    response = sign_in(cast.chief).post(
        url_of("measure_edit", plan, "T2"),
        values_of(plan, "T2", description="Slik", executor="Nils Ingenmann"),
    )
    assert response.status_code == 422
    html = response.content.decode()
    assert "<ds-error-summary" in html
    assert "Ingen her heter «Nils Ingenmann»." in html
    assert 'value="Nils Ingenmann"' in html
    assert "Slik</textarea>" in html


def test_measure_edit_without_version_is_refused(sign_in, cast, plan):
    response = sign_in(cast.chief).post(
        url_of("measure_edit", plan, "T2"), {"description": "Slik"}
    )
    assert response.status_code == 422
    assert plan.measures.get(code="T2").description == ""


def test_measure_edit_conflict_shows_both_and_takes_the_choice(sign_in, cast, plan):
    url = url_of("measure_edit", plan, "T2")
    seen = values_of(plan, "T2")
    first, second = plan.rows.first().challenges.all()
    theirs = {**seen, "description": "Deres.", "challenges": [first.pk]}
    assert sign_in(cast.chief).post(url, theirs).status_code == 302
    mine = {**seen, "description": "Mitt.", "executor": "Jonas Fjeld", "challenges": [second.pk]}
    response = sign_in(cast.member).post(url, {**mine, "tilbake": "/handlingsplan/"})
    assert response.status_code == 409
    assert 'name="tilbake" value="/handlingsplan/"' in response.content.decode()
    sides = response.context["conflict"]
    assert [(row.part.name, row.kind) for row in sides.rows if row.kind != "same"] == [
        ("description", "choice"), ("executor", "mine"), ("challenges", "choice"),
    ]
    answer = {
        "version": sides.row.version, sides.compared_name: sides.compared,
        "tilbake": "/handlingsplan/", "pick-description": "both",
        "both-description": "Deres. Mitt.", "pick-challenges": "mine",
    }
    hidden = {}
    for row in sides.rows:
        for name, value in row.hidden:
            hidden.setdefault(name, []).append(value)
    response = sign_in(cast.member).post(url, {**hidden, **answer})
    assert (response.status_code, response.url) == (302, "/handlingsplan/#T2")
    measure = plan.measures.get(code="T2")
    assert (measure.description, measure.executor) == ("Deres. Mitt.", cast.coach.person)
    assert list(measure.challenges.all()) == [second]
    assert "Ikke valgt" in text_of(sign_in(cast.reader).get(url_of("measure_history", plan, "T2")))


# A new one


def new(plan, cast, **values):
    return {
        "row": plan.rows.first().pk, "unit": cast.units.home.pk, "text": "Kort møte",
        "owner": "DREL Solsiden", "kind": "date", "due_date": "01.03.2019", **values,
    }


def test_measure_create_page(sign_in, cast, plan):
    response = sign_in(cast.drel).get(reverse("measures:measure_create"))
    text = text_of(response)
    assert "Telles for seg, utenom de 4 vedtatte" in text
    assert "1 Ledere som går foran (U1, U2)" in text
    assert 'value="DREL Solsiden"' in response.content.decode()


def test_measure_create_makes_it_once(sign_in, cast, plan):
    client = sign_in(cast.drel)
    for _ in range(2):
        response = client.post(reverse("measures:measure_create"), new(plan, cast))
        assert response.status_code == 302
    made = plan.measures.get(code="T7")
    assert response.url == made.get_absolute_url()
    assert (made.unit, made.due_date) == (cast.units.home, date(2019, 3, 1))
    assert not plan.measures.filter(code="T8").exists()


def test_measure_create_says_all_that_is_wrong_and_keeps_it(sign_in, cast, plan):
    response = sign_in(cast.drel).post(
        reverse("measures:measure_create"), new(plan, cast, text="", due_date="01.03.2018")
    )
    assert response.status_code == 422
    html = response.content.decode()
    for message in (
        "Skriv hva som skal gjøres", "Fristen kan ikke være før vedtaket 28.05.2018",
    ):
        assert html.count(message) == 2  # in the summary and at the field
    assert 'value="01.03.2018"' in html
    assert not plan.measures.filter(code="T7").exists()


def test_measure_create_only_for_units_one_leads(sign_in, cast, plan):
    client = sign_in(cast.drel)
    html = client.get(reverse("measures:measure_create")).content.decode()
    assert ">Solsiden</option>" in html
    assert ">Åsen skole</option>" not in html
    response = client.post(
        reverse("measures:measure_create"), new(plan, cast, unit=cast.units.school.pk)
    )
    assert response.status_code == 422
    assert not plan.measures.filter(code="T7").exists()


def test_measure_create_supports_a_line_of_the_same_row(sign_in, cast, plan):
    client = sign_in(cast.drel)
    other = plan.measures.get(code="T3")
    response = client.post(reverse("measures:measure_create"), new(plan, cast, supports=other.pk))
    assert response.status_code == 422
    same = plan.measures.get(code="T2")
    response = client.post(reverse("measures:measure_create"), new(plan, cast, supports=same.pk))
    assert response.status_code == 302
    assert plan.measures.get(code="T7").supports == same


def test_measure_create_without_a_plan_under_way(sign_in, cast):
    response = sign_in(cast.drel).get(reverse("measures:measure_create"))
    assert "Ingen plan er i gang" in text_of(response)


# The composer of the status log


def test_measure_detail_composer_comes_back_to_the_measure(sign_in, cast, plan):
    client = sign_in(cast.drel)
    html = client.get(url_of("measure_detail", plan, "T5")).content.decode()
    own = url_of("measure_detail", plan, "T5")
    assert f'action="{url_of("status_change", plan, "T5")}"' in html
    assert f'name="tilbake" value="{own}"' in html
    response = client.post(
        url_of("status_change", plan, "T5"),
        values_of(plan, "T5", status="in_progress", comment="I gang.", tilbake=own),
    )
    assert response.url.startswith(own)
    assert "I gang." in detail(client, plan, "T5")


# Who answers, and by when: tests/measures/views/test_assigning.py and test_deadline.py


def test_suggestion_use_sets_what_was_seen(sign_in, cast, plan):
    measure = plan.measures.get(code="T1")
    measure_suggest(
        by=cast.secretary, measure=measure, version=1, owner=cast.positions.tol,
        deadline=Deadline.on(date(2018, 12, 14)),
    )
    client = sign_in(cast.chief)
    text = detail(client, plan, "T1")
    assert "Ansvarlig: TOL Helse og omsorg (Kari Nordmo), av Siri Dahl" in text
    assert "Bruk forslaget" in text
    assert "Bruk forslaget" not in detail(sign_in(cast.tol), plan, "T1")
    client = sign_in(cast.chief)
    url = url_of("suggestion_use", plan, "T1")
    assert client.post(url, values_of(plan, "T1")).status_code == 302
    assert plan.measures.get(code="T1").owner == cast.positions.tol
    # Pressed twice: nothing is left to use, and the page says so.
    again = client.post(url, values_of(plan, "T1"))
    assert again.status_code == 422
    assert "ikke lenger" in text_of(again)


def test_suggestion_use_stale_sets_nothing(sign_in, cast, plan):
    measure = plan.measures.get(code="T1")
    suggest = {"by": cast.secretary, "measure": measure, "deadline": Deadline()}
    measure_suggest(version=1, owner=cast.positions.tol, **suggest)
    measure_suggest(version=2, owner=cast.positions.group, **suggest)
    response = sign_in(cast.chief).post(url_of("suggestion_use", plan, "T1"), {"version": 2})
    assert response.status_code == 409
    assert "Siri Dahl lagret" in text_of(response)
    assert plan.measures.get(code="T1").owner is None


def test_suggestion_read_from_the_text_says_where_it_is_from(sign_in, cast, plan):
    measure = Measure.objects.get(plan=plan, code="T1")
    measure.owner_as_read = "TOL"
    create(measure, by=cast.secretary)
    text = detail(sign_in(cast.chief), plan, "T1")
    assert "I dokumentet står det «TOL»" in text
    assert "Bruk forslaget" not in text


def test_forms_in_a_dialog_are_fragments(sign_in, cast, plan):
    create(MeetingDay(unit=cast.units.group, day=date(2018, 11, 20)), by=None)
    client = sign_in(cast.chief)
    for route in ("measure_assign", "deadline_set", "measure_suggest", "measure_edit"):
        html = client.get(url_of(route, plan, "T1"), headers=HTMX).content.decode().strip()
        assert html.startswith('<form class="form" id="measure-form"')
        assert 'id="dialog-t"' in html
        assert "<h1" not in html
        assert f'hx-post="{url_of(route, plan, "T1")}"' in html
        assert f'action="{url_of(route, plan, "T1")}"' in html


@pytest.mark.parametrize("route", ["measure_detail", "measure_history"])
def test_measure_of_a_stranger_is_not_there(route, sign_in, cast, plan):
    assert sign_in(cast.drel).get(url_of(route, plan, "T6")).status_code == 404


# Who is named to carry it out, and works elsewhere


@pytest.fixture
def named(cast, plan):
    """T6 of Åsen skole, carried out by an employee of Solsiden."""
    measure = plan.measures.get(code="T6")
    measure_edit(
        by=cast.other_drel, measure=measure, version=measure.version,
        values={"executor": cast.employee.person},
    )
    return measure


def test_measure_opens_for_who_carries_it_out_wherever_it_is(sign_in, cast, plan, named):
    client = sign_in(cast.employee)
    page = client.get(named.get_absolute_url())
    assert "Hemmelig for andre enheter" in text_of(page)
    assert "Even Aas" in text_of(page)
    for link in set(links_in(page.content.decode())):
        assert client.get(link, follow=True).status_code == 200, link


def test_measure_closes_again_for_who_carries_it_out_no_more(sign_in, cast, plan, named):
    measure_edit(by=cast.other_drel, measure=named, version=named.version,
                 values={"executor": None})
    assert sign_in(cast.employee).get(named.get_absolute_url()).status_code == 404


def test_who_carries_it_out_reports_on_it(sign_in, cast, plan, named):
    data = {"version": named.version, "status": "in_progress", "comment": "Kommet i gang."}
    sign_in(cast.employee).post(url_of("status_change", plan, "T6"), data)
    named.refresh_from_db()
    assert named.status == "in_progress"


def test_who_carries_it_out_reads_nothing_else_of_the_unit(sign_in, cast, plan, named):
    other = measure_create(
        by=cast.other_drel, row=plan.rows.last(), unit=cast.units.school, text="Skolens eget",
        owner=cast.positions.other_drel,
    )
    client = sign_in(cast.employee)
    assert client.get(other.get_absolute_url()).status_code == 404
    for address in (reverse("measures:plan_detail", args=[plan.pk]), "/",
                    named.get_absolute_url(), reverse("measures:measure_mine")):
        assert "Skolens eget" not in text_of(client.get(address))


@pytest.mark.parametrize("chosen", ["", "?vis=mine", "?q=hemmelig"])
def test_plan_shows_measures_of_ones_units_alone(chosen, sign_in, cast, plan, named):
    """What one carries out elsewhere stands on *Mine tiltak*, whatever is filtered."""
    client = sign_in(cast.employee)
    page = client.get(reverse("measures:plan_detail", args=[plan.pk]) + chosen)
    assert "Hemmelig for andre enheter" not in text_of(page)
    assert "Hemmelig for andre enheter" in text_of(client.get(reverse("measures:measure_mine")))
