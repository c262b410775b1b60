"""One meeting of a leader group, who was asked, and what was shown at it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from boards.rlg.choices import COMES, OVER, Attendance, MeetingState, Moment
from boards.rlg.series_models import MeetingSeries
from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import MeetingDay, Person, User


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> MeetingQuerySet:
        """Of the series the user leads, prepares or is asked to."""
        return self.filter(series__in=MeetingSeries.objects.visible_to(user))

    def held(self) -> MeetingQuerySet:
        """Those that are over."""
        return self.filter(state__in=OVER)

    def coming(self, *, today: date) -> MeetingQuerySet:
        """From the day on, not begun and not cancelled; the next one first."""
        return self.filter(state__in=COMES, day__gte=today).order_by("day", "starts_at", "pk")


class Meeting(Versioned):
    """One meeting. Its step and the time used are written without version and history: whoever
    presses *Next* writes over nothing that somebody typed."""

    series = models.ForeignKey(
        MeetingSeries, models.PROTECT, related_name="meetings", verbose_name=_("series")
    )
    # The day its rhythm gave it, so that one that was moved or cancelled is not made again.
    planned_on = models.DateField(null=True, blank=True, editable=False)
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    place = models.CharField(_("place"), max_length=120, blank=True)
    reason = models.CharField(_("why it was moved or cancelled"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    meeting_day = models.ForeignKey(
        MeetingDay, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # Of the entry in calendars; raised by each mail that carries it. 0: none was sent.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    sent_at = models.DateTimeField(_("agenda sent at"), null=True, blank=True, editable=False)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    step = models.ForeignKey(
        "boards.AgendaPoint", models.SET_NULL, null=True, blank=True, editable=False,
        related_name="+", verbose_name=_("point under way"),
    )
    step_at = models.DateTimeField(null=True, blank=True, editable=False)
    chair = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("led by"),
    )
    wheel_used = models.BooleanField(_("the annual wheel was used"), default=False)
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("approved by"),
    )
    approved_label = models.CharField(max_length=200, blank=True, editable=False)

    history = HistoricalRecords()
    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-day", "-starts_at", "-pk")
        indexes = (models.Index(fields=("series", "day")),)
        constraints = (
            models.UniqueConstraint(
                name="boards_meeting_planned", fields=("series", "planned_on"),
                violation_error_message=_("That meeting is made already."),
            ),
            models.UniqueConstraint(
                name="boards_meeting_day", fields=("series", "day"),
                condition=~Q(state="cancelled"),
                violation_error_message=_("There is a meeting on that day already."),
            ),
            models.CheckConstraint(
                name="boards_meeting_minutes", condition=Q(minutes__gte=10) & Q(minutes__lte=480),
                violation_error_message=_("A meeting takes between 10 and 480 minutes."),
            ),
            models.CheckConstraint(
                name="boards_meeting_cancelled_says_why",
                condition=~Q(state="cancelled") | ~Q(reason=""),
                violation_error_message=_("Write why the meeting is cancelled."),
            ),
            models.CheckConstraint(
                name="boards_meeting_approved",
                condition=~Q(state="approved") | Q(approved_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.series.name} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("boards:meeting_detail", args=[self.pk])

    @property
    def starts(self) -> datetime:
        """When it begins, in Norwegian time."""
        return make_aware(datetime.combine(self.day, self.starts_at))

    @property
    def ends(self) -> datetime:
        """When it is to end."""
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def is_coming(self) -> bool:
        """Has not begun."""
        return self.state in COMES

    @property
    def is_running(self) -> bool:
        """Has begun and is not ended."""
        return self.state == MeetingState.RUNNING

    @property
    def is_over(self) -> bool:
        """Is ended."""
        return self.state in OVER

    @property
    def is_locked(self) -> bool:
        """Nothing in its record can be changed any more."""
        return self.state in (MeetingState.APPROVED, MeetingState.CANCELLED)


class MeetingAttendee(models.Model):
    """Somebody who was asked to a meeting, as the name and the position were on the day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    title = models.CharField(_("as"), max_length=200, blank=True)
    attendance = models.CharField(
        _("attendance"), max_length=8, choices=Attendance.choices, blank=True
    )
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("participant of a meeting")
        verbose_name_plural = _("participants of meetings")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(
                name="boards_meetingattendee_once", fields=("meeting", "person")
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.meeting}"


class MeetingShown(models.Model):
    """What was shown at a meeting, as it was; written once (agenda/shown.py says what it holds)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="shown")
    moment = models.CharField(_("when"), max_length=8, choices=Moment.choices)
    data = models.JSONField(_("what was shown"))
    made_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("what was shown at a meeting")
        verbose_name_plural = _("what was shown at meetings")
        ordering = ("made_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="boards_meetingshown_once", fields=("meeting", "moment"),
                condition=~Q(moment="agenda"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting} {self.moment}"


class MinutesAddition(models.Model):
    """Something put right after the minutes were approved; it stands beside them, never in them."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="additions")
    text = models.TextField(_("correction"), max_length=2000)
    made_at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    by_label = models.CharField(_("as"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("correction of minutes")
        verbose_name_plural = _("corrections of minutes")
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.text[:60]}"
