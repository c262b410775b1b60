"""A point to the next review is for three people, leaves no trace anywhere else, and is deleted."""

import re
from datetime import date, datetime, time
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leanplan.clock import pinned
from leanplan.versioning import Conflict
from measures.registries import due_items, is_private, news, timed_sources
from organisation.actions import appoint, appointment_end, unit_create
from organisation.calendar_feed import feed_make
from organisation.models import Appointment, Person, User
from organisation.roles import Role, UnitKind
from overview.presenters.calendar import events_of
from reviews.actions.points import point_answer, point_raise, points_forget
from reviews.actions.reviews import review_hold, review_lock
from reviews.actions.visits import visit_announce
from reviews.models import HalfYearReview, ReviewPoint
from reviews.point_panel import points_door
from reviews.point_scope import units_managed
from tests.matrix_rows import ROLES
from tests.reviews import visits
from tests.reviews.half_years import END, begun, planned, ready
from tests.reviews.private_point import (
    HALF,
    SECRET,
    TEXT,
    THREE,
    raised,
    tables_with,
    text_of,
    text_of_letter,
)
from tests.routes import own_routes
from tests.world import START, TODAY

pytestmark = pytest.mark.django_db


def at(day):
    """Nine o'clock on a day."""
    return timezone.make_aware(datetime.combine(day, time(9)))


@pytest.mark.parametrize("role", ROLES)
def test_point_is_seen_by_three(role, cast):
    point = raised(cast)
    seen = ReviewPoint.objects.seen_by(cast[role])
    assert list(seen) == ([point] if role in THREE else [])


def test_point_is_not_seen_by_one_who_may_do_everything(cast):
    raised(cast)
    superuser = User.objects.create_superuser("alt@vikdal.example", "hest foran vogna")
    assert not ReviewPoint.objects.seen_by(superuser).exists()


def test_point_is_not_seen_by_a_coach_of_another_unit(cast):
    raised(cast)
    user = User.objects.create_user("annen@vikdal.example", "hest foran vogna")
    person = Person.objects.create(given_name="Annen", family_name="Veileder", user=user)
    appoint(by=None, person=person, role=Role.COACH, unit=cast.units.school, starts_on=START)
    assert not ReviewPoint.objects.seen_by(user).exists()


def test_point_follows_the_area_manager(cast):
    """The new area manager sees it; the old one does not."""
    point = raised(cast)
    held = Appointment.objects.get(position=cast.positions.tol)
    appointment_end(
        by=None, appointment=held, ends_on=date(2018, 11, 20), version=held.version
    )
    appoint(
        by=None, person=cast.other_tol.person, role=Role.SERVICE_AREA_MANAGER,
        unit=cast.units.health, starts_on=date(2018, 11, 21),
    )
    with pinned(at(date(2018, 11, 22))):
        old, new = (User.objects.get(pk=cast[who].pk) for who in ("tol", "other_tol"))
        assert not ReviewPoint.objects.seen_by(old).exists()
        assert list(ReviewPoint.objects.seen_by(new)) == [point]


def test_point_is_not_seen_by_the_next_leader_of_the_unit(cast):
    """It is about the one who leads now; whoever comes after neither sees nor inherits it."""
    raised(cast)
    held = Appointment.objects.get(position=cast.positions.drel)
    appointment_end(by=None, appointment=held, ends_on=TODAY, version=held.version)
    appoint(
        by=None, person=cast.second_drel.person, role=Role.UNIT_MANAGER, unit=cast.units.home,
        starts_on=date(2018, 11, 14),
    )
    with pinned(at(date(2018, 11, 15))):
        successor = User.objects.get(pk=cast.second_drel.pk)
        assert not ReviewPoint.objects.seen_by(successor).exists()
        assert points_forget(today=date(2018, 11, 15)) == 1


def test_units_managed_leaves_out_an_area_with_a_manager_of_its_own(cast):
    inner = unit_create(
        by=None, name="Hjemmetjenester", kind=UnitKind.SERVICE_AREA, starts_on=START,
        parent=cast.units.health,
    )
    unit = unit_create(
        by=None, name="Nattpatruljen", kind=UnitKind.OPERATING_UNIT, starts_on=START, parent=inner
    )
    appoint(
        by=None, person=cast.other_tol.person, role=Role.SERVICE_AREA_MANAGER, unit=inner,
        starts_on=START,
    )
    assert unit.pk not in units_managed(cast.tol)
    assert unit.pk in units_managed(User.objects.get(pk=cast.other_tol.pk))


