"""No page asks the database more than it is known to, and what is known is no more than it asks.

Where a page became dearer, think first: a join, one question for all rows, something asked twice.
When the number is right, `make query-counts` writes the file anew.
"""

import os

import pytest
from django.db import connection
from django.urls import reverse

from tests.matrix_rows import address
from tests.query_counts import FILE, admin_lists, asked, change_status, pages, read, write

# One less is no reason to write the file anew, and two are: the page has become cheaper, and may
# not become dearer again unseen. On PostgreSQL choices of a form come through a cursor that is not
# counted, so only SQLite's numbers are whole, and those are kept.
SLACK = 1 if connection.vendor == "sqlite" else 99
# Ten is the goal for a list or one thing, twelve for a page that gathers several. What needs more
# says here why.
MOST = 12
MORE = {
    # It checks and writes the row, its history and the log, and lets what rules ask for follow.
    "measures:status_change": 14,
    # Once when a leader leaves: all positions, what is theirs and shared, who holds them before and
    # after, who is told of a vacancy, what is due from every source.
    "measures:handover": 18,
    # It works out the person's next mail as the night's run does, for the municipality.
    "organisation:mail_preview": 14,
    # The agenda makes itself: the plan, decisions, counts by area, what changed, the wheel in few
    # rounds; who is asked, with their titles; its points and what is kept of it.
    "boards:meeting_detail": 13,
    # A leader group's board gathers the plan's rows and lines, who answers, counts by area, what
    # has changed, decisions, two months of the wheel and what was lifted; the same for any
    # number of them. A meeting's screen asks for its points and decisions besides, and the one with
    # a pen for the positions to choose from and the rows to judge.
    "boards:group_board": 13, "boards:meeting_wall": 13, "boards:meeting_pen": 17,
    "boards:meeting_run": 18,
    # What is wanted, what stands, who leads and hosts, and whose half-days are taken.
    "reviews:half_year_planning": 15,
    # A review that is held: its rows, what was written before and the figures at once; then what
    # was found meanwhile, points, who can answer them, and the lists to choose from.
    "reviews:review_detail": 13,
}
WRITING = bool(os.environ.get("WRITE_QUERY_COUNTS"))

PAGES = pages()
found = {}


@pytest.fixture(scope="module", autouse=True)
def written():
    """Write what was counted where the command asks for it: all of it, or nothing."""
    yield
    if WRITING:
        write(found)


def compare(name, role, sql):
    """Compare one count with the file; the SQL is printed where a page asks more."""
    key = f"{name}, {role}"
    if WRITING:
        found[key] = len(sql)
        return
    known = read()
    assert key in known, f"{key} asks {len(sql)} and has no line in {FILE.name}: make query-counts"
    text = "\n".join(f"{number:3} {one}" for number, one in enumerate(sql, start=1))
    assert len(sql) <= known[key], f"{key} asks {len(sql)} and not {known[key]}:\n{text}"
    assert known[key] - len(sql) <= SLACK, (
        f"{key} asks {len(sql)} only, and {FILE.name} lets it ask {known[key]}: make query-counts"
    )


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_no_more_than_it_did(name, client, cast, plan):
    row, roles = PAGES[name]
    url = address(row, cast, plan)
    for role in roles:
        client.force_login(cast[role])
        answer, sql = asked(lambda: client.get(url))
        assert answer.status_code == 200
        compare(name, role, sql)


@pytest.mark.parametrize("route", admin_lists())
def test_list_of_the_administration_asks_no_more_than_it_did(route, client, cast, plan):
    client.force_login(cast.administrator)
    answer, sql = asked(lambda: client.get(reverse(route)))
    assert answer.status_code == 200
    compare(f"GET {route}", "administrator", sql)


@pytest.mark.parametrize(("code", "role"), [("T2", "chief"), ("T5", "drel")])
def test_status_in_place_asks_no_more_than_it_did(code, role, client, cast, plan):
    client.force_login(cast[role])
    measure = plan.measures.select_related("plan").get(code=code)
    answer, sql = asked(change_status(client, measure))
    assert answer.status_code == 200
    compare(f"POST measures:status_change {code}", role, sql)


@pytest.mark.skipif(WRITING, reason="the file is being written")
def test_every_number_is_of_a_page_that_is_there():
    names = {f"{name}, {role}" for name, (_row, roles) in PAGES.items() for role in roles}
    names |= {f"GET {route}, administrator" for route in admin_lists()}
    other = {name for name in set(read()) - names if not name.startswith("POST ")}
    assert other == set(), "no longer pages that are counted: make query-counts"


@pytest.mark.skipif(WRITING, reason="the file is being written")
def test_no_page_asks_more_than_is_allowed():
    dear = {
        name: number for name, number in read().items()
        if number > MORE.get(name.split()[1].rstrip(","), MOST)
    }
    assert dear == {}
