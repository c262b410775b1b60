"""manage.py simulate_reminders: who would be reminded of what and when, as a table.

Every night of the period is played through with the product's own job, in a transaction that is
rolled back, and no mail leaves. Nobody does anything in that time, so that it is the worst case.
"""

from argparse import ArgumentParser
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import pairwise
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leanplan.clock import pinned, today
from leanplan.collation import norwegian_key
from leanplan.dates import short_date
from measures.reminders.actions import remind
from measures.reminders.models import Channel, ReminderSent
from organisation.models import OutgoingMail
from organisation.nightly import jobs
from organisation.outbox.models import MailState


class Command(BaseCommand):
    """Print the mails of a period that lies ahead or behind, without sending any."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.description = _("Show who would be reminded of what and when. Nothing is sent.")
        parser.add_argument("--from", dest="first", type=date.fromisoformat, default=None,
                            metavar="YYYY-MM-DD", help=_("the first day (default: today)"))
        parser.add_argument("--days", type=int, default=365, help=_("how many days"))
        parser.add_argument("--items", action="store_true", help=_("with every line of each mail"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Play the days through and print a line a mail."""
        first = options["first"] or today()
        self._days_of: dict[str, list[date]] = defaultdict(list)
        with transaction.atomic():
            for ahead in range(options["days"]):
                self._night(first + timedelta(days=ahead), with_items=options["items"])
            transaction.set_rollback(True)
        self._in_all()

    def _night(self, day: date, *, with_items: bool) -> None:
        with pinned(timezone.make_aware(datetime.combine(day, time(6)))):
            self._before()
            remind(today=day)
            mails = OutgoingMail.objects.filter(state=MailState.WAITING).select_related("person")
            for mail in mails.order_by("person__family_name", "person__given_name", "pk"):
                self._days_of[mail.person.name].append(day)
                weekday = date_format(day, "D")
                self.stdout.write(
                    f"{weekday:<4} {short_date(day)}  {mail.person.name:<24}  {mail.subject}"
                )
                if with_items:
                    self._items(mail)
            mails.update(state=MailState.SENT, sent_at=timezone.now())

    def _before(self) -> None:
        """What the night does before: the rules make what comes to be due."""
        for job in jobs():
            if job.command == "send_reminders":
                return
            call_command(job.command, stdout=StringIO())

    def _in_all(self) -> None:
        """How many mails each person got, and the fewest days between two."""
        self.stdout.write(_("In all, by person: mails, fewest days between two"))
        for name, days in sorted(self._days_of.items(), key=lambda pair: norwegian_key(pair[0])):
            apart = min(((b - a).days for a, b in pairwise(days)), default=0)
            self.stdout.write(f"{name:<24}  {len(days):>4}  {apart or '':>4}")

    def _items(self, mail: OutgoingMail) -> None:
        for row in ReminderSent.objects.filter(mail=mail, channel=Channel.MAIL).order_by("due"):
            named = f"  -> {row.escalates_on:%d.%m}" if row.escalates_on else ""
            self.stdout.write(
                f"{'':16}{row.part:<10} {row.item:<20} {row.due:%d.%m.%Y} {row.step:+d}{named}"
            )
