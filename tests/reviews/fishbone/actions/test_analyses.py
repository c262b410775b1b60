from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import Conflict
from measures.actions.bindings import rule_bind
from reviews.fishbone.actions.analyses import (
    fishbone_edit,
    fishbone_hold,
    fishbone_move,
    fishbone_start,
    next_states,
)
from reviews.fishbone.actions.outcomes import outcome_follow_up, outcome_measure
from reviews.fishbone.actions.people import (
    bone_add,
    bone_edit,
    bone_remove,
    participant_add,
    participant_remove,
)
from reviews.fishbone.models import MAX_BONES, FishboneAnalysis
from tests.reviews.fishbone.making import add, make_analysis
from tests.world import TODAY


@pytest.fixture
def analysis(cast):
    return make_analysis(cast)


def hold(analysis, *, present=None, **values):
    everyone = list(analysis.participants.all())
    return fishbone_hold(**{
        "by": None, "analysis": analysis, "version": analysis.version, "on": TODAY,
        "present": everyone if present is None else present, "no_measures": "Alt er i gang.",
        **values,
    })


def without_manager(cast, analysis):
    return list(analysis.participants.exclude(position=cast.positions.tol))


def test_fishbone_create_brings_bones_and_those_it_concerns(cast, analysis):
    assert [bone.name for bone in analysis.bones.all()] == [
        "Ledelse", "Mennesker og kompetanse", "Metode og arbeidsform", "Tid og ressurser",
        "Måling og mål", "Omgivelser og samarbeid",
    ]
    positions = cast.positions
    assert [one.position for one in analysis.participants.all()] == [
        positions.tol, positions.drel, positions.coach
    ]
    assert analysis.pulse.number == 1


def test_fishbone_create_refuses_a_second_before_the_first_is_held(cast, analysis):
    with pytest.raises(ValidationError) as refused:
        make_analysis(cast)
    assert "unit" in refused.value.error_dict
    make_analysis(cast, kind="other", question="Hvorfor tar bestillinger så lang tid?")
    add(analysis, "Årsak")
    hold(analysis)
    make_analysis(cast)


def test_fishbone_create_of_an_area_asks_the_chief_executive(cast):
    made = make_analysis(cast, unit=cast.units.health)
    assert made.participants.first().position == cast.positions.chief


def test_fishbone_edit_brings_the_one_who_leads(cast, analysis):
    fishbone_edit(
        by=None, analysis=analysis, version=1,
        values={"question": "Et annet", "facilitator": cast.positions.development},
    )
    assert analysis.participants.filter(position=cast.positions.development).exists()
    with pytest.raises(Conflict):
        fishbone_edit(by=None, analysis=analysis, version=1, values={"question": "Et tredje"})


def test_fishbone_start_is_dated_and_said_once(cast, analysis):
    fishbone_start(by=None, analysis=analysis, version=1)
    assert (analysis.state, analysis.started_on) == ("under_way", TODAY)
    assert fishbone_start(by=None, analysis=analysis, version=1) == {}


def test_fishbone_hold_locks_and_keeps_who_was_there(cast, analysis):
    add(analysis, "Årsak")
    hold(analysis, present=analysis.participants.exclude(position=cast.positions.coach))
    analysis.refresh_from_db()
    assert (analysis.state, analysis.held_on) == ("held", TODAY)
    there = analysis.participants.filter(present=True).values_list("position", flat=True)
    assert set(there) == {cast.positions.tol.pk, cast.positions.drel.pk}
    with pytest.raises(ValidationError):
        fishbone_edit(by=None, analysis=analysis, version=analysis.version, values={})
    with pytest.raises(ValidationError):
        bone_add(by=None, analysis=analysis, name="Nytt")


def test_fishbone_hold_without_the_area_manager_needs_a_reason(cast, analysis):
    add(analysis, "Årsak")
    present = without_manager(cast, analysis)
    with pytest.raises(ValidationError) as refused:
        hold(analysis, present=present)
    assert "without_manager" in refused.value.error_dict
    assert analysis.state == "planned"
    hold(analysis, present=present, without_manager="Stillingen er ledig.")
    assert analysis.without_manager == "Stillingen er ledig."


def test_fishbone_hold_drops_a_reason_nobody_needs(cast, analysis):
    cause = add(analysis, "Årsak")
    outcome_follow_up(by=cast.coach, cause=cause, text="Bedre møter")
    hold(analysis, without_manager="Trengs ikke", no_measures="Trengs ikke")
    assert (analysis.without_manager, analysis.no_measures) == ("", "")


@pytest.mark.parametrize(("values", "field"), [
    ({"no_measures": ""}, "no_measures"),
    ({"on": TODAY + timedelta(days=1)}, "on"),
    ({"support_until": TODAY - timedelta(days=1)}, "support_until"),
])
def test_fishbone_hold_refuses(analysis, values, field):
    add(analysis, "Årsak")
    with pytest.raises(ValidationError) as refused:
        hold(analysis, **values)
    assert field in refused.value.error_dict
    assert not FishboneAnalysis.objects.has_been().exists()


