from datetime import date

import pytest
from django.urls import reverse

from leanplan.versioning import Refused
from measures.actions.bulk import measures_allocate
from measures.actions.measures import measure_allocate
from measures.models import DeadlineMove
from measures.rules import Deadline

LIST = reverse("admin:measures_measure_changelist")
DAY = date(2018, 12, 20)


@pytest.fixture
def office(cast, sign_in, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    return sign_in(cast.administrator)


def some(plan, *codes):
    return [plan.measures.get(code=code) for code in codes]


def chosen(*measures, **values):
    return {
        "action": "allocate", "_selected_action": [row.pk for row in measures],
        **{f"seen-{row.pk}": row.version for row in measures}, **values,
    }


# The action


def test_measures_allocate_sets_all(cast, plan):
    first, second = some(plan, "T1", "T2")
    count = measures_allocate(
        by=cast.administrator, rows=[(first, first.version), (second, second.version)],
        owner=cast.positions.tol, deadline=None,
    )
    assert count == 2
    for row in some(plan, "T1", "T2"):
        assert row.owner == cast.positions.tol
        assert row.history.latest("history_id").history_user == cast.administrator
    assert some(plan, "T2")[0].due_date == date(2018, 12, 31)


def test_measures_allocate_leaves_the_owner_where_none_is_chosen(cast, plan):
    first, second = some(plan, "T1", "T2")
    measures_allocate(
        by=cast.administrator, rows=[(first, first.version), (second, second.version)],
        owner=None, deadline=Deadline.on(DAY), reason="Felles dag",
    )
    assert [(row.owner, row.due_date) for row in some(plan, "T1", "T2")] == [
        (None, DAY), (cast.positions.chief, DAY),
    ]
    assert DeadlineMove.objects.get().reason == "Felles dag"


def test_measures_allocate_saves_none_where_one_is_refused(cast, plan):
    first, second = some(plan, "T1", "T2")  # T2 has a deadline, which is moved with a reason only
    with pytest.raises(Refused) as refused:
        measures_allocate(
            by=cast.administrator, rows=[(first, first.version), (second, second.version)],
            owner=None, deadline=Deadline.on(DAY),
        )
    assert list(refused.value.why) == [second.pk]
    assert some(plan, "T1")[0].due_date is None


def test_measures_allocate_counts_what_changed(cast, plan):
    (row,) = some(plan, "T2")
    count = measures_allocate(
        by=None, rows=[(row, row.version)], owner=cast.positions.chief, deadline=None
    )
    assert count == 0


# The page


def test_allocate_asks_on_a_page_of_its_own(office, plan):
    page = office.post(LIST, chosen(*some(plan, "T1", "T2"))).content.decode()
    for words in ("Sett ansvarlig og frist", "T1", "T2", "2 tiltak", "31.12.2018", "Rådmann"):
        assert words in page
    assert some(plan, "T1")[0].owner is None


def test_allocate_saved(office, cast, plan):
    data = chosen(*some(plan, "T1"), apply="1", owner=cast.positions.tol.pk, kind="date",
                  due_date="20.12.2018")
    response = office.post(LIST, data, follow=True)
    assert "1 tiltak er endret" in response.content.decode()
    (row,) = some(plan, "T1")
    assert (row.owner, row.due_date) == (cast.positions.tol, DAY)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Velg ansvarlig, frist eller begge."),
        ({"kind": "date"}, "Skriv datoen"),
        ({"kind": "date", "due_date": "20.12.2018"}, "Skriv hvorfor fristen flyttes."),
        ({"kind": "date", "due_date": "20.12.2017", "reason": "x"}, "Nothing"),
    ],
)
def test_allocate_refused(office, plan, values, said):
    response = office.post(LIST, chosen(*some(plan, "T1", "T2"), apply="1", **values))
    assert response.status_code == 422
    if said != "Nothing":
        assert said in response.content.decode()
    assert some(plan, "T1")[0].due_date is None


def test_allocate_lists_who_was_first(office, cast, plan):
    first, second = some(plan, "T1", "T2")
    data = chosen(first, second, apply="1", owner=cast.positions.tol.pk)
    measure_allocate(
        by=cast.chief, measure=second, version=second.version, owner=cast.positions.group,
        deadline=Deadline.of(second),
    )
    response = office.post(LIST, data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ingrid Solbakken har endret tiltaket" in page
    assert "RLG" in page
    assert some(plan, "T1")[0].owner is None
    # The page shows it as it is now, so saving again is to save over it knowingly.
    data = chosen(*some(plan, "T1", "T2"), apply="1", owner=cast.positions.tol.pk)
    for row in some(plan, "T1", "T2"):
        assert f'name="seen-{row.pk}" value="{row.version}"' in page
    office.post(LIST, data)
    assert [row.owner for row in some(plan, "T1", "T2")] == [cast.positions.tol] * 2


def test_allocate_without_versions_is_refused(office, cast, plan):
    data = chosen(*some(plan, "T1"), apply="1", owner=cast.positions.tol.pk)
    data = {name: value for name, value in data.items() if not name.startswith("seen-")}
    assert office.post(LIST, data).status_code == 409
    assert some(plan, "T1")[0].owner is None


@pytest.mark.parametrize("part", ["chief", "tol", "reader"])
def test_allocate_is_for_the_administrator(cast, plan, sign_in, part):
    data = chosen(*some(plan, "T1"), apply="1", owner=cast.positions.tol.pk)
    assert sign_in(cast[part]).post(LIST, data, follow=True).status_code == 403
    assert some(plan, "T1")[0].owner is None


def test_allocate_asks_the_database_no_more_for_more_lines(office, plan, cast):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    def queries(*codes):
        with CaptureQueriesContext(connection) as found:
            office.post(LIST, chosen(*some(plan, *codes)))
        return len(found) - len(codes)

    queries("T1")
    assert queries("T2") == queries("T2", "T3", "T4", "T5", "T6")
