"""The job itself: who is told of what, once, whatever happens to it."""

import re
from collections import Counter
from datetime import date, timedelta
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from leanplan.versioning import create
from measures.actions.measures import (
    deadline_set,
    measure_allocate,
    measure_create,
    status_change,
)
from measures.models import Measure, ReminderRun, ReminderSent
from measures.registries import DueItem, DueSource, Steps, due_sources
from measures.reminders import actions
from measures.reminders.actions import remind
from measures.rules import Deadline
from organisation.actions import appoint, appointment_end
from organisation.models import Appointment, Notice, OutgoingMail, Pause, Person
from organisation.notices.actions import mail_choose
from organisation.outbox.queue import send_waiting
from organisation.roles import Role
from tests.measures.rules_for_tests import EachHalfYear, registered

# The world's day is Tuesday 13 November 2018.
MONDAY = date(2018, 11, 12)


def mails():
    """{name: the person's last mail}."""
    kept = OutgoingMail.objects.select_related("person").order_by("pk")
    return {mail.person.name: mail for mail in kept}


def subjects():
    return {name: mail.subject for name, mail in mails().items()}


def weeks(number, first=MONDAY):
    for turn in range(number):
        remind(today=first + timedelta(weeks=turn))


def unit_measure(cast, plan, owner, due, text="Noe i enheten", **values):
    return measure_create(
        by=cast.chief, row=plan.rows.last(), unit=cast.units.home, text=text, owner=owner,
        deadline=Deadline.on(due), **values,
    )


@pytest.fixture
def only(monkeypatch, plan):
    """Nothing is due but what the test brings; nobody lacks anything in the plan."""
    Measure.objects.all().delete()
    return plan


@pytest.fixture
def owed(monkeypatch):
    """Due items of the tests' own, beside those of the product."""
    items = []
    source = DueSource("test", lambda positions, today: [
        item for item in items if positions is None or item.position_id in positions
    ])
    due_sources.register(source)
    yield items
    due_sources.remove("test")


def test_remind_lists_everything_in_one_mail(cast, plan):
    outcome = remind(today=MONDAY)
    assert subjects() == {
        "Anne Bråten": "1 sak over fristen",
        "Ola Brekke": "1 sak over fristen",
        "Åse Moen": "1 sak, første frist 1. desember",
        "Hanne Lie": "1 tiltak i planen mangler ansvarlig",
    }
    assert outcome.mails == 4


def test_remind_says_late_and_near_in_one_mail(cast, plan):
    unit_measure(cast, plan, cast.positions.drel, date(2018, 11, 20), "Svare Solsiden")
    unit_measure(cast, plan, cast.positions.drel, date(2018, 11, 30), "Lederavtale")
    remind(today=MONDAY + timedelta(weeks=1))
    mail = mails()["Anne Bråten"]
    assert mail.subject == "3 saker, 1 over fristen, neste frist 20. november"
    for text in ("Hei, Anne.", "Svare Solsiden", "20. november (Om 1 dag)", "Lederavtale",
                 "Tavlemøte på kveldsvakt", "18 dager over"):
        assert text in mail.text
        assert text.partition(" (")[0] in mail.html


def test_remind_is_silent_on_days_without_mail_but_shows_it_in_the_product(cast, plan):
    remind(today=MONDAY + timedelta(1))
    assert mails() == {}
    assert set(Notice.objects.values_list("person__family_name", flat=True)) == {
        "Bråten", "Brekke", "Moen", "Lie"
    }
    kinds = Counter(Notice.objects.values_list("kind", flat=True))
    assert kinds == {"measures_late": 2, "measures_near": 1, "measures_unassigned": 1}


@pytest.mark.parametrize("day", [date(2018, 11, 17), date(2019, 5, 17), date(2019, 7, 8)])
def test_remind_rests_on_weekends_holidays_and_in_pauses(cast, plan, day):
    assert Pause.objects.filter(name="Juli").exists()
    remind(today=day)
    assert (mails(), Notice.objects.count()) == ({}, 0)


def test_remind_again_the_same_day_tells_nothing(cast, plan):
    remind(today=MONDAY)
    before = (OutgoingMail.objects.count(), Notice.objects.count(), ReminderSent.objects.count())
    remind(today=MONDAY)
    ReminderRun.objects.all().delete()
    remind(today=MONDAY)
    after = (OutgoingMail.objects.count(), Notice.objects.count(), ReminderSent.objects.count())
    assert before == after


