"""The measure of continued support: only it lets the development unit go on after the six-month
analysis (M17e), and its deadline is the time frame of the new contract."""

from collections.abc import Iterable

from challenges.models import PlanRow
from leaders.obligations import AnalysisAfterRollout
from measures.choices import Status
from measures.forms.measure_create import LIVE
from measures.models import Measure, MeasureRule
from reviews.fishbone.choices import OutcomeKind
from reviews.fishbone.models import FishboneAnalysis, Outcome

# A measure that was let go says nothing any more.
GONE = (Status.DROPPED, Status.CARRIED_OVER)


def support_of(analysis: FishboneAnalysis) -> Measure | None:
    """The measure that says that support goes on; None where it ends. One query."""
    rows = analysis.outcomes.filter(kind=OutcomeKind.SUPPORT)
    return standing_in(rows.select_related("measure").order_by("pk"))


def standing_in(outcomes: Iterable[Outcome]) -> Measure | None:
    """The same, among outcomes that are loaded with their measures."""
    found = [
        outcome.measure for outcome in outcomes
        if outcome.kind == OutcomeKind.SUPPORT and outcome.measure
        and outcome.measure.status not in GONE
    ]
    return found[-1] if found else None


def row_for_support() -> PlanRow | None:
    """Where such a measure stands by itself: in the row of the line that asks for the analysis;
    None where no line of a plan under way does."""
    bound = MeasureRule.objects.filter(rule_key=AnalysisAfterRollout.key).values("measure__row")
    rows = PlanRow.objects.filter(plan__state__in=LIVE, pk__in=bound)
    return rows.order_by("plan__adopted_on", "plan", "order").last()
