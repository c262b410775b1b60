import re

import pytest
from django.urls import reverse

from boards.models import RowStatus
from measures.actions.measures import measure_allocate
from measures.rules import Deadline
from tests.boards.rlg.statuses import judge
from tests.drawn import assert_follows
from tests.measures.views.test_exports import fetched, table
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def url(row):
    return reverse("boards:row_status_set", args=[row.pk])


def test_row_status_set_says_it_and_leads_back(cast, plan, sign_in):
    row, client = plan.rows.first(), sign_in(cast.secretary)
    page = client.get(url(row))
    assert "1 ikke fordelt" in page.content.decode()
    sent = {"version": "0", "light": "watch", "note": "T1 mangler", "tilbake": "/handlingsplan/"}
    answer = client.post(url(row), sent)
    assert (answer.status_code, answer["Location"]) == (302, "/handlingsplan/")
    assert RowStatus.objects.get().note == "T1 mangler"


@pytest.mark.parametrize(
    ("light", "note", "said"),
    [("good", "", "ingen er ansvarlig for T1"), ("act", "", "ord hvorfor"), ("", "x", "Velg en")],
)
def test_row_status_set_says_what_is_wrong_and_keeps_what_is_typed(
    cast, plan, sign_in, light, note, said
):
    answer = sign_in(cast.chief).post(
        url(plan.rows.first()), {"version": "0", "light": light, "note": note}
    )
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert not light or re.search(f'value="{light}" checked', html)


def test_row_status_set_shows_both_sides_where_two_were_at_it(cast, plan, sign_in):
    row = plan.rows.first()
    client = sign_in(cast.secretary)
    judge(cast, row, "act", "Rådmannens syn")
    answer = client.post(url(row), {"version": "0", "light": "watch", "note": "Sekretærens syn"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Rådmannens syn" in html
    assert "Sekretærens syn" in html


def test_plan_page_shows_the_status_with_word_and_shape(cast, plan, sign_in):
    judge(cast, plan.rows.first(), "act", "Ingen tar tak")
    html = sign_in(cast.employee).get(plan.get_absolute_url()).content.decode()
    assert re.search(r'class="light" data-color="danger">.*XMarkOctagonFill', html)
    assert "Krever tiltak" in html
    assert "Ingen tar tak" in html
    assert "vurdert 13.11.2018" in html
    assert url(plan.rows.first()) not in html
    leads = sign_in(cast.secretary).get(plan.get_absolute_url()).content.decode()
    assert url(plan.rows.first()) in leads


def _unassign(cast, plan):
    measure = plan.measures.get(code="T3")
    measure_allocate(
        by=cast.chief, measure=measure, version=measure.version, owner=None,
        deadline=Deadline.of(measure),
    )


def test_plan_page_follows_every_change_of_a_status(cast, plan, sign_in):
    client, row = sign_in(cast.reader), plan.rows.last()
    for what, change in (
        ("judged", lambda: judge(cast, row, "good", "")),
        ("again", lambda: judge(cast, row, "good", "Går fint")),
        ("light", lambda: judge(cast, row, "watch", "Går fint")),
        ("good", lambda: judge(cast, row, "good", "Går fint")),
        ("nobody", lambda: _unassign(cast, plan)),
    ):
        assert_follows(client, plan.get_absolute_url(), change, what=what)


def test_plan_export_has_the_rows_with_their_status(cast, plan, sign_in):
    judge(cast, plan.rows.first(), "watch", "T1 mangler")
    _response, book = fetched(sign_in(cast.reader), "plan_export", plan.pk)
    first, second = table(book, 1)
    assert (first["Nummer"], first["Rad"]) == (1, "Ledere som går foran")
    assert (first["Tiltak"], first["Ikke fordelt"], first["Over fristen"]) == (2, 1, 0)
    assert (first["Status for raden"], first["Hvorfor"]) == ("Følg med", "T1 mangler")
    assert first["Vurdert"].date() == TODAY
    assert (second["Status for raden"], second["Over fristen"]) == (None, 1)
    _response, book = fetched(sign_in(cast.reader), "plan_export", plan.pk, rad=plan.rows.last().pk)
    assert [row["Nummer"] for row in table(book, 1)] == [2]
