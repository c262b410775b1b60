"""manage.py sync_obligations: each night, make the obligations that come and mend what was missed.

Safe at any time, twice, or days late: it makes the same as the pages do at once.
"""

import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.clock import today
from measures.actions.metrics import readings_take
from measures.actions.obligations_sync import Counts, rule_sync
from measures.registries import ObligationRule, obligation_rules


class Command(BaseCommand):
    """One transaction a rule, so that nobody waits long and a fault in one stops no other."""

    help = "Makes the obligations that rules ask for, and lets those that stand follow."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell of each rule and of all. Errors: CommandError, at the end, where a rule failed."""
        started, day = time.monotonic(), today()
        rules = sorted(obligation_rules, key=lambda rule: rule.key)
        failed, changed = [], 0
        for number, rule in enumerate(rules, start=1):
            counts = self._one(rule, day, f"{number}/{len(rules)}")
            if counts is None:
                failed.append(rule.key)
            else:
                changed += counts.changed
        readings = readings_take(day=day)
        self.stdout.write(
            ngettext("%(number)s change", "%(number)s changes", changed) % {"number": changed}
            + ", "
            + ngettext("%(number)s reading", "%(number)s readings", readings) % {"number": readings}
            + " "
            + _("for %(day)s, in %(seconds)s seconds.")
            % {"day": day.isoformat(), "seconds": round(time.monotonic() - started, 1)}
        )
        if failed:
            raise CommandError(
                _("These rules failed, and nothing of theirs was changed: %(rules)s. The next "
                  "run tries again.") % {"rules": ", ".join(failed)}
            )

    def _one(self, rule: ObligationRule, day: date, place: str) -> Counts | None:
        try:
            counts = rule_sync(rule, today=day)
        except Exception as error:
            self.stderr.write(f"{place} {rule.key}: {type(error).__name__}: {error}")
            return None
        self.stdout.write(
            f"{place} {rule.key}: "
            + _("%(made)s made, %(met)s kept, %(reopened)s open again, %(moved)s moved, "
                "%(lapsed)s no longer asked for")
            % counts.__dict__
        )
        return counts
