import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import Measure
from tests.measures.bulk import many_lines
from tests.measures.views.test_plan import HTMX, text_of

ON_PLAN = {**HTMX, "HX-Current-URL": "http://testserver/handlingsplan/?vis=mine"}
ON_MINE = {**HTMX, "HX-Current-URL": "http://testserver/mine-tiltak/"}


def url_of(plan, code):
    return reverse("measures:status_change", args=[plan.measures.get(code=code).pk])


def post(client, plan, code, *, headers=None, **values):
    measure = plan.measures.get(code=code)
    data = {"version": measure.version, "status": "in_progress", "comment": "", **values}
    return client.post(url_of(plan, code), data, headers=headers or {})


def test_status_change_page_works_without_javascript(sign_in, cast, plan):
    client = sign_in(cast.tol)
    page = client.get(url_of(plan, "T3"), headers={"Referer": "http://testserver/handlingsplan/"})
    html = page.content.decode()
    assert html.count("<h1") == 1
    assert re.search(r'value="not_started" checked', html)
    assert 'name="tilbake" value="/handlingsplan/"' in html
    response = post(client, plan, "T3", comment="I gang i to enheter.", tilbake="/handlingsplan/")
    assert response.status_code == 302
    assert response.url == "/handlingsplan/#T3"
    after = client.get(response.url)
    assert "Status for T3 er nå Pågår." in text_of(after)
    measure = plan.measures.get(code="T3")
    assert measure.status == "in_progress"
    assert measure.status_log.get().comment == "I gang i to enheter."
    assert measure.status_log.get().by_label == "TOL Helse og omsorg"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/x", "javascript:x", ""])
def test_status_change_goes_back_to_this_site_only(back, sign_in, cast, plan):
    response = post(sign_in(cast.tol), plan, "T3", tilbake=back)
    measure = plan.measures.get(code="T3")
    assert response.url == f"{measure.get_absolute_url()}#T3"


def test_status_change_in_place_answers_with_the_row_and_the_figures(sign_in, cast, plan):
    client = sign_in(cast.tol)
    menu = client.get(url_of(plan, "T3"), headers=HTMX).content.decode()
    assert menu.strip().startswith('<form class="status-form" id="status-form"')
    assert "<h1" not in menu
    answer = post(client, plan, "T3", headers=ON_PLAN, status="done", comment="Ferdig i alle.")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "status-changed" in answer.headers["HX-Trigger"]
    assert 'id="T3" class="measure is-swapped" hx-swap-oob="true"' in html
    row = plan.rows.last()
    assert f'id="rad-{row.pk}-framdrift" hx-swap-oob="true"' in html
    assert 'id="overall"' in html
    assert 'id="siden-vedtaket" hx-swap-oob="true"' in html
    assert '<span class="num" id="antall-mine" hx-swap-oob="true">1</span>' in html
    assert "Status for T3 er nå Gjennomført." in html
    assert "<strong>1</strong> av 4 tiltak gjennomført" in html


def test_status_change_elsewhere_answers_with_the_message_only(sign_in, cast, plan):
    answer = post(sign_in(cast.tol), plan, "T3", headers=ON_MINE, status="in_progress")
    html = answer.content.decode()
    assert html.count("hx-swap-oob") == 1
    assert '<div id="melding" hx-swap-oob="innerHTML">Status for T3 er nå Pågår.</div>' in html
    assert "status-changed" in answer.headers["HX-Trigger"]


