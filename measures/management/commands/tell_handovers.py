"""manage.py tell_handovers: tell who takes over, and who has a position becoming vacant below."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from leanplan.clock import today
from measures.handover.notices import tell_handovers


class Command(BaseCommand):
    """Make the notices. Safe to run twice, or days late."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what it does."""
        parser.description = _("Tell of leaders who leave and who take over, in Varsler.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, and say how many are new."""
        self.stdout.write(_("Notices: %(notices)s.") % {"notices": tell_handovers(today=today())})
