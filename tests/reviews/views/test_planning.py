"""Planning a half-year in one go: the page, and what confirming it makes and sends."""

from datetime import date, time

import pytest
from icalendar import Calendar
from zeal import zeal_ignore

from leanplan.versioning import create
from organisation.actions import setting_change, unit_create
from organisation.lean import LeanPeriod
from organisation.models import Notice, OutgoingMail, Pause
from organisation.roles import UnitKind
from reviews.actions.planning import visit_before
from reviews.models import GembaVisit, HalfYearReview
from reviews.planning import week_of
from reviews.planning_facts import facts_of, half_year_to_plan
from reviews.presenters.planning import nothing_left
from tests.reviews.follow_ups import review_of, visit_of
from tests.world import TODAY

pytestmark = pytest.mark.django_db
PAGE = "/planlegg/"
# Two weekdays within what is left of the half-year.
MONDAY, TUESDAY = "2018-11-26", "2018-11-27"


def confirm(client, data):
    """Each is made by the action that makes a single one, with questions of its own."""
    with zeal_ignore():
        return client.post(PAGE, data)


def form_of(response):
    """The rows of the page as a browser sends them back."""
    rows = response.context["rows"]
    data = {"form-TOTAL_FORMS": len(rows.forms), "form-INITIAL_FORMS": len(rows.forms)}
    for form in rows:
        for name in ("unit", "day", "half"):
            value = form[name].value()
            data[form[name].html_name] = value.isoformat() if isinstance(value, date) else value
        if form["take"].value():
            data[form["take"].html_name] = "on"
    return data


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2018, 11, 13), "2018-H2"), (date(2018, 12, 17), "2018-H2"),
        (date(2018, 12, 18), "2019-H1"), (date(2019, 1, 1), "2019-H1"),
        (date(2019, 6, 20), "2019-H2"),
    ],
)
def test_half_year_to_plan(today, expected):
    assert half_year_to_plan(today) == expected


def test_page_proposes_own_units_by_week(cast, sign_in):
    response = sign_in(cast.tol).get(PAGE)
    page = response.context["page"]
    rows = [row for week in page.weeks for row in week.rows]
    assert sorted(row.unit.name for row in rows) == ["Psykisk helse", "Solsiden"]
    assert {row.what for row in rows} == {"Gemba kl. 08:30, revisjon kl. 10:00"}
    days = [row.form["day"].value() for row in rows]
    assert len({week_of(day) for day in days}) == 2
    assert all(day >= date(2018, 11, 20) for day in days)
    assert page.left_out == []
    assert not GembaVisit.objects.exists()


def test_page_leaves_out_pauses_and_says_what_does_not_fit(cast, sign_in):
    create(
        Pause(name="Flytting", starts_on=date(2018, 11, 1), ends_on=date(2018, 12, 12)),
        by=cast.administrator,
    )
    setting_change(by=cast.administrator, key="reviews.half_days_a_week", value="1", version=0)
    setting_change(by=cast.administrator, key="periods.review_2_to", value="50", version=0)
    response = sign_in(cast.tol).get(PAGE)
    page = response.context["page"]
    days = [row.form["day"].value() for week in page.weeks for row in week.rows]
    assert days[0] == date(2018, 12, 14)
    assert days[1] is None
    assert len(page.left_out) == 1
    assert "Én enhet får ikke plass" in response.content.decode()


