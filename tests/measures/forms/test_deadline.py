from datetime import date

import pytest

from measures.choices import Precision, Rhythm
from measures.forms.deadline import DeadlineForm
from measures.rules import Deadline

SETTLED = [
    Deadline(),
    Deadline.on(date(2018, 9, 24)),
    Deadline.on(date(2018, 9, 1), Precision.MONTH),
    Deadline.on(date(2018, 9, 1), Precision.HALF_YEAR),
    Deadline.on(date(2018, 9, 1), Precision.YEAR),
    Deadline.ongoing(Rhythm.QUARTER, date(2018, 12, 1)),
    Deadline.recurring(Rhythm.HALF_YEAR),
    Deadline.recurring(Rhythm.ON_EVENT),
]


@pytest.mark.parametrize(
    ("data", "deadline"),
    [
        ({"kind": "unsettled"}, Deadline()),
        ({"kind": "unsettled", "due_date": "31.02.2021", "rhythm": "never"}, Deadline()),
        ({"kind": "date", "due_date": "24.09.2018"}, Deadline.on(date(2018, 9, 24))),
        ({"kind": "date", "due_date": "2018-09-24"}, Deadline.on(date(2018, 9, 24))),
        (
            {"kind": "date", "due_date": "september 2018"},
            Deadline.on(date(2018, 9, 1), Precision.MONTH),
        ),
        (
            {"kind": "date", "due_date": "24.09.2018", "precision": "half_year"},
            Deadline.on(date(2018, 9, 1), Precision.HALF_YEAR),
        ),
        (
            {"kind": "date", "due_date": "24.09.2018", "next_review_on": "tull"},
            Deadline.on(date(2018, 9, 24)),
        ),
        (
            {"kind": "ongoing", "rhythm": "half_year", "next_review_on": "1.10.2018"},
            Deadline.ongoing(Rhythm.HALF_YEAR, date(2018, 10, 1)),
        ),
        ({"kind": "recurring", "rhythm": "on_event"}, Deadline.recurring(Rhythm.ON_EVENT)),
    ],
)
def test_clean_makes_the_deadline(data, deadline):
    form = DeadlineForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["deadline"] == deadline


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "kind"),
        ({"kind": "someday"}, "kind"),
        ({"kind": "date"}, "due_date"),
        ({"kind": "date", "due_date": "31.02.2021"}, "due_date"),
        ({"kind": "date", "due_date": "uke 40"}, "due_date"),
        ({"kind": "date", "due_date": "1.1.2018", "precision": "hour"}, "precision"),
        ({"kind": "ongoing", "rhythm": "half_year"}, "next_review_on"),
        ({"kind": "ongoing", "rhythm": "half_year", "next_review_on": "2019"}, "next_review_on"),
        (
            {"kind": "ongoing", "rhythm": "on_event", "next_review_on": "1.10.2018"}, "rhythm",
        ),
        ({"kind": "ongoing", "next_review_on": "1.10.2018"}, "rhythm"),
        ({"kind": "recurring"}, "rhythm"),
        ({"kind": "recurring", "rhythm": "weekly"}, "rhythm"),
    ],
)
def test_clean_says_at_the_field(data, field):
    form = DeadlineForm(data)
    assert not form.is_valid()
    assert set(form.errors) == {field}


def test_impossible_date_keeps_what_was_typed():
    form = DeadlineForm({"kind": "date", "due_date": "31.02.2021"})
    assert form.errors["due_date"] == ["«31.02.2021» finnes ikke i kalenderen."]
    assert 'value="31.02.2021"' in str(form["due_date"])
    assert 'aria-invalid="true"' in str(form["due_date"])


@pytest.mark.parametrize("deadline", SETTLED, ids=str)
def test_deadline_stands_and_is_read_back(deadline):
    shown = DeadlineForm(deadline=deadline)
    again = DeadlineForm({name: shown[name].initial or "" for name in shown.fields})
    assert again.is_valid(), again.errors
    assert again.cleaned_data["deadline"] == deadline
