import pytest

from boards.live import live_state
from scripts.bench import boards, goals
from scripts.bench.__main__ import PARTS, read_arguments
from scripts.bench.browser import Visit
from scripts.bench.databases import beside
from scripts.bench.figures import Figures, count_elements, judged, percentile, table, verdicts
from scripts.bench.goals import Goal
from scripts.bench.served import Crowd, cpu_of, free_port, read_rollup
from tests.boards.boards import board


def figures(name, kind="", wall=10.0, **others):
    return Figures(name, kind, [wall, wall, wall], [wall / 2] * 3, **others)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.5, "aim met"), (1.5, "aim met"), (1.6, "met"), (2.5, "met"), (2.51, "not met")],
)
def test_goal_says_in_a_word_what_is_reached(value, expected):
    assert Goal(2.5, 1.5).verdict(value) == expected


def test_goals_aim_further_than_they_must():
    kinds = (goals.TIME, goals.QUERIES, goals.HTML_KB, goals.ELEMENTS, goals.GROWTH)
    for kind in kinds:
        assert all(goal.aim < goal.must for goal in kind.values())


@pytest.mark.parametrize(("share", "expected"), [(0, 1), (0.5, 3), (0.95, 5), (1, 5)])
def test_percentile_takes_a_value_that_was_seen(share, expected):
    assert percentile([5, 1, 4, 2, 3], share) == expected


def test_count_elements_counts_what_opens_and_what_stands_alone():
    assert count_elements("<!doctype html><p>a <b>b</b><br><svg><use href='#x'/></svg></p>") == 5


def test_table_sets_each_page_beside_its_yardstick():
    lines = table(
        [figures("plan", "plan", 20), figures("status", "status", 20)], figures("LIST1"),
        figures("floor", wall=5),
    )
    assert lines[1].split()[:5] == ["plan", "0", "20.0", "20.0", "2.00"]
    assert lines[2].split()[4] == "4.00"


def test_table_sets_the_first_drawing_beside_what_others_get():
    lines = table(
        [figures("plan", "plan", 20, first=[30.0, 50.0, 80.0]), figures("mine", "list")],
        figures("LIST1"), figures("floor"),
    )
    assert lines[0].split()[6:8] == ["first", "×"]
    assert lines[1].split()[5] == "5.00"
    assert lines[2].split()[5] == "5.0"  # nothing is kept: the next column


def test_verdicts_judge_a_list_by_every_goal_of_its_kind():
    one = figures("mine", "list", 24, queries=9, packed=9000, elements=1600)
    text = "\n".join(verdicts([figures("LIST1"), one], figures("LIST1"), figures("admin", wall=30),
                              figures("floor", wall=5)))
    words = [line.split("   ")[-1] for line in text.splitlines()[1:]]
    assert words == ["met", "met", "met", "met", "not met"]
    assert "× stock admin" in text
    assert "LIST1:" not in text


def test_verdicts_tell_where_the_stock_admin_is_quicker():
    lines = verdicts([figures("mine", "list", 31)], figures("LIST1", wall=31),
                     figures("admin", wall=30), figures("floor"))
    assert next(line for line in lines if "stock admin" in line).endswith("not met")


def test_judged_shows_the_figure_its_goal_and_the_word():
    assert judged("weight", 90.5, Goal(100, 65), " KB").split() == [
        "weight", "90.50", "KB", "100", "/", "65", "met"
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgres://u:p@h:5432/postgres", "postgres://u:p@h:5432/new"),
        ("postgresql://u:@/postgres?host=/tmp/x", "postgresql://u:@/new?host=/tmp/x"),
    ],
)
def test_beside_keeps_the_server(address, expected):
    assert beside(address, "new") == expected


def test_read_rollup_reads_whole_and_shared_memory():
    text = "0-1 [rollup]\nRss:   102400 kB\nPss:    51200 kB\nPss_Dirty: 9 kB\n"
    assert read_rollup(text) == (100.0, 50.0)
    assert read_rollup("") == (0.0, 0.0)


def test_visit_counts_what_went_over_the_wire():
    seen = Visit()
    seen.finish("Font", "http://127.0.0.1/a.woff2", 50)
    seen.finish("Image", "data:image/svg+xml,x", 7)
    seen.finish("Document", "http://127.0.0.1/", 10)
    assert (seen.size, seen.without_fonts, len(seen.sizes)) == (60, 10, 2)


def test_crowd_that_met_nobody_is_endlessly_slow():
    assert Crowd(100).p95 == float("inf")
    assert Crowd(100, [1.0, 2.0]).p95 == 2.0


def test_read_arguments_measures_everything_by_itself():
    options = read_arguments([])
    assert (options.only, options.sizes, options.sqlite) == (
        list(PARTS), ["fjellvik", "oslo"], False
    )
    assert read_arguments(["--only", "pages"]).only == ["pages"]


def test_cpu_of_nobody_is_nothing():
    assert cpu_of([]) == 0
    assert free_port() > 1023


def test_stir_changes_boards_that_have_something_on_them(cast, monkeypatch, capsys):
    monkeypatch.setattr(boards, "CHANGES_EVERY", 0.02)
    on = board(cast)
    boards._fill([on])
    assert on.suggestions.count() == sum(boards.STANDS.values())
    before = live_state(f"board:{on.pk}")
    boards.stir([on.pk], 0.01)
    assert capsys.readouterr().out.split() == ["begun", "1"]
    assert live_state(f"board:{on.pk}") != before


def test_state_in_reads_what_was_drawn():
    assert boards.state_in(b'<div data-live-state="20181113-2">') == "20181113-2"
    assert boards.state_in(b"") == ""
