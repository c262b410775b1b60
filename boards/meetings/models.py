"""Board meetings: held or not, how many were there, what was decided. No names of who was there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.board_models import Board
from boards.meetings.choices import BoardMeetingState, NotHeld
from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import Position


class BoardMeetingQuerySet(models.QuerySet["BoardMeeting"]):
    def visible_to(self, user: Any) -> BoardMeetingQuerySet:
        """Those at boards the user reads."""
        return self.filter(board__in=Board.objects.visible_to(user))

    def held(self) -> BoardMeetingQuerySet:
        """Those that were held."""
        return self.filter(state=BoardMeetingState.HELD)

    def running(self) -> BoardMeetingQuerySet:
        """Those that have begun and are not ended."""
        return self.filter(state=BoardMeetingState.RUNNING)


class BoardMeeting(Versioned):
    """One meeting at a board (M14), logged afterwards or run from the board; at most one a day.

    Its step and the time used are written without version and history: whoever goes on to the
    next step writes over nothing that somebody typed.
    """

    board = models.ForeignKey(
        Board, models.PROTECT, related_name="meetings", verbose_name=_("board")
    )
    day = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=10, choices=BoardMeetingState.choices)
    reason = models.CharField(_("why not"), max_length=8, choices=NotHeld.choices, blank=True)
    reason_text = models.CharField(_("why not, in words"), max_length=200, blank=True)
    attendance = models.PositiveSmallIntegerField(
        _("how many were there"), null=True, blank=True, help_text=_("A number, no names.")
    )
    led_by = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("led by"),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    step = models.CharField(_("step"), max_length=20, blank=True, editable=False)
    step_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What happened to the suggestions while it was under way, as it was when it ended.
    suggested = models.PositiveSmallIntegerField(_("new suggestions"), default=0, editable=False)
    moved = models.PositiveSmallIntegerField(_("cards moved"), default=0, editable=False)

    history = HistoricalRecords(excluded_fields=["step", "step_at"])
    objects = BoardMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("board meeting")
        verbose_name_plural = _("board meetings")
        ordering = ("-day",)
        indexes = (models.Index(fields=("state", "day")),)
        constraints = (
            models.UniqueConstraint(
                name="boards_boardmeeting_day", fields=("board", "day"),
                violation_error_message=_("A meeting on that day is entered already."),
            ),
            models.UniqueConstraint(
                name="boards_boardmeeting_running", fields=("board",),
                condition=Q(state="running"),
                violation_error_message=_("A meeting is under way at this board."),
            ),
            models.CheckConstraint(
                name="boards_boardmeeting_not_held_says_why",
                condition=~Q(state="not_held") | ~Q(reason=""),
                violation_error_message=_("Choose why the meeting was not held."),
            ),
            models.CheckConstraint(
                name="boards_boardmeeting_why_in_words",
                condition=~Q(reason="other") | ~Q(reason_text=""),
                violation_error_message=_("Write why the meeting was not held."),
            ),
            models.CheckConstraint(
                name="boards_boardmeeting_not_held_is_empty",
                condition=~Q(state="not_held") | Q(attendance=None),
                violation_error_message=_("Nobody was there when the meeting was not held."),
            ),
            models.CheckConstraint(
                name="boards_boardmeeting_attendance",
                condition=Q(attendance=None) | Q(attendance__gte=1) & Q(attendance__lte=500),
                violation_error_message=_("Between 1 and 500 people were there."),
            ),
            models.CheckConstraint(
                name="boards_boardmeeting_minutes",
                condition=Q(minutes=None) | Q(minutes__lte=600),
                violation_error_message=_("A board meeting takes at most 600 minutes."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.board} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("boards:board_meeting", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """Has begun and is not ended."""
        return self.state == BoardMeetingState.RUNNING

    @property
    def is_held(self) -> bool:
        """Was held."""
        return self.state == BoardMeetingState.HELD

    @property
    def why(self) -> str:
        """Why it was not held, in words; "" for one that was."""
        return self.reason_text or (str(NotHeld(self.reason).label) if self.reason else "")


class BoardMeetingPart(models.Model):
    """How long a meeting was at one section. section: of the board, or a Step."""

    meeting = models.ForeignKey(
        BoardMeeting, models.CASCADE, related_name="parts", verbose_name=_("board meeting")
    )
    section = models.CharField(_("section"), max_length=20)
    seconds = models.PositiveIntegerField(_("seconds used"), default=0)

    class Meta:
        verbose_name = _("part of a board meeting")
        verbose_name_plural = _("parts of board meetings")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="boards_part_section", fields=("meeting", "section")),
        )

    def __str__(self) -> str:
        return f"{self.meeting} {self.section}"


class BoardDecisionQuerySet(models.QuerySet["BoardDecision"]):
    def open(self) -> BoardDecisionQuerySet:
        """Those not yet done."""
        return self.filter(done_on=None)


class BoardDecision(Versioned):
    """What was agreed at a board meeting: what, who, when. who: in the words of the board, such as
    a department; responsible: a position, which is then reminded."""

    meeting = models.ForeignKey(
        BoardMeeting, models.CASCADE, related_name="decisions", verbose_name=_("board meeting")
    )
    text = models.CharField(_("what"), max_length=200)
    responsible = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("responsible"),
    )
    who = models.CharField(_("who, in words"), max_length=80, blank=True)
    due_date = models.DateField(_("when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    # Made by the page that sends it, so that the same one sent twice stands once.
    key = models.CharField(max_length=40, blank=True, editable=False)
    made_at = models.DateTimeField(default=now, editable=False)

    history = HistoricalRecords()
    objects = BoardDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision at a board")
        verbose_name_plural = _("decisions at boards")
        ordering = ("made_at", "pk")
        indexes = (models.Index(fields=("responsible", "done_on")),)
        constraints = (
            models.UniqueConstraint(
                name="boards_boarddecision_key", fields=("meeting", "key"), condition=~Q(key="")
            ),
        )

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('boards:board_meeting', args=[self.meeting_id])}#beslutning-{self.pk}"

    def is_late(self, today: date) -> bool:
        """Not done, and its day has passed."""
        return self.done_on is None and self.due_date is not None and self.due_date < today
