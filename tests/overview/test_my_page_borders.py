"""Where one and the same stands on *Min oversikt* the day before its day, on it, and after."""

from datetime import date, timedelta

import pytest

from demo.calendar import at
from leaders.obligations import AnalysisAfterRollout
from leanplan.clock import pinned
from measures.actions.measures import measure_create
from measures.actions.obligations_sync import rule_sync
from measures.models import RuleStart
from measures.registries import obligation_rules
from measures.rules import Deadline
from organisation.own_leaders import own_leaders
from organisation.reach import reach_of
from overview.presenters.my_page import my_page
from reviews.obligations import GembaEachHalfYear
from tests.leaders.rollouts import completed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def places(user, text, day):
    """(the list, how far away) of everything with that text, on a day whose night has been."""
    with pinned(at(day, 9)):
        for key in (AnalysisAfterRollout.key, GembaEachHalfYear.key):
            rule_sync(obligation_rules.get(key), today=day)
        user = type(user).objects.get(pk=user.pk)
        page = my_page(user, own_leaders(reach_of(user), on=day), today=day, whole=True)
    lists = [part for part in (*page.parts, page.leaders, page.later) if part]
    return [
        *(("i dag", card.text.partition(" · ")[0]) for card in page.cards if text in card.title),
        *((part.key, row.near) for part in lists for row in part.rows if text in row.text),
    ]


def count_from(rule, day):
    RuleStart.objects.update_or_create(rule_key=rule.key, defaults={"counts_from": day})


def test_a_deadline(cast, plan):
    due = date(2018, 12, 4)
    measure_create(
        by=cast.chief, row=plan.rows.last(), unit=cast.units.home, text="Merke hyllene",
        owner=cast.positions.drel, deadline=Deadline.on(due),
    )
    seen = {day: places(cast.drel, "Merke", due + day * DAY) for day in (-31, -30, -1, 0, 1)}
    assert seen == {
        -31: [("later", "Om 31 dager")], -30: [("near", "Om 30 dager")], -1: [("near", "Om 1 dag")],
        0: [("i dag", "Frist i dag")], 1: [("late", "1 dag over fristen")],
    }
    # The leader above, after the grace and not before.
    assert places(cast.tol, "Merke", due + 7 * DAY) == []
    assert places(cast.tol, "Merke", due + 8 * DAY) == [("leaders", "8 dager over fristen")]


def test_the_end_of_a_half_year(cast, plan):
    count_from(GembaEachHalfYear, date(2018, 7, 1))
    text = "Gemba: Solsiden"
    assert places(cast.tol, text, date(2018, 12, 30)) == [("near", "Om 1 dag")]
    assert places(cast.tol, text, date(2018, 12, 31)) == [("i dag", "Frist i dag")]
    # The old one is late, and the new one has begun.
    assert places(cast.tol, text, date(2019, 1, 1)) == [
        ("late", "1 dag over fristen"), ("later", "Om 180 dager")
    ]


def test_six_months_after_the_rollout(cast, plan):
    count_from(AnalysisAfterRollout, date(2018, 1, 1))
    completed(cast, "home")
    text, due = "etter innføring: Solsiden", date(2018, 11, 28)
    seen = {day: places(cast.tol, text, due + day * DAY) for day in (-90, -30, -7, 0, 1, 15)}
    assert seen == {
        -90: [("later", "Om 90 dager")], -30: [("near", "Om 30 dager")],
        -7: [("near", "Om 7 dager")], 0: [("i dag", "Frist i dag")],
        1: [("late", "1 dag over fristen")], 15: [("late", "15 dager over fristen")],
    }
