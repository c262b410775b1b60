import pytest
from django.urls import reverse

from challenges.models import ActionPlan, Challenge, PlanRow, PlanVersion
from measures.actions.plans import plan_evaluate
from tests.admin_forms import errors_of, posted
from tests.world import make_draft


@pytest.fixture
def office(cast, sign_in, settings):
    """The test client of the administrator. Django's forms get each chosen row by itself."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    return sign_in(cast.administrator)


def page(model, what, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def test_adopted_challenge_is_read_only_with_a_link_to_propose(plan, office):
    challenge = plan.challenges.get(code="U2")
    address = page(Challenge, "change", challenge.pk)
    response = office.get(address)
    text = response.content.decode()
    assert reverse("measures:amendment_propose_challenge", args=[challenge.pk]) in text
    assert "text" not in response.context["adminform"].form.fields
    office.post(address, posted(response, text="Noe annet", code="U99", kind="open_question"))
    challenge.refresh_from_db()
    assert (challenge.text, challenge.code) == ("Lite tid til å tenke.", "U2")


def test_open_question_of_an_adopted_plan_gets_its_decision(cast, plan, office):
    question = plan.challenges.get(code="U3")
    address = page(Challenge, "change", question.pk)
    data = posted(office.get(address), decision="Utviklingsenheten.", decided_on="01.11.2018")
    assert office.post(address, data).status_code == 302
    question.refresh_from_db()
    assert (question.decision, question.version) == ("Utviklingsenheten.", 2)
    assert question.history.latest().history_user == cast.administrator


def test_decision_on_a_challenge_is_refused_as_everywhere(plan, office):
    address = page(Challenge, "change", plan.challenges.get(code="U1").pk)
    response = office.post(address, posted(office.get(address), decision="Ja."))
    assert "Bare et åpent spørsmål" in errors_of(response)


def test_challenge_of_a_draft_is_edited_on_the_page_of_its_row(draft, office):
    row = draft.rows.first()
    address = page(PlanRow, "change", row.pk)
    data = posted(office.get(address))
    data["challenges-0-text"] = "Skarpere."
    assert office.post(address, data).status_code == 302
    assert draft.challenges.get(code="U1").text == "Skarpere."


def with_new_challenge(response, **values):
    data = posted(response)
    number = int(data["challenges-INITIAL_FORMS"])
    data["challenges-TOTAL_FORMS"] = number + 1
    return data | {f"challenges-{number}-{name}": value for name, value in values.items()}


def test_new_challenge_on_the_page_of_a_row_is_of_the_row_s_plan(draft, office):
    row = draft.rows.first()
    address = page(PlanRow, "change", row.pk)
    data = with_new_challenge(
        office.get(address), code="U9", kind="challenge", order=9, text="Ny."
    )
    assert office.post(address, data).status_code == 302
    assert draft.challenges.get(code="U9").row == row


def test_new_challenge_with_a_code_in_use_is_refused(draft, office):
    address = page(PlanRow, "change", draft.rows.first().pk)
    data = with_new_challenge(
        office.get(address), code="U3", kind="challenge", order=9, text="Ny."
    )
    response = office.post(address, data)
    assert response.status_code == 200
    assert "allerede en utfordring med den koden" in errors_of(response)


def test_row_of_an_adopted_plan_keeps_its_lines(plan, office):
    row = plan.rows.first()
    address = page(PlanRow, "change", row.pk)
    response = office.get(address)
    proposes = reverse("measures:amendment_propose_addition", args=[row.pk])
    assert proposes in response.content.decode()
    data = with_new_challenge(response, code="U9", kind="challenge", order=9, text="Ny.")
    data |= {"challenges-0-text": "Endret", "challenges-0-DELETE": "on", "measures-0-text": "X"}
    office.post(address, data)
    assert [c.text for c in row.challenges.all()] == [
        "For få ser nytten for innbyggerne.", "Lite tid til å tenke.",
    ]
    assert plan.measures.get(code="T1").text == "Opplæring som holder ledere foran"


def test_row_gets_its_working_title_after_the_adoption(plan, office):
    row = plan.rows.last()
    address = page(PlanRow, "change", row.pk)
    assert office.post(address, posted(office.get(address), title="Veiledning")).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.version) == ("Veiledning", 2)


def test_stale_row_is_refused(plan, office):
    address = page(PlanRow, "change", plan.rows.last().pk)
    stale = posted(office.get(address), title="En")
    office.post(address, posted(office.get(address), title="To"))
    response = office.post(address, stale)
    assert "lagret er «To», du har «En»" in errors_of(response)


def test_row_offers_focus_areas_of_its_own_plan_only(cast, plan, draft_of_other, office):
    response = office.get(page(PlanRow, "change", plan.rows.first().pk))
    field = response.context["adminform"].form.fields["focus_area"]
    assert draft_of_other not in field.queryset


@pytest.fixture
def draft_of_other(cast):
    """A focus area of another plan."""
    from challenges.models import FocusArea  # noqa: PLC0415

    return FocusArea.objects.create(plan=make_draft(cast, generation=3), name="Annet")


@pytest.mark.parametrize("what", ["state", "adopted_on", "adopted_by_text", "evaluation"])
def test_plan_takes_its_steps_on_its_own_page(draft, office, what):
    address = page(ActionPlan, "change", draft.pk)
    response = office.get(address)
    assert what not in response.context["adminform"].form.fields
    office.post(address, posted(response, state="adopted", adopted_on="01.11.2018"))
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_plan_that_is_over_is_only_read(cast, plan, office):
    plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="Ferdig.")
    for model, row in ((ActionPlan, plan), (PlanRow, plan.rows.first()),
                       (Challenge, plan.challenges.first())):
        address = page(model, "change", row.pk)
        assert office.get(address).status_code == 200
        assert office.post(address, {"title": "Ny"}).status_code == 403


@pytest.mark.parametrize("model", [ActionPlan, PlanRow, Challenge])
def test_nothing_adopted_is_deleted(plan, office, model, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "*"}]  # Django collects row by row.
    row = plan if model is ActionPlan else model.objects.filter(plan=plan).first()
    assert office.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    office.post(
        page(model, "changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )
    assert model.objects.filter(pk=row.pk).exists()


def test_a_draft_may_be_deleted(draft, office):
    challenge = draft.challenges.get(code="U3")
    response = office.post(page(Challenge, "delete", challenge.pk), {"post": "yes"})
    assert response.status_code == 302
    assert not Challenge.objects.filter(pk=challenge.pk).exists()


def test_new_challenge_is_offered_no_adopted_plan(plan, office):
    form = office.get(page(Challenge, "add")).context["adminform"].form
    assert plan not in form.fields["plan"].queryset


def test_versions_are_only_read(plan, office):
    version = PlanVersion.objects.get()
    address = page(PlanVersion, "change", version.pk)
    assert office.get(address).status_code == 200
    assert office.post(address, {"reason": "x"}).status_code == 403
    assert office.get(page(PlanVersion, "add")).status_code == 403
    assert office.post(page(PlanVersion, "delete", version.pk), {"post": "yes"}).status_code == 403


def test_rows_are_told_apart_where_one_is_chosen(cast, plan, office):
    make_draft(cast, generation=3)
    answer = office.get(
        reverse("admin:autocomplete"),
        {"term": "foran", "app_label": "measures", "model_name": "measure", "field_name": "row"},
    ).json()
    assert sorted(choice["text"] for choice in answer["results"]) == [
        "Lean hos oss, generasjon 2: 1. Ledere som går foran",
        "Lean hos oss, generasjon 3: 1. Ledere som går foran",
    ]
