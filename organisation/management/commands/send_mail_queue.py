"""manage.py send_mail_queue: send the mail that waits; every few minutes, as often as one likes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organisation.outbox.models import MailState, OutgoingMail
from organisation.outbox.queue import BATCH, NoServer, send_waiting


class Command(BaseCommand):
    """Send what waits in the outbox. Safe to run twice at once, and to be killed."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.description = _("Send the mail that waits in the outbox.")
        parser.add_argument(
            "--batch", type=int, default=BATCH, help=_("at most so many mails in this run")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say what came of it."""
        waiting = OutgoingMail.objects.filter(state=MailState.WAITING)
        try:
            result = send_waiting(batch=options["batch"])
        except NoServer as error:
            raise CommandError(
                _("The mail server does not answer: %(why)s. Nothing is lost, %(number)s mails "
                  "wait. See EMAIL_URL.") % {"why": error, "number": waiting.count()}
            ) from error
        self.stdout.write(
            _("Sent %(sent)s, to be tried again %(later)s, not sent %(failed)s, uncertain "
              "%(uncertain)s. Waiting now: %(waiting)s.")
            % {
                "sent": result.sent, "later": result.later, "failed": result.failed,
                "uncertain": result.uncertain, "waiting": waiting.count(),
            }
        )
        if result.failed or result.uncertain:
            self.stdout.write(_("Look at the outbox in the administration."))
