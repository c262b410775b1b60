from datetime import date

import pytest

from documents.deadlines import DeadlineKind, read_deadline
from documents.rhythms import Per
from documents.written_dates import Precision, Reason, read_date

D = date


@pytest.mark.parametrize(
    ("text", "due", "precision"),
    [
        ("31.12.2018", D(2018, 12, 31), "day"),
        ("31/12-18", D(2018, 12, 31), "day"),
        ("31.12.18", D(2018, 12, 31), "day"),
        ("1/3 2019", D(2019, 3, 1), "day"),
        ("1. 3. 2019", D(2019, 3, 1), "day"),
        ("2018-12-31", D(2018, 12, 31), "day"),
        ("1. mars 2019", D(2019, 3, 1), "day"),
        ("1.mars 2019", D(2019, 3, 1), "day"),
        ("den 31. desember 2018.", D(2018, 12, 31), "day"),
        ("Frist: 1.3.2019", D(2019, 3, 1), "day"),
        ("innen 1.3.2019", D(2019, 3, 1), "day"),
        ("seinast 1. mars 2019", D(2019, 3, 1), "day"),
        ("fredag 1. mars 2019", D(2019, 3, 1), "day"),
        ("29.2.2020", D(2020, 2, 29), "day"),
        ("uke 40 2021", D(2021, 10, 10), "day"),
        ("veke 1, 2021", D(2021, 1, 10), "day"),
        ("mars 2019", D(2019, 3, 31), "month"),
        ("Februar 2020", D(2020, 2, 29), "month"),
        ("des. 2018", D(2018, 12, 31), "month"),
        ("mars -19", D(2019, 3, 31), "month"),
        ("03/2019", D(2019, 3, 31), "month"),
        ("innen utgangen av mars 2019", D(2019, 3, 31), "month"),
        ("1. kvartal 2021", D(2021, 3, 31), "month"),
        ("Q4 2021", D(2021, 12, 31), "month"),
        ("2. tertial 2019", D(2019, 8, 31), "month"),
        ("1. halvår 2021", D(2021, 6, 30), "half_year"),
        ("andre halvår 2021", D(2021, 12, 31), "half_year"),
        ("fyrste halvår 2021", D(2021, 6, 30), "half_year"),
        ("H2 2021", D(2021, 12, 31), "half_year"),
        ("2020", D(2020, 12, 31), "year"),
        ("innen utgangen av 2020", D(2020, 12, 31), "year"),
        ("i løpet av 2020", D(2020, 12, 31), "year"),
    ],
)
def test_read_deadline_date(text, due, precision):
    reading = read_deadline(text)
    assert (reading.kind, reading.due, reading.precision) == ("date", due, Precision(precision))
    assert (reading.text, reading.reason) == (text, None)


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("31.02.2021", Reason.IMPOSSIBLE, None),
        ("31. februar 2020", Reason.IMPOSSIBLE, None),
        ("29.2.2021", Reason.IMPOSSIBLE, None),
        ("12/31/2018", Reason.IMPOSSIBLE, None),
        ("3. halvår 2021", Reason.IMPOSSIBLE, None),
        ("13/2019", Reason.IMPOSSIBLE, None),
        ("uke 54 2021", Reason.IMPOSSIBLE, None),
        ("uke 40", Reason.NO_YEAR, None),
        ("1. halvår", Reason.NO_YEAR, None),
        ("31.12", Reason.NO_YEAR, None),
        ("1. mars", Reason.NO_YEAR, None),
        ("mars", Reason.NO_YEAR, None),
        ("mars 19", Reason.AMBIGUOUS, None),
        ("05/19", Reason.AMBIGUOUS, None),
        ("torsdag 1. mars 2019", Reason.WEEKDAY, None),
        ("høsten 2018", Reason.SEASON, D(2018, 11, 30)),
        ("våren 2019", Reason.SEASON, D(2019, 5, 31)),
        ("hausten 2019", Reason.SEASON, D(2019, 11, 30)),
        ("vinteren 2019", Reason.SEASON, None),
        ("høsten", Reason.SEASON, None),
        ("1.1.2019-31.12.2019", Reason.RANGE, D(2019, 12, 31)),
        ("2019–2020", Reason.RANGE, D(2020, 12, 31)),
        ("31.12.2018 og 30.6.2019", Reason.SEVERAL, None),
        ("før 1. mars 2019", Reason.BEFORE, D(2019, 2, 28)),
        ("fra 1.1.2019", Reason.START, None),
        ("etter ferien", Reason.START, None),
        ("løpende fra 1.1.2019", Reason.START, None),
        ("medio mai 2019", Reason.LOOSE, None),
        ("årsskiftet 2019/2020", Reason.LOOSE, None),
        ("snarest", Reason.SOON, None),
        ("jevnlig", Reason.NO_RHYTHM, None),
        ("ved behov", Reason.NO_RHYTHM, None),
        ("31.12.2018 (foreløpig)", Reason.WITH_MORE, D(2018, 12, 31)),
        ("årlig, neste gang 1.3.2019", Reason.WITH_MORE, D(2019, 3, 1)),
        ("4. tertial 2021", Reason.IMPOSSIBLE, None),
        ("ledermøtet bestemmer", Reason.NOT_A_DATE, None),
        ("9999", Reason.NOT_A_DATE, None),
    ],
)
def test_read_deadline_uncertain_is_never_a_date(text, reason, hint):
    reading = read_deadline(text)
    assert (reading.kind, reading.due, reading.precision) == (DeadlineKind.UNCLEAR, None, None)
    assert (reading.text, reading.reason, reading.hint) == (text, reason, hint)


