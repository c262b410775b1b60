import threading
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as post
from django.db import connection
from django.test import TransactionTestCase

from leanplan.clock import now
from leanplan.mail import Written
from organisation.models import OutgoingMail, Person
from organisation.outbox import queue
from organisation.outbox.models import MailState, Trouble
from tests import world

LETTER = Written("2 saker", "Tekst", "<p>Tekst</p>", "Leanplan, Vikdal kommune")


def keep(person, key="a"):
    queue.put(key=key, person=person, written=LETTER)
    return OutgoingMail.objects.get(key=key)


def states():
    return dict(OutgoingMail.objects.values_list("key", "state"))


class Server:
    """A mail server that answers as told, one answer a mail."""

    def __init__(self, *answers):
        self.answers, self.sent, self.opened = list(answers), [], 0

    def open(self):
        self.opened += 1

    def close(self):
        pass

    def send_messages(self, messages):
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, BaseException):
            raise answer
        self.sent += messages
        return len(messages)


@pytest.fixture
def server(monkeypatch):
    def make(*answers):
        found = Server(*answers)
        monkeypatch.setattr(queue, "get_connection", lambda: found)
        return found

    return make


def test_put_keeps_a_mail_once(cast):
    assert queue.put(key="a", person=cast.tol.person, written=LETTER)
    assert not queue.put(key="a", person=cast.tol.person, written=Written("B", "B", "B"))
    assert OutgoingMail.objects.get().subject == "2 saker"


def test_send_waiting_sends_each_once(cast):
    keep(cast.tol.person), keep(cast.drel.person, "b")
    assert queue.send_waiting() == queue.Result(sent=2)
    assert queue.send_waiting() == queue.Result()
    assert [message.to for message in post.outbox] == [[cast.tol.email], [cast.drel.email]]
    assert post.outbox[0].alternatives[0].content == "<p>Tekst</p>"
    assert OutgoingMail.objects.get(key="a").sent_at == pytest.approx(
        now(), abs=timedelta(minutes=5)
    )


def test_send_waiting_stops_at_the_batch(cast):
    keep(cast.tol.person), keep(cast.drel.person, "b")
    assert queue.send_waiting(batch=1).sent == 1
    assert sorted(states().values()) == [MailState.SENT, MailState.WAITING]


