from django.urls import reverse

from tests.measures.views.test_plan import HTMX, text_of


def url_of(route, plan, code):
    return reverse(f"measures:{route}", args=[plan.measures.get(code=code).pk])


def values_of(plan, code, **values):
    return {"version": plan.measures.get(code=code).version, "owner": "", "reason": "", **values}


def test_measure_assign_saves_and_goes_back(sign_in, cast, plan):
    client = sign_in(cast.chief)
    url = url_of("measure_assign", plan, "T1")
    page = client.get(url, headers={"Referer": "http://testserver/handlingsplan/?vis=ikke"})
    html = page.content.decode()
    assert html.count("<h1") == 1
    assert 'name="tilbake" value="/handlingsplan/?vis=ikke"' in html
    assert "hx-post" not in html
    response = client.post(
        url, values_of(plan, "T1", owner="tol helse og omsorg", tilbake="/handlingsplan/?vis=ikke")
    )
    assert (response.status_code, response.url) == (302, "/handlingsplan/?vis=ikke#T1")
    assert plan.measures.get(code="T1").owner == cast.positions.tol


def test_measure_assign_by_the_name_of_the_holder(sign_in, cast, plan):
    url = url_of("measure_assign", plan, "T1")
    sign_in(cast.chief).post(url, values_of(plan, "T1", owner="Anne Bråten"))
    assert plan.measures.get(code="T1").owner == cast.positions.drel


def test_measure_assign_to_nobody(sign_in, cast, plan):
    sign_in(cast.chief).post(url_of("measure_assign", plan, "T2"), values_of(plan, "T2"))
    assert plan.measures.get(code="T2").owner is None


def test_measure_assign_unknown_position_keeps_what_was_typed(sign_in, cast, plan):
    response = sign_in(cast.chief).post(
        url_of("measure_assign", plan, "T1"),
        values_of(plan, "T1", owner="Kongen", reason="Fordi"), headers=HTMX,
    )
    assert response.status_code == 422
    html = response.content.decode()
    assert html.strip().startswith('<form class="form" id="measure-form"')
    assert "<ds-error-summary" in html
    assert 'value="Kongen"' in html
    assert 'value="Fordi"' in html
    assert plan.measures.get(code="T1").owner is None


def test_measure_assign_in_a_list_answers_with_the_row_and_the_figures(sign_in, cast, plan):
    response = sign_in(cast.chief).post(
        url_of("measure_assign", plan, "T1"),
        values_of(plan, "T1", owner="TOL Helse og omsorg", tilbake="/handlingsplan/"),
        headers=HTMX,
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert 'id="T1"' in html
    assert "Kari Nordmo" in html
    assert 'hx-swap-oob="true"' in html
    assert "Ansvarlig for T1 er lagret." in html


def test_measure_assign_from_its_own_page_loads_that_page(sign_in, cast, plan):
    own = url_of("measure_detail", plan, "T1")
    response = sign_in(cast.chief).post(
        url_of("measure_assign", plan, "T1"),
        values_of(plan, "T1", owner="TOL Helse og omsorg", tilbake=own), headers=HTMX,
    )
    assert response.headers["HX-Redirect"] == own


def test_measure_assign_conflict(sign_in, cast, plan):
    url = url_of("measure_assign", plan, "T1")
    seen = values_of(plan, "T1")
    sign_in(cast.chief).post(url, {**seen, "owner": "DREL Solsiden"})
    response = sign_in(cast.member).post(
        url, {**seen, "owner": "TOL Oppvekst", "reason": "Avtalt"}, headers=HTMX
    )
    assert response.status_code == 409
    text = text_of(response)
    assert "To har endret det samme" in text
    for part in ("Ingrid Solbakken", "DREL Solsiden", "TOL Oppvekst", "«Avtalt»", "Var ikke satt"):
        assert part in text
    assert plan.measures.get(code="T1").owner == cast.positions.drel
    sides = response.context["conflict"]
    hidden = {name: value for row in sides.rows for name, value in row.hidden}
    response = sign_in(cast.member).post(
        url, {
            **hidden, "version": sides.row.version, sides.compared_name: sides.compared,
            "pick-owner": "mine",
        },
    )
    assert response.status_code == 302
    assert plan.measures.get(code="T1").owner == cast.positions.other_tol


def test_measure_assign_twice_is_saved_once(sign_in, cast, plan):
    client = sign_in(cast.chief)
    data = values_of(plan, "T1", owner="TOL Helse og omsorg")
    for _ in range(2):
        assert client.post(url_of("measure_assign", plan, "T1"), data).status_code == 302
    assert plan.measures.get(code="T1").version == data["version"] + 1


def test_measure_suggest_stands_as_suggested(sign_in, cast, plan):
    client = sign_in(cast.secretary)
    url = url_of("measure_suggest", plan, "T1")
    response = client.post(
        url, values_of(plan, "T1", owner="TOL Helse og omsorg", kind="ongoing", rhythm="quarter")
    )
    assert response.status_code == 302
    measure = plan.measures.get(code="T1")
    assert (measure.owner, measure.suggested_owner) == (None, cast.positions.tol)
    assert (measure.suggested_kind, measure.suggested_rhythm) == ("ongoing", "quarter")
    assert 'value="TOL Helse og omsorg"' in client.get(url).content.decode()


def test_measure_suggest_only_what_is_missing(sign_in, cast, plan):
    client = sign_in(cast.secretary)
    html = client.get(url_of("measure_suggest", plan, "T2")).content.decode()
    assert 'name="owner"' not in html
    assert 'name="kind"' not in html
    assert "det er ingenting å foreslå" in html or "så det er ingenting" in html


def test_measure_suggest_early_deadline_is_refused(sign_in, cast, plan):
    response = sign_in(cast.secretary).post(
        url_of("measure_suggest", plan, "T1"),
        values_of(plan, "T1", kind="date", due_date="2018-03-01"),
    )
    assert response.status_code == 422
    assert "Fristen kan ikke være før vedtaket 28.05.2018" in text_of(response)


def test_measure_suggest_conflict(sign_in, cast, plan):
    url = url_of("measure_suggest", plan, "T1")
    seen = values_of(plan, "T1")
    sign_in(cast.secretary).post(url, {**seen, "owner": "RLG", "kind": "unsettled"})
    response = sign_in(cast.development).post(
        url, {**seen, "owner": "TOL Oppvekst", "kind": "date", "due_date": "14.12.2018"}
    )
    assert response.status_code == 409
    kinds = {row.part.name: row.kind for row in response.context["conflict"].rows}
    assert kinds == {"owner": "choice", "deadline": "mine"}
