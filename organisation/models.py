"""Who: persons, the dated tree of units, positions and who holds them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leanplan.collation import norwegian
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.account_models import User, UserManager  # noqa: F401
from organisation.roles import LEADERS, Role, UnitKind

if TYPE_CHECKING:
    from organisation.labels import Words


def current(on: date, prefix: str = "") -> Q:
    """Condition: the row's period holds on that day (ends_on is its last day, empty is open)."""
    return Q(**{f"{prefix}starts_on__lte": on}) & (
        Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": on})
    )


class PersonQuerySet(models.QuerySet["Person"]):
    def by_name(self) -> PersonQuerySet:
        """In the order of a Norwegian name list."""
        return self.order_by(norwegian("family_name"), norwegian("given_name"), "pk")


class Person(Versioned):
    """Somebody who leads, coaches or takes part; with or without an account."""

    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="person",
        verbose_name=_("account"),
    )
    external_id = models.CharField(
        _("object id in the sign-in service"), max_length=191, blank=True,
        help_text=_("Ties the work account to this person at the first sign-in."),
    )
    history = HistoricalRecords()
    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.UniqueConstraint(
                name="organisation_person_external_id", fields=("external_id",),
                condition=~Q(external_id=""),
                violation_error_message=_("Somebody else has that object id."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"


class OrgUnitQuerySet(models.QuerySet["OrgUnit"]):
    def existing(self, *, on: date) -> OrgUnitQuerySet:
        """Units that exist on the day."""
        return self.filter(current(on))

    def by_name(self) -> OrgUnitQuerySet:
        """In Norwegian order."""
        return self.order_by(norwegian("name"), "pk")


class OrgUnit(Versioned):
    """A unit of the municipality; where it belongs is dated (UnitParent)."""

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(
        _("short name"), max_length=60, blank=True,
        help_text=_("As it is said in daily work. Empty: the full name."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    is_development_unit = models.BooleanField(
        _("development unit"), default=False,
        help_text=_("Owns the method, trains and coaches. At most one; none is fine."),
    )
    organisation_number = models.CharField(
        _("organisation number"), max_length=9, blank=True
    )
    comes_from = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="became",
        verbose_name=_("comes from"),
        help_text=_("The units this one was made of, where units were split or merged."),
    )
    starts_on = models.DateField(_("exists from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    history = HistoricalRecords()
    objects = OrgUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = (
            models.CheckConstraint(
                name="organisation_orgunit_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                name="organisation_orgunit_development_is_staff",
                condition=Q(is_development_unit=False) | Q(kind=UnitKind.STAFF),
                violation_error_message=_("The development unit must be a staff unit."),
            ),
            models.UniqueConstraint(
                name="organisation_orgunit_one_development_unit",
                fields=("is_development_unit",),
                condition=Q(is_development_unit=True, ends_on=None),
                violation_error_message=_("There is a development unit already."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def short(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class UnitParent(models.Model):
    """Which unit a unit belongs to, from when to when. Never two at once, never in a circle."""

    child = models.ForeignKey(
        OrgUnit, models.CASCADE, related_name="parent_links", verbose_name=_("unit")
    )
    parent = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="child_links", verbose_name=_("belongs to")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("place in the organisation")
        verbose_name_plural = _("places in the organisation")
        ordering = ("child", "starts_on")
        constraints = (
            models.CheckConstraint(
                name="organisation_unitparent_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                name="organisation_unitparent_not_itself",
                condition=~Q(child=F("parent")),
                violation_error_message=_("A unit cannot belong to itself."),
            ),
            models.UniqueConstraint(
                name="organisation_unitparent_start", fields=("child", "starts_on"),
                violation_error_message=_("The unit has a place from that day already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.child} → {self.parent}"

    def clean(self) -> None:
        """Refuse an overlap, a circle, and a management group as parent."""
        from organisation.tree import refuse_bad_link  # noqa: PLC0415

        if self.child_id and self.parent_id and self.starts_on:
            refuse_bad_link(self)


class PositionQuerySet(models.QuerySet["Position"]):
    def for_list(self) -> PositionQuerySet:
        """With the unit, in the order that a list of positions is read."""
        return self.select_related("unit").order_by(
            "-each", norwegian("unit__name"), "role", "pk"
        )


class Position(models.Model):
    """A role in a unit, or (each) every holder of that role at or below the unit."""

    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="positions", verbose_name=_("unit")
    )
    each = models.BooleanField(
        _("every such role at or below the unit"), default=False,
        help_text=_("For «every area manager, each for own units»."),
    )
    history = HistoricalRecords()
    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = (
            models.UniqueConstraint(
                name="organisation_position_unique", fields=("role", "unit", "each"),
                violation_error_message=_("That position exists already."),
            ),
            models.CheckConstraint(
                name="organisation_position_body_not_each",
                condition=~Q(role=Role.BODY, each=True),
                violation_error_message=_("A body is one position, not every one below."),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def words(self) -> Words:
        """What the municipality calls the role, in this kind of unit."""
        from organisation.labels import role_words  # noqa: PLC0415

        return role_words(self.role, self.unit.kind)

    @property
    def unit_name(self) -> str:
        """Its unit's full name."""
        return self.unit.name

    @property
    def label(self) -> str:
        """The position as it is written where an owner is chosen or shown."""
        from organisation.labels import position_label  # noqa: PLC0415

        return position_label(self.words, role=self.role, place=self.unit.short, each=self.each)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def current(self, *, on: date) -> AppointmentQuerySet:
        """Those that hold on the day."""
        return self.filter(current(on))


class Appointment(Versioned):
    """A person holds a position from when to when. Vacant is no row."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="appointments", verbose_name=_("person")
    )
    position = models.ForeignKey(
        Position, models.PROTECT, related_name="appointments", verbose_name=_("position")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    acting = models.BooleanField(_("acting"), default=False)
    history = HistoricalRecords()
    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ("-starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="organisation_appointment_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.UniqueConstraint(
                name="organisation_appointment_start",
                fields=("person", "position", "starts_on"),
                violation_error_message=_("The person has that position from that day already."),
            ),
        )
        indexes = (models.Index(fields=("position", "starts_on")),)

    def __str__(self) -> str:
        return f"{self.person}, {self.position}"

    def overlapping(self) -> AppointmentQuerySet:
        """Other appointments to the same position whose period meets this one."""
        others = Appointment.objects.filter(position=self.position_id).exclude(pk=self.pk)
        others = others.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        return others.filter(starts_on__lte=self.ends_on) if self.ends_on else others

    def clean(self) -> None:
        """A leader's position has one ordinary holder at a time; an acting one may stand beside."""
        if not (self.position_id and self.starts_on):
            return
        if self.position.each or self.position.role == Role.BODY:
            raise ValidationError(
                {"position": _("Nobody is appointed to a body or to «every» such role.")}
            )
        if self.position.role in LEADERS and not self.acting:
            first = self.overlapping().filter(acting=False).select_related("person").first()
            if first:
                raise ValidationError(
                    {
                        "starts_on": _(
                            "%(person)s holds this position then. End that appointment first, "
                            "or make this one acting."
                        )
                        % {"person": first.person.name}
                    }
                )


# Django looks for models in this module only.
from organisation.calendar_feed import CalendarFeed  # noqa: E402, F401
from organisation.lean import LeanPeriod  # noqa: E402, F401
from organisation.municipality import (  # noqa: E402, F401
    Label,
    Logo,
    MeetingDay,
    Pause,
    Setting,
)
from organisation.nightly import NightlyRun  # noqa: E402, F401
from organisation.notices.models import MailChoice, Notice  # noqa: E402, F401
from organisation.outbox.models import OutgoingMail  # noqa: E402, F401
from organisation.sign_in.models import (  # noqa: E402, F401
    GroupAppointment,
    GroupMapping,
    Invitation,
    SecondFactor,
    WorkAccount,
)
from organisation.workbook.draft import WorkbookDraft  # noqa: E402, F401
