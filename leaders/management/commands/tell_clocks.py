"""manage.py tell_clocks: remind of the analysis after a rollout, besides the one who owes it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from leaders.clock_notices import tell_clocks
from leanplan.clock import today


class Command(BaseCommand):
    """Make the notices. Safe to run twice, or days late."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what it does."""
        parser.description = _(
            "Tell unit managers and the development unit that an analysis comes near, in Varsler."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, and say how many are new."""
        self.stdout.write(_("Notices: %(notices)s.") % {"notices": tell_clocks(today=today())})
