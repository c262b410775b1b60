from datetime import date, timedelta

from measures.actions.measures import measure_create
from measures.models import Measure
from measures.reminders.actions import remind
from measures.reminders.preview import next_mail
from measures.rules import Deadline
from organisation.models import OutgoingMail, User
from organisation.notices.actions import mail_choose

TUESDAY = date(2018, 11, 13)


def test_next_mail_is_the_one_that_comes(cast, plan):
    """What the preview says on Tuesday is what the job writes on Monday, for everybody."""
    measure_create(
        by=cast.chief, row=plan.rows.last(), unit=cast.units.home, text="Svare",
        owner=cast.positions.drel, deadline=Deadline.on(date(2018, 11, 20)),
    )
    users = [cast[part] for part in ("drel", "member", "other_drel", "development", "tol", "chief")]
    said = {user.person.pk: next_mail(user, TUESDAY) for user in users}
    for turn in range(7):
        remind(today=TUESDAY + timedelta(turn))
    kept = {mail.person_id: mail.subject for mail in OutgoingMail.objects.all()}
    assert len(kept) == 4
    assert {
        pk: coming.letter.subject for pk, coming in said.items() if coming
    } == kept
    assert {coming.day for coming in said.values() if coming} == {date(2018, 11, 19)}


def test_next_mail_begins_tomorrow_once_today_is_done(cast, plan):
    monday = date(2018, 11, 12)
    assert next_mail(cast.drel, monday).day == monday
    remind(today=monday)
    assert next_mail(cast.drel, monday) is None


def test_next_mail_follows_ones_choice(cast, plan):
    mail_choose(by=cast.drel, frequency="daily")
    assert next_mail(cast.drel, TUESDAY).day == TUESDAY
    mail_choose(by=cast.other_drel, frequency="overdue")
    assert next_mail(cast.other_drel, TUESDAY) is None


def test_next_mail_tells_of_what_goes_up(cast, plan):
    Measure.objects.exclude(code="T5").delete()
    remind(today=date(2018, 11, 12))
    coming = next_mail(cast.tol, date(2018, 11, 27))
    assert (coming.day, coming.letter.subject) == (
        date(2018, 12, 3), "1 sak er ikke fulgt opp hos lederne dine"
    )


def test_next_mail_of_nobody(cast, plan):
    assert next_mail(User.objects.create_user("uten@vikdal.example"), TUESDAY) is None


def test_preview_page_says_when_and_what(cast, plan, sign_in):
    html = sign_in(cast.drel).get("/varsler/neste-e-post/").content.decode()
    assert "Mandag 19. november" in html
    assert "1 sak over fristen" in html
    assert "Tavlemøte på kveldsvakt" in html
