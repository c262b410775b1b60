from datetime import date

from leaders.lanes import LEFT, WIDTH, Bar, Mark, Row, lay_out, window

TODAY = date(2018, 11, 13)


def drawn(*bars, marks=()):
    return lay_out([Row("A", "", "/", bars, marks)], today=TODAY).lanes[0]


def test_window_is_fifteen_whole_months_around_today():
    assert window(TODAY) == (date(2018, 4, 1), date(2019, 6, 30))


def test_bars_are_cut_at_the_edges_and_left_out_beyond_them():
    lane = drawn(
        Bar("is-opp", date(2017, 1, 1), date(2018, 4, 30)), Bar("is-self", date(2019, 6, 1), None),
        Bar("is-inn", date(2017, 1, 1), date(2018, 3, 31)),
        Bar("is-inn", date(2018, 6, 2), date(2018, 6, 1)),
    )
    first, last = lane.bars
    assert first.x == LEFT
    assert last.x + last.width <= WIDTH


def test_label_stands_only_where_it_fits_and_beside_a_mark():
    short = drawn(Bar("is-inn", date(2018, 6, 1), date(2018, 6, 5), "Innføring"))
    assert short.bars[0].label == ""
    bar = Bar("is-inn", date(2018, 6, 1), date(2018, 9, 5), "Innføring")
    free, beside = drawn(bar), drawn(bar, marks=[Mark("due", date(2018, 6, 1))])
    assert free.bars[0].label == "Innføring"
    assert beside.bars[0].label_x > free.bars[0].label_x


def test_rows_stand_under_one_another_and_marks_outside_are_left_out():
    rows = [Row(str(number), "", "/", (), [Mark("due", date(2017, 1, 1))]) for number in range(3)]
    found = lay_out(rows, today=TODAY)
    assert [lane.line_y for lane in found.lanes] == [88.0, 150.0, 212.0]
    assert all(lane.marks == [] for lane in found.lanes)
