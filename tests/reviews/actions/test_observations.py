from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import Conflict
from reviews.actions import observations as actions
from reviews.actions.debrief import Choice, More, visit_debrief
from reviews.models import FollowUp, HostNote, Observation, Praise
from tests.reviews.visits import held, planned
from tests.world import TODAY

pytestmark = pytest.mark.django_db
SEEN = {"kind": "waste", "text": "Vi skriver det samme to ganger."}


def put(cast, visit, key, version=0, **values):
    return actions.observation_put(
        by=cast.tol, visit=visit, key=key, version=version, values=SEEN | values
    )


def test_observation_put_twice_keeps_one_without_history(cast):
    visit, key = planned(cast), uuid4()
    first, again = put(cast, visit, key), put(cast, visit, key)
    assert first == again
    assert (Observation.objects.count(), Observation.history.count()) == (1, 0)


def test_observation_put_changes_the_draft_by_its_version(cast):
    visit, key = planned(cast), uuid4()
    put(cast, visit, key)
    assert put(cast, visit, key, 1, text="To ganger om dagen.").version == 2
    # The answer was lost on the way: the same once more is well.
    assert put(cast, visit, key, 1, text="To ganger om dagen.").version == 2
    with pytest.raises(Conflict):
        put(cast, visit, key, 1, text="Noe annet")
    assert Observation.objects.get().text == "To ganger om dagen."
    assert Observation.history.count() == 0


def test_observation_put_of_the_same_key_on_two_visits_makes_two(cast):
    key = uuid4()
    put(cast, planned(cast), key)
    put(cast, planned(cast, day=TODAY + timedelta(days=1)), key)
    assert Observation.objects.count() == 2


def test_observation_put_refuses_a_kind_that_is_none(cast):
    with pytest.raises(ValidationError):
        put(cast, planned(cast), uuid4(), kind="other")
    assert not Observation.objects.exists()


def test_nothing_is_written_on_a_visit_that_is_handed_in(cast):
    visit = held(cast)
    for act in (
        lambda: put(cast, visit, uuid4()),
        lambda: actions.observation_delete(by=cast.tol, visit=visit, key=uuid4()),
        lambda: actions.praise_put(by=cast.tol, visit=visit, version=0, text="x"),
        lambda: actions.host_note_write(by=cast.drel, visit=visit, version=0, text="x"),
    ):
        with pytest.raises(ValidationError):
            act()
    assert Observation.objects.count() == 2


def test_observation_delete_leaves_nothing(cast):
    visit, key = planned(cast), uuid4()
    put(cast, visit, key)
    for _turn in range(2):
        actions.observation_delete(by=cast.tol, visit=visit, key=key)
    assert (Observation.objects.count(), Observation.history.count()) == (0, 0)


def test_observation_edit_afterwards_keeps_what_stood(cast):
    row = held(cast).observations.first()
    actions.observation_edit(
        by=cast.tol, observation=row, version=row.version, values={"text": "Rettet"}
    )
    assert [record.text for record in row.history.all()] == [
        "Rettet", "Forslag har ansvarlig og dato."
    ]
    with pytest.raises(ValidationError):
        actions.observation_edit(
            by=cast.tol, observation=row, version=row.version, values={"text": " "}
        )


def test_praise_put_is_a_draft_until_the_visit_is_handed_in(cast):
    visit = planned(cast)
    actions.praise_put(by=cast.tol, visit=visit, version=0, text="God flyt")
    assert actions.praise_put(by=cast.tol, visit=visit, version=1, text="Svært god").version == 2
    with pytest.raises(Conflict):
        actions.praise_put(by=cast.tol, visit=visit, version=1, text="Tredje")
    assert Praise.history.count() == 0


def test_question_tick(cast):
    visit = planned(cast, questions=["Er målene synlige?"])
    actions.question_tick(by=cast.tol, question=visit.questions.get(), is_asked=True)
    assert visit.questions.get().is_asked


def test_host_note_write_is_kept_with_history(cast):
    visit = planned(cast)
    note = actions.host_note_write(by=cast.drel, visit=visit, version=0, text="Se tavla")
    actions.host_note_write(by=cast.drel, visit=visit, version=1, text="Se lageret")
    with pytest.raises(Conflict):
        actions.host_note_write(by=cast.drel, visit=visit, version=0, text="Noe annet")
    assert HostNote.objects.get().text == "Se lageret"
    assert note.history.count() == 2


def test_visit_debrief_settles_all_or_nothing(cast):
    visit = held(cast, agreed=True)
    row = FollowUp.objects.get()
    good = Choice(row, row.version, "Flytt tavla", cast.positions.drel, TODAY + timedelta(days=9))
    visit_debrief(by=cast.tol, visit=visit, choices=[good], more=More("Merk hyllene", None, None))
    row.refresh_from_db()
    assert (row.text, row.owner) == ("Flytt tavla", cast.positions.drel)
    assert FollowUp.objects.filter(visit=visit).count() == 2
    bad = Choice(row, row.version, "x", None, TODAY - timedelta(days=400))
    with pytest.raises(ValidationError):
        visit_debrief(by=cast.tol, visit=visit, choices=[bad])
    visit_debrief(by=cast.tol, visit=visit, choices=[], more=More("Merk hyllene", None, None))
    assert FollowUp.objects.filter(visit=visit).count() == 2


def test_visit_debrief_opens_a_visit_that_was_followed_up(cast):
    visit = held(cast)
    assert visit.state == "followed_up"
    visit_debrief(by=cast.tol, visit=visit, choices=[], more=More("Merk hyllene", None, None))
    visit.refresh_from_db()
    assert visit.state == "held"
