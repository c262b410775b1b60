import re
from datetime import date, timedelta
from itertools import combinations
from math import dist, hypot

import pytest

from boards.wheel.layout import WIDTH, Stretch, radius, wheel
from boards.wheel.markers import MARKER, MOVED, Point
from boards.wheel.paths import CENTRE, angle

MONTHS = ["Januar", "Februar", "Mars", "April", "Mai", "Juni", "Juli", "August", "September",
          "Oktober", "November", "Desember"]
TODAY = date(2018, 11, 13)


def laid(points=(), stretches=(), year=2018, today=TODAY):
    return wheel(
        year, today=today, rings=5, month_names=MONTHS, points=points, stretches=stretches
    )


def spread(number, *, days=365, rings=5):
    first = date(2018, 1, 1)
    return [
        Point(f"p{index}", index % rings, first + timedelta(days=index * days // number))
        for index in range(number)
    ]


def test_angle_begins_at_twelve_and_goes_with_the_clock():
    assert angle(date(2018, 1, 1)) == 0
    assert 89 < angle(date(2018, 4, 2)) < 91
    assert angle(date(2018, 12, 31)) < 360
    assert angle(date(2020, 7, 1)) == pytest.approx(182 / 366 * 360)


@pytest.mark.parametrize(
    "points",
    [
        spread(10), spread(120), spread(500),
        [Point(f"p{index}", 4, date(2018, 6, 15)) for index in range(30)],
        [Point(f"p{index}", 4, date(2018, 12, 31)) for index in range(9)],
        [Point(f"p{index}", 0, date(2018, 1, 1 + index)) for index in range(9)],
        spread(200, days=40, rings=1),
    ],
)
def test_wheel_markers_never_lie_upon_each_other_and_hold_everything(points):
    drawn = laid(points)
    for ring, part in enumerate(drawn.rings):
        for one, other in combinations(part.markers, 2):
            assert dist((one.x, one.y), (other.x, other.y)) >= 2 * MARKER
        for marker in part.markers:
            assert hypot(marker.x - CENTRE, marker.y - CENTRE) == pytest.approx(
                radius(ring), abs=0.1
            )
    held = [key for part in drawn.rings for marker in part.markers for key in marker.keys]
    assert sorted(held) == sorted(point.key for point in points)
    assert drawn.numbers().keys() == {point.key for point in points}


def test_wheel_ten_events_stand_each_by_itself_on_its_own_day():
    points = spread(10)
    drawn = laid(points)
    assert all(len(marker.keys) == 1 for part in drawn.rings for marker in part.markers)
    numbers = drawn.numbers()
    assert [numbers[point.key] for point in points] == list(range(1, 11))


def test_wheel_moves_a_marker_only_a_little_from_its_day():
    drawn = laid([Point(f"p{index}", 1, date(2018, 3, 1 + index)) for index in range(12)])
    shares = [len(marker.keys) for marker in drawn.rings[1].markers]
    assert sum(shares) == 12
    assert len(shares) < 12
    near = laid([Point("a", 1, date(2018, 3, 1)), Point("b", 1, date(2018, 3, 2))])
    assert [len(marker.keys) for marker in near.rings[1].markers] == [1, 1]
    assert MOVED < 12


def test_wheel_numbers_follow_the_year_over_all_rings():
    drawn = laid(
        [Point("c", 0, date(2018, 9, 1)), Point("a", 3, date(2018, 2, 1)),
         Point("b", 2, date(2018, 5, 1))]
    )
    assert drawn.numbers() == {"a": 1, "b": 2, "c": 3}


def test_wheel_dots_have_no_number():
    drawn = laid([Point("d", 0, date(2018, 5, 1), dot=True)])
    assert len(drawn.rings[0].dots) == 1
    assert drawn.numbers() == {}


def test_wheel_spans_that_overlap_stand_side_by_side():
    spans = [
        Stretch("a", 1, date(2018, 1, 1), date(2018, 6, 30), ("Gemba og revisjon, 1. halvår",)),
        Stretch("b", 1, date(2018, 3, 1), date(2018, 8, 31), ("Noe annet",)),
        Stretch("c", 1, date(2018, 9, 1), date(2018, 12, 31), ("Et tredje",)),
    ]
    arcs = {arc.key: arc.path for arc in laid(stretches=spans).rings[1].arcs}
    radii = {key: {float(r) for r in re.findall(r"A([\d.]+) ", path)} for key, path in arcs.items()}
    assert min(radii["a"]) >= max(radii["b"])
    assert radii["a"] == radii["c"]
    assert all(abs(r - radius(1)) <= WIDTH / 2 for each in radii.values() for r in each)


def test_wheel_span_says_the_longest_text_that_fits():
    long, short = "Gemba og revisjon i alle enheter, første halvår", "Gemba"
    said = {}
    for key, last in (("wide", date(2018, 9, 30)), ("small", date(2018, 1, 31)),
                      ("tiny", date(2018, 1, 10))):
        arc = laid(stretches=[Stretch(key, 2, date(2018, 1, 1), last, (long, short))])
        line = arc.rings[2].arcs[0].line
        said[key] = line.text if line else None
    assert said == {"wide": long, "small": short, "tiny": None}


def test_wheel_today_is_marked_in_its_own_year_only():
    assert laid().now == pytest.approx(angle(TODAY), abs=0.01)
    assert [month.is_now for month in laid().months].index(True) == 10
    before, after = laid(year=2017), laid(year=2019)
    assert (before.now, before.now_line, after.now) == (None, "", None)
    assert before.past
    assert not after.past
    assert not any(month.is_now for month in before.months)
