"""Decisions: what, who and when, in one line, and what became of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.rlg.choices import DecisionState
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.series_models import MeetingSeries
from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from measures.models import Measure
from organisation.models import Position, User
from organisation.reach import reach_of
from reviews.models import FollowUp


class DecisionQuerySet(models.QuerySet["Decision"]):
    def open(self) -> DecisionQuerySet:
        """Something is still expected of them."""
        return self.filter(state=DecisionState.OPEN)

    def visible_to(self, user: Any) -> DecisionQuerySet:
        """One's own, and those of the meetings one leads, prepares or is asked to."""
        return self.seen_by(reach_of(user).position_ids)

    def seen_by(self, positions: Collection[int]) -> DecisionQuerySet:
        """The same for who holds these positions."""
        series = MeetingSeries.objects.of_positions(positions)
        return self.filter(Q(owner__in=positions) | Q(meeting__series__in=series.values("pk")))

    def due(self, *, today: date) -> DecisionQuerySet:
        """Open, with a day that has come."""
        return self.open().filter(due_date__lte=today)


class Decision(Versioned):
    """One decision of a meeting. What it became, a measure, a new deadline, a follow-up area or an
    answer, is linked; one that became nothing stands by itself until it is carried out."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="decisions", verbose_name=_("meeting")
    )
    point = models.ForeignKey(
        AgendaPoint, models.PROTECT, related_name="decisions", verbose_name=_("point")
    )
    order = models.PositiveIntegerField(_("order"), default=0, editable=False)
    text = models.CharField(_("what"), max_length=300)
    owner = models.ForeignKey(
        Position, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    due_date = models.DateField(_("when"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=DecisionState.choices, default=DecisionState.OPEN
    )
    closing_note = models.CharField(_("what came of it"), max_length=500, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    # What it became. is_deadline: it set the deadline or owner of a measure that stood already.
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("measure"),
    )
    is_deadline = models.BooleanField(default=False, editable=False)
    follow_up = models.ForeignKey(
        FollowUp, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("follow-up area"),
    )
    answered_at = models.DateTimeField(
        _("answer given at"), null=True, blank=True, editable=False
    )
    # Made by the page that sends it, so that the same one sent twice stands once.
    key = models.CharField(max_length=40, blank=True, editable=False)
    made_at = models.DateTimeField(default=now, editable=False)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("registered by"),
    )

    history = HistoricalRecords()
    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a meeting", "decision")
        verbose_name_plural = _("decisions")
        ordering = ("made_at", "pk")
        indexes = (
            models.Index(fields=("owner", "state")),
            models.Index(fields=("measure",)),
        )
        constraints = (
            models.UniqueConstraint(
                name="boards_decision_key", fields=("meeting", "key"), condition=~Q(key=""),
            ),
            models.CheckConstraint(
                name="boards_decision_closed_says_when",
                condition=Q(state="open") | Q(closed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="boards_decision_withdrawn_says_why",
                condition=~Q(state="withdrawn") | ~Q(closing_note=""),
                violation_error_message=_("Write why it is withdrawn."),
            ),
        )

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('boards:meeting_minutes', args=[self.meeting_id])}#vedtak-{self.pk}"