@pytest.mark.parametrize("dies_at", ["write", "put", "_keep", "notice_add"])
@pytest.mark.parametrize("person", [1, 2, 4])
def test_remind_killed_midway_goes_on_and_tells_everything_once(cast, plan, dies_at, person):
    """Killed at one step of the first, second or last person; what was begun is undone."""
    real, calls = getattr(actions, dies_at), []

    def dying(*args, **kwargs):
        calls.append(1)
        if len(calls) == person:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    with mock.patch.object(actions, dies_at, dying), pytest.raises(KeyboardInterrupt):
        remind(today=MONDAY)
    assert not ReminderRun.objects.get().ended
    remind(today=MONDAY)
    assert len(mails()) == OutgoingMail.objects.count() == 4
    rows = ReminderSent.objects.filter(channel="mail").values_list("person", "item")
    assert len(rows) == len(set(rows)) == 4
    assert Notice.objects.count() == 4


def test_remind_killed_on_monday_and_run_on_tuesday(cast, plan):
    """Those who had their mail get no second; the others get it a day late."""
    real, calls = actions.put, []

    def dying(**kwargs):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(**kwargs)

    with mock.patch.object(actions, "put", dying), pytest.raises(KeyboardInterrupt):
        remind(today=MONDAY)
    assert len(mails()) == 2
    remind(today=MONDAY + timedelta(1))
    assert len(mails()) == OutgoingMail.objects.count() == 4


def test_remind_three_days_late_loses_nothing(cast, plan):
    remind(today=MONDAY - timedelta(3))
    assert mails() == {}
    remind(today=MONDAY + timedelta(3))
    assert len(mails()) == 4
    remind(today=MONDAY + timedelta(4))
    remind(today=MONDAY + timedelta(7))
    # What Thursday told waits five days; Monday has nothing else.
    assert OutgoingMail.objects.count() == 4


def test_remind_one_person_failing_keeps_none_from_theirs(cast, plan, caplog):
    real = actions.letter_for

    def failing(person, *args, **kwargs):
        if person == cast.drel.person:
            raise RuntimeError("broken")
        return real(person, *args, **kwargs)

    with mock.patch.object(actions, "letter_for", failing):
        assert remind(today=MONDAY).failed == 1
    assert "Anne Bråten" not in mails()
    assert len(mails()) == 3
    assert "broken" in caplog.text
    remind(today=MONDAY)
    assert len(mails()) == 4


def test_remind_after_a_mail_that_failed_tells_of_it_in_the_next(cast, plan):
    remind(today=MONDAY)
    OutgoingMail.objects.filter(person=cast.drel.person).update(state="failed")
    remind(today=MONDAY + timedelta(7))
    assert OutgoingMail.objects.filter(person=cast.drel.person).count() == 2


def test_remind_counts_what_is_uncertain_as_told(cast, plan):
    remind(today=MONDAY)
    OutgoingMail.objects.filter(person=cast.other_drel.person).update(state="uncertain")
    remind(today=MONDAY + timedelta(7))
    assert OutgoingMail.objects.filter(person=cast.other_drel.person).count() == 1


def test_remind_tells_nobody_who_was_never_assigned(cast, only):
    measure = unit_measure(cast, only, None, date(2018, 11, 13))
    assert measure.owner is None
    weeks(4)
    assert mails() == {}


def test_remind_stops_when_it_is_done(cast, only):
    measure = unit_measure(cast, only, cast.positions.drel, date(2018, 11, 14))
    remind(today=MONDAY)
    status_change(
        by=cast.drel, measure=measure, version=measure.version, status="done", comment="Gjort."
    )
    weeks(8, MONDAY + timedelta(7))
    assert OutgoingMail.objects.count() == 1


def test_remind_begins_anew_when_the_deadline_moves(cast, only):
    measure = unit_measure(cast, only, cast.positions.drel, date(2018, 11, 14))
    remind(today=MONDAY)
    deadline_set(
        by=cast.drel, measure=measure, version=measure.version,
        deadline=Deadline.on(date(2018, 11, 22)), reason="Vi venter på svar.",
    )
    remind(today=MONDAY + timedelta(7))
    assert list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True)) == [
        "1 sak, første frist 14. november", "1 sak, første frist 22. november",
    ]


