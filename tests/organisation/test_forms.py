import pytest
from django import forms
from django.core.exceptions import ValidationError

from organisation.actions import appoint, position_get, unit_create
from organisation.forms import PositionField
from organisation.models import Appointment
from organisation.roles import Role, UnitKind
from tests.world import START


def clean(text, **kwargs):
    return PositionField(required=False, **kwargs).clean(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{drel}", "drel"),
        ("  {drel}  ", "drel"),
        ("Anne Bråten", "drel"),
        ("anne bråten", "drel"),
        ("{drel} (Anne Bråten)", "drel"),
        ("{drel} (solsiden)", "drel"),
        ("Åse Moen", "other_drel"),
        ("åsen", "other_drel"),
        ("{tol}", "tol"),
        ("omsorg", "tol"),
        ("{every_tol}", "every_tol"),
        ("RLG", "group"),
        ("rådmannens ledergruppe", "group"),
        ("{chief}", "chief"),
        ("", None),
        ("   ", None),
    ],
)
def test_clean_finds_the_position(cast, text, part):
    labels = {name: position.label for name, position in vars(cast.positions).items()}
    found = clean(text.format(**labels))
    assert found == (getattr(cast.positions, part) if part else None)


@pytest.mark.parametrize("text", ["Kari Nordm0", "ledelsen selv", "<b>", "'; drop", "%", "_", "…"])
def test_clean_unknown_names_what_was_written(cast, text):
    with pytest.raises(ValidationError) as error:
        clean(text)
    assert error.value.code == "none"
    assert f"«{text}»" in error.value.messages[0]


def test_clean_several_names_them(cast):
    with pytest.raises(ValidationError) as error:
        clean(cast.positions.drel.words.short)
    assert error.value.code == "several"
    assert cast.positions.drel.label in error.value.messages[0]
    assert cast.positions.other_drel.label in error.value.messages[0]


def second_solsiden(cast):
    unit = unit_create(
        by=None, name="Solsiden barnehage", short_name="Solsiden", kind=UnitKind.OPERATING_UNIT,
        starts_on=START, parent=cast.units.schools,
    )
    return position_get(by=None, role=Role.UNIT_MANAGER, unit=unit)


def test_clean_same_name_needs_holder_or_unit(cast):
    other = second_solsiden(cast)
    label = cast.positions.drel.label
    with pytest.raises(ValidationError) as error:
        clean(label)
    assert f"{label} (Anne Bråten)" in error.value.messages[0]
    assert f"{label} (Solsiden barnehage)" in error.value.messages[0]
    assert clean(f"{label} (Anne Bråten)") == cast.positions.drel
    assert clean(f"{label} (Solsiden barnehage)") == other


def test_clean_standing_wins_among_the_same_name(cast):
    other = second_solsiden(cast)
    assert clean(other.label, standing=other) == other


def test_clean_holder_of_two_positions_is_several(cast):
    appoint(
        by=None, person=cast.drel.person, role=Role.COACH, unit=cast.units.school, starts_on=START
    )
    with pytest.raises(ValidationError) as error:
        clean("Anne Bråten")
    assert error.value.code == "several"


def test_clean_position_that_owns_nothing_is_unknown(cast):
    with pytest.raises(ValidationError):
        clean(cast.positions.reader.label)


def test_clean_unit_that_is_gone_is_unknown(cast):
    unit = cast.units.home
    unit.ends_on = START
    unit.save()
    with pytest.raises(ValidationError):
        clean(cast.positions.drel.label)


def test_clean_former_holder_is_unknown(cast):
    held = Appointment.objects.get(position=cast.positions.drel)
    held.ends_on = START
    held.save()
    with pytest.raises(ValidationError):
        clean("Anne Bråten")
    assert clean(cast.positions.drel.label) == cast.positions.drel


def test_field_is_a_text_input_with_a_list(cast):
    class Form(forms.Form):
        owner = PositionField()

    html = str(Form(initial={"owner": cast.positions.drel})["owner"])
    assert 'list="stillinger"' in html
    assert 'data-combobox="/stillinger/finn/"' in html
    assert f'value="{cast.positions.drel.label}"' in html


def test_has_changed_compares_what_is_written(cast):
    field = PositionField()
    assert not field.has_changed(cast.positions.drel, cast.positions.drel.label)
    assert field.has_changed(cast.positions.drel, "")
