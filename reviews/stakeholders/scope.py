"""Who reads a stakeholder analysis: attitudes of groups are nothing for everybody."""

from typing import Any

from django.db.models import Q

from organisation.reach import reach_of
from reviews.fishbone.scope import analyses_of, every, near
from reviews.scope import readable


def stakeholders_of(user: Any) -> Q:
    """Those of the fishbone analyses the person reads; by themselves, as reviews are read."""
    alone = Q(fishbone=None) & ((readable(user) or every()) | near(reach_of(user)))
    return alone | (Q(fishbone__isnull=False) & analyses_of(user, "fishbone__"))
