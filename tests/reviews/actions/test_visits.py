from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import Conflict
from organisation.actions import appointment_end
from organisation.models import Notice, OutgoingMail
from reviews.actions.follow_ups import follow_up_close
from reviews.actions.visits import (
    visit_announce,
    visit_cancel,
    visit_edit,
    visit_hold,
    visit_plan,
    visit_postpone,
)
from reviews.choices import VisitState
from reviews.models import FollowUp, GembaVisit, Observation
from tests.reviews.follow_ups import review_of
from tests.reviews.visits import held, planned, seen
from tests.world import TODAY

LATER = TODAY + timedelta(days=7)
pytestmark = pytest.mark.django_db


def test_visit_plan_chooses_visitor_host_and_review(cast):
    review = review_of(cast, state="planned")
    visit = planned(cast, theme=" Forslag ", questions=["Er målene synlige?", "", "Hvem tar imot?"])
    assert (visit.visitor, visit.host) == (cast.positions.tol, cast.positions.drel)
    assert (visit.review, visit.theme, visit.state) == (review, "Forslag", "planned")
    assert [q.text for q in visit.questions.all()] == ["Er målene synlige?", "Hvem tar imot?"]
    assert visit.history.get().history_user == cast.tol


def test_visit_plan_twice_makes_one(cast):
    assert planned(cast) == planned(cast)
    assert planned(cast, starts_at=time(13)) != planned(cast)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"day": date(2021, 1, 1)}, "day"),
        ({"day": date(2017, 12, 31)}, "day"),
        ({"minutes": 4}, "__all__"),
        ({"minutes": 601}, "__all__"),
        ({"questions": ["x" * 161]}, "questions"),
        ({"questions": [str(n) for n in range(13)]}, "questions"),
        ({"theme": "x" * 161}, "theme"),
    ],
)
def test_visit_plan_refuses(cast, facts, field):
    with pytest.raises(ValidationError) as error:
        planned(cast, **facts)
    assert field in error.value.message_dict
    assert not GembaVisit.objects.exists()


def test_visit_plan_refuses_another_units_review(cast):
    with pytest.raises(ValidationError, match="annen enhet"):
        planned(cast, review=review_of(cast, unit="school", led_by="other_tol"))


def test_visit_plan_refuses_a_unit_nobody_leads_above(cast):
    with pytest.raises(ValidationError):
        visit_plan(by=cast.chief, unit=cast.units.municipality, day=LATER)


def test_visit_announce_tells_the_host_with_an_entry_for_the_calendar(cast):
    visit = planned(cast, day=LATER, purpose="Se hvordan forslag følges opp", place="Kjelleren")
    told = visit_announce(by=cast.tol, visit=visit, version=visit.version)
    assert told == [cast.drel.person]
    assert visit.state == VisitState.ANNOUNCED
    notice = Notice.objects.get(person=cast.drel.person)
    assert notice.url == visit.get_absolute_url()
    mail = OutgoingMail.objects.get()
    assert mail.person == cast.drel.person
    assert "Se hvordan forslag følges opp" in mail.text
    for part in ("METHOD:REQUEST", f"visit-{visit.pk}@", "mailto:tol@vikdal", "Kjelleren"):
        assert part in mail.calendar.replace("\r\n ", "")


def test_visit_announce_twice_tells_once(cast):
    visit = planned(cast, day=LATER)
    visit_announce(by=cast.tol, visit=visit, version=visit.version)
    assert visit_announce(by=cast.tol, visit=visit, version=1) == []
    assert OutgoingMail.objects.count() == Notice.objects.count() == 1


def test_visit_announce_in_vain_where_the_host_is_vacant(cast):
    seat = cast.drel.person.appointments.get()
    appointment_end(by=None, appointment=seat, ends_on=TODAY, version=seat.version)
    visit = planned(cast, day=LATER)
    assert visit_announce(by=cast.tol, visit=visit, version=visit.version) == []


def test_visit_announce_refuses_a_day_that_has_been(cast):
    visit = planned(cast, day=TODAY - timedelta(days=1))
    with pytest.raises(ValidationError):
        visit_announce(by=cast.tol, visit=visit, version=visit.version)


def postpone(cast, visit, day=LATER, reason="Sykdom", version=None):
    return visit_postpone(
        by=cast.tol, visit=visit, version=version or visit.version, day=day, starts_at=time(13),
        reason=reason,
    )


def test_visit_postpone_keeps_each_move_with_its_reason(cast):
    visit = planned(cast)
    assert postpone(cast, visit) == []
    postpone(cast, visit, LATER + timedelta(days=1), "Kommunestyret")
    assert [(move.old_day, move.new_day, move.reason) for move in visit.moves.all()] == [
        (TODAY, LATER, "Sykdom"), (LATER, LATER + timedelta(days=1), "Kommunestyret"),
    ]
    assert (visit.day, visit.starts_at, visit.state) == (LATER + timedelta(days=1), time(13),
                                                         "planned")


def test_visit_postpone_moves_the_entry_of_who_was_told(cast):
    visit = planned(cast)
    visit_announce(by=cast.tol, visit=visit, version=visit.version)
    assert postpone(cast, visit) == [cast.drel.person]
    first, second = OutgoingMail.objects.order_by("pk")
    assert f"SEQUENCE:{visit.version}" in second.calendar
    assert "SEQUENCE:2" in first.calendar
    assert visit.state == VisitState.ANNOUNCED


def test_visit_postpone_twice_moves_once(cast):
    visit = planned(cast)
    postpone(cast, visit)
    assert postpone(cast, visit, version=1) == []
    assert visit.moves.count() == 1


