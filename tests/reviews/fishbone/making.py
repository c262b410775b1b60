"""Analyses for the tests, made through actions."""

from datetime import date

from reviews.fishbone.actions.analyses import fishbone_create
from reviews.fishbone.actions.causes import cause_add

QUESTION = "Hva hindrer enheten i å lykkes fullt ut med Lean kontinuerlig forbedring?"


def make_analysis(cast, *, unit=None, by=None, **values):
    """An analysis of Solsiden, led by its coach."""
    return fishbone_create(**{
        "by": by or cast.coach, "unit": unit or cast.units.home, "kind": "six_months",
        "question": QUESTION, "day": date(2018, 11, 20), "facilitator": cast.positions.coach,
        **values,
    })


def add(analysis, text, *, under=None, key="", by=None):
    """A cause on the first bone, or under what is given."""
    under = under or analysis.bones.first()
    return cause_add(by=by, analysis=analysis, under=under, text=text, key=key or text[:36])
