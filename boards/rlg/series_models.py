"""When and where a leader group meets, and who is asked to come."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.choices import Cadence
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Position
from organisation.reach import reach_of
from organisation.roles import UnitKind

# Bodies that have such meetings: the management group, and the leaders of an area or a staff unit.
MEETING_KINDS = (UnitKind.MANAGEMENT_GROUP, UnitKind.SERVICE_AREA, UnitKind.STAFF)


class MeetingSeriesQuerySet(models.QuerySet["MeetingSeries"]):
    def visible_to(self, user: Any) -> MeetingSeriesQuerySet:
        """Of those who lead, prepare or are asked to its meetings, and of nobody else."""
        return self.of_positions(reach_of(user).position_ids)

    def of_positions(self, mine: Collection[int]) -> MeetingSeriesQuerySet:
        """The same for who holds these positions."""
        invited = MeetingSeries.invited.through.objects.filter(position__in=mine)
        return self.filter(
            Q(leader__in=mine) | Q(secretary__in=mine)
            | Q(pk__in=invited.values("meetingseries"))
        )

    def in_use(self) -> MeetingSeriesQuerySet:
        """Those that are not put away."""
        return self.filter(is_closed=False)


class MeetingSeries(Versioned):
    """The meetings of a leader group (M19): their rhythm, who leads, prepares and is asked."""

    owner = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="meeting_series", verbose_name=_("group"),
        limit_choices_to=Q(kind__in=MEETING_KINDS),
    )
    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(
        _("purpose line"), max_length=200, blank=True,
        help_text=_("What the work is for, in one sentence. It stands on top of each meeting."),
    )
    cadence = models.CharField(
        _("how often"), max_length=12, choices=Cadence.choices, default=Cadence.FORTNIGHTLY
    )
    starts_on = models.DateField(
        _("first meeting"),
        help_text=_("The weekday comes from it; for every month also which week of it."),
    )
    ends_on = models.DateField(_("last meeting"), null=True, blank=True)
    starts_at = models.TimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    place = models.CharField(_("place"), max_length=120, blank=True)
    leader = models.ForeignKey(
        Position, models.PROTECT, related_name="+", verbose_name=_("leads the meetings"),
        help_text=_("Approves the minutes."),
    )
    secretary = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("prepares the meetings"),
    )
    invited = models.ManyToManyField(
        Position, blank=True, related_name="+", verbose_name=_("asked to come"),
        help_text=_("Positions; a body stands for its members."),
    )
    is_closed = models.BooleanField(_("put away"), default=False)

    history = HistoricalRecords(m2m_fields=(invited,))
    objects = MeetingSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        ordering = ("owner", "name")
        constraints = (
            models.UniqueConstraint(
                name="boards_meetingseries_name", fields=("owner", "name"),
                violation_error_message=_("The group has meetings of that name already."),
            ),
            models.CheckConstraint(
                name="boards_meetingseries_minutes",
                condition=Q(minutes__gte=10) & Q(minutes__lte=480),
                violation_error_message=_("A meeting takes between 10 and 480 minutes."),
            ),
            models.CheckConstraint(
                name="boards_meetingseries_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last meeting cannot be before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.owner}"

    def get_absolute_url(self) -> str:
        return reverse("boards:meeting_series", args=[self.pk])

    def clean(self) -> None:
        """Meetings are of bodies of leaders, on working days of the week."""
        if self.owner_id and self.owner.kind not in MEETING_KINDS:
            raise ValidationError({"owner": _("Such meetings are of a group of leaders.")})
        if self.starts_on and self.starts_on.weekday() > 4:
            raise ValidationError({"starts_on": _("That is a day in a weekend.")})
