"""Where a measure of a unit comes from, on the measure's own page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from leanplan.questions import question
from measures.models import Measure
from measures.registries import Panel, measure_panels
from reviews.fishbone.models import FishboneAnalysis, Outcome
from reviews.fishbone.scope import analyses_of


def measure_origin(measure: Measure, user: Any, today: date) -> Mapping[str, Any] | None:
    """The analysis and the cause a measure was made from, for those who read it; one query for
    the many measures that were not made from any."""
    made = _made(measure.pk) if measure.unit_id is not None else []
    if not made:
        return None
    analyses = FishboneAnalysis.objects.filter(pk__in={one.analysis_id for one in made})
    read = set(analyses.filter(analyses_of(user)).values_list("pk", flat=True))
    outcome = next((one for one in made if one.analysis_id in read), None)
    return {"outcome": outcome} if outcome else None


@question
def _made(measure: int) -> QuerySet[Outcome]:
    rows = Outcome.objects.filter(measure=measure).order_by("pk")
    return rows.select_related("analysis__unit", "cause")


def register() -> None:
    """Put it into the slot; called once when the app is ready."""
    measure_panels.register(
        Panel("fishbone_origin", "reviews/fishbone/_origin.html", measure_origin, order=20)
    )
