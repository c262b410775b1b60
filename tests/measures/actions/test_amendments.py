from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import Conflict
from measures.actions.amendments import (
    amendment_decide,
    amendment_edit,
    amendment_propose,
    amendment_withdraw,
    amendments_adopt,
)
from measures.actions.plans import plan_evaluate
from measures.choices import Status
from measures.models import Measure
from tests.world import TODAY

DAY = date(2018, 10, 16)


def propose(cast, plan, **about):
    values = {"kind": "change", "new_text": "Noe annet", "reason": "Det sto feil.", **about}
    if "measure" not in values and "challenge" not in values and values["kind"] != "add":
        values["measure"] = plan.measures.get(code="T3")
    return amendment_propose(by=cast.tol, plan=plan, **values)


def decide(cast, amendment, adopt=True, **changed):
    values = {"decided_by": "Rådmannens ledergruppe", "decided_on": DAY, "note": "sak 2", **changed}
    return amendment_decide(
        by=cast.chief, amendment=amendment, version=amendment.version, adopt=adopt, **values
    )


def codes(version):
    return [line.code for line in version.lines.all() if line.code[:1] in "UT" and line.code]


def test_amendment_propose_keeps_who_when_why_and_both_texts(cast, plan):
    amendment = propose(cast, plan)
    assert amendment.old_text == "TOL går Gemba i hver enhet"
    assert (amendment.new_text, amendment.reason) == ("Noe annet", "Det sto feil.")
    assert (amendment.proposed_by, amendment.proposed_on) == (cast.tol, TODAY)
    assert amendment.proposed_by_label == "TOL Helse og omsorg"
    assert amendment.row == amendment.measure.row
    assert plan.measures.get(code="T3").text == "TOL går Gemba i hver enhet"
    assert plan.versions.count() == 1


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"new_text": "TOL går Gemba i hver enhet"}, "lik teksten nå"),
        ({"kind": "split", "new_text": "Bare én linje"}, "minst to linjer"),
        ({"new_text": ""}, "Skriv den nye teksten"),
        ({"reason": " "}, "blankt"),
    ],
)
def test_amendment_propose_refuses(cast, plan, about, message):
    with pytest.raises(ValidationError, match=message):
        propose(cast, plan, **about)


def test_amendment_propose_is_for_adopted_text(cast, draft):
    with pytest.raises(ValidationError, match="utkast"):
        propose(cast, draft)


def test_amendment_propose_is_not_for_the_measure_of_a_unit(cast, plan):
    with pytest.raises(ValidationError, match="ingen linje"):
        propose(cast, plan, measure=plan.measures.get(code="T5"))


def test_amendment_propose_ends_with_the_plan(cast, plan):
    plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="Ferdig.")
    with pytest.raises(ValidationError, match="evaluert"):
        propose(cast, plan)


def test_amendment_decide_adopted_changes_text_and_freezes_a_version(cast, plan):
    amendment = decide(cast, propose(cast, plan))
    measure = plan.measures.get(code="T3")
    version = plan.versions.get(number=2)
    assert measure.text == "Noe annet"
    assert measure.history.latest().history_change_reason == "Det sto feil."
    assert (version.adopted_on, version.adopted_by) == (DAY, "Rådmannens ledergruppe")
    assert version.reason == "Det sto feil."
    assert version.lines.get(code="T3").text == "Noe annet"
    assert plan.versions.get(number=1).lines.get(code="T3").text == "TOL går Gemba i hver enhet"
    amendment.refresh_from_db()
    assert (amendment.state, amendment.version_made) == ("adopted", version)
    assert amendment.decision_note == "sak 2"


def test_amendment_decide_keeps_owner_deadline_and_status(cast, plan):
    decide(cast, propose(cast, plan))
    measure = plan.measures.get(code="T3")
    assert measure.owner == cast.positions.every_tol
    assert measure.deadline_kind == "recurring"


def test_amendment_decide_not_adopted_is_kept_with_the_note(cast, plan):
    amendment = decide(cast, propose(cast, plan), adopt=False, note="Vi venter.")
    amendment.refresh_from_db()
    assert (amendment.state, amendment.decision_note) == ("rejected", "Vi venter.")
    assert plan.versions.count() == 1
    assert plan.measures.get(code="T3").text == "TOL går Gemba i hver enhet"


@pytest.mark.parametrize(
    ("adopt", "changed", "message"),
    [
        (False, {"note": ""}, "hvorfor forslaget ikke"),
        (True, {"decided_by": " "}, "hvem som avgjorde"),
        (True, {"decided_on": date(2018, 11, 14)}, "fram i tid"),
        (True, {"decided_on": date(2018, 5, 27)}, "28.05.2018"),
    ],
)
def test_amendment_decide_refuses(cast, plan, adopt, changed, message):
    amendment = propose(cast, plan)
    with pytest.raises(ValidationError, match=message):
        decide(cast, amendment, adopt=adopt, **changed)
    amendment.refresh_from_db()
    assert amendment.state == "proposed"
    assert plan.versions.count() == 1


def test_amendment_decide_only_once(cast, plan):
    amendment = decide(cast, propose(cast, plan))
    with pytest.raises(ValidationError, match="allerede"):
        decide(cast, amendment)


def test_amendment_decide_refuses_when_the_text_moved_on(cast, plan):
    first, second = propose(cast, plan), propose(cast, plan, new_text="En tredje")
    decide(cast, first)
    with pytest.raises(ValidationError, match="T3"):
        decide(cast, second)


