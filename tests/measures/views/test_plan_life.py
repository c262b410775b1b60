import pytest
from django.urls import reverse

from challenges.models import PlanState
from measures.actions.plans import plan_evaluate
from measures.choices import Status
from tests.measures.actions.test_plans import adopt, next_generation, submit
from tests.world import make_draft

STEPS = ("can_submit", "can_withdraw", "can_adopt", "can_start", "can_evaluate", "can_succeed")


def go(route, plan):
    return reverse(f"measures:{route}", args=[plan.pk])


def test_plan_about_shows_where_the_plan_stands(cast, plan, sign_in):
    response = sign_in(cast.reader).get(go("plan_about", plan))
    assert response.status_code == 200
    text = response.content.decode()
    assert 'aria-current="step"' in text
    assert "Ledere som går foran" in text
    assert "Hvem skal veilede?" in text
    assert reverse("measures:plan_edit", args=[plan.pk]) not in text
    assert reverse("measures:plan_evaluate", args=[plan.pk]) not in text


def test_plan_about_tells_what_has_happened_and_who_did_it(cast, plan, sign_in):
    events = sign_in(cast.reader).get(go("plan_about", plan)).context["page"].events
    assert [(event.text, event.by, event.role) for event in events] == [
        ("Arbeidet begynte", "Ingrid Solbakken", "Rådmann"),
        ("Vedtatt", "Ingrid Solbakken", "Rådmann"),
        ("Sendt til vedtak", "Hanne Lie", "Leder, Utviklingsenheten"),
    ]


@pytest.mark.parametrize(
    ("part", "offered"),
    [("development", ["can_submit"]), ("chief", ["can_submit"]), ("secretary", ["can_submit"])],
)
def test_plan_about_offers_the_next_step_of_a_draft(cast, draft, sign_in, part, offered):
    page = sign_in(cast[part]).get(go("plan_about", draft)).context["page"]
    assert [name for name in STEPS if getattr(page, name)] == offered


@pytest.mark.parametrize(
    ("part", "offered"),
    [("development", ["can_withdraw"]), ("member", ["can_withdraw", "can_adopt"])],
)
def test_plan_about_lets_deciders_adopt(cast, draft, sign_in, part, offered):
    submit(cast, draft)
    page = sign_in(cast[part]).get(go("plan_about", draft)).context["page"]
    assert [name for name in STEPS if getattr(page, name)] == offered


def test_plan_about_does_not_tell_of_a_draft_to_come(cast, plan, sign_in):
    make_draft(cast, generation=3)
    assert sign_in(cast.reader).get(go("plan_about", plan)).context["page"].successor is None
    assert sign_in(cast.chief).get(go("plan_about", plan)).context["page"].successor


def test_plan_check_lists_what_is_missing_with_a_way_to_mend_it(cast, draft, sign_in):
    measure = draft.measures.get(code="T3")
    measure.text = "Lage mal for gevinster og innføre den overalt"
    measure.save()
    response = sign_in(cast.development).get(go("plan_check", draft))
    page = response.context["page"]
    assert [m.code for m in page.no_owner] == ["T1", "T2", "T3", "T4"]
    assert [m.code for m in page.no_deadline] == ["T1", "T2", "T3", "T4"]
    assert [(line.measure.code, line.tasks) for line in page.several] == [
        ("T3", ["Lage mal for gevinster", "Innføre den overalt"])
    ]
    text = response.content.decode()
    assert reverse("measures:measure_split", args=[measure.pk]) in text
    assert reverse("measures:plan_submit", args=[draft.pk]) in text


def test_plan_check_of_an_adopted_plan_proposes_instead_of_splitting(cast, plan, sign_in):
    measure = plan.measures.get(code="T3")
    measure.text = "Gå Gemba og skrive ned det en ser"
    measure.save()
    text = sign_in(cast.development).get(go("plan_check", plan)).content.decode()
    assert reverse("measures:amendment_propose", args=[measure.pk]) + "?hva=split" in text
    assert reverse("measures:measure_split", args=[measure.pk]) not in text


def test_plan_submit_goes_to_the_page_about_the_plan(cast, draft, sign_in):
    client = sign_in(cast.development)
    response = client.post(go("plan_submit", draft), {"version": draft.version}, follow=True)
    assert response.redirect_chain == [(go("plan_about", draft), 302)]
    assert "Planen er sendt til vedtak." in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == PlanState.TO_ADOPTION


