"""manage.py send_reminders: tell everybody what is near its deadline or past it; once a night."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from leanplan.clock import today
from measures.reminders.actions import remind


class Command(BaseCommand):
    """Make notices and mail. Safe to be killed, to run twice, at once, or days late."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what it does."""
        parser.description = _("Remind people of deadlines, in Varsler and by mail.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind, and say how many. Errors: CommandError where links or some persons failed."""
        try:
            outcome = remind(today=today())
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("Notices: %(notices)s. Mails in the outbox: %(mails)s.")
            % {"notices": outcome.notices, "mails": outcome.mails}
        )
        if outcome.failed:
            raise CommandError(
                _("%(number)s persons could not be reminded; why stands in the log. Run it again.")
                % {"number": outcome.failed}
            )
