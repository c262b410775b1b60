"""Stoplights and the like as they are shown: always a word, a shape and a colour."""

from dataclasses import dataclass

from django.utils.functional import Promise

from reviews.choices import Decision, Judgement, Light, Mark, PointState

_SHAPES = {
    "good": ("CheckmarkCircleFill", "success"),
    "watch": ("ExclamationmarkTriangleFill", "warning"),
    "act": ("XMarkOctagonFill", "danger"),
    "none": ("MinusCircle", "neutral"),
    "fine": ("Checkmark", "success"),
    "follow_up": ("ArrowForward", "warning"),
    "closed": ("CheckmarkCircleFill", "success"),
    "carried": ("ArrowForward", "warning"),
    "discussed": ("CheckmarkCircleFill", "success"),
    "dropped": ("MinusCircle", "neutral"),
    "open": ("st-none", "neutral"),
}


@dataclass(frozen=True)
class Shown:
    """One value as it is shown. key: the key that chooses it, "" for none."""

    value: str
    word: str | Promise
    icon: str
    color: str
    key: str = ""


def _all(choices: list[tuple[str, str | Promise]], keys: bool = False) -> dict[str, Shown]:
    return {
        value: Shown(value, word, *_SHAPES[value], key=str(place) if keys else "")
        for place, (value, word) in enumerate(choices, start=1)
    }


LIGHTS = _all([(each.value, each.label) for each in Light])
MARKS = _all([(each.value, each.label) for each in Mark], keys=True)
JUDGEMENTS = _all([(each.value, each.label) for each in Judgement], keys=True)
DECISIONS = _all([(each.value, each.label) for each in Decision], keys=True)
POINT_STATES = _all([(each.value, each.label) for each in PointState])
