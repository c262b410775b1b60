from datetime import date

import pytest
from django.urls import reverse

from reviews.fishbone.actions.causes import cause_remove
from reviews.fishbone.models import Cause, FishboneAnalysis
from reviews.fishbone.question import PLAN
from reviews.stakeholders.models import StakeholderAnalysis
from tests.reviews.fishbone.making import add, make_analysis
from tests.world import TODAY

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def analysis(cast):
    return make_analysis(cast)


def url(name, row):
    return reverse(f"reviews:{name}", args=[row.pk])


def post_cause(client, analysis, text, *, under=None, key=KEY, **headers):
    data = {"under": under or f"b{analysis.bones.first().pk}", "key": key, "text": text}
    return client.post(url("cause_add", analysis), data, headers=headers)


def test_create_prefills_the_plans_question_and_refuses_another_without(cast, sign_in):
    client = sign_in(cast.drel)
    page = client.get(reverse("reviews:fishbone_create"))
    assert PLAN in page.content.decode()
    data = {"unit": cast.units.home.pk, "kind": "other", "question": ""}
    assert client.post(reverse("reviews:fishbone_create"), data).status_code == 422
    client.post(reverse("reviews:fishbone_create"), {**data, "kind": "six_months"})
    assert FishboneAnalysis.objects.get().question == PLAN


def test_create_offers_own_units_only(cast, sign_in):
    data = {"unit": cast.units.school.pk, "kind": "six_months"}
    response = sign_in(cast.drel).post(reverse("reviews:fishbone_create"), data)
    assert response.status_code == 422


def test_start_without_stakeholders_warns_and_does_not_stop(cast, sign_in, analysis):
    response = sign_in(cast.drel).post(url("fishbone_start", analysis), follow=True)
    assert "Det er ingen interessentanalyse" in response.content.decode()
    analysis.refresh_from_db()
    assert analysis.state == "under_way"


def test_detail_shows_picture_and_the_same_as_a_list(cast, sign_in, analysis):
    add(analysis, "Møtet faller <bort>")
    html = sign_in(cast.drel).get(url("fishbone_detail", analysis)).content.decode()
    assert "<svg class=\"fishbone\"" in html
    assert html.count("Møtet faller &lt;bort&gt;") >= 2
    assert "<bort>" not in html


def test_figure_says_how_many_causes_and_how_many_whys(cast, sign_in, analysis):
    client = sign_in(cast.drel)
    first = add(analysis, "Møtet faller bort")
    add(analysis, "Ny leder")

    def said():
        return " ".join(client.get(url("fishbone_detail", analysis)).content.decode().split())

    assert "<span>2 årsaker fra 3 deltakere</span>" in said()
    add(analysis, "Ingen kaller inn", under=add(analysis, "Ingen leder møtet", under=first))
    assert "<span>2 årsaker og 2 hvorfor-svar fra 3 deltakere</span>" in said()


def test_cause_add_without_script_goes_on_in_the_same_place(cast, sign_in, analysis):
    response = post_cause(sign_in(cast.coach), analysis, "Ny leder")
    cause = analysis.causes.get()
    assert response.url.endswith(f"?under=b{cause.bone_id}")
    response = post_cause(
        sign_in(cast.coach), analysis, "Fordi", under=f"c{cause.pk}", key="b" * 32
    )
    why = analysis.causes.get(parent=cause)
    assert response.url.endswith(f"?under=c{why.pk}")


@pytest.mark.parametrize("text", ["", "x" * 2000])
def test_cause_add_refused_keeps_what_was_typed(cast, sign_in, analysis, text):
    response = post_cause(sign_in(cast.coach), analysis, text)
    assert response.status_code == 422
    assert f'value="{text}"' in response.content.decode()
    assert analysis.causes.count() == 0


def test_cause_add_by_script_answers_the_board_alone(cast, sign_in, analysis):
    response = post_cause(sign_in(cast.coach), analysis, "Ny leder", **{"HX-Request": "true"})
    html = response.content.decode()
    assert "<html" not in html
    assert f'data-made="c{analysis.causes.get().pk}"' in html
    assert "fb-add" not in html


def test_cause_add_takes_a_pasted_list_and_says_what_it_could_not_save(cast, sign_in, analysis):
    data = {
        "under": f"b{analysis.bones.first().pk}", "key": ["00-aaaaaaa", "00-bbbbbbb", "00-ccccccc"],
        "text": ["Ny leder", "x" * 2000, "Låst møterom"],
    }
    response = sign_in(cast.coach).post(
        url("cause_add", analysis), data, headers={"HX-Request": "true"}
    )
    assert response.status_code == 200
    assert [one.text for one in analysis.causes.order_by("order")] == ["Ny leder", "Låst møterom"]
    html = response.content.decode()
    assert 'data-refused="00-bbbbbbb"' in html
    assert "Årsaken har 2000 tegn" in html
    assert "data-no-room" not in html


def test_cause_add_of_a_list_where_nothing_changes_any_more_is_told(cast, sign_in, analysis):
    FishboneAnalysis.objects.update(
        state="cancelled", closing_note="Slått sammen", closed_on=TODAY
    )
    data = {
        "under": f"b{analysis.bones.first().pk}", "key": ["00-aaaaaaa", "00-bbbbbbb"],
        "text": ["Ny leder", "Låst møterom"],
    }
    response = sign_in(cast.coach).post(
        url("cause_add", analysis), data, headers={"HX-Request": "true"}
    )
    assert response.status_code == 422
    assert "data-problem" in response.content.decode()