def test_fishbone_hold_refuses_without_a_cause(analysis):
    with pytest.raises(ValidationError):
        hold(analysis)


def test_fishbone_hold_with_support_needs_no_other_measure(cast, plan, analysis):
    add(analysis, "Årsak")
    row = plan.rows.first()
    hold(analysis, no_measures="", support_until=date(2019, 3, 1), support_row=row)
    assert analysis.support_until == date(2019, 3, 1)
    made = analysis.outcomes.get(kind="support").measure
    assert made.text == "Fortsatt bistand fra utviklingsenheten"
    assert made.due_date == date(2019, 3, 1)
    assert (made.unit, made.row, made.owner) == (analysis.unit, row, cast.positions.development)


def test_fishbone_hold_with_support_needs_a_row_where_no_line_asks_for_the_analysis(plan, analysis):
    add(analysis, "Årsak")
    with pytest.raises(ValidationError) as refused:
        hold(analysis, support_until=date(2019, 3, 1))
    assert "support_row" in refused.value.error_dict
    line = plan.measures.get(code="T3")
    rule_bind(by=None, measure=line, rule_key="analysis_after_rollout")
    hold(analysis, support_until=date(2019, 3, 1))
    assert analysis.outcomes.get(kind="support").measure.row == line.row


def test_fishbone_move_goes_on_from_held(analysis):
    assert next_states(analysis) == ["cancelled"]
    add(analysis, "Årsak")
    hold(analysis)
    assert next_states(analysis) == ["followed_up", "closed", "under_way"]
    fishbone_move(by=None, analysis=analysis, version=analysis.version, state="followed_up")
    with pytest.raises(ValidationError) as refused:
        fishbone_move(by=None, analysis=analysis, version=analysis.version, state="closed")
    assert "note" in refused.value.error_dict
    fishbone_move(
        by=None, analysis=analysis, version=analysis.version, state="closed", note="Det hjalp."
    )
    assert (analysis.state, analysis.closed_on) == ("closed", TODAY)
    with pytest.raises(ValidationError):
        fishbone_move(by=None, analysis=analysis, version=analysis.version, state="cancelled")


def test_outcomes_stand_once_and_beside_their_cause(cast, plan, analysis):
    cause = add(analysis, "Uklart hva TOL venter")
    row = plan.rows.first()
    for _ in range(2):
        outcome_measure(
            by=cast.drel, cause=cause, row=row, text="Avtal framdrift",
            owner=cast.positions.drel, due_date=date(2019, 1, 31),
        )
        outcome_follow_up(by=cast.drel, cause=cause, text="Bedre møter")
    measure, follow_up = analysis.outcomes.all()
    assert measure.measure.unit == cast.units.home
    assert follow_up.follow_up.cause == cause.text


def test_outcomes_can_be_made_until_it_is_closed(cast, analysis):
    cause = add(analysis, "Årsak")
    hold(analysis)
    outcome_follow_up(by=cast.drel, cause=cause, text="Etterpå")
    fishbone_move(
        by=None, analysis=analysis, version=analysis.version, state="closed", note="Ferdig"
    )
    with pytest.raises(ValidationError):
        outcome_follow_up(by=cast.drel, cause=cause, text="For sent")


def test_participants_are_positions_or_groups(cast, analysis):
    group = participant_add(by=None, analysis=analysis, group="Ansatte på natt", number=4)
    assert participant_add(by=None, analysis=analysis, group="Ansatte på natt") == group
    with pytest.raises(ValidationError):
        participant_add(by=None, analysis=analysis)
    participant_remove(by=None, participant=group)
    leads = analysis.participants.get(position=cast.positions.coach)
    with pytest.raises(ValidationError):
        participant_remove(by=None, participant=leads)


def test_bones_are_renamed_moved_and_removed(analysis):
    first, second = list(analysis.bones.all())[:2]
    bone_edit(by=None, bone=first, version=1, name="Lederskap", place=2)
    assert [bone.name for bone in analysis.bones.all()][:2] == [second.name, "Lederskap"]
    with pytest.raises(ValidationError):
        bone_edit(by=None, bone=first, version=first.version, name=second.name, place=2)
    add(analysis, "Årsak", under=second)
    with pytest.raises(ValidationError):
        bone_remove(by=None, bone=second, version=second.version)
    first.refresh_from_db()
    bone_remove(by=None, bone=first, version=first.version)
    assert analysis.bones.count() == 5


def test_bones_stop_at_what_a_picture_holds(analysis):
    for number in range(MAX_BONES - 6):
        bone_add(by=None, analysis=analysis, name=f"Bein {number}")
    with pytest.raises(ValidationError):
        bone_add(by=None, analysis=analysis, name="Ett for mye")