# Who is reached


def end(cast, user, day=date(2018, 11, 1)):
    appointment = Appointment.objects.get(person=user.person)
    appointment_end(by=None, appointment=appointment, ends_on=day, version=appointment.version)


def test_remind_of_a_vacant_position_goes_to_the_leader_above(cast, only):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 13))
    end(cast, cast.drel)
    remind(today=MONDAY)
    assert set(mails()) == {"Kari Nordmo"}
    assert "Kommer til deg fordi ingen er DREL Solsiden" in mails()["Kari Nordmo"].text


@pytest.mark.parametrize(
    ("gone", "told", "address"),
    [
        ((), "tol", "/gjor/"), (("tol",), "chief", "/les/"),
        (("tol", "chief"), "development", "/les/"),
    ],
)
def test_remind_leads_others_than_the_owner_to_where_it_is_read(
    gone, told, address, cast, only, owed
):
    owed.append(DueItem(
        "test:1", cast.positions.tol.pk, MONDAY, "Noe", "/gjor/", about="/les/"
    ))
    for part in gone:
        end(cast, cast[part])
    remind(today=MONDAY)
    notice = Notice.objects.get()
    assert (notice.person, notice.url) == (cast[told].person, address)


def test_remind_goes_to_whoever_acts(cast, only):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 13))
    appoint(
        by=None, person=cast.coach.person, role=Role.UNIT_MANAGER, unit=cast.units.home,
        starts_on=date(2018, 10, 1), acting=True,
    )
    remind(today=MONDAY)
    assert set(mails()) == {"Jonas Fjeld"}


def test_remind_without_any_leader_goes_to_the_plans_owner(cast, only):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 13))
    for user in (cast.drel, cast.tol, cast.chief):
        end(cast, user)
    remind(today=MONDAY)
    assert set(mails()) == {"Hanne Lie"}


def test_remind_of_a_holder_without_account_goes_to_the_leader_above(cast, only):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 13))
    cast.drel.is_active = False
    cast.drel.save()
    remind(today=MONDAY)
    assert set(mails()) == {"Kari Nordmo"}
    assert "fordi DREL Solsiden ikke kan nås her" in mails()["Kari Nordmo"].text
    person = create(Person(given_name="Uten", family_name="Konto"), by=None)
    end(cast, cast.drel)
    appoint(by=None, person=person, role=Role.UNIT_MANAGER, unit=cast.units.home,
            starts_on=date(2018, 11, 2))
    remind(today=MONDAY + timedelta(7))
    assert set(mails()) == {"Kari Nordmo"}


def test_remind_nobody_reached_at_all_is_no_error(cast, only):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 13))
    for user in (cast.drel, cast.tol, cast.chief, cast.development):
        user.is_active = False
        user.save()
    assert remind(today=MONDAY).failed == 0
    assert mails() == {}


def test_remind_every_such_role_each_and_a_body_its_members(cast, only):
    unit_measure(cast, only, cast.positions.every_tol, date(2018, 11, 13))
    remind(today=MONDAY)
    assert set(mails()) == {"Kari Nordmo", "Tor Haugen"}
    unit_measure(cast, only, cast.positions.group, date(2018, 11, 20), "RLG selv")
    remind(today=MONDAY + timedelta(7))
    assert "Ola Brekke" in mails()


def test_remind_who_is_named_to_carry_it_out_too(cast, only):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 13), executor=cast.employee.person)
    remind(today=MONDAY)
    assert set(mails()) == {"Anne Bråten", "Even Aas"}


@pytest.mark.parametrize("part", ["employee", "other_drel", "reader", "coach"])
def test_the_link_opens_for_who_is_named_wherever_they_work(part, cast, only, sign_in):
    measure = unit_measure(
        cast, only, cast.positions.drel, date(2018, 11, 13), executor=cast[part].person
    )
    remind(today=MONDAY)
    text = mails()[cast[part].person.name].text
    (link,) = {one for one in re.findall(r"http://[^/\s]+(/\S+)", text) if "/tiltak/" in one}
    assert link == measure.get_absolute_url()
    client = sign_in(cast[part])
    assert client.get(link).status_code == 200
    # And *Min oversikt* leads there too.
    assert f'href="{link}"' in client.get("/").content.decode()


# One level up