def test_news_answer_204_until_somebody_writes(cast, sign_in, analysis):
    client = sign_in(cast.tol)
    known = {"etter": analysis.pulse.number}
    assert client.get(url("fishbone_news", analysis), known).status_code == 204
    add(analysis, "Ny leder", by=cast.coach)
    response = client.get(url("fishbone_news", analysis), known)
    assert response.status_code == 200
    assert "Ny leder" in response.content.decode()


def edit(client, cause, **values):
    data = {"version": cause.version, "text": cause.text, "under": f"b{cause.bone_id}", **values}
    return client.post(url("cause_edit", cause), data)


def test_cause_edit_of_two_shows_both_sides(cast, sign_in, analysis):
    cause = add(analysis, "Ny leder")
    edit(sign_in(cast.coach), cause, text="Ny leder midt i innføringen")
    response = edit(sign_in(cast.drel), cause, text="Lederen sluttet")
    assert response.status_code == 409
    assert "Lederen sluttet" in response.content.decode()
    assert "Ny leder midt i innføringen" in response.content.decode()


def test_cause_edit_of_a_removed_one_keeps_what_was_typed(cast, sign_in, analysis):
    cause = add(analysis, "Ny leder")
    removed = Cause.objects.get(pk=cause.pk)
    cause_remove(by=cast.coach, cause=removed, version=1)
    response = edit(sign_in(cast.drel), cause, text="Skrevet lenge på", evidence="Sett i mai")
    html = response.content.decode()
    assert response.status_code == 409
    assert 'value="Skrevet lenge på"' in html
    assert "Sett i mai" in html
    assert sign_in(cast.other_drel).post(url("cause_edit", cause)).status_code == 404


def test_cause_edit_under_its_own_why_is_refused_at_the_field(cast, sign_in, analysis):
    cause = add(analysis, "Ny leder")
    why = add(analysis, "Fordi", under=cause)
    response = edit(sign_in(cast.drel), cause, under=f"c{why.pk}", text="Ny leder, endret")
    assert response.status_code == 422
    assert "Ny leder, endret" in response.content.decode()
    assert "Den kan ikke stå der" in response.content.decode()


def test_cause_remove_after_a_change_asks_again(cast, sign_in, analysis):
    cause = add(analysis, "Ny leder")
    edit(sign_in(cast.coach), cause, text="Endret")
    client = sign_in(cast.drel)
    response = client.post(url("cause_remove", cause), {"version": 1})
    assert response.status_code == 409
    assert "Endret" in response.content.decode()
    client.post(url("cause_remove", cause), {"version": 2})
    assert analysis.causes.count() == 0


def test_hold_without_the_area_manager_is_stopped_until_there_is_a_reason(
    cast, sign_in, analysis
):
    add(analysis, "Ny leder")
    client, held = sign_in(cast.drel), url("fishbone_hold", analysis)
    there = [str(one.pk) for one in analysis.participants.exclude(position=cast.positions.tol)]
    data = {
        "version": 1, "on": "2018-11-13", "present": there, "support": "ends",
        "no_measures": "Alt er i gang.",
    }
    response = client.post(held, data)
    assert response.status_code == 422
    assert "TOL Helse og omsorg var ikke med" in response.content.decode()
    client.post(held, {**data, "without_manager": "Stillingen er ledig."})
    seen = sign_in(cast.chief).get(url("fishbone_detail", analysis)).content.decode()
    assert "Stillingen er ledig." in seen


def test_hold_with_support_that_goes_on_asks_for_the_time_frame(cast, plan, sign_in, analysis):
    add(analysis, "Ny leder")
    client, held = sign_in(cast.tol), url("fishbone_hold", analysis)
    everyone = [str(one.pk) for one in analysis.participants.all()]
    data = {"version": 1, "on": "2018-11-13", "present": everyone, "support": "goes_on"}
    refused = client.post(held, data).context["form"].errors
    assert set(refused) == {"support_until", "support_row"}
    row = plan.rows.first().pk
    client.post(held, {**data, "support_until": "2019-03-01", "support_row": row})
    analysis.refresh_from_db()
    assert (analysis.state, analysis.support_until) == ("held", date(2019, 3, 1))


def test_list_asks_as_much_for_many_as_for_few(
    cast, sign_in, analysis, django_assert_max_num_queries
):
    client = sign_in(cast.tol)
    for number in range(20):
        made = make_analysis(cast, kind="other", question=f"Hvorfor {number}?")
        add(made, "Årsak")
    with django_assert_max_num_queries(12):
        client.get(reverse("reviews:fishbone_list"))
    for number in range(30):
        add(analysis, f"Årsak {number}", under=analysis.bones.last())
    with django_assert_max_num_queries(22):
        client.get(url("fishbone_detail", analysis))


def test_stakeholders_are_placed_and_names_of_people_refused(cast, sign_in, analysis):
    client = sign_in(cast.drel)
    client.post(url("stakeholders_begin", analysis))
    made = StakeholderAnalysis.objects.get()
    data = {"name": "Anne Bråten", "influence": 3, "interest": 3, "attitude": "neutral"}
    response = client.post(url("stakeholder_add", made), data)
    assert response.status_code == 422
    assert "Anne Bråten" in response.content.decode()
    client.post(url("stakeholder_add", made), {**data, "name": "Brukerrådet"})
    group = made.groups.get()
    prefix = f"g{group.pk}-"
    placed = {f"{prefix}version": 1, f"{prefix}influence": 1, f"{prefix}interest": 3}
    client.post(url("stakeholder_place", group), placed)
    html = client.get(url("stakeholders_detail", made)).content.decode()
    assert "A Brukerrådet: innflytelse liten, interesse stor" in html
    assert "Holdes informert</span>" in html
