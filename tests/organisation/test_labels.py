"""Words for roles and kinds of unit, in each language."""

import pytest
from django.utils.translation import override

from organisation.actions import setting_change
from organisation.labels import kind_words, role_words, role_words_in
from organisation.models import Label
from organisation.municipality_settings import LANGUAGE
from organisation.own_facts import forget
from organisation.roles import Role, UnitKind

AREA = Role.SERVICE_AREA_MANAGER


def own(language, short, key="role.service_area_manager"):
    Label.objects.create(key=key, language=language, short=short, name=short, plural=f"{short}s")
    forget()


@pytest.mark.parametrize(
    ("language", "area", "unit", "all_of_them"),
    [
        ("nb", "TOL", "DREL", "TOL"), ("nn", "TOL", "DREL", "TOL"),
        ("en", "Area manager", "Unit manager", "area managers"),
    ],
)
def test_role_words_that_come_with_the_product(db, language, area, unit, all_of_them):
    with override(language):
        assert (role_words(AREA).short, role_words(Role.UNIT_MANAGER).short) == (area, unit)
        assert role_words(AREA).short_plural == all_of_them


def test_position_label_in_each_language(cast):
    wanted = {
        "nb": ["TOL Helse og omsorg", "Alle TOL", "Rådmann", "RLG-medlem"],
        "nn": ["TOL Helse og omsorg", "Alle TOL", "Rådmann", "RLG-medlem"],
        "en": ["Area manager Helse og omsorg", "All area managers", "Chief executive",
               "RLG member"],
    }
    held = cast.positions
    for language, labels in wanted.items():
        with override(language):
            assert [
                row.label for row in (held.tol, held.every_tol, held.chief, held.member)
            ] == labels


def test_role_words_own_go_by_language_then_the_municipalitys_then_the_product(db):
    own("nb", "KOS")
    own("en", "Director")
    assert role_words_in("nb", AREA).short == "KOS"
    assert role_words_in("nn", AREA).short == "KOS"
    assert role_words_in("en", AREA).short == "Director"
    setting_change(by=None, key=LANGUAGE, value="nn", version=0)
    assert role_words_in("nn", AREA).short == "TOL"
    assert role_words_in("en", Role.UNIT_MANAGER).short == "Unit manager"


def test_role_words_own_of_another_language_than_the_municipalitys_are_not_shown(db):
    own("nn", "KSJ")
    assert role_words_in("en", AREA).short == "Area manager"
    assert role_words_in("nb", AREA).short == "TOL"


def test_kind_words_in_each_language(db):
    own("nb", "virksomhet", key=f"kind.{UnitKind.OPERATING_UNIT}")
    with override("en"):
        assert kind_words(UnitKind.OPERATING_UNIT).name == "virksomhet"
        assert kind_words(UnitKind.DEPARTMENT).plural == "departments"
