"""What people were reminded of in the last weeks, as the product's own job would have done it."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured

from demo.calendar import Calendar, at
from leaders.clock_notices import tell_clocks
from leanplan.clock import pinned
from measures.reminders.actions import remind
from organisation.models import Notice, OutgoingMail
from organisation.outbox.models import MailState

_NIGHTS = (15, 8, 6, 1)
_READ_AFTER_DAYS = 4


def make_notices(calendar: Calendar) -> None:
    """Notices and mails of some nights; the mails count as sent, older notices as read.

    Where the settings do not say what links begin with, there are none.
    """
    with suppress(ImproperlyConfigured):
        for back in _NIGHTS:
            day = calendar.today - timedelta(days=back)
            with pinned(at(day, 6)):
                tell_clocks(today=day)
                remind(today=day)
    OutgoingMail.objects.update(state=MailState.SENT, sent_at=at(calendar.today, 6))
    read = Notice.objects.filter(made_at__lt=at(calendar.ago(_READ_AFTER_DAYS), 6))
    read.update(read_at=at(calendar.ago(_READ_AFTER_DAYS), 10))