@pytest.mark.parametrize(
    ("day", "reason"), [(LATER, " "), (TODAY - timedelta(days=1), "x"), (date(2021, 1, 1), "x")]
)
def test_visit_postpone_refuses(cast, day, reason):
    visit = planned(cast)
    with pytest.raises(ValidationError):
        postpone(cast, visit, day, reason)
    visit.refresh_from_db()
    assert visit.day == TODAY
    assert not visit.moves.exists()


def test_visit_postpone_by_two_at_once_is_a_conflict(cast):
    visit, mine = planned(cast), planned(cast)
    postpone(cast, visit)
    with pytest.raises(Conflict):
        postpone(cast, mine, LATER + timedelta(days=2), version=1)


def test_visit_postpone_to_another_half_year_leaves_the_review(cast):
    review_of(cast, state="planned")
    visit = planned(cast)
    postpone(cast, visit, date(2019, 1, 8))
    assert (visit.review, visit.half_year) == (None, "2019-H1")


def test_visit_cancel_says_why_and_takes_the_entry_back(cast):
    visit = planned(cast, day=LATER)
    visit_announce(by=cast.tol, visit=visit, version=visit.version)
    told = visit_cancel(by=cast.tol, visit=visit, version=visit.version, reason="Flyttet")
    assert told == [cast.drel.person]
    assert (visit.state, visit.cancel_reason) == ("cancelled", "Flyttet")
    assert "METHOD:CANCEL" in OutgoingMail.objects.order_by("pk").last().calendar
    assert visit_cancel(by=cast.tol, visit=visit, version=1, reason="x") == []


def test_visit_cancel_refuses_without_why_and_what_has_been(cast):
    visit = planned(cast)
    with pytest.raises(ValidationError):
        visit_cancel(by=cast.tol, visit=visit, version=visit.version, reason="")
    visit = held(cast, day=TODAY - timedelta(days=1))
    with pytest.raises(ValidationError):
        visit_cancel(by=cast.tol, visit=visit, version=visit.version, reason="x")


def test_visit_hold_makes_follow_ups_and_begins_the_history(cast):
    visit = held(cast, agreed=True)
    assert (visit.state, visit.minutes_held) == ("held", 50)
    follow_up = FollowUp.objects.get()
    assert (follow_up.visit, follow_up.text) == (visit, "Tavla henger i et låst rom.")
    assert (follow_up.owner, follow_up.due_date) == (None, date(2018, 12, 1))
    assert Observation.objects.get(follow_up=follow_up).history.count() == 1
    assert Notice.objects.get(person=cast.drel.person).kind == "reviews_visit_held"


def test_visit_hold_twice_makes_one(cast):
    visit = held(cast, agreed=True)
    assert visit_hold(by=cast.tol, visit=visit, version=1, minutes=9).minutes_held == 50
    assert FollowUp.objects.count() == 1


def test_visit_hold_without_anything_agreed_is_followed_up(cast):
    assert held(cast).state == VisitState.FOLLOWED_UP


def test_visit_hold_leaves_empty_drafts_out_and_names_what_lacks(cast):
    visit = planned(cast)
    seen(cast, visit, "")
    seen(cast, visit, "Ting flyter", kind="")
    with pytest.raises(ValidationError, match="1"):
        visit_hold(by=cast.tol, visit=visit, version=visit.version, minutes=30)
    visit.refresh_from_db()
    assert (visit.state, visit.observations.count()) == ("planned", 2)


@pytest.mark.parametrize("minutes", [0, 601, 40_000])
def test_visit_hold_refuses_a_length_that_cannot_be(cast, minutes):
    visit = planned(cast)
    with pytest.raises(ValidationError):
        visit_hold(by=cast.tol, visit=visit, version=visit.version, minutes=minutes)


def test_visit_hold_refuses_a_day_to_come(cast):
    visit = planned(cast, day=LATER)
    with pytest.raises(ValidationError):
        visit_hold(by=cast.tol, visit=visit, version=visit.version, minutes=30)


def test_visit_is_followed_up_when_the_last_is_closed(cast):
    visit = held(cast, agreed=True)
    follow_up = FollowUp.objects.get()
    follow_up.owner = cast.positions.drel
    follow_up.save()
    follow_up_close(by=cast.tol, follow_up=follow_up, version=follow_up.version, note="Flyttet")
    visit.refresh_from_db()
    assert visit.state == VisitState.FOLLOWED_UP


def test_visit_edit_of_a_held_one_moves_its_half_year(cast):
    visit = held(cast)
    assert visit.half_year == "2018-H2"
    visit_edit(
        by=cast.tol, visit=visit, version=visit.version, values={"day": date(2018, 6, 20)}
    )
    assert visit.half_year == "2018-H1"


def test_visit_edit_may_keep_the_review_of_the_half_year_before(cast):
    review = review_of(cast, half_year="2018-H1")
    visit = held(cast)
    visit_edit(by=cast.tol, visit=visit, version=visit.version, values={"review": review})
    assert visit.half_year == "2018-H1"


@pytest.mark.parametrize(
    ("make", "day"), [(held, LATER), (planned, LATER), (held, date(2017, 1, 1))]
)
def test_visit_edit_refuses_the_day(cast, make, day):
    visit = make(cast)
    with pytest.raises(ValidationError):
        visit_edit(by=cast.tol, visit=visit, version=visit.version, values={"day": day})


def test_visit_edit_keeps_what_was_ticked(cast):
    visit = planned(cast, questions=["a", "b"])
    visit.questions.filter(text="b").update(is_asked=True)
    visit_edit(by=cast.tol, visit=visit, version=1, values={}, questions=["b", "c"])
    assert [(q.text, q.is_asked) for q in visit.questions.all()] == [("b", True), ("c", False)]
