from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from demo import life_text
from demo.calendar import Calendar
from demo.life import Story, Timeline, deadline_of
from demo.places import Places
from leanplan.clock import now, today
from measures.choices import DeadlineKind
from organisation.models import Person
from tests.world import TODAY

CALENDAR = Calendar(TODAY)


def test_timeline_plays_in_the_order_of_the_days():
    seen, timeline = [], Timeline()
    timeline.add(date(2018, 3, 2), lambda: seen.append(("later", today(), now().hour)), hour=10)
    timeline.add(date(2018, 3, 1), lambda: seen.append(("first", today(), now().hour)), hour=12)
    timeline.add(date(2018, 3, 2), lambda: seen.append(("second", today(), now().hour)), hour=9)
    timeline.play()
    assert [name for name, _day, _hour in seen] == ["first", "second", "later"]
    assert seen[0][1] == date(2018, 3, 1)
    assert today() == TODAY
    assert timeline.steps == []


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        (None, DeadlineKind.UNSETTLED),
        (life_text.Due(-12), DeadlineKind.DATE),
        (life_text.Due(40, "half_year"), DeadlineKind.DATE),
        (life_text.Ongoing("quarter", 10), DeadlineKind.ONGOING),
        (life_text.Recurring(), DeadlineKind.RECURRING),
    ],
)
def test_deadline_of_reads_each_kind(when, kind):
    assert deadline_of(when, CALENDAR).kind == kind


def test_deadline_of_a_review_is_a_meeting():
    assert deadline_of(life_text.Ongoing("quarter", 10), CALENDAR).next_review_on in (
        CALENDAR.meetings
    )


def test_story_lets_nobody_do_what_they_may_not(cast, plan):
    """A text that lets the wrong person speak is found when the demo is made."""
    reader = Person.objects.get(user=cast.reader)
    places = Places(CALENDAR, "", admin=cast.administrator, people={"Rita Øien": reader})
    story = Story(places, plan, Timeline())
    story.happen("T2", life_text.Said(3, "Rita Øien", "in_progress", "Jeg leser bare."))
    with pytest.raises(PermissionDenied):
        story.timeline.play()
    assert not story.measure("T2").status_log.exists()


def test_every_line_of_the_plan_has_a_life():
    assert list(life_text.SECOND) == [f"T{number}" for number in range(1, 30)]
    assert set(life_text.CARRIED) < set(life_text.FIRST)


@pytest.mark.parametrize("before", range(8))
def test_make_later_comes_in_the_order_of_the_codes_on_every_day_of_a_year(before):
    for number in range(366):
        places = Places(Calendar(TODAY + timedelta(days=number)), "")
        story, made, events = Story(places, None, Timeline()), [], []
        for _ in range(before):  # what stands before has a say in the hour of what follows
            story.timeline.add(TODAY, lambda: None)
        for code, later in enumerate(life_text.LATER, start=30):
            first = len(story.timeline.steps)
            story.make_later(f"T{code}", later)
            made.append(story.timeline.steps[first][0])
            events += [(step[0], made[-1]) for step in story.timeline.steps[first + 1 :]]
        assert made == sorted(set(made)), places.calendar.today
        assert all(event > creation for event, creation in events), places.calendar.today
