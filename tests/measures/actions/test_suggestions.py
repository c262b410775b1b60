from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leanplan.said import spoken
from leanplan.versioning import Conflict
from measures.actions.measures import measure_suggest
from measures.actions.suggestions import suggestion_use
from measures.models import Measure
from measures.rules import Deadline


@pytest.fixture
def suggested(plan, cast):
    measure = plan.measures.get(code="T1")
    measure_suggest(
        by=cast.secretary, measure=measure, version=1, owner=cast.positions.tol,
        deadline=Deadline.on(date(2018, 12, 14)),
    )
    return Measure.objects.select_related("suggested_owner__unit", "plan").get(pk=measure.pk)


def test_suggestion_use_sets_both_and_says_so_in_the_history(suggested, cast):
    suggestion_use(by=cast.chief, measure=suggested, version=suggested.version)
    measure = Measure.objects.get(pk=suggested.pk)
    assert (measure.owner, measure.due_date) == (cast.positions.tol, date(2018, 12, 14))
    assert (measure.suggested_owner, measure.suggested_kind) == (None, "")
    assert measure.suggested_by is None
    reason = measure.history.latest().history_change_reason
    assert spoken(reason) == "Forslaget ble brukt."


def test_suggestion_use_of_what_was_not_seen_is_a_conflict(suggested, cast):
    seen = suggested.version
    measure_suggest(
        by=cast.development, measure=suggested, version=seen, owner=cast.positions.group,
        deadline=Deadline(),
    )
    with pytest.raises(Conflict):
        suggestion_use(by=cast.chief, measure=Measure.objects.get(pk=suggested.pk), version=seen)
    assert Measure.objects.get(pk=suggested.pk).owner is None


def test_suggestion_use_with_nothing_suggested_is_refused(plan, cast):
    measure = plan.measures.get(code="T2")
    with pytest.raises(ValidationError):
        suggestion_use(by=cast.chief, measure=measure, version=measure.version)


def test_suggestion_use_of_an_ongoing_deadline_gets_its_first_review(plan, cast):
    measure = plan.measures.get(code="T1")
    measure_suggest(
        by=cast.secretary, measure=measure, version=1, owner=None,
        deadline=Deadline("ongoing", rhythm="quarter"),
    )
    suggestion_use(by=cast.chief, measure=measure, version=measure.version)
    measure.refresh_from_db()
    assert (measure.owner, measure.deadline_kind) == (None, "ongoing")
    assert measure.next_review_on == date(2019, 2, 13)
