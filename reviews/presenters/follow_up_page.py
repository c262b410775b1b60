"""The page of one follow-up area: where it comes from, how far it has come, what has happened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from leanplan.dates import local_day, short_date
from leanplan.history import is_note, steps_of
from leanplan.said import spoken
from measures.models import Measure
from measures.presenters.measure import short_title
from measures.presenters.status import StatusShown
from organisation.holders import Register
from reviews.actions.follow_ups import checks_own
from reviews.choices import FollowUpState as State
from reviews.models import FollowUp
from reviews.presenters.follow_ups import STATES, FollowUpRow, follow_up_rows, origin_of
from reviews.words import half_year_text


@dataclass(frozen=True)
class May:
    """What the reader may do with it now."""

    change: bool = False
    finish: bool = False
    close: bool = False
    drop: bool = False
    reopen: bool = False
    measure: bool = False
    # Somebody who could otherwise close it answers for it, and is told so.
    checks_own: bool = False


@dataclass(frozen=True)
class Link:
    """One step of how it came about and what became of it."""

    icon: str
    text: str
    note: str
    url: str = ""
    is_here: bool = False


@dataclass(frozen=True)
class Happened:
    """One thing that has happened, in words. lines: what changed, field by field."""

    at: datetime
    on: date
    status: StatusShown
    what: str | Promise
    by: str
    lines: list[str] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True)
class FollowUpPage:
    """All that the page shows."""

    follow_up: FollowUp
    row: FollowUpRow
    may: May
    chain: list[Link]
    happened: list[Happened]
    carries: list[Any]


def follow_up_page(follow_up: FollowUp, *, user: Any, today: date) -> FollowUpPage:
    """The page for a reader who may see it.

    In: loaded with unit, owner, visit, review, measure and who saw the effect.
    """
    own = FollowUp.objects.filter(pk=follow_up.pk)
    row = follow_up_rows(own, user=user, today=today)[0]
    carries = list(follow_up.carries.select_related("review", "by__person"))
    return FollowUpPage(
        follow_up, row, may_of(follow_up, user=user), _chain(follow_up, carries, user=user),
        _happened(follow_up, carries), carries,
    )


def may_of(follow_up: FollowUp, *, user: Any) -> May:
    """What the user may do with it as it stands."""
    change = user.has_perm("reviews.change_follow_up", follow_up)
    close = user.has_perm("reviews.close_follow_up", follow_up)
    if follow_up.is_over:
        return May(reopen=close)
    own = checks_own(user, follow_up)
    return May(
        change=change, finish=change and bool(follow_up.owner_id) and follow_up.state != State.DONE,
        close=close and not own and bool(follow_up.owner_id), drop=close,
        measure=change and follow_up.measure_id is None
        and user.has_perm("measures.create_measure"),
        checks_own=own and close,
    )


def _chain(follow_up: FollowUp, carries: list[Any], *, user: Any) -> list[Link]:
    """Found where, registered, the reviews that carried it on, the measure, seen to have helped."""
    links = []
    origin = origin_of(follow_up)
    if origin:
        address = getattr(follow_up.visit or follow_up.review, "get_absolute_url", lambda: "")()
        links.append(
            Link("Footprint" if follow_up.visit_id else "Tasklist", _origin_word(follow_up),
                 short_date(_origin_day(follow_up)), address)
        )
    links.append(
        Link("ArrowForward", _("Follow-up area %(number)s") % {"number": follow_up.number},
             short_date(follow_up.made_on), is_here=True)
    )
    links += [
        Link("ArrowRight", _("Carried on at the review"), short_date(carry.carried_on))
        for carry in carries
    ]
    if follow_up.measure is not None:
        links.append(_measure_link(follow_up.measure, user=user))
    if follow_up.state == State.CLOSED:
        by = follow_up.checked_by.name if follow_up.checked_by else ""
        links.append(Link("CheckmarkCircle", _("Effect confirmed"), by))
    return links


def _origin_word(follow_up: FollowUp) -> str:
    return _("Gemba visit") if follow_up.visit_id else _("Half-yearly review")


def _origin_day(follow_up: FollowUp) -> date:
    found = follow_up.visit or follow_up.review
    return (found.day if found is not None else None) or follow_up.made_on


def _measure_link(measure: Measure, *, user: Any) -> Link:
    """With an address and its words only where the reader may see it."""
    if not Measure.objects.visible_to(user).filter(pk=measure.pk).exists():
        return Link("Tasklist", _("Measure"), measure.code)
    return Link("Tasklist", short_title(f"{measure.code} {measure.text}", 70),
                _("Measure"), measure.get_absolute_url())


def _happened(follow_up: FollowUp, carries: list[Any]) -> list[Happened]:
    """Everything, the newest first; two queries."""
    steps = steps_of(
        follow_up, related=("history_user__person", "owner__unit", "checked_by", "measure")
    )
    people = {
        record.history_user.person.pk for record, _before in steps
        if hasattr(record.history_user, "person")
    }
    register = Register.of([], people)
    found = [
        entry for record, before in steps
        if (entry := _entry(record, before, register)) is not None
    ]
    found += [_carried(carry) for carry in carries]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _carried(carry: Any) -> Happened:
    by = ", ".join(filter(None, (str(carry.by) if carry.by else "", carry.by_label)))
    what = _("Carried on at the review of %(half_year)s") % {
        "half_year": half_year_text(carry.review.half_year)
    }
    return Happened(
        carry.made_at, carry.carried_on, StatusShown("carried", what, "ArrowForward", "warning"),
        what, by, text=carry.note,
    )


def _entry(record: Any, before: Any, register: Register) -> Happened | None:
    on = local_day(record.history_date)
    user = record.history_user
    title = register.title(user.person.pk, on=on) if hasattr(user, "person") else ""
    by = ", ".join(filter(None, (str(user) if user else "", title)))
    reason = spoken(record.history_change_reason)
    state = STATES[record.state]
    if before is None:
        return Happened(record.history_date, on, STATES["open"], _("Registered"), by)
    lines = list(_lines(before, record))
    moved = before.state != record.state
    if not lines and not moved:
        # That it was carried on stands in a row of its own.
        return None if is_note(record, before) or not reason else Happened(
            record.history_date, on, state, _("Changed"), by, text=reason
        )
    text = record.closing_note if moved and record.closing_note else reason
    what = _state_word(before, record) if moved else _("Changed")
    return Happened(record.history_date, on, state, what, by, lines, text)


def _state_word(before: Any, record: Any) -> str | Promise:
    if before.closed_on is not None and record.closed_on is None:
        return _("Open again")
    return str(STATES[record.state].word)


def _lines(old: Any, new: Any) -> Iterator[str]:
    """What differs in the fields that people set, each as «label: before → after»."""
    said = _("%(label)s: %(old)s → %(new)s")
    for label, was, now in (
        (_("Text"), old.text, new.text),
        (_("Responsible"), _label(old.owner), _label(new.owner)),
        (_("Deadline"), short_date(old.due_date), short_date(new.due_date)),
        (_("Measure"), _code(old.measure), _code(new.measure)),
    ):
        if was != now:
            yield said % {"label": label, "old": was or _("none"), "new": now or _("none")}
    if old.cause != new.cause:
        yield _("The cause is changed") if new.cause else _("The cause is taken out")


def _label(position: Any) -> str:
    return position.label if position else ""


def _code(measure: Any) -> str:
    return measure.code if measure else ""
