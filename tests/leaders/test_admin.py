"""The administration of rollouts and coaching: what can be put right, and what is locked."""

from datetime import date

import pytest
from django.urls import reverse

from leaders.models import CoachingContract, Rollout, TemplateStep
from measures.models import Obligation, RuleStart
from tests.admin_forms import errors_of, posted
from tests.leaders.rollouts import agreed, completed, drafted, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast, sign_in, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    return sign_in(cast.administrator)


def page(model, what, *args):
    return reverse(f"admin:leaders_{model._meta.model_name}_{what}", args=args)


def save(office, row, **changed):
    address = page(type(row), "change", row.pk)
    answer = office.post(address, posted(office.get(address), **changed))
    row.refresh_from_db()
    return answer


def test_every_list_and_page_opens(cast, office):
    completed(cast, "home")
    agreed(cast, "home")
    for model in (TemplateStep, Rollout, CoachingContract):
        assert office.get(page(model, "changelist"), {"q": "sol"}).status_code == 200
        row = model.objects.first()
        for what in ("change", "history"):
            answer = office.get(page(model, what, row.pk))
            assert answer.status_code == 200
            assert " style=" not in answer.content.decode()


def test_the_plan_of_a_rollout_is_put_right_and_what_rests_on_it_follows(cast, plan, office):
    RuleStart.objects.update_or_create(
        rule_key="leader_trained_before_start", defaults={"counts_from": date(2018, 1, 1)}
    )
    rollout = planned(cast, "home", planned_start=date(2018, 12, 3), planned_end=date(2019, 2, 1))
    assert save(office, rollout, planned_start="17.12.2018", wave="Vinter").status_code == 302
    assert (rollout.planned_start, rollout.wave) == (date(2018, 12, 17), "Vinter")
    assert rollout.history.latest().history_user == cast.administrator
    duty = Obligation.objects.get(rule_key="leader_trained_before_start")
    assert duty.due_date == date(2018, 12, 17)


def test_what_happened_is_not_changed_here(cast, office):
    rollout = completed(cast, "home")
    fields = office.get(page(Rollout, "change", rollout.pk)).context["adminform"].form.fields
    assert not {"started_on", "completed_on", "trained_on", "unit", "meeting_on"} & set(fields)
    assert office.get(page(Rollout, "add")).status_code == 403
    assert office.get(page(Rollout, "delete", rollout.pk)).status_code == 403


def test_a_stale_rollout_is_refused(cast, office):
    rollout = planned(cast, "home")
    address = page(Rollout, "change", rollout.pk)
    data = posted(office.get(address), wave="Vår")
    save(office, rollout, wave="Høst")
    answer = office.post(address, data)
    assert answer.status_code == 200
    assert "har lagret" in errors_of(answer)
    rollout.refresh_from_db()
    assert rollout.wave == "Høst"


def test_a_draft_can_be_changed_and_a_signed_contract_not(cast, office):
    draft = drafted(cast, "home")
    assert save(office, draft, hours="30").status_code == 302
    assert draft.hours == 30
    contract = agreed(cast, "clinic")
    answer = office.get(page(CoachingContract, "change", contract.pk))
    assert set(answer.context["adminform"].form.fields) <= {"seen"}
    assert office.post(page(CoachingContract, "change", contract.pk), {}).status_code == 403


def test_a_draft_cannot_get_days_in_which_the_coach_has_another(cast, office):
    agreed(cast, "home", ends_on=date(2018, 6, 30))
    draft = drafted(cast, "home", starts_on=date(2018, 7, 1))
    assert "allerede" in errors_of(save(office, draft, starts_on="01.06.2018"))
    assert draft.starts_on == date(2018, 7, 1)


def test_steps_of_the_template_are_changed_and_only_own_ones_deleted(office):
    step = TemplateStep.objects.get(kind="meeting")
    assert save(office, step, days="-21").status_code == 302
    assert step.days == -21
    assert office.get(page(TemplateStep, "delete", step.pk)).status_code == 403
    answer = office.post(page(TemplateStep, "add"), {
        "title": "Tavla henger", "help": "", "doer": "leader", "days": "7", "order": "45",
    })
    assert answer.status_code == 302
    own = TemplateStep.objects.get(title="Tavla henger")
    assert own.kind == "own"
    assert office.get(page(TemplateStep, "delete", own.pk)).status_code == 200
