"""Where a measure of a unit comes from, on the measure's own page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from measures.models import Measure
from measures.registries import Panel, measure_panels
from reviews.fishbone.models import Outcome
from reviews.fishbone.scope import analyses_of


def measure_origin(measure: Measure, user: Any, today: date) -> Mapping[str, Any] | None:
    """The analysis and the cause a measure was made from, for those who read it; one query."""
    if measure.unit_id is None:
        return None
    outcome = (
        Outcome.objects.filter(analyses_of(user, "analysis__"), measure=measure)
        .select_related("analysis__unit", "cause").order_by("pk").first()
    )
    return {"outcome": outcome} if outcome else None


def register() -> None:
    """Put it into the slot; called once when the app is ready."""
    measure_panels.register(
        Panel("fishbone_origin", "reviews/fishbone/_origin.html", measure_origin, order=20)
    )
