"""What rules ask for in the demo: bound when the plan is adopted, lived in since."""

from datetime import date, timedelta
from decimal import Decimal

from challenges.models import ActionPlan
from demo.calendar import at, on_workday
from demo.life_text import CHIEF, DEV
from demo.places import Places
from leaders.obligations import (
    AnalysisAfterRollout,
    ContractAgreedInTime,
    ContractEndedInTime,
    LeaderTrainedBeforeStart,
    ManagerAtInformationMeeting,
)
from leanplan.clock import pinned
from leanplan.periods import half_year_key, half_year_span
from measures.actions.bindings import rule_bind, rule_start_set
from measures.actions.metrics import metric_create, reading_create
from measures.actions.obligations import obligation_meet
from measures.actions.obligations_sync import refresh, starts_of
from measures.models import Metric, Obligation, RuleStart
from measures.obligation_rules import NewLeaderMeetsChief, OngoingIsReviewed
from organisation.actions import setting_change
from reviews.asked import SCOPE
from reviews.obligations import (
    DevelopmentUnitAtReview,
    FollowUpInTime,
    GembaEachHalfYear,
    ReviewEachHalfYear,
)
from reviews.stakeholders.obligations import StakeholdersBeforeAnalysis, StakeholdersLookedAtAgain

# Code of the measure: the rules that serve it.
BOUND = {
    "T2": (NewLeaderMeetsChief.key,), "T12": (OngoingIsReviewed.key,),
    "T15": (GembaEachHalfYear.key, FollowUpInTime.key),
    "T27": (ReviewEachHalfYear.key, DevelopmentUnitAtReview.key),
    "T6": (LeaderTrainedBeforeStart.key,), "T7": (ManagerAtInformationMeeting.key,),
    "T17": (AnalysisAfterRollout.key,),
    "T18": (ContractAgreedInTime.key, ContractEndedInTime.key),
    "T26": (StakeholdersBeforeAnalysis.key, StakeholdersLookedAtAgain.key),
}
# These count from the half-year in which the municipality began to keep visits and reviews here.
_KEPT_HERE = (*BOUND["T15"], *BOUND["T27"])
# The management group wanted these counted from before the plan: what was begun then is not lost.
_COUNTED_BEFORE, _DAYS_BEFORE = (AnalysisAfterRollout.key, ContractEndedInTime.key), 560
# Whoever began so many days ago has met the chief executive, but for the last of them.
_MET_AFTER = 30
# What is read off by hand: (days ago, value).
_READINGS = ((112, 38), (84, 44), (56, 51), (28, 58), (6, 63))


def bind_rules(places: Places, plan: ActionPlan, *, adoption: date) -> None:
    """The development unit binds rules on the day of the adoption."""
    by = places.user(DEV)
    with pinned(at(adoption, 13)):
        for code, keys in BOUND.items():
            for key in keys:
                rule_bind(by=by, measure=plan.measures.get(code=code), rule_key=key)
        starts_of(_COUNTED_BEFORE, today=adoption)
        for start in RuleStart.objects.filter(rule_key__in=_COUNTED_BEFORE):
            rule_start_set(
                by=by, start=start, version=start.version,
                counts_from=places.calendar.ago(_DAYS_BEFORE),
            )


def _begin_to_keep(places: Places, plan: ActionPlan) -> None:
    """Visits and reviews are asked of Lean units, from the first day of this half-year."""
    first, _last = half_year_span(half_year_key(places.calendar.today))
    with pinned(at(max(first, plan.adopted_on or first), 13, 30)):
        setting_change(by=places.admin, key=SCOPE.key, value="lean", version=0)
        for start in RuleStart.objects.filter(rule_key__in=_KEPT_HERE):
            rule_start_set(
                by=places.user(DEV), start=start, version=start.version, counts_from=first
            )


def live_by_rules(places: Places, plan: ActionPlan) -> None:
    """Make what the rules ask for until today, record the meetings, and read a figure off."""
    today = places.calendar.today
    _begin_to_keep(places, plan)
    with pinned(at(today, 5)):
        refresh()
    _meet_new_leaders(places, today)
    by = places.user(DEV)
    metric: Metric | None = None
    for ago, value in _READINGS:
        day = places.calendar.ago(ago)
        with pinned(at(day, 14, 30)):
            metric = metric or metric_create(
                by=by, measure=plan.measures.get(code="T22"),
                values={
                    "name": "Enheter med mål knyttet til satsing", "unit": "%",
                    "target": Decimal(80),
                },
            )
            reading_create(by=by, metric=metric, read_on=day, value=Decimal(value))


def _meet_new_leaders(places: Places, today: date) -> None:
    began = today - timedelta(days=_MET_AFTER)
    standing = Obligation.objects.of_rule(NewLeaderMeetsChief.key).open()
    due = list(standing.filter(anchor__lte=began).order_by("anchor", "pk"))
    for row in due[:-1]:
        day = on_workday(row.anchor + timedelta(days=11))
        with pinned(at(max(day, row.anchor), 11)):
            obligation_meet(
                by=places.user(CHIEF), obligation=row, version=row.version,
                met_on=max(day, row.anchor),
            )
