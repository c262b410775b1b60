"""Obligations, ongoing measures and metrics that tests look at."""

from datetime import date, timedelta

from measures.actions.measures import measure_allocate
from measures.actions.metrics import metric_create
from measures.models import Obligation
from measures.rules import Deadline
from tests.world import TODAY

RULE = "new_leader_meets_chief"


def obligation(cast, part, unit, **facts):
    """An open one of a new leader, as the rule makes it."""
    values = {"anchor": TODAY, "due_date": TODAY + timedelta(days=30), "made_on": TODAY}
    return Obligation.objects.create(
        rule_key=RULE, subject_key=f"person:{cast[part].person.pk}", period_key="once",
        unit=getattr(cast.units, unit), position=getattr(cast.positions, part), **values | facts,
    )


def ongoing(cast, plan, code="T2"):
    """A measure that is ongoing."""
    measure = plan.measures.get(code=code)
    measure_allocate(
        by=cast.chief, measure=measure, version=measure.version, owner=measure.owner,
        deadline=Deadline.ongoing("half_year", date(2018, 12, 31)), reason="Går hele tida.",
    )
    return measure


def metric(cast, plan, code="T2"):
    """A figure that people read off."""
    measure = plan.measures.get(code=code)
    return metric_create(
        by=cast.chief, measure=measure, values={"name": "Andel", "unit": "%", "target": 90}
    )
