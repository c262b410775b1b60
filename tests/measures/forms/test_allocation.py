from datetime import date

import pytest
from django.http import QueryDict

from measures.choices import Precision, Rhythm
from measures.forms.allocation import (
    AllocationForm,
    SuggestionForm,
    as_written,
    in_one_line,
    with_suggestion,
)
from measures.rules import Deadline
from tests.world import TODAY


def measure(plan, code):
    return plan.measures.get(code=code)


def posted(**values):
    data = QueryDict(mutable=True)
    data.update({"version": "1", "owner": "", "kind": "unsettled", **values})
    return data


@pytest.mark.parametrize(
    ("deadline", "text"),
    [
        (Deadline(), "Ikke avklart"),
        (Deadline.on(date(2018, 9, 24)), "24.09.2018"),
        (Deadline.on(date(2018, 9, 24), Precision.YEAR), "2018"),
        (Deadline.recurring(Rhythm.HALF_YEAR), "Gjentakende: hvert halvår"),
        (
            Deadline.ongoing(Rhythm.YEAR, date(2018, 12, 1)),
            "Løpende, ses på igjen 01.12.2018",
        ),
    ],
)
def test_in_one_line(deadline, text):
    assert in_one_line(deadline) == text


def test_form_shows_what_stands(plan):
    form = AllocationForm(row=measure(plan, "T4"))
    assert form["owner"].value() == "RLG"
    assert form["kind"].value() == "date"
    assert form["due_date"].value() == "20.10.2018"
    assert form["version"].value() == measure(plan, "T4").version


def test_form_without_version_is_refused(plan):
    data = posted()
    del data["version"]
    assert "version" in AllocationForm(data, row=measure(plan, "T1")).errors


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"owner": "Ingen kjent"}, "owner"),
        ({"kind": "date", "due_date": "31.02.2021"}, "due_date"),
        ({"kind": "date"}, "due_date"),
        ({"kind": "ongoing", "rhythm": "half_year"}, "next_review_on"),
        ({"kind": "recurring", "rhythm": ""}, "rhythm"),
        ({"kind": "nonsense"}, "kind"),
    ],
)
def test_form_says_at_the_field(plan, values, field):
    form = AllocationForm(posted(**values), row=measure(plan, "T1"))
    assert list(form.errors) == [field]
    assert form.first_error == field


def test_form_asks_for_a_reason_only_where_a_deadline_is_settled(plan):
    assert "reason" not in AllocationForm(row=measure(plan, "T1")).fields
    assert "reason" in AllocationForm(row=measure(plan, "T2")).fields


def test_suggestion_form_offers_only_what_nobody_has_set(plan):
    assert list(SuggestionForm(row=measure(plan, "T1")).fields) == [
        "owner", "kind", "due_date", "rhythm", "version", "left_out",
    ]
    assert list(SuggestionForm(row=measure(plan, "T2")).fields) == ["version", "left_out"]


def test_suggestion_form_needs_no_day_of_review(plan):
    form = SuggestionForm(
        posted(kind="ongoing", rhythm="quarter"), row=measure(plan, "T1")
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["deadline"] == Deadline("ongoing", rhythm="quarter")


def test_with_suggestion_takes_the_place_of_what_was_typed(cast, plan):
    row = measure(plan, "T1")
    row.suggested_owner = cast.positions.every_tol
    row.suggested_kind, row.suggested_rhythm = "ongoing", "half_year"
    data = with_suggestion(posted(owner="noe annet"), row, day=TODAY)
    form = AllocationForm(data, row=row)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["owner"] == cast.positions.every_tol
    assert form.cleaned_data["deadline"] == Deadline.ongoing("half_year", date(2019, 5, 13))


def test_with_suggestion_leaves_what_nobody_suggests(cast, plan):
    row = measure(plan, "T1")
    row.suggested_owner = cast.positions.group
    data = with_suggestion(posted(kind="date", due_date="2019"), row, day=TODAY)
    assert (data["owner"], data["kind"], data["due_date"]) == ("RLG", "date", "2019")


def test_with_suggestion_never_changes_what_is_set(cast, plan):
    row = measure(plan, "T2")
    row.suggested_owner = cast.positions.group
    row.suggested_kind = "recurring"
    data = with_suggestion(posted(owner="Min", **{"kind": "date"}), row, day=TODAY)
    assert (data["owner"], data["kind"]) == ("Min", "date")


def test_as_written_keeps_a_rhythm_to_begin_with():
    assert as_written(Deadline())["rhythm"] == "half_year"