def test_send_waiting_killed_after_the_claim_is_in_doubt_and_never_sent_again(cast, server):
    """The job dies while the server has the mail: it may have arrived."""
    keep(cast.tol.person)
    server(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        queue.send_waiting()
    assert states() == {"a": MailState.CLAIMED}
    working = server()
    assert queue.send_waiting() == queue.Result()
    OutgoingMail.objects.update(claimed_at=now() - queue.CLAIM_HOLDS - timedelta(seconds=1))
    assert queue.send_waiting() == queue.Result(uncertain=1)
    assert queue.send_waiting() == queue.Result()
    assert working.sent == []
    found = OutgoingMail.objects.get()
    assert (found.state, found.trouble) == (MailState.UNCERTAIN, Trouble.STOPPED)


def test_send_waiting_broken_off_is_in_doubt(cast, server):
    keep(cast.tol.person), keep(cast.drel.person, "b")
    found = server(SMTPServerDisconnected("gone"))
    assert queue.send_waiting() == queue.Result(sent=1, uncertain=1)
    assert len(found.sent) == 1
    assert states() == {"a": MailState.UNCERTAIN, "b": MailState.SENT}


def test_send_waiting_confirmed_late_is_sent_after_all(cast):
    """Another job doubted it while the server took its time; the confirmation wins."""
    keep(cast.tol.person)
    mail = queue.claim(now())
    OutgoingMail.objects.update(state=MailState.UNCERTAIN, trouble=Trouble.STOPPED)
    queue._settle(mail, MailState.SENT)
    assert (OutgoingMail.objects.get().state, OutgoingMail.objects.get().trouble) == ("sent", "")


def test_send_waiting_tries_again_with_growing_pauses_and_gives_up(cast, server):
    mail = keep(cast.tol.person)
    busy = SMTPDataError(451, b"try later")
    waits = []
    for turn in range(len(queue.PAUSES) + 1):
        server(busy)
        before = now()
        result = queue.send_waiting()
        mail.refresh_from_db()
        if turn < len(queue.PAUSES):
            assert result.later == 1
            waits.append(mail.next_attempt_at - before)
            assert queue.send_waiting() == queue.Result()
            OutgoingMail.objects.update(next_attempt_at=now() - timedelta(seconds=1))
    assert [round(wait / timedelta(minutes=1)) for wait in waits] == [5, 15, 60, 240, 720]
    assert (mail.state, mail.trouble) == (MailState.FAILED, Trouble.GAVE_UP)
    assert mail.answer == "451 try later"


@pytest.mark.parametrize(
    "error",
    [SMTPDataError(554, b"no such user"),
     SMTPRecipientsRefused({"x@y.example": (554, b"no such user")})],
)
def test_send_waiting_refused_for_good_is_not_tried_again(cast, server, error):
    keep(cast.tol.person)
    server(error)
    assert queue.send_waiting() == queue.Result(failed=1)
    found = OutgoingMail.objects.get()
    assert (found.trouble, found.answer) == (Trouble.REFUSED, "554 no such user")


def test_send_waiting_to_a_person_without_account(cast):
    someone = Person.objects.create(given_name="Uten", family_name="Konto")
    keep(someone)
    cast.drel.is_active = False
    cast.drel.save()
    keep(cast.drel.person, "b")
    assert queue.send_waiting() == queue.Result(failed=2)
    assert post.outbox == []
    assert {m.trouble for m in OutgoingMail.objects.all()} == {Trouble.NO_ADDRESS}


def test_send_waiting_without_server_claims_nothing(cast, server):
    keep(cast.tol.person)
    found = server()
    found.open = lambda: (_ for _ in ()).throw(ConnectionRefusedError("refused"))
    with pytest.raises(queue.NoServer):
        queue.send_waiting()
    assert states() == {"a": MailState.WAITING}


def test_drop_old_empties_texts_and_lets_old_mail_go(cast):
    for key in ("sent", "older", "waiting", "new"):
        keep(cast.tol.person, key)
    rows = OutgoingMail.objects
    rows.exclude(key="waiting").update(state=MailState.SENT, sent_at=now())
    rows.filter(key="sent").update(made_at=now() - timedelta(days=31))
    rows.filter(key="older").update(made_at=now() - timedelta(days=401))
    rows.filter(key="waiting").update(made_at=now() - timedelta(days=5))
    queue.drop_old(now())
    assert dict(rows.values_list("key", "text")) == {
        "sent": "", "waiting": "Tekst", "new": "Tekst"
    }
    assert rows.get(key="waiting").trouble == Trouble.TOO_OLD


def test_send_again_takes_failed_and_uncertain_mail_only(cast):
    mail = keep(cast.tol.person)
    assert not queue.send_again(mail)
    OutgoingMail.objects.update(state=MailState.UNCERTAIN, attempts=3)
    assert queue.send_again(mail)
    assert queue.send_waiting().sent == 1
    OutgoingMail.objects.update(state=MailState.FAILED, text="")
    assert not queue.send_again(mail)


class TwoJobsAtOnce(TransactionTestCase):
    """Threads with connections of their own, so the rows must really be written."""

    def test_no_mail_goes_twice(self):
        cast = world.make_world()
        for number in range(12):
            keep(cast.tol.person, f"m{number}")
        taken, lock = [], threading.Lock()

        def work():
            try:
                while mail := queue.claim(now()):
                    with lock:
                        taken.append(mail.key)
            finally:
                connection.close()

        jobs = [threading.Thread(target=work) for _ in range(3)]
        for job in jobs:
            job.start()
        for job in jobs:
            job.join()
        assert sorted(taken) == sorted(f"m{number}" for number in range(12))
