from datetime import date

import pytest

from reviews.rules import half_year_of


@pytest.mark.parametrize(
    ("day", "review", "expected"),
    [
        (date(2026, 1, 1), "", "2026-H1"),
        (date(2026, 6, 30), "", "2026-H1"),
        (date(2026, 7, 1), "", "2026-H2"),
        (date(2026, 12, 31), "", "2026-H2"),
        # A visit just after the turn belongs where its review does.
        (date(2026, 7, 2), "2026-H1", "2026-H1"),
        (date(2027, 1, 5), "2026-H2", "2026-H2"),
    ],
)
def test_half_year_of(day, review, expected):
    assert half_year_of(day, review) == expected
