"""What is done every night, and the trace of it, so that a job that stands still is seen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.clock import now

logger = logging.getLogger("leanplan.nightly")
# A night's run may come late or take long before somebody is told that it stands still.
LATE_AFTER = timedelta(hours=30)
KEPT_FOR = timedelta(days=60)


@dataclass(frozen=True)
class Job:
    """A management command that is run every night; order: from first to last."""

    command: str
    order: int


_jobs: list[Job] = []


def register(job: Job) -> None:
    """Add a job; called in AppConfig.ready()."""
    if job not in _jobs:
        _jobs.append(job)


def jobs() -> list[Job]:
    """All jobs, in the order they are run in."""
    return sorted(_jobs, key=lambda job: (job.order, job.command))


class NightlyRun(models.Model):
    """One night's run: which commands failed, and when it ended (None: it was cut off)."""

    started_at = models.DateTimeField(_("begun"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    failed = models.TextField(_("did not succeed"), blank=True)

    class Meta:
        verbose_name = _("nightly run")
        verbose_name_plural = _("nightly runs")
        ordering = ("-started_at", "-pk")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class NightlyState:
    """last: when a run last ended, None before the first. failed: what did not succeed in it."""

    last: datetime | None
    late: bool
    failed: str


def nightly_state() -> NightlyState:
    """How it stands with the nightly runs now; late in production only, which alone has a timer."""
    run = NightlyRun.objects.exclude(ended_at=None).first()
    if run is None:
        return NightlyState(last=None, late=settings.PRODUCTION, failed="")
    late = run.ended_at is None or now() - run.ended_at > LATE_AFTER
    return NightlyState(last=run.ended_at, late=late and settings.PRODUCTION, failed=run.failed)


def run_all(say: Callable[[str], None]) -> list[str]:
    """Run every job, each by itself: one that fails keeps none from running.

    In: where a line of progress goes. Out: the names of those that failed; their errors are in
    the log. Safe to run twice, and at once: each job is.
    """
    NightlyRun.objects.filter(started_at__lt=now() - KEPT_FOR).delete()
    run = NightlyRun.objects.create(started_at=now())
    failed = []
    for job in jobs():
        say(f"{job.command} ...")
        try:
            call_command(job.command)
        except Exception:
            logger.exception("nightly job %s failed", job.command)
            failed.append(job.command)
    run.ended_at = now()
    run.failed = ", ".join(failed)
    run.save(update_fields=["ended_at", "failed"])
    return failed