def test_status_change_of_a_unit_measure_leaves_the_figures_of_the_plan(sign_in, cast, plan):
    answer = post(sign_in(cast.drel), plan, "T5", headers=ON_PLAN, status="done", comment="Ferdig.")
    assert "<strong>0</strong> av 4 tiltak gjennomført" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("code", "values", "field", "message"),
    [
        ("T2", {"status": "done"}, "comment", "Skriv hva det førte til."),
        ("T2", {"status": "dropped"}, "comment", "Skriv hvorfor tiltaket utgår."),
        ("T1", {"status": "done", "comment": "Ferdig."}, "status", "ingen ansvarlig"),
        ("T2", {"status": ""}, "status", "Velg en status."),
        ("T2", {"status": "green"}, "status", "green"),
    ],
)
def test_status_change_refuses_with_the_reason_at_the_field(
    headers, code, values, field, message, sign_in, cast, plan
):
    response = post(sign_in(cast.chief), plan, code, headers=headers, **values)
    html = response.content.decode()
    assert response.status_code == 422
    said = re.search(rf'id="id_{field}_error"[^>]*>(.*?)</p>', html, re.S)[1]
    assert message in said
    assert plan.measures.get(code=code).status == "not_started"
    if not headers:
        assert "ds-error-summary" in html
    if values.get("comment"):
        assert values["comment"] in html


def test_status_change_without_the_version_is_refused(sign_in, cast, plan):
    response = sign_in(cast.chief).post(url_of(plan, "T2"), {"status": "in_progress"})
    assert response.status_code == 422
    assert plan.measures.get(code="T2").status == "not_started"


def test_status_change_when_somebody_was_first_shows_both(sign_in, cast, plan):
    client = sign_in(cast.chief)
    before = plan.measures.get(code="T2").version
    post(client, plan, "T2", status="on_hold", comment="Venter på budsjettet.")
    response = post(client, plan, "T2", version=before, status="in_progress", comment="I gang.")
    assert response.status_code == 409
    assert "På vent" in text_of(response)
    assert "Pågår" in text_of(response)
    assert plan.measures.get(code="T2").status == "on_hold"


@pytest.mark.parametrize("comment", ["I gang", ""])
def test_status_change_sent_twice_is_saved_once(comment, sign_in, cast, plan):
    client = sign_in(cast.chief)
    before = plan.measures.get(code="T2").version
    for _ in range(2):
        response = post(client, plan, "T2", version=before, status="in_progress", comment=comment)
        assert response.status_code == 302
    assert plan.measures.get(code="T2").status_log.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_status_change_of_another_units_measure_is_not_found(method, sign_in, cast, plan):
    for part, code in (("drel", "T6"), ("other_drel", "T5"), ("reader", "T5")):
        response = getattr(sign_in(cast[part]), method)(url_of(plan, code))
        assert response.status_code == 404, part


@pytest.mark.parametrize("method", ["get", "post"])
def test_status_change_of_what_one_may_only_read_is_forbidden(method, sign_in, cast, plan):
    for part, code in (("drel", "T2"), ("tol", "T4"), ("coach", "T5"), ("employee", "T5")):
        response = getattr(sign_in(cast[part]), method)(url_of(plan, code))
        assert response.status_code == 403, part


def test_status_change_in_a_plan_that_is_over_is_forbidden(sign_in, cast, plan):
    plan.state = "evaluated"
    plan.save()
    assert sign_in(cast.chief).get(url_of(plan, "T2")).status_code == 403


def test_status_change_takes_as_many_queries_in_a_large_plan(sign_in, cast, plan):
    client = sign_in(cast.chief)

    def queries(status):
        with CaptureQueriesContext(connection) as caught:
            answer = post(client, plan, "T2", headers=ON_PLAN, status=status)
            assert answer.status_code == 200
        return len(caught)

    queries("in_progress")
    few = queries("on_hold")
    many_lines(plan, 200, owner=cast.positions.tol)
    assert queries("in_progress") == few
    assert Measure.objects.of_plan(plan).count() > 200


def test_status_change_page_sends_its_form_plainly_and_the_menu_by_htmx(sign_in, cast, plan):
    url = reverse("measures:status_change", args=[plan.measures.get(code="T2").pk])
    client = sign_in(cast.chief)
    form = re.compile(r"<form[^>]*id=\"status-form\"[^>]*>")
    assert "hx-post" not in form.search(client.get(url).text)[0]
    assert "hx-post" in form.search(client.get(url, headers=HTMX).text)[0]
