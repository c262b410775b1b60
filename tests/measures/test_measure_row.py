from dataclasses import replace
from datetime import date

import pytest
from django.template import Context, Template

from measures.presenters.deadline import DueShown
from measures.presenters.measure import Gap, MeasureShown, OwnerShown
from measures.presenters.status import STATUSES

SHOWN = MeasureShown(
    pk=7, code="T7", version=1, text="Tavle <b>&", title="Tavle", url="/tiltak/7/",
    status_url="/tiltak/7/status/", is_lead=False, is_closed=False, unit="", mark="",
    owner=OwnerShown("Kari <i>", "Leder & sjef"), owner_gap=None,
    due=DueShown("27.11.2018", "om 3 <dager>", date(2018, 11, 27)), due_gap=None,
    status=STATUSES["in_progress"], can_assign=False, can_suggest=False, can_change_status=False,
    can_move=False,
)


def drawn(tag, measure, **context):
    source = "{% load measure_row %}{% TAG measure %}".replace("TAG", tag)
    return Template(source).render(Context({"measure": measure, **context}))


def test_measure_row_escapes_all_that_people_write():
    row = drawn("measure_row", replace(SHOWN, unit="Nord & <u>", mark="<s>"))
    assert "Tavle &lt;b&gt;&amp;</a>" in row
    for raw in ("<b>", "<i>", "<dager>", "<u>", "<s>", "& "):
        assert raw not in row


@pytest.mark.parametrize(
    ("context", "lead", "expected"),
    [
        ({}, False, 'class="measure">'),
        ({}, True, 'class="measure is-lead">'),
        ({"swapped": True}, True, 'class="measure is-lead is-swapped">'),
        ({"oob": True}, False, 'class="measure" hx-swap-oob="true">'),
    ],
)
def test_measure_row_is_marked_for_what_it_is(context, lead, expected):
    row = drawn("measure_row", replace(SHOWN, is_lead=lead), **context)
    assert row.startswith(f'<tr role="row" id="T7" {expected}')
    assert row.count("<td ") == 3


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (DueShown("1.1.2018", "", date(2018, 1, 1), days_over=3), 'class="due is-over"'),
        (DueShown("1.1.2018", "", date(2018, 1, 1), is_near=True), 'class="due is-near"'),
        (DueShown("Løpende", "Gjennomgås"), '<span class="due__d">Løpende</span> <span class='),
    ],
)
def test_measure_due_shows_late_near_and_without_a_day(due, expected):
    html = drawn("measure_due", replace(SHOWN, due=due))
    assert expected in html
    assert ("ExclamationmarkTriangleFill" in html) is due.is_over
    assert ("<time" in html) is bool(due.day)


def test_measure_due_and_owner_link_to_what_is_missing_for_those_who_may():
    gap = Gap("Sett <frist>", "/tiltak/7/frist/?a&b")
    shown = replace(SHOWN, due=None, due_gap=gap, owner=None, owner_gap=Gap("Ingen <x>"))
    assert 'href="/tiltak/7/frist/?a&amp;b"' in drawn("measure_due", shown)
    assert "Sett &lt;frist&gt;" in drawn("measure_due", shown)
    owner = drawn("measure_owner", shown)
    assert '<span class="unset"' in owner
    assert "Ingen &lt;x&gt;" in owner
    assert "href" not in owner


def test_measure_status_is_a_link_for_those_who_may_change_it():
    assert "<a " not in drawn("measure_status", SHOWN)
    link = drawn("measure_status", replace(SHOWN, can_change_status=True))
    assert 'id="status-7" href="/tiltak/7/status/" hx-get="/tiltak/7/status/"' in link
    assert "T7" in link
    assert "Pågår" in link
