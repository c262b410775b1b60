import pytest

from measures.leaving import measures_left
from organisation.leaving import LISTED, panels

pytestmark = pytest.mark.django_db


def test_measures_left_are_the_open_ones_of_the_positions(cast, plan):
    panel = measures_left([cast.positions.drel, cast.positions.chief], cast.drel.person)
    assert panel.total == 2
    assert [(owned.text.split()[0], owned.position) for owned in panel.owned] == [
        ("T5", cast.positions.drel), ("T2", cast.positions.chief),
    ]
    assert panel.owned[0].url == plan.measures.get(code="T5").get_absolute_url()
    assert "01.11.2018" in panel.owned[0].note


def test_measures_left_of_a_position_without(cast, plan):
    assert measures_left([cast.positions.coach], cast.coach.person) is None
    assert measures_left([], cast.coach.person) is None


def test_measures_left_is_registered(cast, plan):
    assert [panel.total for panel in panels([cast.positions.drel], cast.drel.person)] == [1, 0]


def test_measures_left_lists_no_more_than_can_be_read(cast, plan, django_assert_num_queries):
    from measures.actions.measures import measure_create  # noqa: PLC0415

    row = plan.rows.first()
    for number in range(LISTED):
        measure_create(
            by=None, row=row, unit=cast.units.home, text=f"Tiltak {number}",
            owner=cast.positions.drel,
        )
    with django_assert_num_queries(2):
        panel = measures_left([cast.positions.drel], cast.drel.person)
    assert (panel.total, len(panel.owned)) == (LISTED + 1, LISTED)
