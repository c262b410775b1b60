"""Reviews of ongoing measures: the rhythm, what they keep, and taking them back."""

import calendar
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leanplan.periods import add_months, half_year_key, half_year_span, half_years, span_of
from leanplan.versioning import Conflict
from measures.actions.measures import deadline_set, status_change
from measures.actions.reviews import measure_review, review_undo
from measures.models import Obligation
from measures.rules import Deadline, next_review
from tests.measures.duties import ongoing
from tests.world import TODAY

KEY = "ongoing_is_reviewed"


def standing():
    rows = Obligation.objects.filter(rule_key=KEY).order_by("pk")
    return [(row.state, row.due_date) for row in rows]


def review(cast, measure, **changes):
    given = {"reviewed_on": TODAY, "comment": "Går sin gang.", "version": measure.version}
    return measure_review(by=cast.chief, measure=measure, **given | changes)


def test_an_ongoing_measure_is_to_be_reviewed_by_its_owner(cast, plan):
    measure = ongoing(cast, plan)
    one = Obligation.objects.get(rule_key=KEY)
    assert (one.subject_key, one.period_key) == (f"measure:{measure.pk}", "first")
    assert (one.due_date, one.position, one.unit) == (
        date(2018, 12, 31), cast.positions.chief, None
    )


def test_measure_review_keeps_the_one_and_asks_for_the_next(cast, plan):
    measure = ongoing(cast, plan)
    made = review(cast, measure)
    measure.refresh_from_db()
    assert measure.next_review_on == date(2019, 6, 30)
    assert standing() == [("met", date(2018, 12, 31)), ("open", date(2019, 6, 30))]
    kept = Obligation.objects.get(rule_key=KEY, state="met")
    assert (kept.met_event, kept.met_on) == (f"review:{made.pk}", TODAY)
    assert measure.status == "not_started"


def test_review_undo_opens_it_again_and_drops_the_next(cast, plan):
    measure = ongoing(cast, plan)
    review(cast, measure)
    review_undo(by=cast.chief, measure=measure, version=measure.version)
    assert measure.next_review_on == date(2018, 12, 31)
    assert standing() == [("open", date(2018, 12, 31)), ("lapsed", date(2019, 6, 30))]
    with pytest.raises(ValidationError):
        review_undo(by=cast.chief, measure=measure, version=measure.version)


def test_a_moved_review_moves_the_obligation_and_keeps_its_key(cast, plan):
    measure = ongoing(cast, plan)
    deadline_set(
        by=cast.chief, measure=measure, version=measure.version, reason="Etter jul.",
        deadline=Deadline.ongoing("half_year", date(2019, 1, 15)),
    )
    assert standing() == [("open", date(2019, 1, 15))]


def test_a_closed_measure_is_no_longer_to_be_reviewed(cast, plan):
    measure = ongoing(cast, plan)
    status_change(
        by=cast.chief, measure=measure, version=measure.version, status="done", comment="Ferdig."
    )
    assert standing() == [("lapsed", date(2018, 12, 31))]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"comment": "  "}, "comment"), ({"reviewed_on": TODAY + timedelta(days=1)}, "reviewed_on"),
        ({"next_on": TODAY}, "next_on"),
    ],
)
def test_measure_review_says_what_is_missing(cast, plan, changes, field):
    measure = ongoing(cast, plan)
    with pytest.raises(ValidationError) as refused:
        review(cast, measure, **changes)
    assert field in refused.value.error_dict
    assert standing() == [("open", date(2018, 12, 31))]


def test_measure_review_of_what_somebody_saved_meanwhile_is_a_conflict(cast, plan):
    measure = ongoing(cast, plan)
    with pytest.raises(Conflict):
        review(cast, measure, version=measure.version - 1)


def test_a_chosen_day_is_what_the_rhythm_counts_from_next(cast, plan):
    measure = ongoing(cast, plan)
    review(cast, measure, next_on=date(2019, 8, 31))
    assert measure.next_review_on == date(2019, 8, 31)
    # Half a year on is the last of February; a year on it is 31 August again, never the 28th.
    assert next_review(date(2019, 8, 31), "half_year", after=date(2019, 8, 31)) == date(2020, 2, 29)
    assert next_review(date(2019, 8, 31), "half_year", after=date(2020, 2, 29)) == date(2020, 8, 31)


DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(3653)]


def six_months_after(day):
    """Worked out without the code: month by month, and back from days that are not there."""
    year, month = (day.year, day.month + 6) if day.month <= 6 else (day.year + 1, day.month - 6)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def test_six_months_after_for_every_day_of_ten_years():
    assert DAYS[-1] == date(2033, 12, 31)
    assert [add_months(day, 6) for day in DAYS] == [six_months_after(day) for day in DAYS]


def test_each_turn_of_a_rhythm_is_counted_from_the_anchor():
    for anchor in DAYS[:366]:
        day, months = anchor, 0
        for _turn in range(6):
            day, months = next_review(anchor, "half_year", after=day), months + 6
            expected = anchor.year * 12 + anchor.month - 1 + months
            year, month = divmod(expected, 12)
            last = calendar.monthrange(year, month + 1)[1]
            assert day == date(year, month + 1, min(anchor.day, last))


def test_half_years_meet_without_a_gap_on_every_day():
    for day in DAYS:
        first, last = half_year_span(half_year_key(day))
        assert first <= day <= last
        assert (first.month, first.day) in {(1, 1), (7, 1)}
        assert (last.month, last.day) in {(6, 30), (12, 31)}
        assert span_of(day, "half_year") == (first, last)
    assert len(half_years(DAYS[0], DAYS[-1])) == 20
    assert half_years(date(2024, 12, 31), date(2025, 1, 1)) == ["2024-H2", "2025-H1"]


@pytest.mark.parametrize(
    ("day", "kind", "expected"),
    [
        # The ISO year of these days is another; the half-year follows the calendar.
        (date(2024, 12, 30), "half_year", (date(2024, 7, 1), date(2024, 12, 31))),
        (date(2027, 1, 1), "half_year", (date(2027, 1, 1), date(2027, 6, 30))),
        (date(2028, 2, 29), "quarter", (date(2028, 1, 1), date(2028, 3, 31))),
        (date(2033, 12, 31), "quarter", (date(2033, 10, 1), date(2033, 12, 31))),
        (date(2028, 2, 29), "year", (date(2028, 1, 1), date(2028, 12, 31))),
    ],
)
def test_span_of(day, kind, expected):
    assert span_of(day, kind) == expected
