"""What is lifted to the management group's board comes up at its meeting and goes back answered."""

from datetime import date

import pytest

from boards.lift.actions import lift_answer, lift_create, lift_withdraw
from boards.models import AgendaPoint
from boards.rlg.actions.consequences import decision_answer
from boards.rlg.actions.meetings import meeting_start
from tests.boards.boards import board
from tests.boards.rlg.meetings import decided, first_of, series_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lifted(cast):
    """Lifted from an area's board to the group's, which meets."""
    series_of(cast)
    return lift_create(
        by=cast.tol, board=board(cast, unit="health"), to_board=board(cast, unit="group"),
        text="Nattevakt kan deles", answer_by=date(2018, 12, 1),
    )


def test_lift_comes_up_at_the_next_meeting(cast, lifted):
    point = AgendaPoint.objects.get()
    assert (point.kind, point.title) == ("lifted", "Nattevakt kan deles")
    assert point.meeting == first_of(point.series)
    assert point.source_url == lifted.get_absolute_url()
    assert point.source_label == "Helse og omsorg"


def test_lift_to_a_group_without_meetings_stays_on_the_board(cast):
    lift_create(
        by=cast.tol, board=board(cast, unit="health"), to_board=board(cast, unit="group"),
        text="Nattevakt kan deles", answer_by=date(2018, 12, 1),
    )
    assert not AgendaPoint.objects.exists()


def test_lift_answered_in_the_meeting_goes_back(cast, lifted):
    point = AgendaPoint.objects.get()
    meeting = meeting_start(by=cast.secretary, meeting=first_of(point.series))
    point.refresh_from_db()
    decision = decided(cast, meeting, point=point, text="Ja, prøv i januar")
    decision_answer(by=cast.secretary, decision=decision, version=1)
    lifted.refresh_from_db()
    assert lifted.answer == "Ja, prøv i januar"
    point.refresh_from_db()
    assert point.state == "treated"
    assert decision.state == "done"


def test_lift_settled_on_the_board_leaves_the_agenda(cast, lifted):
    lift_answer(by=cast.member, lift=lifted, version=lifted.version, answer="Ja")
    assert AgendaPoint.objects.get().state == "dropped"


def test_lift_taken_back_leaves_the_agenda(cast, lifted):
    lift_withdraw(by=cast.tol, lift=lifted, version=lifted.version)
    assert AgendaPoint.objects.get().state == "dropped"
