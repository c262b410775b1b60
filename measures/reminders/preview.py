"""The next mail to somebody, if nothing changes before: the same rules, asked for days to come."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language

from measures.models import ReminderRun
from measures.reminders.letters import letter_for
from measures.reminders.matters import Matters
from measures.reminders.models import Channel
from measures.reminders.picks import Days, picks_for_mail, told_before
from measures.reminders.rules import Choosing, may_mail
from organisation.frame import municipality_name
from organisation.models import Pause
from organisation.notices.coming import Coming, provide
from organisation.presenters.notices import frequency_of
from organisation.recipients import is_reached

LOOKS_AHEAD = 14


def next_mail(user: Any, today: date) -> Coming | None:
    """The next mail within two weeks; from tomorrow on where today's run has ended."""
    person = getattr(user, "person", None)
    if person is None or not is_reached(person):
        return None
    sent = told_before(person)[Channel.MAIL]
    last = max((told.day for told in sent), default=None)
    choosing = Choosing(frequency_of(person), None, last)
    pauses = tuple(Pause.objects.all())
    matters = Matters(today=today, person_id=person.pk)
    begins = ReminderRun.objects.filter(day=today, ended=True).exists()
    for ahead in range(int(begins), LOOKS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        if not may_mail(day, choosing, pauses):
            continue
        mine = matters.of(day, language=get_language() or "").get(person.pk, [])
        picks = picks_for_mail(
            mine, sent, Days.of(day, pauses), frequency=choosing.frequency
        )
        if picks:
            letter = letter_for(
                person, picks, today=day, frequency=choosing.frequency,
                municipality=municipality_name(),
            )
            return Coming(day, letter)
    return None


def register() -> None:
    """Answer for the next mail; called once when the app is ready."""
    provide(next_mail)
