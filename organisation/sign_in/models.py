"""How accounts of the municipality's sign-in become accounts and positions here."""

from datetime import datetime
from typing import ClassVar

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from organisation.roles import Role


class Invitation(models.Model):
    """A link that ties an account of the sign-in service to a person, once.

    Only a digest of the link is kept: who reads the database cannot use it.
    """

    person = models.ForeignKey(
        "organisation.Person", models.CASCADE, related_name="invitations",
        verbose_name=_("person"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        verbose_name=_("by"),
    )
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    used_at = models.DateTimeField(_("used"), null=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ("-made_at",)

    def __str__(self) -> str:
        return str(self.person)

    def holds(self, now: datetime) -> bool:
        """Not used, and not too old."""
        return self.used_at is None and now < self.expires_at


class GroupMapping(models.Model):
    """Who is in the group, or has the app role, holds the role in the unit."""

    value = models.CharField(
        _("group or app role"), max_length=200,
        help_text=_("As the sign-in service sends it: the object id of a group in Entra ID, or "
                    "the value of an app role."),
    )
    role = models.CharField(
        _("role"), max_length=30,
        choices=[choice for choice in Role.choices if choice[0] != Role.BODY],
    )
    unit = models.ForeignKey(
        "organisation.OrgUnit", models.CASCADE, related_name="group_mappings",
        verbose_name=_("unit"),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("group that gives a position")
        verbose_name_plural = _("groups that give positions")
        ordering: ClassVar = ("value", "role")
        constraints: ClassVar = (
            models.UniqueConstraint(
                name="organisation_groupmapping_unique", fields=("value", "role", "unit"),
                violation_error_message=_("That is entered already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.value}: {self.get_role_display()}, {self.unit}"


class GroupAppointment(models.Model):
    """Says that an appointment came from a group; those entered by hand have none of these."""

    appointment = models.OneToOneField(
        "organisation.Appointment", models.CASCADE, related_name="from_group", primary_key=True
    )
    value = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("appointment by a group")
        verbose_name_plural = _("appointments by groups")

    def __str__(self) -> str:
        return f"{self.appointment}: {self.value}"


class SecondFactor(Authenticator):
    """A second factor, under the name it has here."""

    class Meta:
        proxy = True
        verbose_name = _("second step")
        verbose_name_plural = _("second steps")

    def __str__(self) -> str:
        return f"{self.user}, {self.get_type_display()}"


class WorkAccount(SocialAccount):
    """An account of the sign-in service that is tied to one here."""

    class Meta:
        proxy = True
        verbose_name = _("work account")
        verbose_name_plural = _("work accounts")

    def __str__(self) -> str:
        return f"{self.user}, {self.provider}"
