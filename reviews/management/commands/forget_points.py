"""Deletes points to a review that have had their time. Every night; safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from leanplan.clock import today
from reviews.actions.points import points_forget


class Command(BaseCommand):
    help = "Delete points to a half-yearly review after the following half-year."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many; never what they said."""
        count = points_forget(today=today())
        self.stdout.write(
            ngettext("%(count)s point deleted.", "%(count)s points deleted.", count)
            % {"count": count}
        )
