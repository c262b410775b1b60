import threading
from datetime import date
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from measures.models import ReminderRun, ReminderSent
from measures.reminders.actions import remind
from organisation.models import Notice, OutgoingMail
from tests import world


def output(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_send_reminders_says_how_many(cast, plan, settings):
    settings.LEANPLAN_TODAY = "2018-11-12"
    assert output("send_reminders") == "Varsler: 4. E-poster i utboksen: 4.\n"
    assert output("send_reminders") == "Varsler: 0. E-poster i utboksen: 0.\n"


def test_send_mail_queue_says_how_it_went(cast, plan, settings):
    settings.LEANPLAN_TODAY = "2018-11-12"
    output("send_reminders")
    cast.drel.is_active = False
    cast.drel.save()
    said = output("send_mail_queue")
    assert "Sendt 3, prøves igjen 0, ikke sendt 1, usikre 0. Venter nå: 0." in said
    assert "Se utboksen i administrasjonen." in said


def test_simulate_reminders_prints_and_keeps_nothing(cast, plan, mailoutbox):
    said = output("simulate_reminders", "--from", "2018-06-01", "--days", "200", "--items")
    lines = said.splitlines()
    assert "man  05.11.2018  Anne Bråten" in said
    assert "1 sak over fristen" in said
    assert "I alt per person" in said
    mails = [line for line in lines if line[:3] in {"man", "tir", "ons", "tor", "fre"}]
    assert len(mails) > 20
    assert not any(".07.2018" in line for line in mails)
    left = (OutgoingMail, Notice, ReminderSent, ReminderRun)
    assert [model.objects.count() for model in left] == [0, 0, 0, 0]
    assert mailoutbox == []


class TwoJobsAtOnce(TransactionTestCase):
    """Threads with connections of their own, so the rows must really be written."""

    def test_everybody_is_told_once(self):
        world.make_plan(world.make_world())
        failed = []

        def work():
            try:
                remind(today=date(2018, 11, 12))
            except Exception as error:
                failed.append(error)
            finally:
                connection.close()

        jobs = [threading.Thread(target=work) for _ in range(3)]
        for job in jobs:
            job.start()
        for job in jobs:
            job.join()
        assert failed == []
        rows = ReminderSent.objects.filter(channel="mail")
        assert OutgoingMail.objects.count() == rows.values("person").distinct().count() == 4
        assert rows.count() == Notice.objects.count() == 4
