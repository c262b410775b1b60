"""Rights on one measure, role by role; pages and the admin ask these same names."""

import pytest

from measures.models import Measure
from measures.permissions import Asked, alike
from organisation.models import User
from tests.world import make_draft

# T1 nobody's, T2 the chief executive's, T3 every area manager's, T4 the group's, T5 Solsiden's.
CASES = {
    "measures.assign_measure": {
        "T1": {"chief", "member"},
        "T5": {"chief", "member", "tol", "drel"},
    },
    "measures.change_status": {
        "T1": {"chief", "member", "development"},
        "T2": {"chief", "member", "development"},
        "T3": {"chief", "member", "development", "tol", "other_tol"},
        "T4": {"chief", "member", "development"},
        "T5": {"chief", "member", "development", "tol", "drel"},
    },
    "measures.suggest_measure": {
        "T1": {
            "chief", "member", "secretary", "development", "tol", "other_tol", "drel",
            "second_drel", "other_drel",
        },
    },
    "measures.decide_amendment": {"T1": {"chief", "member"}},
}
PARTS = (
    "chief", "member", "secretary", "development", "tol", "other_tol", "drel", "second_drel",
    "other_drel", "coach", "employee", "reader", "administrator",
)


def holders(permission, measure, cast):
    return {
        part for part in PARTS
        if User.objects.get(pk=cast[part].pk).has_perm(permission, measure)
    }


@pytest.mark.parametrize("permission", CASES)
def test_who_holds_the_permission(permission, cast, plan):
    for code, expected in CASES[permission].items():
        measure = Measure.objects.select_related("plan").get(plan=plan, code=code)
        assert holders(permission, measure, cast) == expected, code


def test_executor_may_follow_up_and_not_assign(cast, plan):
    measure = plan.measures.get(code="T1")
    measure.executor = cast.employee.person
    assert cast.employee.has_perm("measures.change_status", measure)
    assert not cast.employee.has_perm("measures.assign_measure", measure)


@pytest.mark.parametrize("state", ["evaluated", "succeeded"])
def test_nobody_changes_a_plan_that_is_over(state, cast, plan):
    measure = plan.measures.get(code="T2")
    measure.plan.state = state
    for permission in CASES:
        if permission != "measures.decide_amendment":
            assert holders(permission, measure, cast) == set(), permission


def test_stranger_and_deactivated_hold_nothing(cast, plan):
    measure = plan.measures.get(code="T2")
    cast.chief.is_active = False
    assert not cast.chief.has_perm("measures.change_status", measure)
    assert not cast.chief.has_perm("challenges.read_plan")


def test_alike_measures_give_the_same_rights(cast, plan):
    """Every role, the measures of two plans: what is alike is alike in every right."""
    make_draft(cast, generation=3)
    Measure.objects.filter(code="T1").update(executor=cast.reader.person)
    names = [*CASES, "measures.move_deadline", "measures.edit_measure", "measures.split_measure"]
    measures = list(Measure.objects.select_related("plan"))
    for part in PARTS:
        user, known = User.objects.get(pk=cast[part].pk), {}
        for one in measures:
            rights = [user.has_perm(name, one) for name in names]
            asked = Asked(one.plan, one.unit_id, one.owner_id, one.executor_id)
            assert [user.has_perm(name, asked) for name in names] == rights, (part, one)
            assert alike(user, asked) == alike(user, one)
            assert known.setdefault(alike(user, one), rights) == rights, (part, one)
