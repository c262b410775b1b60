"""The way of a mail: kept in the same transaction as what it tells of, claimed, sent, confirmed.

Each step is a transaction of its own. A job that dies before the claim leaves the mail waiting;
one that dies after it leaves a claim that nobody confirms, and the next job marks that mail
uncertain: it may have arrived, so that only a person may send it again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q

from leanplan.clock import now
from leanplan.mail import Written, message
from organisation.models import Person
from organisation.outbox.models import MailState, OutgoingMail, Trouble

BATCH = 200
# After each attempt the server asked to repeat; then nobody tries any more.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
# Longer than one mail can take: EMAIL_TIMEOUT is seconds.
CLAIM_HOLDS = timedelta(minutes=15)
WAITS_AT_MOST = timedelta(days=4)
TEXT_KEPT = timedelta(days=30)
ROW_KEPT = timedelta(days=400)


@dataclass(frozen=True)
class Result:
    """How many mails of a run were sent, put off, given up, and left in doubt."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    uncertain: int = 0


class NoServer(Exception):
    """The mail server cannot be reached; nothing was claimed."""


def put(*, key: str, person: Person, written: Written) -> bool:
    """Keep a mail to be sent; False where one with that key is kept already."""
    _, made = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "person": person, "subject": written.subject, "sender": written.sender,
            "text": written.text, "html": written.html, "calendar": written.calendar,
        },
    )
    return made


def put_all(mails: Iterable[tuple[str, Person, Written]]) -> None:
    """Keep mails to several, each with its key; those that are kept already stay as they are. One
    query."""
    OutgoingMail.objects.bulk_create(
        [
            OutgoingMail(
                key=key, person=person, subject=written.subject, sender=written.sender,
                text=written.text, html=written.html, calendar=written.calendar,
            )
            for key, person, written in mails
        ],
        ignore_conflicts=True,
    )


def send_waiting(*, batch: int = BATCH) -> Result:
    """Send what is ready, at most so many. Errors: NoServer, before anything is claimed."""
    states: list[str] = [MailState.UNCERTAIN] * doubt_stale(now())
    drop_old(now())
    if OutgoingMail.objects.ready(at=now()).exists():
        connection = _open()
        try:
            for _turn in range(batch):
                mail = claim(now())
                if mail is None:
                    break
                states.append(_send(mail, connection))
        finally:
            connection.close()
    return Result(
        sent=states.count(MailState.SENT), later=states.count(MailState.WAITING),
        failed=states.count(MailState.FAILED), uncertain=states.count(MailState.UNCERTAIN),
    )


def claim(at: datetime) -> OutgoingMail | None:
    """Take the mail that has waited longest; two jobs never take the same one."""
    while True:
        with transaction.atomic():
            ready = OutgoingMail.objects.ready(at=at).select_for_update(skip_locked=True)
            mail = ready.order_by("next_attempt_at", "pk").first()
            if mail is None:
                return None
            taken = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.WAITING).update(
                state=MailState.CLAIMED, claimed_at=at, attempts=F("attempts") + 1
            )
        if taken:
            return OutgoingMail.objects.select_related("person__user").get(pk=mail.pk)


def doubt_stale(at: datetime) -> int:
    """Mark what was claimed and never confirmed; how many."""
    stale = OutgoingMail.objects.filter(
        state=MailState.CLAIMED, claimed_at__lt=at - CLAIM_HOLDS
    )
    return stale.update(state=MailState.UNCERTAIN, trouble=Trouble.STOPPED)


def drop_old(at: datetime) -> None:
    """Let go of what has waited too long to be true, of old texts, and of old rows."""
    old = OutgoingMail.objects.filter(made_at__lt=at - WAITS_AT_MOST)
    old.filter(state=MailState.WAITING).update(state=MailState.FAILED, trouble=Trouble.TOO_OLD)
    over = OutgoingMail.objects.exclude(state__in=(MailState.WAITING, MailState.CLAIMED))
    over.filter(made_at__lt=at - TEXT_KEPT).exclude(Q(text="") & Q(html="")).update(
        text="", html="", calendar=""
    )
    over.filter(made_at__lt=at - ROW_KEPT).delete()


def send_again(mail: OutgoingMail) -> bool:
    """Let a mail that failed or is in doubt be sent once more; False where it cannot be."""
    again = OutgoingMail.objects.filter(
        pk=mail.pk, state__in=(MailState.FAILED, MailState.UNCERTAIN)
    ).exclude(text="")
    return bool(
        again.update(
            state=MailState.WAITING, trouble="", answer="", attempts=0, made_at=now(),
            next_attempt_at=now(),
        )
    )


def _open() -> Any:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise NoServer(str(error)) from error
    return connection


def _send(mail: OutgoingMail, connection: Any) -> str:
    """Hand one claimed mail over, and keep what came of it; the state it is in then."""
    user = mail.person.user
    if user is None or not user.is_active or not user.email:
        return _settle(mail, MailState.FAILED, Trouble.NO_ADDRESS)
    try:
        connection.send_messages([message(mail.written, to=user.email, key=mail.key)])
    except (SMTPResponseException, SMTPRecipientsRefused) as error:
        _begin_anew(connection)
        return _refused(mail, error)
    except Exception as error:  # Whatever it was, the mail may be on its way.
        _begin_anew(connection)
        return _settle(mail, MailState.UNCERTAIN, Trouble.BROKEN_OFF, answer=str(error))
    return _settle(mail, MailState.SENT)


def _begin_anew(connection: Any) -> None:
    """The next mail opens a fresh connection."""
    try:
        connection.close()
    except (OSError, SMTPException):
        connection.connection = None


def _refused(mail: OutgoingMail, error: SMTPException) -> str:
    """The server said no: for good, or for now."""
    code, answer = _answer_of(error)
    if code >= 500 or code < 400:
        return _settle(mail, MailState.FAILED, Trouble.REFUSED, answer=answer)
    if mail.attempts > len(PAUSES):
        return _settle(mail, MailState.FAILED, Trouble.GAVE_UP, answer=answer)
    return _settle(mail, MailState.WAITING, Trouble.LATER, answer=answer)


def _answer_of(error: SMTPException) -> tuple[int, str]:
    code: int
    said: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()), (500, b""))
    elif isinstance(error, SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        code, said = 500, str(error)
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return code, f"{code} {text}"


def _settle(mail: OutgoingMail, state: str, trouble: str = "", *, answer: str = "") -> str:
    """Keep what came of a claimed mail. One that was doubted meanwhile is put right, too."""
    at = now()
    values: dict[str, Any] = {"state": state, "trouble": trouble, "answer": answer[:300]}
    if state == MailState.SENT:
        values["sent_at"] = at
    if state == MailState.WAITING:
        values["next_attempt_at"] = at + PAUSES[mail.attempts - 1]
    OutgoingMail.objects.filter(
        pk=mail.pk, state__in=(MailState.CLAIMED, MailState.UNCERTAIN)
    ).update(**values)
    return state
