"""Drawn fragments are kept by all that they show."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.autoreload import file_changed
from django.utils.safestring import SafeString

from leanplan import drawn as module
from leanplan.drawn import Drawings, drawings, drawn
from measures.models import Measure
from organisation import municipality_settings, own_facts
from organisation.models import Label, Setting

pytestmark = pytest.mark.django_db
TEMPLATE = "measures/measure/_stale.html"


class Drawer:
    """Counts how often it was asked to draw."""

    def __init__(self, text="Ikke rørt"):
        self.text, self.times = text, 0

    def __call__(self):
        self.times += 1
        return {"measure": {"stale": self.text}}


def test_drawn_same_facts_are_drawn_once():
    draw = Drawer()
    first = drawn(TEMPLATE, ("T1", 3), draw)
    assert "Ikke rørt" in first
    assert drawn(TEMPLATE, ("T1", 3), draw) is first
    assert draw.times == 1


@pytest.mark.parametrize("facts", [("T1", 4), ("T2", 3), (("T1", 3),), ("T1", None)])
def test_drawn_other_facts_are_drawn_anew(facts):
    drawn(TEMPLATE, ("T1", 3), Drawer("før"))
    assert "nå" in drawn(TEMPLATE, facts, Drawer("nå"))


def test_drawn_other_template_is_drawn_anew():
    drawn(TEMPLATE, (), Drawer())
    assert "status" in drawn(
        "measures/measure/_status.html", (), lambda: {"measure": {"status": {"word": "status"}}}
    )


def test_drawn_in_each_language():
    drawn(TEMPLATE, (), Drawer("bokmål"))
    with translation.override("nn"):
        assert "nynorsk" in drawn(TEMPLATE, (), Drawer("nynorsk"))
    assert "bokmål" in drawn(TEMPLATE, (), Drawer())


def test_drawn_on_each_day(settings):
    drawn(TEMPLATE, (), Drawer("i går"))
    settings.LEANPLAN_TODAY = "2018-11-28"
    assert "i dag" in drawn(TEMPLATE, (), Drawer("i dag"))


def test_drawn_anew_when_the_municipality_changes_a_word_or_a_number():
    drawn(TEMPLATE, (), Drawer("før"))
    Label.objects.create(key="role:tol", language="nb", short="OL", name="områdeleder")
    own_facts.forget()
    assert "etter ordet" in drawn(TEMPLATE, (), Drawer("etter ordet"))
    Setting.objects.create(key="measures.near_days", value="14")
    own_facts.forget()
    assert "etter tallet" in drawn(TEMPLATE, (), Drawer("etter tallet"))


@pytest.mark.parametrize("fact", [Measure(pk=1), [1], object(), translation.gettext_lazy("Open")])
def test_drawn_refuses_what_is_not_plain(fact):
    with pytest.raises(TypeError):
        drawn(TEMPLATE, ("T1", (fact,)), Drawer())
    assert len(drawings) == 0


def test_drawn_takes_days_and_sets():
    facts = (date(2018, 11, 27), frozenset({1, 2}), None, True)
    draw = Drawer()
    assert drawn(TEMPLATE, facts, draw) == drawn(TEMPLATE, tuple(facts), draw)
    assert draw.times == 1


def test_drawn_has_no_request_and_no_token():
    text = drawn("_header.html", ("header",), dict)
    assert "csrfmiddlewaretoken" not in text
    assert "site-nav" not in text


def test_drawings_keep_so_many_bytes_and_lose_the_oldest():
    kept = Drawings(most=4000)
    for number in range(3):
        kept.keep((number,), SafeString("x" * 1000), 1050)
    assert kept.get((0,)) is not None
    kept.keep((3,), SafeString("x" * 1000), 1050)
    assert [kept.get((number,)) is not None for number in range(4)] == [True, False, True, True]
    assert kept.size <= 4000


def test_drawings_do_not_keep_what_is_larger_than_all():
    kept = Drawings(most=1000)
    kept.keep((1,), SafeString("x" * 2000), 2050)
    assert (len(kept), kept.size) == (0, 0)


def test_drawings_count_a_key_once():
    kept = Drawings(most=10_000)
    kept.keep((1,), SafeString("x"), 50)
    size = kept.size
    kept.keep((1,), SafeString("y"), 50)
    assert kept.get((1,)) == "y"
    assert kept.size == size


def test_drawings_hold_among_threads():
    kept = Drawings(most=20_000)

    def work(number):
        for turn in range(300):
            key = ((number * turn) % 97,)
            text = kept.get(key)
            assert text is None or text == str(key)
            kept.keep(key, SafeString(str(key)), 60)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert kept.size == sum(size for _text, size in kept._kept.values()) <= kept.most


def test_drawings_forget_when_a_file_changes():
    drawn(TEMPLATE, (), Drawer())
    file_changed.send(sender=None, file_path=Path("a.html"))
    assert len(drawings) == 0


def test_provide_takes_a_function_once():
    before = list(module._surroundings)
    module.provide(municipality_settings.register)
    module.provide(municipality_settings.register)
    assert module._surroundings == [*before, municipality_settings.register]
    module._surroundings[:] = before
