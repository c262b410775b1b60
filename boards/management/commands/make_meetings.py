"""Makes the coming meetings of every series that are not made yet. Every night; safe to run twice.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from boards.rlg.actions.series import every_series_make


class Command(BaseCommand):
    help = "Make the coming meetings of leader groups, a year ahead."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and say how many."""
        count = every_series_make()
        self.stdout.write(
            ngettext("%(count)s meeting made.", "%(count)s meetings made.", count)
            % {"count": count}
        )