def test_remind_says_beforehand_and_then_tells_the_leader_above(cast, only):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 9), "Tavlemøte")
    remind(today=MONDAY)
    said = "Er det ikke gjort eller gitt ny frist innen 26. november, får Kari Nordmo beskjed."
    assert said in mails()["Anne Bråten"].text
    remind(today=date(2018, 11, 19))
    again = OutgoingMail.objects.get(key=f"reminder:{cast.drel.person.pk}:2018-11-19")
    assert said in again.text
    remind(today=date(2018, 11, 26))
    assert "Kari Nordmo" not in mails()
    remind(today=date(2018, 12, 3))
    mail = mails()["Kari Nordmo"]
    assert mail.subject == "1 sak er ikke fulgt opp hos lederne dine"
    assert "Anne Bråten, DREL Solsiden" in mail.text
    assert "Ingrid Solbakken" not in mail.text
    notice = Notice.objects.get(person=cast.tol.person)
    assert (notice.kind, notice.parameters["name"]) == ("measures_passed_on", "Anne Bråten")


def test_remind_goes_one_level_up_only(cast, only):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 9))
    weeks(20)
    assert set(mails()) == {"Anne Bråten", "Kari Nordmo"}


def test_remind_a_new_leader_is_warned_before_anybody_above_is_told(cast, only):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 9))
    remind(today=MONDAY)
    end(cast, cast.drel, date(2018, 11, 20))
    appoint(by=None, person=cast.coach.person, role=Role.UNIT_MANAGER, unit=cast.units.home,
            starts_on=date(2018, 11, 21))
    remind(today=date(2018, 12, 3))
    assert set(mails()) == {"Anne Bråten", "Jonas Fjeld"}
    assert "innen 17. desember, får Kari Nordmo beskjed" in mails()["Jonas Fjeld"].text


def test_remind_the_chief_of_her_own_threatens_with_nobody(cast, only):
    unit_measure(cast, only, cast.positions.chief, date(2018, 11, 9))
    weeks(6)
    assert set(mails()) == {"Ingrid Solbakken"}
    assert "får" not in mails()["Ingrid Solbakken"].text.partition("Du får")[0]


# What the plan lacks


def test_remind_the_plans_owner_monthly_until_nothing_lacks(cast, plan):
    first = plan.measures.get(code="T1")
    Measure.objects.exclude(pk=first.pk).delete()
    weeks(14)
    days = [mail.key[-10:] for mail in OutgoingMail.objects.order_by("pk")]
    assert days == ["2018-11-12", "2018-11-26", "2019-01-07", "2019-01-28"]
    assert set(mails()) == {"Hanne Lie"}
    measure_allocate(
        by=cast.chief, measure=first, version=first.version, owner=cast.positions.chief,
        deadline=Deadline(),
    )
    weeks(10, MONDAY + timedelta(weeks=14))
    assert OutgoingMail.objects.count() == len(days)


# What a rule brings, what a person chooses, and in which language


def test_remind_follows_the_steps_a_rule_brings(cast, only, owed):
    owed.append(
        DueItem("rule:1", cast.positions.drel.pk, date(2019, 2, 1), "Fiskebein", "/mine-tiltak/",
                steps=Steps((90, 30, 7), (), 14))
    )
    weeks(1)
    assert subjects() == {"Anne Bråten": "1 sak, første frist 1. februar"}
    assert ReminderSent.objects.get(channel="mail").step == -90


def visits(cast, owner, number, due=date(2018, 11, 20)):
    """What a rule asks for in so many units, the first ones named 0, 1, 2."""
    rule = EachHalfYear.key
    return [
        DueItem(f"obligation:{pk}", owner.pk, due, f"Besøk {pk}", f"/plikt/{pk}/", rule=rule)
        for pk in range(number)
    ]


def said():
    """[(what Varsler says, the address)], the oldest first."""
    rows = Notice.objects.order_by("pk").values_list("parameters__text", "url")
    return list(rows)


