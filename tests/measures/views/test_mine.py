from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.actions.measures import deadline_set, measure_allocate, status_change
from measures.rules import Deadline
from organisation.models import User
from tests.measures.bulk import many_lines
from tests.measures.views.test_plan import HTMX, text_of

URL = "/mine-tiltak/"


def allocate(cast, plan, code, owner, deadline):
    measure = plan.measures.get(code=code)
    measure_allocate(
        by=cast.chief, measure=measure, version=measure.version, owner=owner, deadline=deadline,
        reason="Flyttet.",
    )


def test_measure_mine_is_what_my_positions_answer_for(sign_in, cast, plan):
    for part, codes, position in (
        ("tol", ["T3"], "ansvarlig: Alle TOL, hver for sine enheter"),
        ("other_tol", ["T3"], "ansvarlig: Alle TOL, hver for sine enheter"),
        ("drel", ["T5"], "ansvarlig: DREL Solsiden"),
        ("member", ["T4"], "ansvarlig: RLG"),
        ("chief", ["T2"], "ansvarlig: Rådmann"),
    ):
        text = text_of(sign_in(cast[part]).get(URL))
        assert [code for code in ("T1", "T2", "T3", "T4", "T5", "T6") if f"{code} ·" in text] == (
            codes
        ), part
        assert position in text, part


def test_measure_mine_late_first_and_not_settled_last(sign_in, cast, plan):
    mine = cast.positions.tol
    allocate(cast, plan, "T1", mine, Deadline())
    allocate(cast, plan, "T2", mine, Deadline.on(date(2018, 11, 20)))
    allocate(cast, plan, "T4", mine, Deadline.on(date(2018, 10, 1)))
    text = text_of(sign_in(cast.tol).get(URL))
    order = [text.index(part) for part in (
        "4 tiltak venter på deg, 1 av dem over fristen", "Over fristen 1", "T4 ·",
        "Neste 30 dager 1", "T2 ·", "Senere og løpende 1", "T3 ·", "Frist ikke avklart 1", "T1 ·",
        "Stillingene dine i dag: TOL Helse og omsorg",
    )]
    assert order == sorted(order)
    assert "43 dager over fristen" in text
    assert "Om 7 dager" in text


@pytest.mark.parametrize("part", ["coach", "employee", "reader", "second_drel"])
def test_measure_mine_with_nothing_waiting(part, sign_in, cast, plan):
    text = text_of(sign_in(cast[part]).get(URL))
    assert "Ingenting venter på deg" in text
    assert "Over fristen" not in text


def test_measure_mine_of_an_account_without_person_or_position(sign_in, cast, plan):
    account = User.objects.create_user("ny@vikdal.example", "hest foran vogna")
    assert "ikke knyttet til en person" in text_of(sign_in(account).get(URL))


def test_measure_mine_leaves_out_what_is_closed_and_what_is_over(sign_in, cast, plan):
    measure = plan.measures.get(code="T5")
    status_change(
        by=cast.drel, measure=measure, version=measure.version, status="done", comment="Ferdig."
    )
    assert "Ingenting venter på deg" in text_of(sign_in(cast.drel).get(URL))
    plan.state = "evaluated"
    plan.save()
    assert "Ingenting venter på deg" in text_of(sign_in(cast.tol).get(URL))


def test_measure_mine_as_the_one_who_carries_it_out(sign_in, cast, plan):
    measure = plan.measures.get(code="T1")
    measure.executor = cast.coach.person
    measure.save()
    text = text_of(sign_in(cast.coach).get(URL))
    assert "T1 · Ledere som går foran · du utfører" in text


def test_measure_mine_fragment_is_the_list(sign_in, cast, plan):
    html = sign_in(cast.tol).get(URL, headers=HTMX).content.decode()
    assert html.strip().startswith('<div id="mine-list"')
    assert "<h1" not in html
    assert 'hx-trigger="status-changed from:body"' in html


def test_measure_mine_asks_as_often_for_200_as_for_two(sign_in, cast, plan):
    client = sign_in(cast.tol)
    measure = plan.measures.get(code="T2")
    measure_allocate(
        by=cast.chief, measure=measure, version=measure.version, owner=cast.positions.tol,
        deadline=Deadline.of(measure),
    )

    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(URL)
        return len(caught)

    queries()
    few = queries()
    many_lines(plan, 300, owner=cast.positions.tol)
    assert queries() == few


def test_measure_mine_undated_can_be_dated_by_its_owner(sign_in, cast, plan):
    measure = plan.measures.get(code="T5")
    deadline_set(
        by=cast.drel, measure=measure, version=measure.version, deadline=Deadline(),
        reason="Må avklares.",
    )
    assert "Sett frist" in text_of(sign_in(cast.drel).get(URL))
