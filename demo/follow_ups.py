"""Lets follow-up areas be found, taken up, carried out and seen to have helped."""

from datetime import date, timedelta
from typing import Any

from challenges.models import ActionPlan
from demo.calendar import at, on_workday
from demo.follow_ups_text import FOUND, Found
from demo.life_text import CHIEF
from demo.places import Places
from leanplan.access import permit
from leanplan.clock import pinned
from organisation.reach import reach_of
from reviews.actions.follow_ups import (
    follow_up_add,
    follow_up_change,
    follow_up_close,
    follow_up_done,
    follow_up_drop,
    follow_up_measure,
)
from reviews.models import FollowUp, GembaVisit


def make_follow_ups(places: Places, plan: ActionPlan) -> None:
    """Each on its day, the oldest first, so that the numbers follow the days."""
    for found in sorted(FOUND, key=lambda each: -each.ago):
        _live(places, plan, found)


def _live(places: Places, plan: ActionPlan, found: Found) -> None:
    day, by = places.calendar.ago(found.ago), places.user(found.by)
    owner, unit = places.position(found.owner), places.units[found.unit]
    visit = GembaVisit.objects.held().filter(unit=unit, day__lte=day).order_by("-day").first()
    with pinned(at(day, 14)):
        permit(by, "reviews.add_follow_up", FollowUp(unit=unit))
        one = follow_up_add(
            by=by, unit=unit, text=found.text, on=day, owner=owner, cause=found.cause,
            visit=visit if visit is not None and (day - visit.day).days < 10 else None,
            due_date=max(_due(places, found.due), day) if found.due is not None else None,
        )
    if found.measure is not None:
        _make_measure(places, plan, found, one)
    step = day + (places.calendar.today - day) / 2
    with pinned(at(max(on_workday(step), day), 10)):
        _go_on(places, found, one, by)


def _due(places: Places, days: int) -> date:
    calendar = places.calendar
    return calendar.ahead(days) if days > 0 else calendar.ago(-days)


def _go_on(places: Places, found: Found, one: FollowUp, by: Any) -> None:
    """Whoever answers for it takes it up and carries it out; the leader above sees the effect."""
    if found.state == "dropped":
        follow_up_drop(by=by, follow_up=one, version=one.version, reason=found.note)
        return
    if found.state == "open":
        return
    if one.state == "open":
        follow_up_change(
            by=by, follow_up=one, version=one.version, values={"state": "in_progress"}
        )
    if found.state in ("done", "closed"):
        follow_up_done(
            by=by, follow_up=one, version=one.version, note=found.note,
            done_on=max(one.made_on, places.calendar.today - timedelta(days=found.ago // 2 + 9)),
        )
    if found.state == "closed":
        checker = by if one.owner_id not in reach_of(by).position_ids else places.user(CHIEF)
        follow_up_close(by=checker, follow_up=one, version=one.version, note=found.note)


def _make_measure(places: Places, plan: ActionPlan, found: Found, one: FollowUp) -> None:
    number, text = found.measure or (0, "")
    row = plan.rows.select_related("plan").get(order=number)
    day = on_workday(one.made_on + timedelta(days=6))
    with pinned(at(day, 9)):
        follow_up_measure(
            by=places.user(found.by), follow_up=one, version=one.version, row=row, text=text,
            owner=one.owner, due_date=one.due_date,
        )
