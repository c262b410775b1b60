"""Every fact of the page of changes is in the keys of its drawings."""

from datetime import date

import pytest
from django.urls import reverse

from challenges.models import LineCorrection, PlanVersionLine
from measures.actions.amendments import amendment_decide, amendment_propose
from measures.actions.corrections import plan_correct
from measures.actions.measures import deadline_set, measure_allocate, status_change
from measures.models import Amendment, DeadlineMove, Measure
from measures.rules import Deadline
from tests.drawn import assert_follows, change_in_place, cold_page_of, fields_of, page_of
from tests.world import TODAY

READERS = ("chief", "tol", "reader", "secretary")


def url_of(plan, query=""):
    return reverse("measures:plan_changes", args=[plan.pk]) + query


def propose(cast, plan, code, **values):
    return amendment_propose(
        by=cast.chief, plan=plan, measure=plan.measures.get(code=code), reason="Fordi.", **values
    )


def adopt(cast, made):
    amendment_decide(by=cast.chief, amendment=made, version=made.version, adopt=True,
                     decided_by="RLG", decided_on=TODAY)


@pytest.fixture
def amended(cast, plan):
    """The plan with a correction, a changed and a split line, a moved deadline and a proposal."""
    line = PlanVersionLine.objects.get(version__plan=plan, code="T4")
    plan_correct(by=cast.development, line=line, seen=0, text="Gevinster skrives ned*",
                 reason="Lest galt.")
    adopt(cast, propose(cast, plan, "T2", kind="change", new_text="Nye ledere møter alle"))
    adopt(cast, propose(cast, plan, "T3", kind="split", new_text="TOL går Gemba\nTOL spør"))
    late = plan.measures.get(code="T4")
    deadline_set(by=cast.chief, measure=late, version=late.version,
                 deadline=Deadline.on(date(2018, 12, 20)), reason="Trengte mer tid.")
    propose(cast, plan, "T1", kind="remove")
    return plan


def _status(cast, plan):
    one = plan.measures.get(code="T2")
    status_change(by=cast.chief, measure=one, version=one.version, status="in_progress")


def _allocate(cast, plan):
    one = plan.measures.get(code="T1")
    measure_allocate(by=cast.chief, measure=one, version=one.version, owner=cast.positions.tol,
                     deadline=Deadline.on(date(2018, 11, 30)))


def _decide(cast, plan):
    adopt(cast, Amendment.objects.get(state="proposed"))


def _propose(cast, plan):
    propose(cast, plan, "T4", kind="change", new_text="Noe annet")


def _of_unit(cast, plan):
    one = plan.measures.get(code="T5")
    status_change(by=cast.drel, measure=one, version=one.version, status="in_progress")


CHANGES = {
    "status": _status, "owner and deadline": _allocate, "amendment": _decide,
    "proposal": _propose, "status of a unit's": _of_unit,
}
UNSEEN = {"proposal": ("reader",), "status of a unit's": ("reader", "secretary")}


@pytest.mark.parametrize("part", READERS)
@pytest.mark.parametrize("name", CHANGES)
def test_page_of_changes_follows_each_change(name, part, sign_in, cast, amended):
    assert_follows(
        sign_in(cast[part]), url_of(amended), lambda: CHANGES[name](cast, amended),
        what=f"{name}, {part}", seen=part not in UNSEEN.get(name, ()),
    )


@pytest.mark.parametrize("query", ["", "?fra=1&til=3&alle=1"])
def test_page_of_changes_follows_every_stored_field(query, sign_in, cast, amended):
    client, url = sign_in(cast.chief), url_of(amended, query)
    records = Measure.history.filter(history_type="~", id__in=amended.measures.values("pk"))
    rows = [
        amended, amended.series, *amended.versions.all(), *Amendment.objects.all(),
        *PlanVersionLine.objects.filter(version__plan=amended, code__in=["T2", "T3", "T4", "U1"]),
        *LineCorrection.objects.all(), *DeadlineMove.objects.all(), *records.order_by("pk")[:3],
        amended.rows.first(), amended.measures.get(code="T1"), cast.chief.person,
        cast.development.person, cast.positions.tol, cast.units.health,
    ]
    before, changed = cold_page_of(client, url), 0
    for each in rows:
        for field in fields_of(type(each)):
            if not change_in_place(each, field):
                continue
            warm = page_of(client, url)
            assert warm == cold_page_of(client, url), f"{type(each).__name__}.{field.name}"
            changed += warm != before
            before = warm
    assert changed > 15


def test_page_of_changes_compares_what_is_asked_for(sign_in, cast, amended):
    client = sign_in(cast.reader)
    queries = ("", "?fra=1&til=2", "?fra=1&til=3", "?til=1", "?alle=1", "?fra_felt=2")
    cold = [cold_page_of(client, url_of(amended, query)) for query in queries]
    assert len(set(cold)) == len(queries)
    for query, text in zip(queries, cold, strict=True):
        assert page_of(client, url_of(amended, query)) == text, query