def test_confirming_makes_visits_and_reviews_and_one_mail_each(cast, sign_in):
    client = sign_in(cast.tol)
    data = form_of(client.get(PAGE))
    for number, day in enumerate((MONDAY, TUESDAY)):
        data[f"form-{number}-day"] = day
    response = confirm(client, data)
    assert response.status_code == 302
    visits, reviews = GembaVisit.objects.all(), HalfYearReview.objects.all()
    assert {visit.day.isoformat() for visit in visits} == {MONDAY, TUESDAY}
    for visit in visits:
        assert visit.review in reviews
        assert visit.review.day == visit.day
        assert f"{visit.starts_at:%H:%M} {visit.review.starts_at:%H:%M}" == "08:30 10:00"
        assert visit.state == "announced"
        assert visit.visitor == cast.positions.tol
    mails = {mail.person: mail for mail in OutgoingMail.objects.all()}
    assert OutgoingMail.objects.count() == len(mails)
    assert {person.user for person in mails} == {
        cast.tol, cast.drel, cast.second_drel, cast.development, cast.coach,
    }
    counted = {
        person.user: sum(
            1 for part in Calendar.from_ical(mail.calendar).walk("VEVENT") if part["UID"]
        )
        for person, mail in mails.items()
    }
    assert counted == {
        cast.tol: 4, cast.drel: 2, cast.second_drel: 2, cast.development: 2, cast.coach: 1,
    }
    assert "METHOD:PUBLISH" in mails[cast.drel.person].calendar
    assert "Psykisk helse" not in mails[cast.drel.person].text
    assert not Notice.objects.filter(person=cast.tol.person).exists()
    assert Notice.objects.filter(person=cast.drel.person, kind="reviews_half_year_planned").exists()
    page = client.get(PAGE).context["page"]
    assert page.weeks == []
    assert {item.unit for item in page.standing} == {"Solsiden", "Psykisk helse"}


def test_the_same_form_twice_plans_once(cast, sign_in):
    client = sign_in(cast.tol)
    data = form_of(client.get(PAGE))
    confirm(client, data)
    assert confirm(client, data).status_code == 422
    assert (GembaVisit.objects.count(), HalfYearReview.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((MONDAY, MONDAY), "To enheter har den halve dagen"),
        ((MONDAY, "2018-12-25"), "helligdag"), ((MONDAY, "2018-11-24"), "helg"),
        ((MONDAY, "2019-01-08"), "utenfor halvåret"), ((MONDAY, "2018-11-12"), "Dagen har vært"),
        ((MONDAY, ""), "Velg en dag"),
    ],
)
def test_rows_are_refused_and_kept_as_typed(cast, sign_in, days, words):
    client = sign_in(cast.tol)
    data = form_of(client.get(PAGE))
    for number, day in enumerate(days):
        data[f"form-{number}-day"] = day
    response = confirm(client, data)
    assert response.status_code == 422
    text = response.content.decode()
    assert words in text
    assert f'value="{MONDAY}"' in text
    assert not GembaVisit.objects.exists()


def test_sorting_again_saves_nothing(cast, sign_in):
    client = sign_in(cast.tol)
    data = form_of(client.get(PAGE)) | {"form-0-day": "2018-12-19", "vis": "1"}
    response = confirm(client, data)
    assert response.status_code == 200
    assert response.context["page"].weeks[-1].title == "Uke 51, 17. desember til 21. desember"
    assert not GembaVisit.objects.exists()


def test_what_is_left_out_is_not_planned_and_none_is_refused(cast, sign_in):
    client = sign_in(cast.tol)
    data = form_of(client.get(PAGE))
    del data["form-0-take"]
    assert confirm(client, data).status_code == 302
    assert GembaVisit.objects.count() == 1
    data = form_of(client.get(PAGE))
    del data["form-0-take"]
    assert confirm(client, data).status_code == 422


def test_foreign_units_are_not_planned(cast, sign_in):
    client = sign_in(cast.tol)
    data = form_of(client.get(PAGE)) | {"form-0-unit": cast.units.school.pk}
    confirm(client, data)
    assert not GembaVisit.objects.filter(unit=cast.units.school).exists()


