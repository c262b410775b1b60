"""Short feedback after a period of coaching. Who answered and what was answered stand apart."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leaders.choices import Side
from leaders.contract_models import CoachingContract
from organisation.models import Person


class FeedbackAsked(models.Model):
    """A person was asked after a contract, and has answered or not; never what."""

    contract = models.ForeignKey(
        CoachingContract, models.CASCADE, related_name="asked", verbose_name=_("contract")
    )
    side = models.CharField(_("about"), max_length=5, choices=Side.choices)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    asked_on = models.DateField(_("asked on"))
    has_answered = models.BooleanField(_("has answered"), default=False)

    class Meta:
        verbose_name = _("feedback asked for")
        verbose_name_plural = _("feedback asked for")
        constraints = (
            models.UniqueConstraint(
                name="leaders_feedbackasked_once", fields=("contract", "side", "person"),
                violation_error_message=_("That person is asked already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.asked_on}"


class FeedbackAnswer(models.Model):
    """Three answers from 1 to 5. Nothing says who gave them, about whom, or on which day."""

    side = models.CharField(_("about"), max_length=5, choices=Side.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    first = models.PositiveSmallIntegerField()
    second = models.PositiveSmallIntegerField()
    third = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = (
            models.CheckConstraint(
                name="leaders_feedbackanswer_scale",
                condition=Q(first__gte=1, first__lte=5, second__gte=1, second__lte=5,
                            third__gte=1, third__lte=5),
                violation_error_message=_("From 1 to 5."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.year}"