def test_remind_gathers_what_one_rule_asks_for_by_the_same_day(cast, only, owed, client):
    other = DueItem("review:1", cast.positions.tol.pk, date(2018, 11, 20), "Møte", "/mote/")
    later = visits(cast, cast.positions.tol, 5, date(2018, 11, 21))[3:]
    owed += [*visits(cast, cast.positions.tol, 3), other, *later]
    with registered(EachHalfYear()):
        remind(today=MONDAY)
        assert said() == [
            ("Hver enhet besøkes: 3 enheter", "/plikter/each_half_year/?vis=apne"),
            ("Møte", "/mote/"), ("Besøk 3", "/plikt/3/"), ("Besøk 4", "/plikt/4/"),
        ]
        assert ReminderSent.objects.filter(channel="notice").count() == 6
        client.force_login(cast.tol)
        assert client.get("/plikter/each_half_year/?vis=apne").status_code == 200
        remind(today=date(2018, 11, 13))
        assert Notice.objects.count() == 4


def test_remind_gathers_late_ones_by_whose_they_are(cast, only, owed):
    due = date(2018, 11, 9)
    owed += visits(cast, cast.positions.drel, 3, due)
    with registered(EachHalfYear()):
        remind(today=MONDAY)
        assert said() == [("Hver enhet besøkes: 3 enheter", "/plikter/each_half_year/?vis=over")]
        weeks(3, MONDAY + timedelta(weeks=1))
    passed_on = Notice.objects.get(kind="measures_passed_on")
    assert passed_on.person == cast.tol.person
    assert passed_on.parameters["text"] == "Hver enhet besøkes: 3 enheter"
    assert passed_on.parameters["name"] == "Anne Bråten"


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        ("weekly", ["12", "19", "26"]), ("daily", ["12", "19", "26"]), ("overdue", ["26"]),
        ("least", ["26"]),
    ],
)
def test_remind_as_the_person_has_chosen(cast, only, frequency, expected):
    """The deadline is Wednesday 21 November."""
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 21))
    mail_choose(by=cast.drel, frequency=frequency)
    for turn in range(19):
        remind(today=MONDAY + timedelta(turn))
    keys = OutgoingMail.objects.order_by("pk").values_list("key", flat=True)
    assert [key[-2:] for key in keys][: len(expected)] == expected


@pytest.mark.parametrize(
    ("language", "subject", "hello"),
    [
        ("nb", "1 sak, første frist 20. november", "Hei, Anne. Første frist er tirsdag"),
        ("nn", "1 sak, første frist 20. november", "Første fristen er tysdag"),
        ("en", "1 thing, first deadline 20 November", "Hello, Anne. The first deadline is Tuesday"),
    ],
)
def test_remind_in_the_persons_language(cast, only, language, subject, hello):
    unit_measure(cast, only, cast.positions.drel, date(2018, 11, 20))
    cast.drel.language = language
    cast.drel.save()
    remind(today=MONDAY)
    mail = mails()["Anne Bråten"]
    assert mail.subject == subject
    assert hello in mail.text
    assert f'<html lang="{language}">' in mail.html


def test_remind_refuses_where_links_lead_nowhere(cast, plan, settings):
    settings.PUBLIC_URL, settings.PRODUCTION = "", True
    with pytest.raises(ImproperlyConfigured):
        remind(today=MONDAY)
    with pytest.raises(CommandError, match="PUBLIC_URL"):
        call_command("send_reminders")
    assert (mails(), Notice.objects.count()) == ({}, 0)


def test_links_lead_through_sign_in_to_what_they_name(cast, plan, client, settings):
    settings.PUBLIC_URL = "https://plan.vikdal.example"
    remind(today=MONDAY)
    for name, mail in mails().items():
        user = mail.person.user
        addresses = {
            word.removeprefix("https://plan.vikdal.example")
            for word in mail.text.split() if word.startswith("https://")
        }
        assert len(addresses) >= 3
        for address in addresses:
            client.logout()
            response = client.get(address)
            assert response.status_code == 302
            response = client.post(
                response.url, {"login": user.email, "password": "hest foran vogna"}
            )
            assert response.url == address, name
            assert client.get(address).status_code == 200


def test_remind_and_send_puts_each_mail_in_the_post_once(cast, plan, mailoutbox):
    remind(today=MONDAY)
    send_waiting()
    remind(today=MONDAY)
    send_waiting()
    assert sorted(message.to[0].split("@")[0] for message in mailoutbox) == [
        "development", "drel", "member", "other_drel"
    ]


def test_remind_asks_few_things_of_the_database_for_each_person(
    cast, plan, django_assert_max_num_queries
):
    with django_assert_max_num_queries(95):
        remind(today=MONDAY)