def test_the_other_half_of_what_stands_follows_it(cast):
    visit_of(cast, unit="home", day=date(2018, 11, 28), state="planned", starts_at=None)
    review_of(cast, unit="clinic", state="planned", day=date(2018, 12, 4))
    needs = {need.unit: need for need in facts_of(cast.tol, "2018-H2", today=TODAY).needs}
    home, clinic = needs[cast.units.home.pk], needs[cast.units.clinic.pk]
    assert (home.visit, home.review, home.fixed) == (False, True, (date(2018, 11, 28), "for"))
    assert (clinic.visit, clinic.review, clinic.fixed) == (True, False, (date(2018, 12, 4), "for"))


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2018, 12, 4), time(13), time(11, 30)), (date(2018, 12, 5), time(13), time(8, 30)),
        (date(2018, 12, 4), None, time(8, 30)), (date(2018, 12, 4), time(1), time(8, 30)),
    ],
)
def test_visit_before_a_review_that_stands(day, at, expected):
    review = HalfYearReview(day=date(2018, 12, 4), starts_at=at)
    assert visit_before(review, day, time(8, 30)) == expected
    assert visit_before(None, day, time(8, 30)) == time(8, 30)


def test_a_review_without_a_day_gets_one(cast, sign_in):
    review_of(cast, unit="home", state="planned", day=None)
    client = sign_in(cast.tol)
    confirm(client, form_of(client.get(PAGE)))
    assert HalfYearReview.objects.get(unit=cast.units.home).day is not None
    assert HalfYearReview.objects.count() == 2


def test_the_chief_plans_reviews_of_leader_groups_without_gemba(cast, sign_in):
    group = unit_create(
        by=None, name="TOL Helse med ledere", kind=UnitKind.MANAGEMENT_GROUP,
        starts_on=date(2018, 1, 1), parent=cast.units.health,
    )
    LeanPeriod.objects.create(unit=group, status="rolled_out", starts_on=date(2018, 1, 1))
    client = sign_in(cast.chief)
    page = client.get(PAGE).context["page"]
    assert [row.what for week in page.weeks for row in week.rows] == ["Revisjon kl. 08:30"]
    confirm(client, form_of(client.get(PAGE)))
    assert client.get(PAGE).context["page"].lead == "Alle ledergruppene har revisjon."
    review = HalfYearReview.objects.get()
    assert (review.unit, review.led_by) == (group, cast.positions.chief)
    assert not GembaVisit.objects.exists()
    assert OutgoingMail.objects.filter(person=cast.tol.person).exists()


def test_the_chief_plans_for_an_area_manager_who_cannot(cast, sign_in):
    page = sign_in(cast.chief).get(PAGE).context["page"]
    assert page.weeks == []
    # Nobody signs in for the position: its holder has no account, or there is none.
    person = cast.other_tol.person
    person.user = None
    person.save()
    cast.positions.tol.appointments.update(ends_on=date(2018, 11, 1))
    page = sign_in(cast.chief).get(PAGE).context["page"]
    units = {row.unit for week in page.weeks for row in week.rows}
    assert units == {cast.units.home, cast.units.clinic, cast.units.school}
    confirm(sign_in(cast.chief), form_of(sign_in(cast.chief).get(PAGE)))
    review = HalfYearReview.objects.get(unit=cast.units.home)
    assert review.led_by == cast.positions.tol
    # Who cannot be there in person is stood in for on the day too.
    assert cast.chief.has_perm("reviews.lead_review", review)
    assert not cast.member.has_perm("reviews.lead_review", review)


def test_page_works_without_units(cast, sign_in):
    text = sign_in(cast.chief).get(PAGE).content.decode()
    assert "Du har ingen enheter å planlegge besøk og revisjoner for" in text


@pytest.mark.parametrize(
    ("visited", "expected"),
    [
        ([True, True], "Alle enhetene har både besøk og revisjon."),
        ([False, False], "Alle ledergruppene har revisjon."),
        ([True, False],
         "Alle enhetene har både besøk og revisjon, og alle ledergruppene har revisjon."),
    ],
)
def test_nothing_left_says_what_is_asked_for(visited, expected):
    assert nothing_left(visited) == expected


def test_rows_that_are_said_and_not_sent_are_none(cast, plan, sign_in):
    client = sign_in(cast.tol)
    data = form_of(client.get(PAGE))
    more = data | {"form-TOTAL_FORMS": data["form-TOTAL_FORMS"] + 2, "vis": "1"}
    assert client.post(PAGE, more).status_code == 200
