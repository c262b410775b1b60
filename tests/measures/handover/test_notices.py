from datetime import date

import pytest
from django.core.management import call_command

from measures.handover.notices import tell_handovers
from organisation.actions import Leaving, Successor, leader_leave
from organisation.models import Appointment, Notice
from tests.world import TODAY

LAST = date(2018, 11, 30)


def leave(cast, successor=None, last=LAST):
    held = Appointment.objects.get(person=cast.drel.person)
    ending = Leaving(held, held.version, Successor(successor) if successor else None)
    leader_leave(by=cast.administrator, endings=[ending], last_day=last)


def told():
    return set(Notice.objects.values_list("person__user__email", "kind"))


def test_tell_handovers_to_whoever_takes_over(cast):
    leave(cast, cast.second_drel.person)
    assert tell_handovers(today=TODAY) == 1
    assert told() == {("second_drel@vikdal.example", "measures_takes_over")}


def test_tell_handovers_to_the_leader_above_of_a_vacancy(cast):
    leave(cast)
    assert tell_handovers(today=TODAY) == 1
    assert told() == {("tol@vikdal.example", "measures_no_successor")}
    notice = Notice.objects.get()
    assert notice.url == f"/overlevering/{cast.drel.person.pk}/"
    assert notice.parameters["name"] == "Anne Bråten"


@pytest.mark.parametrize(
    ("last", "number"),
    [(date(2018, 12, 13), 1), (date(2018, 12, 14), 0), (date(2018, 11, 13), 1),
     (date(2018, 11, 12), 0)],
)
def test_tell_handovers_within_the_threshold(cast, last, number):
    leave(cast, last=last)
    assert tell_handovers(today=TODAY) == number


def test_tell_handovers_once(cast):
    leave(cast)
    assert tell_handovers(today=TODAY) == 1
    assert tell_handovers(today=TODAY) == 0


def test_tell_handovers_says_nothing_of_a_first_leader(cast):
    assert tell_handovers(today=date(2018, 1, 5)) == 0


def test_tell_handovers_command(cast, capsys):
    leave(cast)
    call_command("tell_handovers")
    assert "1" in capsys.readouterr().out