def test_point_raise_only_one_line(cast):
    point = point_raise(by=cast.coach, unit=cast.units.home, text="  To \n linjer ")
    assert point.text == "To linjer"
    with pytest.raises(ValidationError):
        point_raise(by=cast.coach, unit=cast.units.home, text="x" * 141)
    with pytest.raises(ValidationError):
        point_raise(by=cast.coach, unit=cast.units.home, text="  ")


def test_point_raise_refuses_a_unit_without_a_leader(cast):
    unit = unit_create(
        by=None, name="Tomt kontor", kind=UnitKind.OPERATING_UNIT, starts_on=START,
        parent=cast.units.health,
    )
    with pytest.raises(ValidationError, match="ingen leder"):
        point_raise(by=cast.tol, unit=unit, text=TEXT)


def test_point_has_no_history_and_is_not_in_the_administration(cast):
    raised(cast)
    assert not hasattr(ReviewPoint, "history")
    assert ReviewPoint not in site._registry
    assert is_private("reviews.ReviewPoint", "text")
    assert SECRET not in str(ReviewPoint.objects.get())


def test_point_must_be_answered_before_the_review_is_finished(cast):
    point = raised(cast)
    review = ready(cast)
    with pytest.raises(ValidationError, match="1 punkt"):
        review_hold(by=cast.tol, review=review, version=review.version, values=END)
    review.refresh_from_db()
    point_answer(by=cast.tol, point=point, version=1, state="discussed", review=review)
    review_hold(by=cast.tol, review=review, version=review.version, values=END)
    review_lock(by=cast.tol, review=review, version=review.version)
    assert review.points_discussed == 1
    assert tables_with(SECRET) == ["reviews_reviewpoint"]


def test_point_carried_on_waits_for_the_next_review(cast):
    point = raised(cast)
    review = begun(cast)
    point_answer(by=cast.coach, point=point, version=1, state="carried", review=review)
    assert ReviewPoint.objects.waiting().get() == point


def test_point_answer_not_by_the_leader_it_is_about(cast):
    point = raised(cast)
    review = begun(cast)
    with pytest.raises(ValidationError, match="gjelder deg"):
        point_answer(by=cast.drel, point=point, version=1, state="dropped", review=review)


def test_point_answer_two_at_once(cast):
    point = raised(cast)
    review = begun(cast)
    point_answer(by=cast.tol, point=point, version=1, state="discussed", review=review)
    stale = ReviewPoint.objects.get()
    with pytest.raises(Conflict):
        point_answer(by=cast.coach, point=stale, version=1, state="dropped", review=review)


def test_point_answer_refuses_a_review_of_another_unit(cast):
    point = raised(cast)
    other = begun(cast, unit=cast.units.clinic)
    with pytest.raises(ValidationError):
        point_answer(by=cast.tol, point=point, version=1, state="discussed", review=other)


@pytest.mark.parametrize(
    ("day", "gone"),
    [(date(2018, 12, 31), 0), (date(2019, 6, 30), 0), (date(2019, 7, 1), 1)],
)
def test_points_forget_after_the_following_half_year(cast, day, gone):
    raised(cast)
    assert points_forget(today=day) == gone
    assert points_forget(today=day) == 0


def test_point_is_in_no_table_once_it_is_forgotten(cast, client, settings):
    """Raised, answered and locked through the pages as people do; then the job of the night."""
    client.force_login(cast.coach)
    client.post(reverse("reviews:point_list", args=[cast.units.home.pk]), {"text": TEXT})
    review = ready(cast)
    client.force_login(cast.tol)
    client.get(reverse("reviews:review_detail", args=[review.pk]))
    point = ReviewPoint.objects.get()
    client.post(reverse("reviews:point_answer", args=[point.pk]),
                {"version": 1, "state": "discussed", "review": review.pk})
    review_hold(by=cast.tol, review=review, version=review.version, values=END)
    review_lock(by=cast.tol, review=review, version=review.version)
    assert tables_with(SECRET) == ["reviews_reviewpoint"]
    settings.LEANPLAN_TODAY = "2019-07-01"
    call_command("forget_points", verbosity=0)
    assert tables_with(SECRET) == []
    assert HalfYearReview.objects.get(pk=review.pk).points_discussed == 1


