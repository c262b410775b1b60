from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from boards.live import live_state
from boards.models import PdcaRound, Suggestion
from boards.suggestions.actions import (
    MoveSaid,
    round_edit,
    round_of,
    suggestion_create,
    suggestion_edit,
    suggestion_move,
)
from leanplan.versioning import Conflict
from organisation.models import Notice
from tests.boards.boards import DUE, RESULT, board, running, suggestion

pytestmark = pytest.mark.django_db


def move(cast, row, to, by="drel", **said):
    return suggestion_move(
        by=cast[by], suggestion=row, version=row.version, to=to, said=MoveSaid(**said)
    )


def refused(cast, row, to, **said):
    with pytest.raises(ValidationError) as error:
        move(cast, row, to, **said)
    row.refresh_from_db()
    return set(error.value.message_dict)


def traces_of(user):
    """Tables in which some row points to the account or the person, by model."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.fields:
            target = getattr(field.remote_field, "model", None)
            if target is not None and target in (type(user), type(user.person)):
                key = user.pk if target is type(user) else user.person.pk
                if model._base_manager.filter(**{field.name: key}).exists():
                    found.add(model.__name__)
    return found


def test_suggestion_create_with_a_name_keeps_it(cast):
    row = suggestion_create(
        by=cast.employee, board=board(cast), title="Nattlys", proposer=cast.employee.person
    )
    assert (row.state, row.proposer) == ("new", cast.employee.person)
    assert row.history.get().history_user == cast.employee


def test_suggestion_create_without_a_name_leaves_no_trace_of_who(cast):
    on = board(cast)
    before = traces_of(cast.employee)
    row = suggestion_create(by=cast.employee, board=on, title="Kantina er kald")
    assert traces_of(cast.employee) == before
    assert row.history.get().history_user is None


def test_suggestion_edit_that_takes_the_name_away_takes_it_from_the_record(cast):
    on = board(cast)
    before = traces_of(cast.employee)
    row = suggestion_create(
        by=cast.employee, board=on, title="Kantina er kald", proposer=cast.employee.person
    )
    assert traces_of(cast.employee) > before
    suggestion_edit(by=cast.drel, suggestion=row, version=1, values={"proposer": None})
    assert traces_of(cast.employee) == before
    assert not hasattr(row.history.first(), "proposer_id")


def test_suggestion_move_counts_the_change_of_the_board(cast):
    row = suggestion(cast)
    before = live_state(f"board:{row.board_id}")
    move(cast, row, "prioritised")
    assert live_state(f"board:{row.board_id}") != before
    assert (row.state, row.state_on) == ("prioritised", date(2018, 11, 13))


def test_suggestion_move_refuses_a_leap_and_one_who_was_late(cast):
    row = suggestion(cast)
    with pytest.raises(ValidationError):
        move(cast, row, "check")
    stale = Suggestion.objects.get(pk=row.pk)
    move(cast, row, "parked")
    with pytest.raises(Conflict):
        suggestion_move(by=cast.drel, suggestion=stale, version=1, to="prioritised")


def test_suggestion_move_under_way_needs_a_responsible_and_a_deadline(cast):
    row = suggestion(cast)
    assert refused(cast, row, "plan") == {"responsible", "due_date"}
    assert (row.state, row.version) == ("new", 1)
    move(cast, row, "plan", responsible=cast.positions.drel, due_date=DUE)
    assert (row.state, row.responsible, round_of(row).number) == ("plan", cast.positions.drel, 1)


def test_suggestion_move_past_the_limit_asks_and_loses_nothing(cast):
    board(cast, wip_limit=1)
    running(cast)
    row = suggestion(cast)
    said = {"responsible": cast.positions.drel, "due_date": DUE}
    assert refused(cast, row, "plan", **said) == {"over_limit"}
    move(cast, row, "plan", over_limit=True, **said)
    assert row.state == "plan"
    # What goes on is not asked about.
    move(cast, row, "do")


def test_suggestion_move_past_the_check_needs_a_result(cast):
    row = running(cast, "check")
    assert refused(cast, row, "adopted") == {"result", "standard"}
    assert refused(cast, row, "adopted", standard="Rutine 2") == {"result"}
    move(cast, row, "adopted", standard="Rutine 2", result_number=Decimal(9), result_unit="min")
    pdca = row.rounds.get()
    assert (row.state, pdca.conclusion, pdca.standard) == ("adopted", "adopt", "Rutine 2")
    assert (pdca.result_number, pdca.concluded_on) == (Decimal(9), date(2018, 11, 13))


def test_suggestion_move_back_from_the_check_goes_on_with_the_round(cast):
    row = running(cast, "check")
    move(cast, row, "plan")
    assert (row.state, row.rounds.count()) == ("plan", 1)


def test_suggestion_move_to_another_round_concludes_the_first_and_numbers_the_next(cast):
    row = running(cast, "check")
    move(cast, row, "again", result=RESULT)
    assert row.state == "plan"
    assert list(row.rounds.values_list("number", "conclusion")) == [(1, "adapt"), (2, "")]
    assert row.rounds.get(number=1).result == RESULT


def test_suggestion_move_to_dropped_lets_the_round_go(cast):
    row = running(cast, "do")
    assert refused(cast, row, "dropped") == {"decision"}
    move(cast, row, "dropped", decision="Ingen brukte den")
    assert (row.decision, row.rounds.get().conclusion) == ("Ingen brukte den", "abandon")


def test_suggestion_move_declined_tells_who_proposed_it_why(cast):
    row = suggestion_create(
        by=cast.employee, board=board(cast), title="Kaffemaskin", proposer=cast.employee.person
    )
    assert refused(cast, row, "declined") == {"decision"}
    move(cast, row, "declined", decision="Den på kjøkkenet holder")
    notice = Notice.objects.get(person=cast.employee.person)
    assert notice.parameters == {"title": "Kaffemaskin", "reason": "Den på kjøkkenet holder"}
    assert notice.url == reverse("boards:suggestion_detail", args=[row.pk])


@pytest.mark.parametrize("values", [{}, {"proposed_by": "Kjøkkenet"}])
def test_suggestion_move_declined_tells_nobody_where_nobody_is_named(cast, values):
    row = suggestion(cast, **values)
    move(cast, row, "declined", decision="Nei")
    assert not Notice.objects.exists()


def test_round_edit_writes_and_refuses_one_that_is_concluded(cast):
    row = running(cast, "check")
    pdca = round_of(row)
    round_edit(by=cast.drel, pdca=pdca, version=1, values={"aim": "Ingen leting"})
    assert pdca.history.count() == 2
    move(cast, row, "again", result=RESULT)
    first = PdcaRound.objects.get(pk=pdca.pk)
    with pytest.raises(ValidationError):
        round_edit(by=cast.drel, pdca=first, version=first.version, values={"aim": "Annet"})
