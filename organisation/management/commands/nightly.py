"""manage.py nightly: everything that is done once a night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organisation.nightly import run_all


class Command(BaseCommand):
    """Run the nightly jobs; safe to run twice, or days late."""

    help = "Runs what is done once a night; a timer calls it (docs/install.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run them. Errors: CommandError that names those that failed."""
        failed = run_all(self.stdout.write)
        if failed:
            raise CommandError(
                _("Did not succeed: %(names)s. What happened stands in the log.")
                % {"names": ", ".join(failed)}
            )
        self.stdout.write(_("All is done."))
