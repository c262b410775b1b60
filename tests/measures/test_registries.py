"""The places that apps above fill, and what measures put there themselves."""

from datetime import date

import pytest

from leanplan.slots import Slot
from measures.actions.measures import status_change
from measures.registries import (
    DueItem,
    DueSource,
    Panel,
    PrivateText,
    due_items,
    due_sources,
    is_private,
    panels_for,
    private_texts,
)
from tests.world import TODAY


def _source(key, *items):
    return DueSource(key, lambda positions, today: items)


def test_register_refuses_a_taken_key():
    slot = Slot()
    first = slot.register(_source("a"))
    assert slot.register(first) is first
    with pytest.raises(ValueError, match="a is registered already"):
        slot.register(_source("a"))
    assert list(slot) == [first]
    assert slot.get("a") is first
    assert slot.get("b") is None


def test_panels_for_shows_those_with_something_in_order():
    slot = Slot()
    slot.register(Panel("late", "b.html", lambda row, user, today: {"n": row}, order=60))
    slot.register(Panel("none", "c.html", lambda row, user, today: None))
    slot.register(Panel("early", "a.html", lambda row, user, today: {"n": today}, order=10))
    assert panels_for(slot, 7, user=None, today=TODAY) == [
        {"n": TODAY, "template": "a.html"}, {"n": 7, "template": "b.html"},
    ]


def test_due_items_come_from_every_source_the_earliest_first(db):
    late = DueItem("x:1", 5, date(2018, 12, 24), "Sent", "/")
    early = DueItem("x:2", 5, date(2018, 11, 1), "Tidlig", "/")
    due_sources.register(_source("x", late, early))
    try:
        assert due_items(None, today=TODAY) == [early, late]
    finally:
        due_sources.remove("x")


def test_due_items_hold_open_measures_with_a_date(cast, plan):
    items = due_items(None, today=TODAY)
    measures = [item for item in items if item.kind == "measure"]
    assert [(item.text.split()[0], item.due) for item in measures] == [
        ("T4", date(2018, 10, 20)), ("T5", date(2018, 11, 1)), ("T6", date(2018, 12, 1)),
        ("T2", date(2018, 12, 31)),
    ]
    assert [item.unit_id for item in measures] == [
        None, cast.units.home.pk, cast.units.school.pk, None
    ]
    own = due_items([cast.positions.drel.pk], today=TODAY)
    assert [item.key for item in own if item.kind == "measure"] == [
        f"measure:{plan.measures.get(code='T5').pk}"
    ]


def test_due_items_leave_out_what_is_closed_and_plans_that_are_over(cast, plan):
    measure = plan.measures.get(code="T5")
    status_change(
        by=cast.drel, measure=measure, version=measure.version, status="done", comment="Innført."
    )
    texts = [item.text[:2] for item in due_items(None, today=TODAY)]
    assert "T5" not in texts
    assert "T6" in texts
    type(plan).objects.update(state="evaluated")
    assert [item for item in due_items(None, today=TODAY) if item.kind == "measure"] == []


def test_due_items_ask_as_often_for_one_as_for_all(cast, plan, django_assert_num_queries):
    with django_assert_num_queries(1):
        due_sources_of_measures = due_sources.get("measure_deadlines")
        list(due_sources_of_measures.items(None, TODAY))
    with django_assert_num_queries(1):
        list(due_sources_of_measures.items([cast.positions.drel.pk], TODAY))


def test_is_private_names_the_fields():
    private_texts.register(PrivateText("leaders.Need", ("topic",), "about one leader"))
    try:
        assert is_private("leaders.Need", "topic")
        assert not is_private("leaders.Need", "unit")
        assert not is_private("leaders.Other", "topic")
    finally:
        private_texts.remove("leaders.Need")
