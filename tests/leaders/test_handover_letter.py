"""The mails in the outbox when an analysis hands over, with and without support, and is undone."""

from datetime import date, timedelta

import pytest

from demo.calendar import at
from leaders.models import CoachingContract, Rollout
from leanplan.addresses import public_url
from leanplan.clock import pinned
from organisation.models import Appointment, Notice, OutgoingMail
from reviews.fishbone.actions.analyses import fishbone_hold, fishbone_move
from reviews.fishbone.actions.outcomes import outcome_support
from tests.leaders.rollouts import agreed, completed
from tests.reviews.fishbone.making import add, make_analysis
from tests.test_crawl import links_in
from tests.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def analysis(cast, plan):
    completed(cast, "home")
    agreed(cast, "home")
    made = make_analysis(cast)
    add(made, "Tavlemøtet faller ut", by=cast.coach)
    return made


def hold(cast, analysis):
    fishbone_hold(
        by=cast.tol, analysis=analysis, version=analysis.version, on=TODAY,
        present=list(analysis.participants.all()), no_measures="Alt er på plass",
    )


def mails(kind="made"):
    found = OutgoingMail.objects.filter(key__startswith="handover:", key__contains=f":{kind}:")
    return {mail.person: mail for mail in found}


def test_the_parties_get_one_mail_each_and_who_did_it_none(cast, analysis):
    hold(cast, analysis)
    assert set(mails()) == {cast.drel.person, cast.coach.person, cast.development.person}
    mail = mails()[cast.drel.person]
    assert mail.subject == "TOL Helse og omsorg har ansvaret for framdriften i Solsiden"
    assert "Veiledningen avsluttes" in mail.text


def test_who_coached_is_led_to_the_own_contract_which_stays_open(cast, analysis, sign_in):
    contract = CoachingContract.objects.get()
    hold(cast, analysis)
    url = Notice.objects.get(person=cast.coach.person, kind="leaders_handed_over").url
    assert url == contract.get_absolute_url()
    assert f"{public_url()}{url}" in mails()[cast.coach.person].text
    # Nothing else lets the former coach in.
    Appointment.objects.filter(person=cast.coach.person).delete()
    with pinned(at(TODAY + timedelta(days=1), 9)):
        client = sign_in(cast.coach)
        page = client.get(url)
        assert page.status_code == 200
        for link in links_in(page.content.decode()):
            assert client.get(link, follow=True).status_code == 200, link


def test_the_leader_is_led_to_the_rollout(cast, analysis):
    hold(cast, analysis)
    notice = Notice.objects.get(person=cast.drel.person, kind="leaders_handed_over")
    assert notice.url == Rollout.objects.get().get_absolute_url()


def test_support_that_goes_on_is_told_with_its_time_frame(cast, plan, analysis):
    outcome_support(
        by=cast.tol, analysis=analysis, until=date(2019, 2, 28), row=plan.rows.first()
    )
    hold(cast, analysis)
    assert "til og med 28. februar 2019" in mails()[cast.coach.person].text


def test_undoing_is_told_with_its_reason(cast, analysis):
    hold(cast, analysis)
    fishbone_move(
        by=cast.tol, analysis=analysis, version=analysis.version, state="under_way", note="Feil dag"
    )
    mail = mails("undone")[cast.drel.person]
    assert "angret" in mail.subject
    assert "Feil dag" in mail.text


def test_coach_of_a_rollout_without_a_contract_is_not_told(cast, analysis):
    """No page of the rollout or of a contract opens: the link would lead nowhere."""
    rollout = Rollout.objects.get()
    Rollout.objects.filter(pk=rollout.pk).update(coach=cast.employee.person)
    hold(cast, analysis)
    assert cast.employee.person not in mails()
    assert not Notice.objects.filter(
        person=cast.employee.person, kind="leaders_handed_over"
    ).exists()
    assert cast.coach.person in mails()
