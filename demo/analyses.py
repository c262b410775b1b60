"""Fishbone and stakeholder analyses of the demo: one large under way, one early, one held."""

from datetime import date
from typing import Any

from challenges.models import ActionPlan
from demo import analyses_text as text
from demo.calendar import at
from demo.places import Places
from leanplan.clock import pinned
from organisation.models import OrgUnit
from reviews.fishbone.actions.analyses import (
    fishbone_create,
    fishbone_hold,
    fishbone_move,
    fishbone_start,
)
from reviews.fishbone.actions.causes import cause_add, cause_mark, cause_vote
from reviews.fishbone.actions.outcomes import outcome_follow_up, outcome_measure, outcome_support
from reviews.fishbone.actions.people import participant_add
from reviews.fishbone.models import Cause, FishboneAnalysis
from reviews.fishbone.question import six_month_question
from reviews.fishbone.support import row_for_support
from reviews.stakeholders.actions import (
    stakeholder_add,
    stakeholder_check,
    stakeholders_create,
)

COACH, MANAGER = "Jonas Fjeld", "Kari Nordmo"


def make_analyses(places: Places, plan: ActionPlan) -> None:
    """All of them, each on its days."""
    calendar = places.calendar
    _large(places, asked=calendar.ago(35), begun=calendar.ago(6))
    _early(places, asked=calendar.ago(9), day=calendar.ahead(40))
    _small(places, plan, held=calendar.ago(470), since=calendar.ago(300))
    _continued(places, held=calendar.ago(8), until=calendar.ahead(110))
    _stakeholders(places, made=calendar.ago(25))


def _analysis(places: Places, unit: str, *, day: date, causes: Any) -> FishboneAnalysis:
    by = places.user(COACH)
    analysis = fishbone_create(
        by=by, unit=places.units[unit], kind="six_months", question=six_month_question(), day=day,
        facilitator=_coach(places.units[unit]),
    )
    bones = {bone.name: bone for bone in analysis.bones.all()}
    for name, rows in causes:
        for row in rows:
            _cause(by, analysis, bones[name], row)
    return analysis


def _coach(unit: OrgUnit) -> Any:
    return unit.positions.filter(role="coach").first()


def _cause(by: Any, analysis: FishboneAnalysis, under: Any, row: Any) -> None:
    """Write a cause with its whys, votes and mark."""
    words, whys = row if isinstance(row, tuple) else (row, ())
    words, _bar, votes = words.partition("|")
    made = cause_add(
        by=by, analysis=analysis, under=under, text=words.removeprefix("!"),
        key=f"demo-{analysis.causes.count()}",
    )
    for _vote in range(int(votes or 0)):
        cause_vote(by=by, cause=made, step=1)
    if words.startswith("!"):
        cause_mark(by=by, cause=made, root=True)
    for why in whys:
        _cause(by, analysis, made, why)


def _large(places: Places, *, asked: date, begun: date) -> None:
    by = places.user(COACH)
    with pinned(at(asked)):
        analysis = _analysis(places, "Hjemmetjenesten sør", day=begun, causes=())
        participant_add(by=by, analysis=analysis, group="Ansatte fra begge baser", number=6)
        made = stakeholders_create(
            by=by, unit=analysis.unit, subject=analysis.question, fishbone=analysis
        )
        for name, influence, interest in (
            ("Ansatte på dag", 2, 3), ("Nattevakter", 1, 2), ("Tildelingskontoret", 2, 2),
        ):
            stakeholder_add(by=by, analysis=made, values={
                "name": name, "influence": influence, "interest": interest,
                "attitude": "neutral", "involvement": "Spurt om å være med",
            })
        _check(by, made, "before", asked)
    with pinned(at(begun, 12)):
        fishbone_start(by=by, analysis=analysis, version=analysis.version)
        bones = {bone.name: bone for bone in analysis.bones.all()}
        for name, rows in text.LARGE:
            for row in rows:
                _cause(by, analysis, bones[name], row)


def _check(by: Any, analysis: Any, kind: str, day: date) -> None:
    row = analysis.checks.get(kind=kind)
    stakeholder_check(
        by=by, check=row, version=row.version, planned_on=row.planned_on, done_on=day
    )


def _early(places: Places, *, asked: date, day: date) -> None:
    with pinned(at(asked)):
        _analysis(places, "Dagsenteret Møteplassen", day=day, causes=text.EARLY)


def _small(places: Places, plan: ActionPlan, *, held: date, since: date) -> None:
    by = places.user(MANAGER)
    with pinned(at(held)):
        analysis = _analysis(places, "Solsiden sykehjem", day=held, causes=text.SMALL)
        root = Cause.objects.get(analysis=analysis, root_order__isnull=False)
        outcome_follow_up(
            by=by, cause=root, text=text.SMALL_FOLLOW_UP,
            owner=places.position("drel/Solsiden sykehjem"),
        )
        fishbone_hold(
            by=by, analysis=analysis, version=analysis.version, on=held,
            present=list(analysis.participants.all()),
        )
    with pinned(at(since)):
        _outcome(by, plan, root, places)
        fishbone_move(by=by, analysis=analysis, version=analysis.version, state="followed_up")


def _continued(places: Places, *, held: date, until: date) -> None:
    """Held on the way: the manager answers from now on, and coaching goes on for a time."""
    by, row = places.user(text.CONTINUED_BY), row_for_support()
    if row is None:
        return
    with pinned(at(held, 14)):
        analysis = _analysis(places, "NAV Fjellvik", day=held, causes=text.CONTINUED)
        root = Cause.objects.get(analysis=analysis, root_order__isnull=False)
        outcome_support(
            by=by, analysis=analysis, until=until, row=row, cause=root,
            text=text.CONTINUED_MEASURE,
        )
        fishbone_hold(
            by=by, analysis=analysis, version=analysis.version, on=held,
            present=list(analysis.participants.all()),
        )


def _outcome(by: Any, plan: ActionPlan, root: Cause, places: Places) -> None:
    row = plan.rows.order_by("order").first()
    if row is not None:
        outcome_measure(
            by=by, cause=root, row=row, text=text.SMALL_MEASURE,
            owner=places.position("drel/Solsiden sykehjem"),
        )


def _stakeholders(places: Places, *, made: date) -> None:
    by = places.user(MANAGER)
    calendar = places.calendar
    with pinned(at(made)):
        analysis = stakeholders_create(
            by=by, unit=places.units["Hjemmetjenesten sør"], subject=text.SUBJECT
        )
        for name, influence, interest, attitude, how, outside in text.GROUPS:
            stakeholder_add(by=by, analysis=analysis, values={
                "name": name, "influence": influence, "interest": interest, "attitude": attitude,
                "involvement": how, "is_external": outside,
            })
        _check(by, analysis, "before", made)
        for kind, days in (("follow_up", 14), ("evaluation", 200)):
            row = analysis.checks.get(kind=kind)
            stakeholder_check(
                by=by, check=row, version=row.version, planned_on=calendar.ahead(days),
                done_on=None,
            )
