import pytest
from django.core.exceptions import ValidationError

from challenges.models import BasisEntry, FocusArea, FocusStatement
from leanplan.said import spoken
from leanplan.versioning import Conflict, create
from measures.actions.amendments import amendment_propose
from measures.actions.corrections import plan_correct
from measures.actions.plans import plan_evaluate
from tests.measures.actions.test_amendments import decide, propose
from tests.measures.actions.test_plans import adopt, submit


def line_of(plan, number=1, **known):
    return plan.versions.get(number=number).lines.get(**known)


def correct(cast, line, text="For lite tid til å tenke.", seen=0, reason="Et ord falt bort."):
    return plan_correct(by=cast.development, line=line, seen=seen, text=text, reason=reason)


def test_plan_correct_keeps_what_was_read_beside_the_right_text(cast, plan):
    line = line_of(plan, code="U2")
    correction = correct(cast, line)
    line = line_of(plan, code="U2")
    assert line.text == "Lite tid til å tenke."
    assert line.right_text == "For lite tid til å tenke."
    assert (correction.by, correction.reason) == (cast.development, "Et ord falt bort.")
    assert correction.by_label == "Leder, Utviklingsenheten"


def test_plan_correct_makes_no_version_and_follows_in_the_plan(cast, plan):
    correct(cast, line_of(plan, code="U2"))
    challenge = plan.challenges.get(code="U2")
    assert challenge.text == "For lite tid til å tenke."
    reason = challenge.history.latest().history_change_reason
    assert spoken(reason) == "Retting av innlesing: Et ord falt bort."
    assert plan.versions.count() == 1


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ({"code": "T3"}, "TOL går til Gemba"), ({"kind": "heading"}, "Nye ledere hos oss"),
        ({"kind": "footnote"}, "Gjelder alt."), ({"code": "U3"}, "Hvem veileder?"),
    ],
)
def test_plan_correct_reaches_every_sort_of_line(cast, plan, known, text):
    correct(cast, line_of(plan, **known), text=text)
    assert line_of(plan, **known).right_text == text
    parts = [*plan.measures.all(), *plan.challenges.all()]
    for row in plan.rows.all():
        parts += [*row.headings.all(), *row.footnotes.all()]
    assert text in {part.text for part in parts}


@pytest.mark.parametrize("text", ["Lederskap", "Alle leder", "Vi kan mer", "Evaluering av første"])
def test_plan_correct_reaches_what_stands_above_the_rows(cast, draft, text):
    by = cast.development
    area = create(FocusArea(plan=draft, name="Lederskab", objective="Alle ledr"), by=by)
    create(FocusStatement(focus_area=area, text="Vi kan mr"), by=by)
    create(BasisEntry(plan=draft, text="Evaluring av første"), by=by)
    submit(cast, draft)
    version = adopt(cast, draft)
    wrong = {
        "Lederskap": "Lederskab", "Alle leder": "Alle ledr", "Vi kan mer": "Vi kan mr",
        "Evaluering av første": "Evaluring av første",
    }[text]
    correct(cast, version.lines.get(text=wrong), text=text)
    area.refresh_from_db()
    now = {area.name, area.objective, area.statements.get().text}
    now |= {entry.text for entry in draft.basis_entries.all()}
    assert text in now
    assert wrong not in now


def test_plan_correct_follows_into_later_versions_that_say_the_same(cast, plan):
    decide(cast, propose(cast, plan))
    correct(cast, line_of(plan, code="U2"))
    assert line_of(plan, number=2, code="U2").right_text == "For lite tid til å tenke."


def test_plan_correct_leaves_what_an_amendment_has_changed_since(cast, plan):
    decide(cast, propose(cast, plan, new_text="Noe annet"))
    correct(cast, line_of(plan, code="T3"), text="TOL går til Gemba i hver enhet")
    assert plan.measures.get(code="T3").text == "Noe annet"
    assert line_of(plan, number=2, code="T3").right_text == "Noe annet"


def test_plan_correct_lets_a_waiting_proposal_start_from_the_right_text(cast, plan):
    amendment = amendment_propose(
        by=cast.tol, plan=plan, kind="change", challenge=plan.challenges.get(code="U2"),
        new_text="Ingen tid.", reason="Skarpere.",
    )
    correct(cast, line_of(plan, code="U2"))
    amendment.refresh_from_db()
    assert amendment.old_text == "For lite tid til å tenke."
    decide(cast, amendment)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"text": "Lite tid til å tenke."}, "lik teksten nå"), ({"text": " "}, "i dokumentet"),
        ({"reason": ""}, "lest feil"),
    ],
)
def test_plan_correct_refuses(cast, plan, changed, message):
    with pytest.raises(ValidationError, match=message):
        correct(cast, line_of(plan, code="U2"), **changed)


def test_plan_correct_is_for_the_first_version_only(cast, plan):
    decide(cast, propose(cast, plan))
    with pytest.raises(ValidationError, match="første versjonen"):
        correct(cast, line_of(plan, number=2, code="U2"))


def test_plan_correct_is_not_for_working_titles(cast, plan):
    with pytest.raises(ValidationError, match="første versjonen"):
        correct(cast, line_of(plan, kind="row", row=1))


def test_plan_correct_ends_with_the_plan(cast, plan):
    plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="Ferdig.")
    with pytest.raises(ValidationError, match="evaluert"):
        correct(cast, line_of(plan, code="U2"))


def test_plan_correct_refuses_who_did_not_see_the_last_correction(cast, plan):
    correct(cast, line_of(plan, code="U2"))
    with pytest.raises(Conflict):
        correct(cast, line_of(plan, code="U2"), text="Noe tredje")
