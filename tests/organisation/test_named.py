from organisation.models import Position
from organisation.named import Named, columns


def test_named_is_called_as_its_position_is(cast):
    rows = Position.objects.values_list(*columns())
    labels = {Named(*row).pk: Named(*row).label for row in rows}
    assert len(labels) > 8
    assert labels == {one.pk: one.label for one in Position.objects.select_related("unit")}


def test_columns_of_a_relation_stand_behind_its_name():
    assert columns("owner")[0] == "owner__pk"
    assert len(columns("owner")) == len(columns()) == len(Named._fields)
