"""A part of a page is worked out anew only where something on it differs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import DurationField, ExpressionWrapper, Value
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.safestring import SafeString

from leanplan.kept import kept, texts
from leanplan.questions import question
from leanplan.together import together
from organisation import own_facts
from organisation.models import OrgUnit, Person


@question
def named(units):
    return OrgUnit.objects.filter(pk__in=units).order_by("pk").values_list("pk", "name")


@question
def people(name):
    return Person.objects.filter(family_name=name).order_by("pk").values_list("given_name")


@question
def lasting():
    length = ExpressionWrapper(Value(timedelta(hours=1)), output_field=DurationField())
    return OrgUnit.objects.order_by("pk").annotate(lasts=length).values_list("name", "lasts")


class Part:
    """A part of a page that says which units there are, and who is called as the first of them."""

    def __init__(self, *units):
        self.units, self.made = units, 0

    def make(self):
        [found] = together(lambda: named([unit.pk for unit in self.units]))
        called = people(found[0][1])
        self.made += 1
        return SafeString(f"{found} {called}")

    def ask(self, *facts):
        with CaptureQueriesContext(connection) as queries:
            text = kept(("part", *facts), self.make)
        return text, len(queries)


@pytest.fixture
def part(cast):
    own_facts.own_facts()  # A page has what each key holds already
    return Part(cast.units.home, cast.units.school)


def test_kept_is_worked_out_once_with_the_same_queries_each_time(part):
    text, queries = part.ask()
    assert part.ask() == (text, queries)
    assert (queries, part.made) == (2, 1)
    assert part.units[0].name in text


def test_kept_is_worked_out_anew_for_a_new_answer_to_any_question(part):
    first = part.units[0]
    part.ask()
    Person.objects.create(given_name="Siv", family_name=first.name)
    text, queries = part.ask()
    assert "Siv" in text
    assert (queries, part.made) == (2, 2)
    # The second question becomes another one by the answer to the first.
    OrgUnit.objects.filter(pk=first.pk).update(name="Bakken")
    Person.objects.create(given_name="Ola", family_name="Bakken")
    text, queries = part.ask()
    assert "Bakken" in text
    assert "Ola" in text
    assert "Siv" not in text
    assert (queries, part.made) == (2, 3)
    assert part.ask() == (text, 2)
    assert part.made == 3


def test_kept_keeps_apart_what_depends_on_other_facts(part, settings):
    part.ask("a")
    part.ask("b")
    assert part.made == 2
    with translation.override("nn"):
        part.ask("a")
    assert part.made == 3
    settings.LEANPLAN_TODAY = "2018-11-14"
    part.ask("a")
    assert part.made == 4
    with pytest.raises(TypeError, match="no plain fact"):
        part.ask(part.units[0])


def test_kept_keeps_nothing_that_was_asked_past_the_questions(part):
    name = part.units[0].name
    for make in (
        lambda: SafeString(OrgUnit.objects.get(pk=part.units[0].pk).name),
        lambda: SafeString(lasting()[0]),
    ):
        assert name in kept("past", make) or len(lasting()) > 1
        assert len(texts) == 0


def test_kept_sees_what_changes_past_the_questions(part):
    first = part.units[0]

    def make():
        return SafeString(f"{named([first.pk])} {OrgUnit.objects.get(pk=first.pk).short_name}")

    kept("past", make)
    OrgUnit.objects.filter(pk=first.pk).update(short_name="Nye")
    assert kept("past", make).endswith("Nye")


def test_kept_leaves_it_to_a_together_around_it(part):
    for made in (1, 2):
        assert together(lambda: kept("inner", part.make), lambda: people("x")) == [
            part.make(), []
        ]
        assert part.made == 2 * made
    assert len(texts) == 0


def test_kept_lets_a_fault_through_and_keeps_nothing(part):
    def broken():
        named([part.units[0].pk])
        raise LookupError("no")

    with pytest.raises(LookupError):
        kept("broken", broken)
    assert len(texts) == 0
    assert part.ask() == part.ask()