def test_amendment_decide_refuses_who_did_not_see_the_latest(cast, plan):
    amendment = propose(cast, plan)
    seen = amendment.version
    amendment_edit(
        by=cast.tol, amendment=amendment, version=seen, new_text="Enda noe", reason="Bedre."
    )
    with pytest.raises(Conflict):
        amendment_decide(
            by=cast.chief, amendment=amendment, version=seen, adopt=True, decided_by="RLG",
            decided_on=DAY,
        )
    assert plan.versions.count() == 1
    assert plan.measures.get(code="T3").text == "TOL går Gemba i hver enhet"


def test_split_keeps_the_code_and_puts_the_others_right_after(cast, plan):
    decide(cast, propose(cast, plan, kind="split", new_text="TOL går Gemba\n\n Enheten svarer "))
    version = plan.versions.get(number=2)
    assert codes(version) == ["U1", "U2", "T1", "T2", "U3", "T3", "T7", "T4"]
    new = plan.measures.get(code="T7")
    assert (new.text, new.owner, new.unit) == ("Enheten svarer", None, None)
    assert plan.measures.get(code="T3").owner == cast.positions.every_tol


def test_split_puts_the_new_line_under_the_same_heading(cast, plan):
    measure = plan.measures.get(code="T2")
    decide(cast, propose(cast, plan, kind="split", measure=measure, new_text="En\nTo\nTre"))
    new = Measure.objects.filter(plan=plan, text__in=("To", "Tre")).order_by("order", "pk")
    assert [measure.text for measure in new] == ["To", "Tre"]
    assert {m.heading for m in new} == {measure.heading}


def test_add_last_in_the_row_or_after_a_line(cast, plan):
    row = plan.rows.first()
    decide(cast, propose(cast, plan, kind="add", row=row, new_text="Sist"))
    decide(
        cast,
        propose(
            cast, plan, kind="add", row=row, new_text="Etter T1",
            measure=plan.measures.get(code="T1"),
        ),
    )
    texts = [line.text for line in plan.versions.get(number=3).lines.filter(row=1)]
    assert texts[3:] == [
        "Opplæring som holder ledere foran", "Etter T1", "Nye ledere", "Nye ledere møter rådmannen",
        "Sist",
    ]


def test_remove_leaves_the_text_and_keeps_the_measure(cast, plan):
    measure = plan.measures.get(code="T3")
    decide(cast, propose(cast, plan, kind="remove"))
    measure.refresh_from_db()
    assert (measure.status, measure.closing_note) == (Status.DROPPED, "Det sto feil.")
    assert measure not in Measure.objects.in_text()
    assert "T3" not in codes(plan.versions.get(number=2))
    assert measure.status_log.first().comment == "Det sto feil."


def test_remove_of_a_done_measure_leaves_its_status(cast, plan):
    measure = plan.measures.get(code="T3")
    measure.status, measure.closing_note = Status.DONE, "Gjort."
    measure.save()
    decide(cast, propose(cast, plan, kind="remove"))
    measure.refresh_from_db()
    assert (measure.status, measure.closing_note) == (Status.DONE, "Gjort.")


def test_what_is_taken_out_gets_no_further_proposal(cast, plan):
    decide(cast, propose(cast, plan, kind="remove"))
    with pytest.raises(ValidationError, match="ingen linje"):
        propose(cast, plan)


def test_challenge_is_changed_the_same_way(cast, plan):
    challenge = plan.challenges.get(code="U2")
    decide(cast, propose(cast, plan, challenge=challenge, new_text="For lite tid."))
    challenge.refresh_from_db()
    assert challenge.text == "For lite tid."
    assert plan.versions.get(number=2).lines.get(code="U2").text == "For lite tid."


def test_amendments_adopt_makes_one_version_of_a_meeting(cast, plan):
    first = propose(cast, plan)
    second = propose(cast, plan, measure=plan.measures.get(code="T4"), new_text="Gevinst føres*")
    version = amendments_adopt(
        by=cast.chief, plan=plan, chosen={first: first.version, second: second.version},
        decided_by="RLG", decided_on=DAY,
    )
    assert version.number == 2
    assert plan.versions.count() == 2
    assert set(version.amendments.all()) == {first, second}


def test_amendments_adopt_is_all_or_nothing(cast, plan):
    first = propose(cast, plan)
    second = propose(cast, plan, new_text="Også T3")
    decide(cast, first)
    other = propose(cast, plan, measure=plan.measures.get(code="T4"))
    with pytest.raises(ValidationError):
        amendments_adopt(
            by=cast.chief, plan=plan, chosen={other: other.version, second: second.version},
            decided_by="RLG", decided_on=DAY,
        )
    assert plan.measures.get(code="T4").text == "Gevinster føres*"
    assert plan.versions.count() == 2


def test_amendment_withdraw_is_kept(cast, plan):
    amendment = propose(cast, plan)
    amendment_withdraw(
        by=cast.tol, amendment=amendment, version=amendment.version, note="Tenkte feil."
    )
    amendment.refresh_from_db()
    assert (amendment.state, amendment.decision_note) == ("withdrawn", "Tenkte feil.")
    with pytest.raises(ValidationError, match="allerede"):
        decide(cast, amendment)


def test_amendment_edit_refuses_no_change_of_the_text(cast, plan):
    amendment = propose(cast, plan)
    with pytest.raises(ValidationError, match="lik teksten nå"):
        amendment_edit(
            by=cast.tol, amendment=amendment, version=amendment.version,
            new_text=amendment.old_text, reason="?",
        )


def test_amendments_adopt_refuses_two_about_the_same_line(cast, plan):
    first, second = propose(cast, plan), propose(cast, plan, new_text="Noe tredje")
    with pytest.raises(ValidationError, match="To forslag gjelder T3"):
        amendments_adopt(
            by=cast.chief, plan=plan, chosen={first: first.version, second: second.version},
            decided_by="RLG", decided_on=DAY,
        )
    assert plan.versions.count() == 1