@pytest.mark.parametrize(
    "text", ["løpende", "Løpande", "kontinuerlig", "Fortløpende.", "hele året", "løpende arbeid"]
)
def test_read_deadline_ongoing(text):
    assert read_deadline(text).kind is DeadlineKind.ONGOING


@pytest.mark.parametrize(
    ("text", "times", "per", "every"),
    [
        ("årlig", 1, Per.YEAR, 1),
        ("kvart år", 1, Per.YEAR, 1),
        ("2 ganger i året", 2, Per.YEAR, 1),
        ("to gonger i året", 2, Per.YEAR, 1),
        ("tre ganger årlig", 3, Per.YEAR, 1),
        ("x 2/år", 2, Per.YEAR, 1),
        ("2 x pr. år", 2, Per.YEAR, 1),
        ("hvert kvartal", 1, Per.QUARTER, 1),
        ("kvartalsvis", 1, Per.QUARTER, 1),
        ("halvårlig", 1, Per.HALF_YEAR, 1),
        ("hver måned", 1, Per.MONTH, 1),
        ("kvar månad", 1, Per.MONTH, 1),
        ("annenhver uke", 1, Per.WEEK, 2),
        ("hver 14. dag", 1, Per.WEEK, 2),
        ("annethvert år", 1, Per.YEAR, 2),
        ("hver 3. måned", 1, Per.MONTH, 3),
        ("årlig innen 1. mars", 1, Per.YEAR, 1),
    ],
)
def test_read_deadline_recurring(text, times, per, every):
    reading = read_deadline(text)
    assert reading.kind is DeadlineKind.RECURRING
    assert (reading.rhythm.times, reading.rhythm.per, reading.rhythm.every) == (times, per, every)


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "?"])
def test_read_deadline_empty(text):
    assert read_deadline(text).kind is DeadlineKind.EMPTY


@pytest.mark.parametrize(
    ("text", "day"), [("28.05.18", D(2018, 5, 28)), ("3. mai 2021", D(2021, 5, 3)), ("mai", None),
                      ("31.2.2021", None)],
)  # fmt: skip
def test_read_date(text, day):
    assert read_date(text) == day
