import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import Conflict
from reviews.fishbone.actions.analyses import fishbone_hold
from reviews.fishbone.actions.causes import (
    CauseGone,
    cause_add,
    cause_edit,
    cause_mark,
    cause_move,
    cause_remove,
    cause_vote,
    causes_add,
)
from reviews.fishbone.actions.turns import pulse_of
from reviews.fishbone.models import MAX_CAUSES, Cause, CauseVotes
from tests.reviews.fishbone.making import add, make_analysis
from tests.world import TODAY


@pytest.fixture
def analysis(cast):
    return make_analysis(cast)


def edit(cause, *, version=None, **values):
    return cause_edit(**{
        "by": None, "cause": cause, "version": version or cause.version, "text": cause.text,
        "evidence": cause.evidence, "under": cause.bone or cause.parent, **values,
    })


def test_cause_add_writes_in_order(analysis):
    first, second = add(analysis, "Først"), add(analysis, "Så   er det\nen til")
    assert list(analysis.causes.all()) == [first, second]
    assert second.text == "Så er det en til"
    assert first.history.count() == 1
    assert first.tally.number == 0


def test_cause_add_the_same_key_twice_is_one(analysis):
    before = add(analysis, "Ny leder", key="k1")
    assert add(analysis, "Ny leder", key="k1") == before
    assert analysis.causes.count() == 1


def test_cause_add_tells_other_pages(analysis):
    before = pulse_of(analysis)
    add(analysis, "Ny leder")
    assert pulse_of(analysis) == before + 1


def test_cause_add_goes_five_whys_deep_and_no_deeper(analysis):
    under = add(analysis, "Årsak")
    for level in range(1, 6):
        under = add(analysis, f"Hvorfor {level}", under=under)
    with pytest.raises(ValidationError, match="5"):
        add(analysis, "Hvorfor 6", under=under)


@pytest.mark.parametrize("text", ["", "   ", "x" * 201, "x" * 2000])
def test_cause_add_refuses_no_text_and_a_long_one(analysis, text):
    with pytest.raises(ValidationError) as refused:
        add(analysis, text, key="k")
    assert "text" in refused.value.error_dict
    assert analysis.causes.count() == 0


def test_cause_add_refuses_more_than_a_picture_holds(analysis):
    bone = analysis.bones.first()
    Cause.objects.bulk_create([
        Cause(analysis=analysis, bone=bone, key=str(number), text="x")
        for number in range(MAX_CAUSES)
    ])
    with pytest.raises(ValidationError, match=str(MAX_CAUSES)):
        add(analysis, "En til")


def test_causes_add_writes_a_pasted_list_in_its_order_with_history(cast, analysis):
    bone = analysis.bones.first()
    first = add(analysis, "Før")
    lines = [("k1", "  Ny   leder "), ("k2", "Tavla er  låst inne"), ("k1", "Ny leder")]
    assert causes_add(by=cast.coach, analysis=analysis, under=bone, lines=lines) == []
    # The same again, as after an answer that never came: nothing new.
    assert causes_add(by=cast.coach, analysis=analysis, under=bone, lines=lines) == []
    made = list(analysis.causes.order_by("order"))
    assert [cause.text for cause in made] == ["Før", "Ny leder", "Tavla er låst inne"]
    assert made[1].history.get().history_user == cast.coach
    cause_vote(by=cast.coach, cause=made[1], step=1)
    assert first.order < made[1].order


def test_causes_add_says_which_had_no_room(cast, analysis):
    bone = analysis.bones.first()
    lines = [(f"k{number}", f"Årsak {number}") for number in range(MAX_CAUSES + 2)]
    left = causes_add(by=cast.coach, analysis=analysis, under=bone, lines=lines)
    assert left == [f"k{MAX_CAUSES}", f"k{MAX_CAUSES + 1}"]
    assert analysis.causes.count() == MAX_CAUSES


def test_causes_add_asks_as_often_for_fifty_as_for_two(
    cast, analysis, django_assert_max_num_queries
):
    bone = analysis.bones.first()
    with django_assert_max_num_queries(16):
        causes_add(
            by=cast.coach, analysis=analysis, under=bone,
            lines=[(f"k{number}", f"Årsak {number}") for number in range(50)],
        )


def test_causes_add_goes_five_whys_deep_and_no_deeper(cast, analysis):
    under = add(analysis, "Årsak")
    for why in range(5):
        under = add(analysis, f"Hvorfor {why}", under=under)
    with pytest.raises(ValidationError):
        causes_add(by=cast.coach, analysis=analysis, under=under, lines=[("a", "x"), ("b", "y")])


def test_cause_add_refuses_once_it_is_held(cast, analysis):
    bone = analysis.bones.first()
    add(analysis, "Årsak")
    fishbone_hold(
        by=cast.coach, analysis=analysis, version=analysis.version, on=TODAY,
        present=list(analysis.participants.all()), no_measures="Alt er alt i gang.",
    )
    with pytest.raises(ValidationError):
        add(analysis, "For sent", under=bone)


