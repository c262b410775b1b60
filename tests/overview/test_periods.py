from datetime import date

import pytest

from overview.periods import Period, choices

TODAY = date(2018, 11, 13)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("", Period(2018)), ("2017", Period(2017)), ("2017-H2", Period(2017, 2)),
        ("2017-H3", Period(2018)), ("1817", Period(2018)), ("2018-H1x", Period(2018)),
    ],
)
def test_of_the_address(text, period):
    assert Period.of(text, today=TODAY) == period


def test_period_of_a_year():
    year = Period(2018)
    assert (year.first, year.last) == (date(2018, 1, 1), date(2018, 12, 31))
    assert year.half_years == ("2018-H1", "2018-H2")
    assert year.key == "2018"


def test_period_of_a_half_year():
    half = Period(2018, 1)
    assert (half.first, half.last) == (date(2018, 1, 1), date(2018, 6, 30))
    assert half.half_years == ("2018-H1",)
    assert half.key == "2018-H1"


@pytest.mark.parametrize(
    ("period", "day"), [(Period(2018), TODAY), (Period(2018, 1), date(2018, 6, 30))]
)
def test_day_is_not_after_what_is_over(period, day):
    assert period.day(TODAY) == day


def test_choices_have_the_chosen_and_next_year_from_july():
    offered = choices(Period(2014), today=TODAY)
    assert offered[0] == Period(2019)
    assert Period(2014) in offered
    assert Period(2019) not in choices(Period(2018), today=date(2018, 6, 30))
