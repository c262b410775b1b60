"""Feedback in sum, and only from five answers on."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leaders.choices import Side
from leaders.models import FeedbackAnswer
from leaders.rules import FEEDBACK_LEAST, Average, average

# Three sentences a side, answered from 1 (not at all) to 5 (fully).
QUESTIONS: dict[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    Side.UNIT: (
        _("The coaching helped us to get on."),
        _("We knew what to expect of the coach, and what was expected of us."),
        _("The time we used was worth it."),
    ),
    Side.COACH: (
        _("The unit had set time aside as agreed."),
        _("The leader went in front."),
        _("What we agreed was tried out between the meetings."),
    ),
}


@dataclass(frozen=True)
class Figure:
    """One sentence with its mean, such as "4,2"."""

    text: str | Promise
    mean: str
    tenths: int


@dataclass(frozen=True)
class SideShown:
    """One side over all years. figures: empty below five answers."""

    label: str | Promise
    average: Average
    figures: list[Figure]
    years: list[tuple[int, Average, list[str]]]


def feedback_shown() -> list[SideShown]:
    """Both sides in sum; one query."""
    answers: dict[str, list[tuple[int, tuple[int, int, int]]]] = defaultdict(list)
    for side, year, first, second, third in FeedbackAnswer.objects.values_list(
        "side", "year", "first", "second", "third"
    ):
        answers[side].append((year, (first, second, third)))
    return [_side(Side(side), answers[side]) for side in Side]


def _side(side: Side, answers: list[tuple[int, tuple[int, int, int]]]) -> SideShown:
    every = average(answer for _year, answer in answers)
    years = []
    for year in sorted({year for year, _answer in answers}, reverse=True):
        of_year = average(answer for one, answer in answers if one == year)
        # A year apart is shown only where what is left of the sum is many enough as well.
        if of_year.means and len(answers) - of_year.number not in range(1, FEEDBACK_LEAST):
            years.append((year, of_year, [_text(mean) for mean in of_year.means]))
    figures = [
        Figure(text, _text(mean), round(mean * 10))
        for text, mean in zip(QUESTIONS[side], every.means or (), strict=False)
    ]
    return SideShown(side.label, every, figures, years)


def _text(mean: float) -> str:
    return number_format(mean, 1)
