import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from leanplan.versioning import Conflict, create, save_changes
from organisation.models import Person


@pytest.fixture
def person(db):
    return create(Person(given_name="Kari", family_name="Nordmo"), by=None)


def test_save_changes_writes_history_and_bumps_version(person):
    with transaction.atomic():
        written = save_changes(person, {"given_name": "Karin"}, version=1, by=None, reason="Rettet")
    person.refresh_from_db()
    assert (person.given_name, person.version) == ("Karin", 2)
    assert written == {"given_name": ("Kari", "Karin")}
    assert person.history.count() == 2
    assert person.history.first().history_change_reason == "Rettet"


def test_save_changes_nothing_changed_writes_nothing(person):
    assert save_changes(person, {"given_name": "Kari"}, version=1, by=None) == {}
    person.refresh_from_db()
    assert (person.version, person.history.count()) == (1, 1)


def test_save_changes_stale_version_raises_with_both_sides(person):
    other = Person.objects.get(pk=person.pk)
    with transaction.atomic():
        save_changes(other, {"family_name": "Lie"}, version=1, by=None)
    with pytest.raises(Conflict) as caught, transaction.atomic():
        save_changes(person, {"family_name": "Vik"}, version=1, by=None)
    assert caught.value.current.family_name == "Lie"
    assert caught.value.mine == {"family_name": "Vik"}
    assert Person.objects.get(pk=person.pk).family_name == "Lie"


def test_save_changes_invalid_value_leaves_the_row_alone(person):
    with pytest.raises(ValidationError), transaction.atomic():
        save_changes(person, {"family_name": ""}, version=1, by=None)
    kept = Person.objects.get(pk=person.pk)
    assert (kept.family_name, kept.version) == ("Nordmo", 1)


@pytest.mark.django_db(transaction=True)
def test_save_changes_two_at_once_only_one_wins():
    person = create(Person(given_name="Kari", family_name="Nordmo"), by=None)
    start, results = threading.Barrier(2), []

    def save(name):
        try:
            mine = Person.objects.get(pk=person.pk)
            start.wait(timeout=10)
            with transaction.atomic():
                save_changes(mine, {"given_name": name}, version=1, by=None)
            results.append("saved")
        except Conflict:
            results.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(name,)) for name in ("En", "To")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(results) == ["conflict", "saved"]
    assert Person.objects.get(pk=person.pk).version == 2
