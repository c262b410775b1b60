"""Suggestions on a board, and the rounds of plan, do, check, act in which they are tried."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.board_models import Board
from boards.suggestions.choices import OVER, RUNNING, WAITING, Conclusion, SuggestionState
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import Person, Position
from organisation.reach import reach_of

ONE_TO_FIVE = (MinValueValidator(1), MaxValueValidator(5))


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, user: Any) -> SuggestionQuerySet:
        """On boards the user reads, and those the user carries out or has proposed: of these one is
        told, wherever one works."""
        on_boards, person = Q(board__in=Board.objects.visible_to(user)), reach_of(user).person_id
        if person is None:
            return self.filter(on_boards)
        return self.filter(on_boards | Q(executor=person) | Q(proposer=person))

    def waiting(self) -> SuggestionQuerySet:
        """New or prioritised."""
        return self.filter(state__in=WAITING)

    def running(self) -> SuggestionQuerySet:
        """Being planned, tried or evaluated: what counts against the limit."""
        return self.filter(state__in=RUNNING)

    def open(self) -> SuggestionQuerySet:
        """Not declined, adopted or dropped."""
        return self.exclude(state__in=OVER)


class Suggestion(Versioned):
    """One suggestion. Who proposed it stands in no history, so that a name can be taken away."""

    board = models.ForeignKey(
        Board, models.PROTECT, related_name="suggestions", verbose_name=_("board")
    )
    title = models.CharField(_("suggestion"), max_length=120)
    problem = models.TextField(_("problem"), blank=True, max_length=2000)
    proposer = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_by = models.CharField(
        _("proposed by, in words"), max_length=80, blank=True,
        help_text=_("A name or a department. Empty: without a name."),
    )
    proposed_on = models.DateField(_("proposed on"))
    effort = models.PositiveSmallIntegerField(
        _("effort"), null=True, blank=True, validators=ONE_TO_FIVE
    )
    effect = models.PositiveSmallIntegerField(
        _("effect"), null=True, blank=True, validators=ONE_TO_FIVE
    )
    touches = models.CharField(_("others it touches"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=SuggestionState.choices, default=SuggestionState.NEW
    )
    state_on = models.DateField(_("in this state since"))
    decision = models.TextField(_("decision, with the reason"), blank=True, max_length=1000)
    responsible = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible"),
    )
    executor = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("carried out by"),
    )
    due_date = models.DateField(_("deadline"), null=True, blank=True)

    history = HistoricalRecords(excluded_fields=["proposer", "proposed_by"])
    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ("proposed_on", "pk")
        indexes = (
            models.Index(fields=("board", "state")),
            models.Index(fields=("responsible", "state")),
        )
        constraints = (
            models.CheckConstraint(
                name="boards_suggestion_scores",
                condition=(Q(effort=None) | Q(effort__range=(1, 5)))
                & (Q(effect=None) | Q(effect__range=(1, 5))),
                violation_error_message=_("Effort and effect go from 1 to 5."),
            ),
            models.CheckConstraint(
                name="boards_suggestion_running_has_owner",
                condition=~Q(state__in=("plan", "do", "check"))
                | Q(responsible__isnull=False, due_date__isnull=False),
                violation_error_message=_("What is under way has a responsible and a deadline."),
            ),
            models.CheckConstraint(
                name="boards_suggestion_no_says_why",
                condition=~Q(state__in=("declined", "dropped")) | ~Q(decision=""),
                violation_error_message=_("Write why."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("boards:suggestion_detail", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """Being planned, tried or evaluated."""
        return self.state in RUNNING


class PdcaRound(Versioned):
    """One round of plan, do, check, act. Where it stands is the suggestion's state."""

    suggestion = models.ForeignKey(
        Suggestion, models.CASCADE, related_name="rounds", verbose_name=_("suggestion")
    )
    number = models.PositiveSmallIntegerField(_("round"), default=1)
    aim = models.TextField(_("what we want to achieve"), blank=True, max_length=1000)
    hypothesis = models.TextField(_("what we believe will happen"), blank=True, max_length=1000)
    baseline = models.CharField(_("how it is today"), max_length=200, blank=True)
    plan = models.TextField(_("who does what, and when"), blank=True, max_length=1000)
    did = models.TextField(_("what was done"), blank=True, max_length=2000)
    did_from = models.DateField(_("tried from"), null=True, blank=True)
    did_until = models.DateField(_("tried until"), null=True, blank=True)
    result = models.TextField(_("result against what we believed"), blank=True, max_length=2000)
    result_number = models.DecimalField(
        _("result as a number"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    result_unit = models.CharField(
        _("of what"), max_length=40, blank=True, help_text=_("Such as minutes a shift.")
    )
    conclusion = models.CharField(
        _("what now"), max_length=8, blank=True, choices=Conclusion.choices
    )
    standard = models.TextField(_("what standard is changed"), blank=True, max_length=1000)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("round of plan, do, check, act")
        verbose_name_plural = _("rounds of plan, do, check, act")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                name="boards_pdcaround_number", fields=("suggestion", "number"),
                violation_error_message=_("There is a round with that number already."),
            ),
            models.CheckConstraint(
                name="boards_pdcaround_result",
                condition=~Q(conclusion__in=("adopt", "adapt"))
                | ~Q(result="") | Q(result_number__isnull=False),
                violation_error_message=_("Write the result, as text or as a number."),
            ),
            models.CheckConstraint(
                name="boards_pdcaround_standard",
                condition=~Q(conclusion="adopt") | ~Q(standard=""),
                violation_error_message=_("Write what standard is changed."),
            ),
            models.CheckConstraint(
                name="boards_pdcaround_tried",
                condition=Q(did_from=None) | Q(did_until=None)
                | Q(did_until__gte=models.F("did_from")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.suggestion} {self.number}"

    @property
    def has_result(self) -> bool:
        """What is needed to get past the check."""
        return bool(self.result.strip()) or self.result_number is not None
