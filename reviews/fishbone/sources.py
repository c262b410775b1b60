"""What analyses bring to the annual wheels and to what is new: the days of the meetings, and that
one was held."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leaders.news import became
from leaders.slots import NewsPart, news_parts
from leaders.wheel import RING
from leanplan.questions import question
from measures.registries import WheelItem, WheelSource, wheel_sources
from reviews.fishbone.choices import HAS_BEEN, AnalysisState
from reviews.fishbone.models import FishboneAnalysis


def meetings(first: date, last: date, units: Collection[int] | None) -> Iterator[WheelItem]:
    """The days of the analyses of these units; one query. For all units nothing: there the days by
    which analyses are held stand already.

    It leads to the list, which shows those that the reader may read.
    """
    if not units:
        return
    address = reverse("reviews:fishbone_list")
    for pk, on, unit, name, short, state in _meetings(first, last, set(units)):
        yield WheelItem(
            f"fishbone:{pk}", on, on, _("Fishbone analysis, %(unit)s") % {"unit": short or name},
            address, kind=RING, unit_id=unit, is_done=state in HAS_BEEN,
            needs="reviews.read_fishbones",
        )


@question
def _meetings(first: date, last: date, units: Collection[int]) -> QuerySet[Any]:
    rows = FishboneAnalysis.objects.exclude(state=AnalysisState.CANCELLED).annotate(
        takes_place=Coalesce("held_on", "day")
    ).filter(takes_place__gte=first, takes_place__lte=last, unit__in=units)
    return rows.order_by("pk").values_list(
        "pk", "takes_place", "unit_id", "unit__name", "unit__short_name", "state"
    )


@question
def _held(user: int, since: datetime, units: Collection[int], **shape: Any) -> QuerySet[Any]:
    return became(FishboneAnalysis, Q(state=AnalysisState.HELD), user, since, units, **shape)


def register() -> None:
    """Put them into the registries; called once when the app is ready."""
    wheel_sources.register(WheelSource("fishbones", meetings))
    news_parts.register(NewsPart(
        "held", gettext_lazy("Fishbone analysis held"), "reviews:fishbone_detail", _held, 10
    ))
