import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.models import BasisEntry, Challenge, FocusArea, FocusStatement
from leanplan.versioning import create
from tests.measures.bulk import many_in_units, many_lines
from tests.world import make_draft

HTMX = {"HX-Request": "true"}
URL = "/handlingsplan/"


def text_of(response):
    """What a reader sees, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def rows_of(response):
    """Codes of the measures on the page, in order."""
    return re.findall(r'<tr role="row" id="(\w+[\w-]*)"', response.content.decode())


def counts_of(response):
    """{quick filter: its number}."""
    return dict(re.findall(r'id="antall-([\w-]+)">(\d+)<', response.content.decode()))


def test_plan_current_shows_the_plan_as_adopted(sign_in, cast, plan):
    response = sign_in(cast.reader).get(URL)
    text = text_of(response)
    assert rows_of(response) == ["T1", "T2", "T3", "T4"]
    for part in (
        "Vedtatt 28.05.2018 av Rådmannens ledergruppe", "versjon 1", "generasjon 2",
        "Ledere som går foran", "U1 For få ser nytten for innbyggerne.",
        "U3 Hvem skal veilede? Åpent spørsmål", "Nye ledere", "* Gjelder alle forbedringer.",
        "har 3 av 4 tiltak fått ansvarlig og 3 fått frist", "0 av 4 tiltak gjennomført",
        "24 dager over fristen",
    ):
        assert part in text, part
    assert "Opplæring som holder ledere foran" in text


def test_plan_current_head_follows_the_plan(sign_in, cast, plan):
    old = make_draft(cast, generation=1)
    old.state, old.adopted_on = "succeeded", plan.adopted_on
    old.save()
    make_draft(cast, generation=3)
    text = text_of(sign_in(cast.tol).get(URL))
    assert "Generasjon 1" in text
    assert "Generasjon 3" not in text
    assert "Generasjon 3 (utkast)" in text_of(sign_in(cast.secretary).get(URL))


def test_plan_detail_of_a_plan_that_is_over_offers_no_change(sign_in, cast, plan):
    offered = text_of(sign_in(cast.chief).get(plan.get_absolute_url()))
    assert "Nytt tiltak" in offered
    assert "Fordeling" in offered
    plan.state = "evaluated"
    plan.save()
    response = sign_in(cast.chief).get(plan.get_absolute_url())
    assert "Nytt tiltak" not in text_of(response)
    assert "Fordeling" not in text_of(response)
    assert "Denne generasjonen er avsluttet og kan bare leses." in text_of(response)
    assert "status-btn" not in response.content.decode()
    assert "Sett ansvarlig" not in text_of(response)


def test_plan_detail_of_a_draft_is_for_those_who_prepare(sign_in, cast, plan):
    draft = make_draft(cast, generation=3)
    url = draft.get_absolute_url()
    for part in ("tol", "drel", "reader", "employee", "coach"):
        assert sign_in(cast[part]).get(url).status_code == 404, part
    for part in ("chief", "member", "secretary", "development", "administrator"):
        text = text_of(sign_in(cast[part]).get(url))
        assert "Planen er ikke vedtatt." in text, part
        assert "Vedtatt " not in text.split("Handlingsplan")[-1]


def test_plan_detail_of_no_plan_is_not_found(sign_in, cast, plan):
    assert sign_in(cast.chief).get(reverse("measures:plan_detail", args=[9999])).status_code == 404


def test_plan_current_without_a_plan_says_what_comes_first(sign_in, cast):
    prepares = text_of(sign_in(cast.secretary).get(URL))
    assert "Det er ingen plan her ennå" in prepares
    assert "Les inn dokumentet" in prepares
    reads = sign_in(cast.reader).get(URL)
    assert "Når planen er vedtatt" in text_of(reads)
    assert "ds-button" not in reads.content.decode().split("empty__art")[1].split("</section>")[0]


def test_plan_current_shows_focus_areas_and_basis(sign_in, cast, plan):
    area = create(FocusArea(plan=plan, name="Brukeren", objective="Mer verdi."), by=None)
    create(FocusStatement(focus_area=area, text="Vi måler det brukeren merker."), by=None)
    create(BasisEntry(plan=plan, text="Evalueringen fra i fjor"), by=None)
    text = text_of(sign_in(cast.reader).get(URL))
    for part in ("Fokusområder og grunnlag", "Brukeren Mer verdi.", "Vi måler det", "Evalueringen"):
        assert part in text


def test_row_without_a_title_is_headed_by_its_first_challenge(sign_in, cast, plan):
    second = plan.rows.last()
    create(
        Challenge(plan=plan, row=second, order=9, code="U4", text="Noe annet."), by=None
    )
    html = sign_in(cast.reader).get(URL).content.decode()
    heading = re.search(r'<h2[^>]*id="rad-2">(.*?)</h2>', html, re.S)[1]
    assert "Hvem skal veilede?" in heading
    assert html.count("Hvem skal veilede?") == 1
    assert "Noe annet." in html


@pytest.mark.parametrize(
    ("part", "codes", "words"),
    [
        ("drel", ["T5"], "Viser 1 av 2, dine enheter. Telles for seg."),
        ("other_drel", ["T6"], "Viser 1 av 2, dine enheter. Telles for seg."),
        ("chief", ["T5", "T6"], "Viser 2 av 2, alle enheter. Telles for seg."),
        ("second_drel", [], ""),
        ("reader", [], ""),
    ],
)
def test_unit_measures_stand_apart_and_within_reach(part, codes, words, sign_in, cast, plan):
    response = sign_in(cast[part]).get(URL)
    assert rows_of(response)[4:] == codes
    assert words in text_of(response)
    assert counts_of(response)["alle"] == "4"
    if not codes:
        assert "Tiltak i enhetene" not in text_of(response)


def test_nothing_of_another_unit_is_on_the_page(sign_in, cast, plan):
    for query in ("", "?sok=hemmelig", "?sok=åsen", "?vis=snart", "?status=not_started",
                  f"?ansvarlig={cast.positions.other_drel.pk}", f"?rad={plan.rows.last().pk}"):
        response = sign_in(cast.drel).get(URL + query)
        html = re.sub(r'nonce="[^"]*"|value="åsen"', "", response.content.decode())
        for secret in ("Hemmelig", "Åse", "Åsen"):
            assert secret not in html, (query, secret)
        assert not re.search(r"\bT6\b", html), query
    response = sign_in(cast.drel).get(URL + "?vis=snart")
    assert "Viser 0 av 4 tiltak" in text_of(response)
    assert "og 1" not in text_of(response)


def test_choices_of_the_owner_filter_are_owners_of_the_plan(sign_in, cast, plan):
    html = sign_in(cast.drel).get(URL).content.decode()
    select = re.search(r'<select[^>]*name="ansvarlig".*?</select>', html, re.S)[0]
    assert re.findall(r">([^<]+)</option>", select) == [
        "Alle ansvarlige", "Alle TOL", "RLG", "Rådmann"
    ]


def test_quick_filters_count_the_plan_and_my_own(sign_in, cast, plan):
    assert counts_of(sign_in(cast.drel).get(URL)) == {
        "alle": "4", "mine": "1", "over": "1", "snart": "0", "ufordelt": "1", "uten-frist": "1"
    }
    assert counts_of(sign_in(cast.tol).get(URL))["mine"] == "1"
    assert counts_of(sign_in(cast.reader).get(URL))["mine"] == "0"


@pytest.mark.parametrize(
    ("query", "codes", "hits"),
    [
        ("vis=over", ["T4", "T5"], "Viser 1 av 4 tiltak og 1 tiltak i dine enheter"),
        ("vis=mine", ["T5"], "Viser 0 av 4 tiltak og 1 tiltak i dine enheter"),
        ("vis=uten-frist", ["T1"], "Viser 1 av 4 tiltak."),
        ("sok=gemba", ["T3"], "Viser 1 av 4 tiltak."),
        ("sok=finnes+ikke", [], "Viser 0 av 4 tiltak."),
    ],
)
def test_filters_live_in_the_address(query, codes, hits, sign_in, cast, plan):
    client = sign_in(cast.drel)
    whole = client.get(f"{URL}?{query}")
    assert rows_of(whole) == codes
    assert hits in text_of(whole)
    part = client.get(f"{URL}?{query}&ansvarlig=&status=", headers=HTMX)
    assert rows_of(part) == codes
    assert part.content.decode().strip().startswith('<div id="plan-rows"')
    assert "<h1" not in part.content.decode()
    assert part.headers["HX-Push-Url"] == f"{URL}?{query}"
    assert "HX-Request" in part.headers["Vary"]


def test_filter_that_leaves_nothing_says_so(sign_in, cast, plan):
    text = text_of(sign_in(cast.reader).get(URL + "?sok=finnes+ikke"))
    assert "Ingen tiltak passer med det du har valgt." in text
    assert "Vis alle" in text


def test_search_text_is_shown_as_text(sign_in, cast, plan):
    html = sign_in(cast.reader).get(URL, {"sok": '"><script>alert(1)'}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_many_unit_measures_are_cut_and_lead_to_their_own_pages(sign_in, cast, plan):
    many_in_units(plan, 60, unit=cast.units.home, owner=cast.positions.drel)
    row = plan.rows.last()
    client = sign_in(cast.drel)
    whole = client.get(URL)
    assert len(rows_of(whole)) == 4 + 2
    assert "Viser 2 av 62, dine enheter." in text_of(whole)
    assert "Se 59 til" in text_of(whole)
    first = client.get(f"{URL}?rad={row.pk}")
    assert len(rows_of(first)) == 2 + 50
    assert "Side 1 av 2" in text_of(first)
    second = client.get(f"{URL}?rad={row.pk}&side=2")
    assert len(rows_of(second)) == 2 + 11
    assert "Vis hele planen" in text_of(second)
    assert not set(rows_of(first)[2:]) & set(rows_of(second)[2:])


@pytest.mark.parametrize("part", ["chief", "drel", "reader"])
@pytest.mark.parametrize("query", ["", "?vis=snart", "?sok=nummer"])
def test_plan_current_asks_as_often_for_200_as_for_few(part, query, sign_in, cast, plan):
    client = sign_in(cast[part])

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(URL + query).status_code == 200
        return len(caught)

    queries()
    few = queries()
    many_lines(plan, 100, owner=cast.positions.tol)
    many_in_units(plan, 60, unit=cast.units.home, owner=cast.positions.drel)
    many_in_units(plan, 60, unit=cast.units.school, owner=cast.positions.other_drel)
    assert queries() <= few + 2


def test_plan_current_asks_the_database_seldom(sign_in, cast, plan):
    client = sign_in(cast.drel)
    client.get(URL)
    with CaptureQueriesContext(connection) as caught:
        client.get(URL)
    assert len(caught) <= 24


def test_plan_page_has_one_heading_of_the_first_order(sign_in, cast, plan):
    html = sign_in(cast.chief).get(URL).content.decode()
    assert html.count("<h1") == 1
    assert len(re.findall(r"<[a-z]", html)) < 1500
