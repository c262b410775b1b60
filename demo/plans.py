"""Both generations of the plan, from the first draft to today."""

from datetime import timedelta

from challenges.models import ActionPlan
from demo import life_text
from demo.calendar import at, on_workday
from demo.duties import bind_rules, live_by_rules
from demo.life import Story, Timeline
from demo.places import Places
from demo.plan import write_draft
from demo.plan_text import FIRST, SECOND, Text
from leanplan.clock import pinned
from measures.actions.carry import measure_carry_over
from measures.actions.plans import plan_adopt, plan_evaluate, plan_start, plan_submit

# Days back by which the management group had given owners and deadlines.
_FIRST_ALLOCATED, _SECOND_ALLOCATED = 850, 118


def make_plans(places: Places) -> ActionPlan:
    """Generation 1, evaluated, and generation 2, under way; returns the second."""
    first = _adopt(places, FIRST, _FIRST_ALLOCATED)
    _live_first(places, first)
    second = _adopt(places, SECOND, _SECOND_ALLOCATED, first)
    bind_rules(places, second, adoption=second.adopted_on or places.calendar.today)
    _live_second(places, second)
    live_by_rules(places, second)
    return second


def _adopt(
    places: Places, text: Text, allocated: int, predecessor: ActionPlan | None = None
) -> ActionPlan:
    """Drafted, sent to adoption and adopted; what goes on from the generation before is linked."""
    meetings = places.calendar.meetings
    number = meetings.index(places.calendar.meeting_before(allocated))
    evaluation, adoption = meetings[number - 2], meetings[number - 1]
    by, chief = places.user(life_text.DEV), places.user(life_text.CHIEF)
    with pinned(at(on_workday(evaluation - timedelta(days=12)), 13)):
        plan = write_draft(places, text, by=by, adoption=adoption)
        if predecessor is not None:
            _carry_over(places, predecessor, plan)
    if predecessor is not None:
        with pinned(at(evaluation, 11)):
            predecessor.refresh_from_db()
            plan_evaluate(
                by=chief, plan=predecessor, version=predecessor.version,
                evaluation=life_text.EVALUATION,
            )
    with pinned(at(on_workday(adoption - timedelta(days=6)), 14)):
        plan_submit(by=by, plan=plan, version=plan.version)
    with pinned(at(adoption, 10, 15)):
        plan_adopt(
            by=chief, plan=plan, version=plan.version, adopted_on=adoption,
            adopted_by=places.position("group"),
        )
    with pinned(at(meetings[number], 8, 55)):
        plan_start(by=chief, plan=plan, version=plan.version)
    return plan


def _carry_over(places: Places, old: ActionPlan, new: ActionPlan) -> None:
    story = Story(places, old, Timeline())
    for code, into in life_text.CARRIED.items():
        measure = story.measure(code)
        measure_carry_over(
            by=places.user(life_text.DEV), measure=measure, version=measure.version,
            into=Story(places, new, Timeline()).measure(into),
        )


def _live_first(places: Places, plan: ActionPlan) -> None:
    story = Story(places, plan, Timeline())
    meeting = places.calendar.meeting_before(_FIRST_ALLOCATED)
    for code, life in life_text.FIRST.items():
        story.allocate(code, life, meeting)
        for event in life.events:
            story.happen(code, event)
    story.timeline.play()


def _live_second(places: Places, plan: ActionPlan) -> None:
    story = Story(places, plan, Timeline())
    meeting = places.calendar.meeting_before(_SECOND_ALLOCATED)
    for code, suggested in life_text.PREPARED.items():
        story.happen(code, suggested, on_workday(meeting - timedelta(days=5)))
    for code, life in life_text.SECOND.items():
        story.allocate(code, life, meeting)
        for event in life.events:
            story.happen(code, event)
    for number, later in enumerate(life_text.LATER, start=len(life_text.SECOND) + 1):
        story.make_later(f"T{number}", later)
    for proposal in life_text.PROPOSALS:
        story.propose(proposal)
    story.timeline.play()