def test_plan_submit_says_why_it_is_refused(cast, plan, sign_in):
    response = sign_in(cast.development).post(go("plan_submit", plan), {"version": plan.version})
    assert response.status_code == 422
    assert "Bare et utkast kan sendes til vedtak." in response.content.decode()


def test_plan_submit_stale_is_a_conflict(cast, draft, sign_in):
    response = sign_in(cast.development).post(
        go("plan_submit", draft), {"version": draft.version + 1}
    )
    assert response.status_code == 409
    draft.refresh_from_db()
    assert draft.state == PlanState.DRAFT


@pytest.mark.parametrize("route", ["plan_submit", "plan_withdraw", "plan_start"])
def test_steps_are_not_taken_by_reading(cast, draft, sign_in, route):
    assert sign_in(cast.chief).get(go(route, draft)).status_code == 405


def test_plan_withdraw_and_start(cast, draft, sign_in):
    client = sign_in(cast.secretary)
    submit(cast, draft)
    client.post(go("plan_withdraw", draft), {"version": draft.version})
    draft.refresh_from_db()
    assert draft.state == PlanState.DRAFT
    submit(cast, draft)
    adopt(cast, draft)
    client.post(go("plan_start", draft), {"version": draft.version})
    draft.refresh_from_db()
    assert draft.state == PlanState.RUNNING


def test_plan_adopt_offers_the_management_group_and_today(cast, draft, sign_in):
    submit(cast, draft)
    text = sign_in(cast.chief).get(go("plan_adopt", draft)).content.decode()
    assert 'value="RLG"' in text
    assert 'value="2018-11-13"' in text


def test_plan_adopt_freezes_the_text(cast, draft, sign_in):
    submit(cast, draft)
    response = sign_in(cast.member).post(
        go("plan_adopt", draft),
        {"version": draft.version, "adopted_by": "RLG", "adopted_on": "2018-11-12"},
    )
    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.adopted_by) == (PlanState.ADOPTED, cast.positions.group)
    assert draft.versions.get().recorded_by == cast.member


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"adopted_on": "2018-11-14"}, "fram i tid"),
        ({"adopted_by": ""}, "Si hvem som vedtok planen."),
        ({"adopted_by": "Finnes ikke"}, "Finnes ikke"),
        ({"adopted_on": ""}, "Vedtaksdato"),
    ],
)
def test_plan_adopt_keeps_what_was_written_when_it_is_refused(
    cast, draft, sign_in, values, said
):
    submit(cast, draft)
    data = {
        "version": draft.version, "adopted_by": "RLG", "adopted_on": "2018-11-12",
        "adopted_by_text": "", **values,
    }
    response = sign_in(cast.chief).post(go("plan_adopt", draft), data)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not draft.versions.exists()


def test_plan_evaluate_closes_the_plan(cast, plan, sign_in):
    data = {"version": plan.version, "evaluation": "Vi nådde halvveis."}
    assert sign_in(cast.development).post(go("plan_evaluate", plan), data).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.evaluation) == (PlanState.EVALUATED, "Vi nådde halvveis.")
    text = sign_in(cast.reader).get(go("plan_about", plan)).content.decode()
    assert "Vi nådde halvveis." in text


def test_plan_succeed_links_measures_across_generations(cast, plan, sign_in):
    newer = next_generation(cast)
    plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="Ferdig.")
    old, into = plan.measures.get(code="T2"), newer.measures.get(code="T2")
    client = sign_in(cast.development)
    form = client.get(go("plan_succeed", plan)).context["form"]
    assert [m.code for m in form.open] == ["T1", "T2", "T3", "T4"]
    response = client.post(
        go("plan_succeed", plan), {"version": plan.version, f"into_{old.pk}": into.pk}
    )
    assert response.status_code == 302
    old.refresh_from_db()
    assert (old.status, old.continued_by) == (Status.CARRIED_OVER, into)


def test_plan_succeed_accepts_no_measure_of_another_plan(cast, plan, sign_in):
    next_generation(cast)
    plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="Ferdig.")
    old = plan.measures.get(code="T2")
    response = sign_in(cast.chief).post(
        go("plan_succeed", plan), {"version": plan.version, f"into_{old.pk}": old.pk}
    )
    assert response.status_code == 422


def test_plan_succeed_before_the_next_runs_says_so(cast, plan, sign_in):
    plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="Ferdig.")
    response = sign_in(cast.chief).post(go("plan_succeed", plan), {"version": plan.version})
    assert response.status_code == 422
    assert "Neste generasjon må være i gang først." in response.content.decode()
