import pytest

from leanplan.versioning import Refused, save_changes
from measures.handover.actions import executor_hand_over


@pytest.fixture
def named(cast, plan):
    """T2 and T5 stand by name with the DREL of Solsiden."""
    rows = [plan.measures.get(code=code) for code in ("T2", "T5")]
    for row in rows:
        save_changes(row, {"executor": cast.drel.person}, version=row.version, by=cast.chief)
    return rows


def hand_over(cast, rows, executor):
    return executor_hand_over(
        by=cast.tol, rows=rows, leaver=cast.drel.person, executor=executor
    )


def test_executor_hand_over_to_another_with_history(cast, named):
    person = cast.second_drel.person
    assert hand_over(cast, [(row, row.version) for row in named], person) == 2
    for row in named:
        row.refresh_from_db()
        record = row.history.first()
        assert row.executor == person
        assert record.history_user == cast.tol
        assert "Anne Bråten" in record.history_change_reason


def test_executor_hand_over_to_nobody(cast, named):
    hand_over(cast, [(named[0], named[0].version)], None)
    named[0].refresh_from_db()
    assert named[0].executor is None
    named[1].refresh_from_db()
    assert named[1].executor == cast.drel.person


def test_executor_hand_over_is_all_or_nothing(cast, named):
    first, second = named
    with pytest.raises(Refused) as refused:
        hand_over(
            cast, [(first, first.version), (second, second.version - 1)], cast.coach.person
        )
    assert list(refused.value.why) == [second.pk]
    first.refresh_from_db()
    assert first.executor == cast.drel.person
