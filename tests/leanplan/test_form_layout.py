import pytest
from django.core.exceptions import ValidationError

from leanplan.form_layout import RowsField
from organisation.models import OrgUnit

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_the_keys(cast):
    field = RowsField(OrgUnit.objects.all())
    assert list(field.clean([str(cast.units.home.pk)])) == [cast.units.home]


@pytest.mark.parametrize("key", ["9" * 30, str(2**63), "x", "-1"])
def test_a_key_that_no_row_has_is_no_choice(key, cast):
    with pytest.raises(ValidationError) as said:
        RowsField(OrgUnit.objects.all()).clean([key])
    assert key in str(said.value)
