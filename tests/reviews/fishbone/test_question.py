import pytest
from django.core.exceptions import ValidationError

from organisation import own_facts
from organisation.models import Setting
from organisation.municipality_settings import refuse_bad_value
from reviews.fishbone.question import PLAN, QUESTION, days_ahead, six_month_question


def test_six_month_question_is_the_plans_until_another_is_set(db):
    assert six_month_question() == PLAN
    Setting.objects.create(key=QUESTION, value="Hva er vanskelig hos oss?")
    own_facts.forget()
    assert six_month_question() == "Hva er vanskelig hos oss?"


@pytest.mark.parametrize("text", ["", " ", "x" * 201])
def test_question_refuses_nothing_and_what_the_head_cannot_hold(text):
    with pytest.raises(ValidationError):
        refuse_bad_value(QUESTION, text)


def test_days_ahead_are_the_proposed_fourteen(db):
    assert days_ahead() == 14
