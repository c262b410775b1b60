"""Short feedback both ways when a period of coaching is over."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leaders.choices import Side
from leaders.models import CoachingContract, FeedbackAnswer, FeedbackAsked
from leaders.parties import parties_of_unit
from leanplan.clock import today
from organisation.models import Appointment, Person


@transaction.atomic
def feedback_ask(*, contract: CoachingContract) -> None:
    """Ask who leads the unit today, and the coach; each once a contract."""
    asked: list[tuple[str, Person]] = [(Side.COACH, contract.coach)]
    leader = parties_of_unit(contract.unit, on=today()).leader
    if leader:
        held = Appointment.objects.current(on=today()).filter(position=leader)
        asked += [(Side.UNIT, row.person) for row in held.select_related("person")]
    FeedbackAsked.objects.bulk_create(
        [
            FeedbackAsked(contract=contract, side=side, person=person, asked_on=today())
            for side, person in asked
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def feedback_give(*, by: Any, asked: FeedbackAsked, answers: tuple[int, int, int]) -> None:
    """Keep three answers apart from who gave them. Errors: ValidationError where it is another's,
    answered already, or off the scale."""
    if asked.person_id != getattr(getattr(by, "person", None), "pk", None):
        raise ValidationError(_("Only the one who is asked can answer."))
    taken = FeedbackAsked.objects.filter(pk=asked.pk, has_answered=False).update(has_answered=True)
    if not taken:
        raise ValidationError(_("You have answered already. Thank you."))
    first, second, third = answers
    answer = FeedbackAnswer(
        side=asked.side, year=today().year, first=first, second=second, third=third
    )
    answer.full_clean()
    answer.save()
