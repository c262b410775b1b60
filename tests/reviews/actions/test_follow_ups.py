"""Follow-up areas: made with a number, changed, carried out, confirmed by another, carried on."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from leanplan.versioning import Conflict
from reviews.actions import follow_ups as actions
from reviews.models import FollowUp, FollowUpCarry
from tests.reviews.follow_ups import follow_up, review_of, visit_of
from tests.world import TODAY, make_world

pytestmark = pytest.mark.django_db


def test_follow_up_add_numbers_within_the_year(cast):
    first, second = follow_up(cast), follow_up(cast, text="Mål henger på tavla")
    earlier = follow_up(cast, on=date(2017, 12, 31), due_date=None)
    assert [one.number for one in (first, second, earlier)] == ["18-001", "18-002", "17-001"]
    assert first.made_by == cast.tol
    assert first.history.get().history_user == cast.tol


def test_follow_up_add_never_uses_a_number_again(cast):
    follow_up(cast).delete()
    assert follow_up(cast).number == "18-002"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": "  "}, "text"),
        ({"on": TODAY + timedelta(days=1), "due_date": None}, "on"),
        ({"due_date": TODAY - timedelta(days=1)}, "due_date"),
    ],
)
def test_follow_up_add_refuses(cast, facts, field):
    with pytest.raises(ValidationError) as refused:
        follow_up(cast, **facts)
    assert field in refused.value.error_dict
    assert not FollowUp.objects.exists()


def test_follow_up_add_refuses_a_locked_review_and_another_unit(cast):
    with pytest.raises(ValidationError, match=r"(?i)låst|locked"):
        follow_up(cast, review=review_of(cast, state="locked"))
    with pytest.raises(ValidationError) as refused:
        follow_up(cast, visit=visit_of(cast, unit="clinic"))
    assert "visit" in refused.value.error_dict


def test_follow_up_change_writes_history_and_checks_version(cast):
    one = follow_up(cast)
    seen = one.version
    changes = actions.follow_up_change(
        by=cast.drel, follow_up=one, version=seen, values={"cause": "Permisjon"}
    )
    assert changes == {"cause": ("", "Permisjon")}
    assert one.history.first().history_user == cast.drel
    with pytest.raises(Conflict):
        actions.follow_up_change(
            by=cast.tol, follow_up=FollowUp.objects.get(), version=seen, values={"cause": "Tid"}
        )


@pytest.mark.parametrize(
    "values", [{"state": "closed"}, {"closing_note": "x"}, {"due_date": date(2018, 1, 1)}]
)
def test_follow_up_change_refuses(cast, values):
    one = follow_up(cast)
    with pytest.raises(ValidationError):
        actions.follow_up_change(by=cast.drel, follow_up=one, version=one.version, values=values)
    assert FollowUp.objects.get().version == 1


def test_follow_up_done_keeps_the_day(cast):
    one = follow_up(cast, on=date(2018, 11, 1))
    actions.follow_up_done(
        by=cast.drel, follow_up=one, version=one.version, done_on=date(2018, 11, 9)
    )
    one.refresh_from_db()
    assert (one.state, one.done_on, one.is_over) == ("done", date(2018, 11, 9), False)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(2018, 10, 31)])
def test_follow_up_done_refuses_a_day_outside(cast, day):
    one = follow_up(cast, on=date(2018, 11, 1))
    with pytest.raises(ValidationError) as refused:
        actions.follow_up_done(by=cast.drel, follow_up=one, version=one.version, done_on=day)
    assert "done_on" in refused.value.error_dict


def test_follow_up_done_needs_somebody_responsible(cast):
    one = follow_up(cast, owner=None)
    with pytest.raises(ValidationError):
        actions.follow_up_done(by=cast.drel, follow_up=one, version=one.version, done_on=TODAY)


def test_follow_up_close_by_another_keeps_who_saw_the_effect(cast):
    one = follow_up(cast)
    actions.follow_up_close(
        by=cast.tol, follow_up=one, version=one.version, note="Alle møter holdt"
    )
    one.refresh_from_db()
    assert (one.state, one.closed_on, one.done_on) == ("closed", TODAY, TODAY)
    assert (one.checked_by, one.closing_note) == (cast.tol.person, "Alle møter holdt")


@pytest.mark.parametrize(
    ("owner", "by"), [("drel", "drel"), ("tol", "tol"), ("every_tol", "tol"), ("group", "member")]
)
def test_follow_up_close_refuses_whoever_answers_for_it(cast, owner, by):
    one = follow_up(cast, owner=owner)
    assert actions.checks_own(cast[by], one)
    with pytest.raises(ValidationError):
        actions.follow_up_close(by=cast[by], follow_up=one, version=one.version, note="Bra")
    assert FollowUp.objects.get().state == "open"


def test_follow_up_close_refuses_without_note_owner_or_person(cast):
    one, nobodys = follow_up(cast), follow_up(cast, owner=None, text="Annet")
    for target, note in ((one, " "), (nobodys, "Bra")):
        with pytest.raises(ValidationError):
            actions.follow_up_close(
                by=cast.tol, follow_up=target, version=target.version, note=note
            )
    assert not FollowUp.objects.filter(state="closed").exists()


def test_follow_up_drop_and_reopen_with_reason(cast):
    one = follow_up(cast)
    with pytest.raises(ValidationError) as refused:
        actions.follow_up_drop(by=cast.tol, follow_up=one, version=one.version, reason="")
    assert "reason" in refused.value.error_dict
    actions.follow_up_drop(by=cast.tol, follow_up=one, version=one.version, reason="Dekket av T5")
    assert (one.state, one.closing_note) == ("dropped", "Dekket av T5")
    with pytest.raises(ValidationError):
        actions.follow_up_change(
            by=cast.tol, follow_up=one, version=one.version, values={"text": "Ny"}
        )
    with pytest.raises(ValidationError):
        actions.follow_up_reopen(by=cast.tol, follow_up=one, version=one.version, reason=" ")
    actions.follow_up_reopen(by=cast.tol, follow_up=one, version=one.version, reason="Kom igjen")
    one.refresh_from_db()
    assert (one.state, one.closing_note, one.closed_on, one.checked_by) == ("open", "", None, None)
    reasons = [record.history_change_reason for record in one.history.all()]
    assert reasons == ["Kom igjen", "Dekket av T5", ""]


def test_follow_up_carry_keeps_the_trace_once(cast):
    one, review = follow_up(cast), review_of(cast)
    before = one.version
    for _twice in range(2):
        actions.follow_up_carry(
            by=cast.tol, follow_up=one, review=review, version=before, note="Tre av fem møter",
            due_date=date(2019, 1, 31),
        )
    carry = FollowUpCarry.objects.get()
    assert (carry.review, carry.note, carry.by) == (review, "Tre av fem møter", cast.tol)
    assert carry.by_label
    one.refresh_from_db()
    assert (one.due_date, one.version) == (date(2019, 1, 31), before + 1)


def test_follow_up_carry_without_new_deadline_is_told_in_the_history(cast):
    one, review = follow_up(cast), review_of(cast)
    actions.follow_up_carry(by=cast.tol, follow_up=one, review=review, version=one.version)
    assert "2018-H2" in one.history.first().history_change_reason
    assert one.history.first().version == FollowUp.objects.get().version == 2


def test_follow_up_carry_refuses(cast):
    one = follow_up(cast)
    for review in (
        review_of(cast, unit="clinic"), review_of(cast, half_year="2018-H1", state="locked"),
        review_of(cast, half_year="2017-H2", state="cancelled"),
    ):
        with pytest.raises(ValidationError):
            actions.follow_up_carry(by=cast.tol, follow_up=one, review=review, version=one.version)
    with pytest.raises(Conflict):
        actions.follow_up_carry(by=cast.tol, follow_up=one, review=review_of(cast), version=7)


def test_follow_up_uncarry_until_the_review_is_locked(cast):
    one, review = follow_up(cast), review_of(cast)
    actions.follow_up_carry(by=cast.tol, follow_up=one, review=review, version=one.version)
    review.state = "locked"
    with pytest.raises(ValidationError):
        actions.follow_up_uncarry(by=cast.tol, follow_up=one, review=review)
    review.state = "held"
    actions.follow_up_uncarry(by=cast.tol, follow_up=one, review=review)
    assert not FollowUpCarry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_follow_up_add_at_the_same_moment_gives_each_its_own_number():
    cast = make_world()
    barrier, numbers, faults = threading.Barrier(4, timeout=20), [], []

    def run(order):
        try:
            barrier.wait()
            numbers.append(follow_up(cast, text=f"Område {order}").number)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[order]) for order in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert sorted(numbers) == ["18-001", "18-002", "18-003", "18-004"]
