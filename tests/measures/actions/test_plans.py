from datetime import date

import pytest
from django.core.exceptions import ValidationError

from challenges.models import PlanState, PlanVersion
from leanplan.said import spoken
from leanplan.versioning import Conflict
from measures.actions.plans import (
    plan_adopt,
    plan_evaluate,
    plan_start,
    plan_submit,
    plan_succeed,
    plan_withdraw,
)
from measures.choices import Status
from tests.world import ADOPTED, TODAY, make_draft

STEPS = ("plan_submit", "plan_withdraw", "plan_adopt", "plan_start", "plan_evaluate")


def adopt(cast, plan, **changed):
    values = {"adopted_on": ADOPTED, "adopted_by": cast.positions.group, **changed}
    return plan_adopt(by=cast.chief, plan=plan, version=plan.version, **values)


def submit(cast, plan):
    return plan_submit(by=cast.development, plan=plan, version=plan.version)


def evaluate(cast, plan):
    return plan_evaluate(
        by=cast.development, plan=plan, version=plan.version, evaluation="Vi nådde halvveis."
    )


def test_plan_submit_waits_for_adoption_and_leaves_a_trace(cast, draft):
    submit(cast, draft)
    draft.refresh_from_db()
    assert draft.state == PlanState.TO_ADOPTION
    record = draft.history.latest()
    assert (record.history_user, record.state) == (cast.development, "to_adoption")
    assert spoken(record.history_change_reason) == "Sendt til vedtak"


def test_plan_submit_refuses_a_plan_without_measures(cast, draft):
    draft.measures.all().delete()
    with pytest.raises(ValidationError, match="ingen tiltak"):
        submit(cast, draft)


def test_plan_submit_refuses_who_did_not_see_the_latest(cast, draft):
    with pytest.raises(Conflict):
        plan_submit(by=cast.development, plan=draft, version=draft.version + 1)


def test_plan_withdraw_makes_it_a_draft_again(cast, draft):
    submit(cast, draft)
    plan_withdraw(by=cast.secretary, plan=draft, version=draft.version)
    draft.refresh_from_db()
    assert draft.state == PlanState.DRAFT


def test_plan_adopt_freezes_every_line_in_order(cast, draft):
    submit(cast, draft)
    version = adopt(cast, draft)
    assert (version.number, version.adopted_on) == (1, ADOPTED)
    assert version.adopted_by == "Rådmannens ledergruppe"
    assert version.recorded_by == cast.chief
    lines = [(line.kind, line.code, line.row) for line in version.lines.all()]
    assert lines == [
        ("row", "", 1), ("challenge", "U1", 1), ("challenge", "U2", 1), ("lead", "T1", 1),
        ("heading", "", 1), ("measure", "T2", 1), ("row", "", 2), ("open_question", "U3", 2),
        ("measure", "T3", 2), ("measure", "T4", 2), ("footnote", "*", 2),
    ]
    draft.refresh_from_db()
    assert (draft.state, draft.adopted_on) == (PlanState.ADOPTED, ADOPTED)
    assert draft.adopted_by == cast.positions.group


def test_plan_adopt_keeps_the_body_as_the_document_writes_it(cast, draft):
    submit(cast, draft)
    version = adopt(cast, draft, adopted_by=None, adopted_by_text="  Kommunestyret ")
    assert version.adopted_by == "Kommunestyret"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"adopted_on": date(2018, 11, 14)}, "fram i tid"),
        ({"adopted_by": None}, "hvem som vedtok"),
    ],
)
def test_plan_adopt_refuses(cast, draft, values, message):
    submit(cast, draft)
    with pytest.raises(ValidationError, match=message):
        adopt(cast, draft, **values)
    draft.refresh_from_db()
    assert draft.state == PlanState.TO_ADOPTION
    assert not PlanVersion.objects.exists()


def do(step, cast, plan):
    common = {"by": cast.chief, "plan": plan, "version": plan.version}
    return {
        "plan_submit": lambda: plan_submit(**common),
        "plan_withdraw": lambda: plan_withdraw(**common),
        "plan_adopt": lambda: adopt(cast, plan),
        "plan_start": lambda: plan_start(**common),
        "plan_evaluate": lambda: evaluate(cast, plan),
    }[step]()


# state: the steps that are allowed from it; every other one is refused.
ALLOWED = {
    PlanState.DRAFT: {"plan_submit"},
    PlanState.TO_ADOPTION: {"plan_withdraw", "plan_adopt"},
    PlanState.ADOPTED: {"plan_start"},
    PlanState.RUNNING: {"plan_evaluate"},
    PlanState.EVALUATED: set(),
    PlanState.SUCCEEDED: set(),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", PlanState)
def test_plan_steps_only_as_the_life_of_a_plan_goes(cast, draft, state, step):
    draft.state = state
    if state not in (PlanState.DRAFT, PlanState.TO_ADOPTION):
        draft.adopted_on = ADOPTED
    draft.save()
    if step in ALLOWED[state]:
        do(step, cast, draft)
        draft.refresh_from_db()
        assert draft.state != state
    else:
        with pytest.raises(ValidationError):
            do(step, cast, draft)
        draft.refresh_from_db()
        assert draft.state == state


def test_plan_evaluate_needs_the_evaluation(cast, plan):
    with pytest.raises(ValidationError, match="Skriv evalueringen"):
        plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="  ")


def next_generation(cast):
    plan = make_draft(cast, generation=3)
    submit(cast, plan)
    adopt(cast, plan, adopted_on=TODAY)
    plan_start(by=cast.chief, plan=plan, version=plan.version)
    return plan


def test_plan_succeed_links_what_goes_on(cast, plan):
    newer = next_generation(cast)
    evaluate(cast, plan)
    old, into = plan.measures.get(code="T2"), newer.measures.get(code="T3")
    plan_succeed(by=cast.chief, plan=plan, version=plan.version, carried={old: into})
    plan.refresh_from_db()
    old.refresh_from_db()
    assert plan.state == PlanState.SUCCEEDED
    assert (old.status, old.continued_by) == (Status.CARRIED_OVER, into)
    assert old.closing_note == "Føres videre som T3 i generasjon 3."
    assert old.status_log.first().status == Status.CARRIED_OVER
    assert old.history.latest().history_change_reason == old.closing_note


def test_plan_succeed_waits_for_the_next_to_run(cast, plan):
    make_draft(cast, generation=3)
    evaluate(cast, plan)
    with pytest.raises(ValidationError, match="må være i gang"):
        plan_succeed(by=cast.chief, plan=plan, version=plan.version)


def test_plan_succeed_carries_nothing_into_another_series(cast, plan):
    next_generation(cast)
    evaluate(cast, plan)
    old = plan.measures.get(code="T2")
    with pytest.raises(ValidationError, match="senere generasjon"):
        plan_succeed(
            by=cast.chief, plan=plan, version=plan.version,
            carried={old: plan.measures.get(code="T3")},
        )
    plan.refresh_from_db()
    assert plan.state == PlanState.EVALUATED
