import pytest
from django.core.exceptions import ValidationError

from challenges.models import BasisEntry, FocusArea
from leanplan.versioning import Conflict, create
from measures.actions.plan_parts import basis_edit, measure_split, plan_edit, row_edit
from measures.actions.plans import plan_evaluate
from tests.world import make_draft


def test_plan_edit_writes_with_history(cast, plan):
    plan_edit(
        by=cast.secretary, plan=plan, version=plan.version, values={"title": "Lean-planen"}
    )
    record = plan.history.latest()
    assert (record.title, record.history_user) == ("Lean-planen", cast.secretary)


def test_plan_edit_refuses_a_plan_that_is_over(cast, plan):
    plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="Ferdig.")
    with pytest.raises(ValidationError, match="bare leses"):
        plan_edit(by=cast.chief, plan=plan, version=plan.version, values={"title": "Ny"})


def test_row_edit_sets_working_title_and_focus_area(cast, plan):
    area = create(FocusArea(plan=plan, name="Ledelse"), by=cast.development)
    row = plan.rows.last()
    row_edit(
        by=cast.development, row=row, version=row.version,
        values={"title": "Veiledning", "focus_area": area},
    )
    row.refresh_from_db()
    assert (row.title, row.focus_area) == ("Veiledning", area)


def test_row_edit_refuses_a_focus_area_of_another_plan(cast, plan):
    other = create(FocusArea(plan=make_draft(cast, generation=3), name="Annet"), by=None)
    row = plan.rows.first()
    with pytest.raises(ValidationError, match="annen plan"):
        row_edit(by=cast.chief, row=row, version=row.version, values={"focus_area": other})


def test_row_edit_refuses_who_did_not_see_the_latest(cast, plan):
    row = plan.rows.first()
    with pytest.raises(Conflict):
        row_edit(by=cast.chief, row=row, version=row.version + 1, values={"title": "Ny"})


def test_basis_edit_leaves_adopted_text(cast, plan):
    basis = create(BasisEntry(plan=plan, text="Evaluering"), by=None)
    with pytest.raises(ValidationError, match="endringsforslag"):
        basis_edit(by=cast.chief, basis=basis, version=1, values={"text": "Noe annet"})
    basis_edit(by=cast.chief, basis=basis, version=1, values={"url": "https://eksempel.no/"})
    basis.refresh_from_db()
    assert basis.url == "https://eksempel.no/"


def test_measure_split_puts_the_new_lines_right_after(cast, draft):
    measure = draft.measures.get(code="T3")
    measure_split(
        by=cast.development, measure=measure, version=measure.version,
        text="TOL går Gemba\nTOL skriver ned det hun ser",
    )
    lines = draft.measures.filter(row=measure.row).order_by("order", "pk")
    assert [(line.code, line.text) for line in lines] == [
        ("T3", "TOL går Gemba"), ("T5", "TOL skriver ned det hun ser"), ("T4", "Gevinster føres*"),
    ]


@pytest.mark.parametrize("text", ["", "Bare én"])
def test_measure_split_needs_two_lines(cast, draft, text):
    measure = draft.measures.get(code="T3")
    with pytest.raises(ValidationError, match="minst to"):
        measure_split(by=cast.chief, measure=measure, version=measure.version, text=text)


def test_measure_split_is_not_for_adopted_text(cast, plan):
    measure = plan.measures.get(code="T3")
    with pytest.raises(ValidationError, match="endringsforslag"):
        measure_split(by=cast.chief, measure=measure, version=measure.version, text="En\nTo")