def test_cause_add_under_a_removed_cause_is_told(analysis):
    gone = add(analysis, "Borte")
    cause_remove(by=None, cause=Cause.objects.get(pk=gone.pk), version=1)
    with pytest.raises(CauseGone):
        add(analysis, "Hvorfor", under=gone)


def test_cause_add_refuses_a_bone_of_another_analysis(cast, analysis):
    other = make_analysis(cast, unit=cast.units.clinic)
    with pytest.raises(ValidationError):
        add(analysis, "Feil fisk", under=other.bones.first())


def test_cause_edit_moves_the_whole_tree(analysis):
    cause = add(analysis, "Årsak")
    why = add(analysis, "Hvorfor", under=cause)
    bone = analysis.bones.last()
    edit(cause, under=bone)
    why.refresh_from_db()
    assert (cause.bone, why.parent) == (bone, cause)
    edit(why, under=bone)
    assert (why.bone, why.parent) == (bone, None)


def test_cause_edit_refuses_under_its_own_descendant(analysis):
    cause = add(analysis, "Årsak")
    why = add(analysis, "Hvorfor", under=cause)
    deeper = add(analysis, "Og hvorfor", under=why)
    for under in (cause, why, deeper):
        with pytest.raises(ValidationError) as refused:
            edit(cause, under=under)
        assert "under" in refused.value.error_dict
    cause.refresh_from_db()
    assert cause.parent is None


def test_cause_edit_of_two_shows_the_second_both_sides(analysis):
    cause = add(analysis, "Årsak")
    other = Cause.objects.get(pk=cause.pk)
    edit(cause, text="Min")
    with pytest.raises(Conflict) as conflict:
        edit(other, version=1, text="Din")
    assert conflict.value.current.text == "Min"


def test_cause_edit_after_it_was_removed_is_told(analysis):
    cause = add(analysis, "Årsak")
    cause_remove(by=None, cause=Cause.objects.get(pk=cause.pk), version=1)
    with pytest.raises(CauseGone):
        edit(cause, text="Skrevet lenge på")


def test_cause_remove_after_it_was_changed_is_a_conflict(analysis):
    cause = add(analysis, "Årsak")
    other = Cause.objects.get(pk=cause.pk)
    edit(cause, text="Endret")
    with pytest.raises(Conflict):
        cause_remove(by=None, cause=other, version=1)
    assert analysis.causes.count() == 1


def test_cause_remove_twice_is_no_fault(analysis):
    cause = add(analysis, "Årsak")
    other = Cause.objects.get(pk=cause.pk)
    cause_remove(by=None, cause=cause, version=1)
    cause_remove(by=None, cause=other, version=1)
    assert analysis.causes.count() == 0
    assert Cause.history.filter(history_type="-").count() == 1


def test_cause_remove_refuses_what_something_hangs_on(analysis):
    cause = add(analysis, "Årsak")
    add(analysis, "Hvorfor", under=cause)
    with pytest.raises(ValidationError):
        cause_remove(by=None, cause=cause, version=cause.version)


def test_cause_vote_counts_and_never_below_none(analysis):
    cause = add(analysis, "Årsak")
    for step in (1, 1, -1, -1, -1, 1):
        cause_vote(by=None, cause=cause, step=step)
    assert CauseVotes.objects.get(cause=cause).number == 1
    assert cause.history.count() == 1


def test_cause_mark_numbers_in_the_order_of_marking(analysis):
    first, second = add(analysis, "En"), add(analysis, "To")
    cause_mark(by=None, cause=second, root=True)
    cause_mark(by=None, cause=first, root=True)
    cause_mark(by=None, cause=first, root=True)
    assert second.root_order < first.root_order
    assert first.history.count() == 2
    cause_mark(by=None, cause=second, root=False)
    assert not second.is_root


def test_cause_add_by_position_is_kept_in_history(cast, analysis):
    made = cause_add(
        by=cast.employee, analysis=analysis, under=analysis.bones.first(), text="Sett", key="k"
    )
    assert made.history.get().history_user == cast.employee


def test_cause_move_takes_the_whys_along_and_refuses_a_circle(analysis):
    cause = add(analysis, "Møtet faller bort")
    why = add(analysis, "Det er travelt", under=cause)
    cause_move(by=None, cause=cause, version=1, under=analysis.bones.last())
    why.refresh_from_db()
    assert (cause.bone, why.parent) == (analysis.bones.last(), cause)
    with pytest.raises(ValidationError) as refused:
        cause_move(by=None, cause=cause, version=2, under=why)
    assert "under" in refused.value.error_dict
    with pytest.raises(Conflict):
        cause_move(by=None, cause=cause, version=1, under=analysis.bones.first())
