"""What visits and reviews mean: pure functions, today is a parameter."""

from datetime import date

from leanplan.periods import half_year_key


def half_year_of(day: date, review_half_year: str = "") -> str:
    """The half-year a visit counts for: that of the review it belongs to, otherwise of its day."""
    return review_half_year or half_year_key(day)
