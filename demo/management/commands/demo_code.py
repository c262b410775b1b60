"""manage.py demo_code: what the app of the demo's administrator shows just now."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from demo.second_factor import ADMINISTRATOR, code_now


class Command(BaseCommand):
    """Print the code of the second step; only for the invented municipality."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what it is for."""
        parser.description = _("Print the sign-in code of the demo's administrator.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it, or say why there is none."""
        if settings.PRODUCTION:
            raise CommandError(_("This is production. Codes come from people's own telephones."))
        found = code_now()
        if found is None:
            raise CommandError(
                _("There is no demo here, or its administrator has no app. Make the demo with "
                  "seed_demo in an empty database.")
            )
        code, seconds = found
        self.stdout.write(f"{ADMINISTRATOR}  {code}")
        self.stdout.write(
            ngettext("It changes in %(seconds)s second.", "It changes in %(seconds)s seconds.",
                     seconds) % {"seconds": seconds}
        )
