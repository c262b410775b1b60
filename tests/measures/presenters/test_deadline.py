from dataclasses import dataclass
from datetime import date

import pytest

from measures.presenters.deadline import deadline_text, due_shown
from measures.rules import Deadline
from organisation.actions import setting_change
from tests.world import TODAY

# How many days are near is a setting.
pytestmark = pytest.mark.django_db


@dataclass
class Facts:
    """What a deadline is shown from, without a database."""

    deadline: Deadline
    status: str = "in_progress"
    owner_id: int | None = 1
    closed_on: date | None = None

    def __getattr__(self, name):
        if name == "deadline_kind":
            return self.deadline.kind
        return getattr(self.deadline, name)


@pytest.mark.parametrize(
    ("day", "precision", "text"),
    [
        (date(2018, 11, 27), "day", "27.11.2018"),
        (date(2019, 3, 31), "month", "mars 2019"),
        (date(2018, 12, 31), "half_year", "2. halvår 2018"),
        (date(2019, 6, 30), "half_year", "1. halvår 2019"),
        (date(2019, 12, 31), "year", "2019"),
    ],
)
def test_deadline_text_is_as_exact_as_it_was_meant(day, precision, text):
    assert deadline_text(Deadline.on(day, precision)) == text


@pytest.mark.parametrize(
    ("day", "note", "over", "near"),
    [
        (date(2018, 11, 1), "12 dager over fristen", 12, False),
        (date(2018, 11, 12), "1 dag over fristen", 1, False),
        (date(2018, 11, 13), "Frist i dag", 0, True),
        (date(2018, 11, 14), "Om 1 dag", 0, True),
        (date(2018, 12, 13), "Om 30 dager", 0, True),
        (date(2018, 12, 14), "", 0, False),
    ],
)
def test_due_shown_says_how_far_away(day, note, over, near):
    shown = due_shown(Facts(Deadline.on(day)), today=TODAY)
    assert (shown.note, shown.days_over, shown.is_near) == (note, over, near)
    assert shown.is_over == bool(over)
    assert shown.day == day


def test_due_shown_of_what_has_no_date():
    ongoing = due_shown(Facts(Deadline.ongoing("month", date(2018, 12, 11))), today=TODAY)
    assert (ongoing.text, ongoing.note) == ("Løpende", "Gjennomgås 11.12.2018")
    late = due_shown(Facts(Deadline.ongoing("month", date(2018, 10, 1))), today=TODAY)
    assert late.note == "Skulle vært gjennomgått 01.10.2018"
    assert not late.is_over
    recurring = due_shown(Facts(Deadline.recurring("half_year")), today=TODAY)
    assert (recurring.text, recurring.note) == ("Gjentakende", "Hvert halvår")
    assert due_shown(Facts(Deadline()), today=TODAY) is None


def test_due_shown_of_what_is_closed_is_never_late():
    facts = Facts(Deadline.on(date(2018, 10, 1)), "done", closed_on=date(2018, 11, 5))
    shown = due_shown(facts, today=TODAY)
    assert (shown.text, shown.note, shown.is_over) == ("05.11.2018", "Gjennomført", False)
    without_a_day = due_shown(Facts(Deadline.on(date(2018, 10, 1)), "done"), today=TODAY)
    assert (without_a_day.text, without_a_day.is_over) == ("01.10.2018", False)


def test_due_shown_is_near_as_the_municipality_sets_it():
    facts = Facts(Deadline.on(date(2018, 12, 31)))  # in 48 days
    assert not due_shown(facts, today=TODAY).is_near
    setting_change(by=None, key="measures.near_days", value="60", version=0)
    assert due_shown(facts, today=TODAY).is_near
