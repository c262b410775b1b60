"""The nightly reminding: each person's notices and mail in one transaction, once.

Killed between two persons, it goes on from there; run twice, at once or days late, it tells of
everything once: what was told is kept beside the telling, under keys that no second can have.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import override

from leanplan.addresses import public_url
from leanplan.mail import write
from leanplan.working_days import is_working_day
from measures.models import ReminderRun, ReminderSent
from measures.reminders.letters import letter_for
from measures.reminders.matters import Matter, Matters
from measures.reminders.models import Channel
from measures.reminders.notices import notices_of
from measures.reminders.picks import (
    Days,
    Pick,
    picks_for_mail,
    picks_for_notices,
    told_before,
)
from measures.reminders.rules import Choosing, Sent, may_mail
from organisation.frame import municipality_name
from organisation.language import language_of
from organisation.models import MailChoice, OutgoingMail, Pause, Person
from organisation.municipality_settings import default_language
from organisation.notices.actions import notice_add
from organisation.notices.choices import MailFrequency
from organisation.outbox.models import MailState
from organisation.outbox.queue import put

logger = logging.getLogger("leanplan.reminders")


@dataclass
class Outcome:
    """How many notices and mails a run made, and for how many persons it failed."""

    notices: int = 0
    mails: int = 0
    failed: int = 0


@dataclass(frozen=True)
class _Run:
    """What holds for everybody in one run."""

    days: Days
    last_run: date | None
    frequencies: dict[int, str]
    municipality: str


def remind(*, today: date) -> Outcome:
    """Tell everybody what has passed a step; nothing where the day's run has ended before.

    Errors: ImproperlyConfigured where links would lead nowhere, before anything is told.
    """
    public_url()
    run, _made = ReminderRun.objects.get_or_create(day=today)
    outcome = Outcome()
    if run.ended:
        return outcome
    forget_failed()
    pauses = tuple(Pause.objects.all())
    if is_working_day(today, pauses):
        _tell_everybody(_prepare(Days.of(today, pauses)), outcome)
    if not outcome.failed:
        ReminderRun.objects.filter(pk=run.pk).update(ended=True)
    return outcome


def forget_failed() -> None:
    """What stood in a mail that was never sent counts as not told."""
    ReminderSent.objects.filter(mail__state=MailState.FAILED).delete()


def _prepare(days: Days) -> _Run:
    return _Run(
        days, _last_run(days.today),
        dict(MailChoice.objects.values_list("person_id", "frequency")), municipality_name(),
    )


def _last_run(today: date) -> date | None:
    """The last day everybody was asked for; of a first run that was cut off, the day before it."""
    runs = ReminderRun.objects.filter(day__lt=today).order_by("day")
    ended = runs.filter(ended=True).last()
    if ended is not None:
        return ended.day
    cut_off = runs.first()
    return cut_off.day - timedelta(days=1) if cut_off else None


def _tell_everybody(run: _Run, outcome: Outcome) -> None:
    matters, today = Matters(today=run.days.today), run.days.today
    language = default_language()
    with override(language):
        told = {language: matters.of(today, language=language)}
    people = {pk: found[0].person for pk, found in told[language].items() if found}
    for pk, person in sorted(people.items()):
        language = language_of(person.user)
        with override(language):
            if language not in told:
                told[language] = matters.of(today, language=language)
            try:
                _tell(person, told[language].get(pk, []), run, outcome)
            except Exception:
                logger.exception("reminding person %s failed", pk)
                outcome.failed += 1


@transaction.atomic
def _tell(person: Person, matters: list[Matter], run: _Run, outcome: Outcome) -> None:
    """One person's notices and mail, all or nothing."""
    told = told_before(person)
    picks = picks_for_notices(matters, told[Channel.NOTICE], run.days)
    for notice in notices_of(picks, today=run.days.today):
        outcome.notices += notice_add(person=person, **notice)
    _keep(person, Channel.NOTICE, picks, run.days.today)
    outcome.mails += _mail(person, matters, told[Channel.MAIL], run)


def _mail(person: Person, matters: list[Matter], sent: list[Sent], run: _Run) -> bool:
    frequency = run.frequencies.get(person.pk, MailFrequency.WEEKLY)
    last = max((told.day for told in sent), default=None)
    choosing = Choosing(frequency, run.last_run, last)
    if not may_mail(run.days.today, choosing, run.days.pauses):
        return False
    picks = picks_for_mail(matters, sent, run.days, frequency=frequency)
    if not picks:
        return False
    letter = letter_for(
        person, picks, today=run.days.today, frequency=frequency, municipality=run.municipality
    )
    key = f"reminder:{person.pk}:{run.days.today}"
    if not put(key=key, person=person, written=write(letter)):
        return False
    mail = OutgoingMail.objects.get(key=key)
    _keep(person, Channel.MAIL, picks, run.days.today, mail)
    return True


def _keep(
    person: Person, channel: str, picks: Iterable[Pick], day: date,
    mail: OutgoingMail | None = None,
) -> None:
    """What was told, so that it is not told again."""
    ReminderSent.objects.bulk_create(
        [
            ReminderSent(
                person=person, channel=channel, item=pick.matter.candidate.item,
                part=pick.matter.candidate.part, due=pick.matter.candidate.due, step=pick.step,
                day=day, escalates_on=pick.escalates_on if pick.new else None, mail=mail,
            )
            for pick in picks
        ],
        ignore_conflicts=True,
    )
