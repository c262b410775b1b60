from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from boards.models import WheelEntry, WheelTick
from boards.wheel import actions
from leanplan.versioning import Conflict
from tests.boards.wheels import EMPTY, entry
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def test_wheel_entry_create_is_in_the_history_with_who(cast):
    made = entry(cast, by="secretary")
    assert made.history.get().history_user == cast.secretary


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": date(2018, 3, 19)}, "__all__"),
        ({"until": date(2019, 1, 1)}, "__all__"),
        ({"recurrence": "year", "until": date(2018, 1, 1)}, "__all__"),
        ({"title": ""}, "title"),
        ({"kind": "noe"}, "kind"),
    ],
)
def test_wheel_entry_create_refuses_what_makes_no_sense(cast, values, field):
    with pytest.raises(ValidationError) as refused:
        entry(cast, **values)
    assert field in refused.value.message_dict
    assert not WheelEntry.objects.exists()


def test_wheel_entry_edit_keeps_the_ticks_of_days_it_still_falls_on(cast):
    made = entry(cast, recurrence="quarter", starts_on=date(2018, 1, 31))
    for day in (date(2018, 1, 31), date(2018, 4, 30)):
        actions.wheel_entry_tick(by=cast.chief, entry=made, on=day, done=True)
    values = EMPTY | {"recurrence": "year", "starts_on": date(2018, 1, 31)}
    actions.wheel_entry_edit(by=cast.chief, entry=made, version=1, values=values)
    assert list(made.ticks.values_list("on", flat=True)) == [date(2018, 1, 31)]


def test_wheel_entry_edit_of_two_at_once_lets_the_first_win(cast):
    made = entry(cast)
    other = WheelEntry.objects.get(pk=made.pk)
    actions.wheel_entry_edit(
        by=cast.chief, entry=made, version=1, values=EMPTY | {"note": "I salen"}
    )
    with pytest.raises(Conflict):
        actions.wheel_entry_edit(
            by=cast.secretary, entry=other, version=1, values=EMPTY | {"note": "På kontoret"}
        )
    assert WheelEntry.objects.get().note == "I salen"


def test_wheel_entry_delete_stays_in_the_history(cast):
    made = entry(cast)
    with pytest.raises(Conflict):
        actions.wheel_entry_delete(by=cast.chief, entry=made, version=7)
    actions.wheel_entry_delete(by=cast.chief, entry=made, version=1)
    assert not WheelEntry.objects.exists()
    gone = WheelEntry.history.get(history_type="-")
    assert (gone.title, gone.history_user) == ("Lean lederforum", cast.chief)
    assert localdate(gone.history_date) == TODAY


def test_wheel_entry_tick_twice_is_once_and_only_on_its_days(cast):
    made = entry(cast, recurrence="month")
    for _time in range(2):
        actions.wheel_entry_tick(by=cast.chief, entry=made, on=date(2018, 5, 20), done=True)
    assert WheelTick.objects.count() == 1
    with pytest.raises(ValidationError, match="faller ikke"):
        actions.wheel_entry_tick(by=cast.chief, entry=made, on=date(2018, 5, 21), done=True)
    actions.wheel_entry_tick(by=cast.chief, entry=made, on=date(2018, 5, 20), done=False)
    assert not WheelTick.objects.exists()


def test_wheel_copy_copies_each_once_and_leaves_what_comes_back(cast):
    one = entry(cast, title="Fagdag", ends_on=date(2018, 3, 22))
    other = entry(cast, title="Lederforum", recurrence="year")
    left = entry(cast, title="Evaluering")
    home = entry(cast, unit="home", title="Tavledag")
    chosen = {one.pk, other.pk, home.pk}
    for number in (1, 0):
        made = actions.wheel_copy(
            by=cast.chief, owner=cast.units.group, year=2018, chosen=chosen
        )
        assert made == number
    copy = WheelEntry.objects.get(copied_from=one)
    assert (copy.starts_on, copy.ends_on) == (date(2019, 3, 20), date(2019, 3, 22))
    assert [each.pk for each in actions.to_copy(cast.units.group, 2018)] == [left.pk]
    assert actions.wheel_copy(
        by=cast.chief, owner=cast.units.group, year=2019, chosen={copy.pk}
    ) == 1
