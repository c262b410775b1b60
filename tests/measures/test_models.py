from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from measures.models import Measure
from tests.world import TODAY, make_draft


def codes(queryset):
    return set(queryset.values_list("code", flat=True))


@pytest.mark.parametrize(
    ("part", "seen"),
    [
        ("chief", {"T1", "T2", "T3", "T4", "T5", "T6"}),
        ("tol", {"T1", "T2", "T3", "T4", "T5"}),
        ("drel", {"T1", "T2", "T3", "T4", "T5"}),
        ("coach", {"T1", "T2", "T3", "T4", "T5"}),
        ("other_drel", {"T1", "T2", "T3", "T4", "T6"}),
        ("second_drel", {"T1", "T2", "T3", "T4"}),
        ("secretary", {"T1", "T2", "T3", "T4"}),
        ("reader", {"T1", "T2", "T3", "T4"}),
    ],
)
def test_visible_to(part, seen, cast, plan):
    assert codes(Measure.objects.of_plan(plan).visible_to(cast[part])) == seen


def test_visible_to_hides_drafts_from_those_who_do_not_prepare(cast, plan):
    draft = make_draft(cast, generation=3)
    assert Measure.objects.of_plan(draft).visible_to(cast.tol).count() == 0
    assert Measure.objects.of_plan(draft).visible_to(cast.secretary).count() == 4


@pytest.mark.parametrize(
    ("part", "mine"),
    [
        ("chief", {"T2", "T4"}),
        ("member", {"T4"}),
        ("tol", {"T3"}),
        ("other_tol", {"T3"}),
        ("drel", {"T5"}),
        ("reader", set()),
        ("secretary", set()),
    ],
)
def test_mine_is_what_my_positions_answer_for(part, mine, cast, plan):
    # The chief executive acts for the group only as its member; here he leads the municipality.
    expected = mine - {"T4"} if part == "chief" else mine
    assert codes(Measure.objects.of_plan(plan).mine(cast[part])) == expected


def test_overdue_and_due_within(cast, plan):
    measures = Measure.objects.of_plan(plan)
    assert codes(measures.overdue(today=TODAY)) == {"T4", "T5"}
    assert codes(measures.due_within(today=TODAY, days=30)) == {"T6"}
    assert codes(measures.due_within(today=TODAY, days=48)) == {"T2", "T6"}


def test_unassigned_and_without_deadline(cast, plan):
    measures = Measure.objects.of_plan(plan)
    assert codes(measures.unassigned()) == {"T1"}
    assert codes(measures.without_deadline()) == {"T1"}


BROKEN = [
    {"status": "done", "closing_note": "Ferdig"},
    {"status": "dropped"},
    {"deadline_kind": "date"},
    {"deadline_kind": "date", "due_date": date(2019, 1, 1)},
    {"deadline_kind": "ongoing", "rhythm": "quarter"},
    {"deadline_kind": "ongoing", "rhythm": "on_event", "next_review_on": date(2019, 1, 1)},
    {"deadline_kind": "recurring"},
    {"due_date": date(2019, 1, 1)},
    {"rhythm": "year"},
]


@pytest.mark.parametrize("values", BROKEN, ids=str)
def test_impossible_state_is_refused_by_form_and_database(values, cast, plan):
    measure = plan.measures.get(code="T1")
    for name, value in values.items():
        setattr(measure, name, value)
    with pytest.raises(ValidationError):
        measure.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        measure.save()


def test_code_is_unique_in_its_plan(cast, plan):
    measure = plan.measures.get(code="T1")
    measure.code = "T2"
    with pytest.raises(ValidationError, match="__all__"):
        measure.full_clean()


def test_row_and_heading_belong_together(cast, plan):
    other = make_draft(cast, generation=3)
    measure = plan.measures.get(code="T1")
    measure.row = other.rows.first()
    with pytest.raises(ValidationError, match="row"):
        measure.full_clean()
    measure = plan.measures.get(code="T3")
    measure.heading = plan.rows.first().headings.get()
    with pytest.raises(ValidationError, match="heading"):
        measure.full_clean()