def test_point_typed_when_the_session_has_ended_is_not_kept(cast):
    """A form is otherwise kept in a session until its writer has signed in again."""
    client = Client()
    client.force_login(cast.tol)
    User.objects.filter(pk=cast.tol.pk).update(session_generation=5)
    client.post(reverse("reviews:point_list", args=[cast.units.home.pk]), {"text": TEXT})
    assert not any(SECRET in str(one.get_decoded()) for one in Session.objects.all())


def test_point_is_on_no_page_of_anybody_else(cast, plan):
    """Every page without a key in its address, opened and searched, the pages about the review, and
    the files. What has a key is asked for in tests/test_access_matrix.py, for every role."""
    raised(cast)
    review = planned(cast)
    urls = _addresses(review)
    assert len(urls) > 25
    seen = {}
    for role in ROLES:
        client = Client()
        client.force_login(cast[role])
        seen[role] = [url for url in urls if SECRET in text_of(client.get(url))]
    page = reverse("reviews:review_detail", args=[review.pk])
    own = reverse("reviews:point_list", args=[cast.units.home.pk])
    assert seen == {role: [page, own] if role in THREE else [] for role in ROLES}


def _addresses(review):
    home = review.unit_id
    plain = []
    for name in own_routes():
        try:
            plain.append(reverse(name))
        except Exception:
            continue
    about = [
        reverse(f"reviews:{name}", args=[review.pk])
        for name in ("review_detail", "review_print", "review_move", "review_prepare")
    ]
    search = [f"{url}?{urlencode({'sok': HALF})}" for url in plain]
    return [*about, reverse("reviews:point_list", args=[home]), *plain, *search]


def test_point_is_in_no_feed_mail_notice_or_history(cast):
    raised(cast)
    review = ready(cast)
    feed_make(by=cast.drel)
    visit = visits.planned(cast, day=date(2018, 11, 20))
    visit_announce(by=cast.tol, visit=visit, version=visit.version)
    told = []
    for role in ROLES:
        user = User.objects.get(pk=cast[role].pk)
        told += [str(event) for event in events_of(user, today=TODAY)]
        since = at(date(2018, 1, 1))
        told += [str(item) for item in news(user, since=since, number=50)]
        for source in timed_sources:
            told += [str(item) for item in source.items(user.person.pk, TODAY, TODAY)]
    told += [str(item) for item in due_items(None, today=TODAY)]
    call_command("send_reminders", verbosity=0)
    call_command("send_mail_queue", verbosity=0)
    assert mail.outbox
    told += [text_of_letter(message) for message in mail.outbox]
    assert told
    assert not any(SECRET in text for text in told)
    tracked = [model for model in apps.get_models() if model.__name__.startswith("Historical")]
    assert tracked
    assert tables_with(SECRET) == ["reviews_reviewpoint"]
    assert review.pk


def test_point_is_in_no_log(cast, client, caplog):
    client.force_login(cast.tol)
    with caplog.at_level("DEBUG"):
        client.post(reverse("reviews:point_list", args=[cast.units.home.pk]), {"text": TEXT})
        client.post(reverse("reviews:point_list", args=[cast.units.home.pk]), {"text": TEXT * 9})
    said = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not any(SECRET in text for text in said)


def test_point_page_says_before_saving_who_sees_it(cast, client):
    client.force_login(cast.tol)
    page = client.get(reverse("reviews:point_list", args=[cast.units.home.pk]))
    text = re.sub(r"\s+", " ", page.content.decode())
    assert "Snakk med Anne Bråten først." in text
    assert re.search(r'<button[^>]*type="submit"[^>]*>\s*Meld et punkt', text)
    assert "Så snart du lagrer, ser Anne Bråten punktet" in text
    assert "no-store" in page["Cache-Control"]


def test_point_page_the_leader_reads_and_raises_none(cast, client):
    raised(cast)
    client.force_login(cast.drel)
    url = reverse("reviews:point_list", args=[cast.units.home.pk])
    page = client.get(url)
    assert SECRET in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert client.post(url, {"text": "x"}).status_code == 403


@pytest.mark.parametrize("role", ROLES)
def test_points_door_stands_on_the_unit_page_of_three(role, cast):
    door = points_door(cast.units.home, cast[role], TODAY)
    assert (door is not None) is (role in THREE)
    if door:
        assert door["raises"] is (role != "drel")


def test_points_door_is_not_on_the_page_of_an_area(cast):
    assert points_door(cast.units.health, cast.tol, TODAY) is None
