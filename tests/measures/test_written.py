from datetime import date

import pytest
from django.utils import translation

from measures.choices import Precision
from measures.rules import last_day
from measures.written import Unreadable, read_date, write_date


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("24.09.2018", date(2018, 9, 24), Precision.DAY),
        ("1.9.18", date(2018, 9, 1), Precision.DAY),
        ("1/9/2018", date(2018, 9, 1), Precision.DAY),
        (" 1. 9. 2018 ", date(2018, 9, 1), Precision.DAY),
        ("2018-09-24", date(2018, 9, 24), Precision.DAY),
        ("24. september 2018", date(2018, 9, 24), Precision.DAY),
        ("24 sept 2018", date(2018, 9, 24), Precision.DAY),
        ("29.02.2020", date(2020, 2, 29), Precision.DAY),
        ("september 2018", date(2018, 9, 30), Precision.MONTH),
        ("Sep. 2018", date(2018, 9, 30), Precision.MONTH),
        ("09.2018", date(2018, 9, 30), Precision.MONTH),
        ("2018-02", date(2018, 2, 28), Precision.MONTH),
        ("1. halvår 2018", date(2018, 6, 30), Precision.HALF_YEAR),
        ("2 halvår 2018", date(2018, 12, 31), Precision.HALF_YEAR),
        ("2018-H1", date(2018, 6, 30), Precision.HALF_YEAR),
        ("H2 2018", date(2018, 12, 31), Precision.HALF_YEAR),
        ("2018", date(2018, 12, 31), Precision.YEAR),
    ],
)
def test_read_date_means(text, day, precision):
    assert read_date(text) == (day, precision)


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2021", "29.02.2019", "00.01.2018", "1.13.2018", "uke 40", "snart", "ju 2018",
        "13.2018", "3. halvår 2018", "0001", "24.09.0018", "9999-99", "24.09", "²4.09.2018",
    ],
)
def test_read_date_refuses_and_repeats(text):
    with pytest.raises(Unreadable) as error:
        read_date(text)
    assert text in str(error.value)


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("precision", Precision.values)
@pytest.mark.parametrize("day", [date(2018, 6, 30), date(2018, 12, 31)])
def test_write_date_is_read_back(day, precision, language):
    meant = last_day(day, precision)
    with translation.override(language):
        assert read_date(write_date(meant, precision)) == (meant, precision)


def test_write_date_nothing():
    assert write_date(None) == ""
