import pytest
from django.urls import reverse

from challenges.models import BasisEntry, FocusArea
from leanplan.versioning import create
from tests.world import make_draft


def go(route, row):
    return reverse(f"measures:{route}", args=[row.pk])


def test_plan_edit_saves_and_leads_back(cast, plan, sign_in):
    client = sign_in(cast.development)
    data = {
        "version": plan.version, "title": "Lean-planen", "owner": "RLG-sekretær",
        "strategy_url": "eksempel.no/strategi",
    }
    response = client.post(go("plan_edit", plan), data)
    assert response.status_code == 302
    assert response.url == go("plan_about", plan)
    plan.refresh_from_db()
    assert (plan.title, plan.owner) == ("Lean-planen", cast.positions.secretary)
    assert plan.strategy_url == "https://eksempel.no/strategi"


@pytest.mark.parametrize(
    ("values", "said"), [({"title": ""}, "Tittel"), ({"owner": "Ingen her"}, "Ingen her")]
)
def test_plan_edit_refused_keeps_what_was_written(cast, plan, sign_in, values, said):
    data = {"version": plan.version, "title": "X", "owner": "", "strategy_url": "", **values}
    response = sign_in(cast.development).post(go("plan_edit", plan), data)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_plan_edit_by_two_shows_both(cast, plan, sign_in):
    client, seen = sign_in(cast.development), plan.version
    first = {"version": seen, "title": "Første", "owner": "", "strategy_url": ""}
    client.post(go("plan_edit", plan), first)
    response = sign_in(cast.secretary).post(
        go("plan_edit", plan), {**first, "title": "Andre"}
    )
    assert response.status_code == 409
    text = response.content.decode()
    assert "Første" in text
    assert "Andre" in text


def test_row_edit_sets_title_and_focus_area(cast, plan, sign_in):
    area = create(FocusArea(plan=plan, name="Ledelse"), by=None)
    other = create(FocusArea(plan=make_draft(cast, generation=3), name="Annet"), by=None)
    row, client = plan.rows.last(), sign_in(cast.secretary)
    text = client.get(go("row_edit", row)).content.decode()
    assert "Ledelse" in text
    assert "Annet" not in text
    data = {"version": row.version, "title": "Veiledning", "focus_area": area.pk}
    assert client.post(go("row_edit", row), data).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.focus_area) == ("Veiledning", area)
    data = {"version": row.version, "title": "Veiledning", "focus_area": other.pk}
    assert client.post(go("row_edit", row), data).status_code == 422


def test_basis_edit_offers_the_text_before_the_adoption_only(cast, plan, draft_basis, sign_in):
    adopted = create(BasisEntry(plan=plan, text="Evaluering"), by=None)
    client = sign_in(cast.development)
    assert "text" not in client.get(go("basis_edit", adopted)).context["form"].fields
    assert "text" in client.get(go("basis_edit", draft_basis)).context["form"].fields
    data = {"version": 1, "text": "Annet", "dated_on": "2018-03-01", "url": ""}
    assert client.post(go("basis_edit", adopted), data).status_code == 302
    adopted.refresh_from_db()
    assert (adopted.text, adopted.dated_on.isoformat()) == ("Evaluering", "2018-03-01")


@pytest.fixture
def draft_basis(cast):
    """A basis entry of a plan that is not adopted."""
    return create(BasisEntry(plan=make_draft(cast, generation=3), text="Analyse"), by=None)


def test_measure_split_offers_the_tasks_it_sees(cast, draft, sign_in):
    measure = draft.measures.get(code="T3")
    measure.text = "Gå Gemba i hver enhet og skrive ned det en ser"
    measure.save()
    client = sign_in(cast.secretary)
    form = client.get(go("measure_split", measure)).context["form"]
    assert form["text"].value() == "Gå Gemba i hver enhet\nSkrive ned det en ser"
    data = {"version": measure.version, "text": form["text"].value()}
    response = client.post(go("measure_split", measure), data)
    assert response.status_code == 302
    assert response.url == go("plan_check", draft)
    assert draft.measures.get(code="T5").text == "Skrive ned det en ser"


def test_measure_split_into_one_is_refused(cast, draft, sign_in):
    measure = draft.measures.get(code="T3")
    response = sign_in(cast.secretary).post(
        go("measure_split", measure), {"version": measure.version, "text": "Bare én"}
    )
    assert response.status_code == 422
    assert "minst to linjer" in response.content.decode()
