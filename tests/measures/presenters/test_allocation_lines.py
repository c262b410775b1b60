from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leanplan.clock import now
from measures.actions.measures import measure_allocate, measure_suggest
from measures.models import Measure
from measures.presenters.allocation_lines import has_suggestion, plan_lines, saved_today
from measures.rules import Deadline
from tests.world import TODAY


def allocate(cast, plan):
    measure = plan.measures.get(code="T1")
    measure_allocate(
        by=cast.member, measure=measure, version=measure.version, owner=cast.positions.group,
        deadline=Deadline.of(measure),
    )
    return measure


def test_plan_lines_say_what_the_measures_do(cast, plan):
    lines = plan_lines(plan, user=cast.member)
    measures = {measure.pk: measure for measure in Measure.objects.all()}
    assert [line.code for line in lines] == ["T1", "T2", "T3", "T4"]
    for line in lines:
        measure = measures[line.pk]
        assert line.deadline == Deadline.of(measure)
        assert (line.owner and line.owner.label) == (measure.owner and measure.owner.label)
        assert has_suggestion(line) == has_suggestion(measure)
        assert (line.heading and line.heading[0]) == measure.heading_id


def test_plan_lines_name_who_suggests(cast, plan):
    measure = plan.measures.get(code="T1")
    measure_suggest(
        by=cast.secretary, measure=measure, version=measure.version, owner=cast.positions.group,
        deadline=Deadline(),
    )
    (line, *others) = plan_lines(plan, user=cast.member)
    assert line.suggested_by == "Siri Dahl"
    assert {other.suggested_by for other in others} == {""}
    assert has_suggestion(line)


def test_saved_today_asks_once_where_nothing_was_saved(cast, plan):
    yesterday = now() - timedelta(days=2)
    Measure.history.update(history_date=yesterday)
    lines = plan_lines(plan, user=cast.member)
    with CaptureQueriesContext(connection) as queries:
        assert saved_today(lines, decides=True, today=TODAY) == {}
    assert len(queries) == 1
    measure = allocate(cast, plan)
    with CaptureQueriesContext(connection) as queries:
        times = saved_today(lines, decides=True, today=TODAY)
    assert list(times) == [measure.pk]
    assert len(queries) == 2


def test_saved_today_leaves_out_what_changed_something_else(cast, plan):
    Measure.history.update(history_date=now() - timedelta(days=2))
    measure = plan.measures.get(code="T2")
    measure.description = "Noe annet"
    measure.save()
    lines = plan_lines(plan, user=cast.member)
    assert saved_today(lines, decides=True, today=TODAY) == {}
    assert saved_today(lines, decides=False, today=TODAY) == {}
