"""Points of the agenda, and those that wait for a meeting."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.rlg.choices import RAISED, Goal, PointKind, PointState
from boards.rlg.meeting_models import Meeting
from boards.rlg.series_models import MeetingSeries
from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from measures.models import Measure
from organisation.models import Position, User


class AgendaPointQuerySet(models.QuerySet["AgendaPoint"]):
    def waiting(self) -> AgendaPointQuerySet:
        """The backlog: open, and of no meeting."""
        return self.filter(meeting=None, state=PointState.OPEN)

    def raised(self) -> AgendaPointQuerySet:
        """Those that people brought, or that came up from below."""
        return self.filter(kind__in=RAISED)


class AgendaPoint(Versioned):
    """One point: of the board (it makes itself), own, or lifted. Without a meeting it waits.

    The time used is written without version and history, as the meeting's step is.
    """

    series = models.ForeignKey(
        MeetingSeries, models.PROTECT, related_name="points", verbose_name=_("series")
    )
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="points",
        verbose_name=_("meeting"),
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=PointKind.choices, default=PointKind.OWN
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    title = models.CharField(_("what"), max_length=160, blank=True)
    note = models.TextField(
        _("what it is about"), blank=True, max_length=2000,
        help_text=_("Stands in the agenda."),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    brought_by = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("brought by"),
    )
    goal = models.CharField(_("aim"), max_length=8, choices=Goal.choices, default=Goal.DISCUSS)
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("measure it is about"),
    )
    # What it was lifted from ("lift:12"), so that it comes up once.
    source = models.CharField(max_length=60, blank=True, editable=False)
    source_url = models.CharField(max_length=200, blank=True, editable=False)
    source_label = models.CharField(max_length=200, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=PointState.choices, default=PointState.OPEN
    )
    said = models.TextField(
        _("what was said"), blank=True, max_length=4000, help_text=_("Stands in the minutes.")
    )
    reason = models.CharField(_("why it was moved"), max_length=300, blank=True)
    # The point at an earlier meeting that this one continues.
    came_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="went_to"
    )
    seconds = models.PositiveIntegerField(_("seconds used"), default=0, editable=False)
    made_at = models.DateTimeField(default=now, editable=False)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("registered by"),
    )

    history = HistoricalRecords()
    objects = AgendaPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("point of the agenda")
        verbose_name_plural = _("points of the agenda")
        ordering = ("order", "pk")
        indexes = (models.Index(fields=("series", "state")),)
        constraints = (
            models.UniqueConstraint(
                name="boards_agendapoint_board_once", fields=("meeting", "kind"),
                condition=~Q(kind__in=("own", "lifted")),
                violation_error_message=_("The meeting has that point already."),
            ),
            models.UniqueConstraint(
                name="boards_agendapoint_source_once", fields=("series", "source"),
                condition=~Q(source="") & Q(state="open"),
                violation_error_message=_("That has come up already."),
            ),
            models.CheckConstraint(
                name="boards_agendapoint_title",
                condition=~Q(kind__in=("own", "lifted")) | ~Q(title=""),
                violation_error_message=_("Write what the point is."),
            ),
            models.CheckConstraint(
                name="boards_agendapoint_board_has_meeting",
                condition=Q(kind__in=("own", "lifted")) | Q(meeting__isnull=False),
            ),
            models.CheckConstraint(
                name="boards_agendapoint_minutes",
                condition=Q(minutes__gte=1) & Q(minutes__lte=240),
                violation_error_message=_("A point takes between 1 and 240 minutes."),
            ),
        )

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        if self.meeting_id is None:
            return reverse("boards:meeting_series", args=[self.series_id])
        return f"{reverse('boards:meeting_detail', args=[self.meeting_id])}#sak-{self.pk}"

    @property
    def heading(self) -> str:
        """Its title; for a point of the board, its name in the reader's language."""
        return self.title or str(PointKind(self.kind).label)

    @property
    def is_raised(self) -> bool:
        """Somebody brought it, or it came up from below."""
        return self.kind in RAISED
