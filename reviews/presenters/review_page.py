"""The one page of a review: its agenda before, its rows while it runs, what was agreed after."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from leanplan import thresholds
from leanplan.dates import long_date
from organisation.holders import Register, holders_of
from reviews.choices import Decision, Part, ReviewState
from reviews.gaps import gaps_of
from reviews.last_time import before
from reviews.leading import coach_position, host_of
from reviews.models import FollowUp, HalfYearReview
from reviews.parts_read import participants_of
from reviews.presenters.follow_ups import FollowUpRow, follow_up_rows
from reviews.presenters.lights import LIGHTS, Shown
from reviews.presenters.points import PointShown, points_shown
from reviews.presenters.review_rows import (
    AnswerShown,
    DealtWith,
    FigureRow,
    NoteShown,
    Preparation,
    answers_shown,
    figures_shown,
    follow_ups_shown,
    notes_shown,
    preparation_shown,
    read_page,
    register_of,
)
from reviews.review_rules import Gap, confirm_by, confirmation_missing
from reviews.thresholds import CONFIRM_DAYS, PREPARE_DAYS
from reviews.words import half_year_text

STATES = {
    ReviewState.PLANNED: ("Calendar", "neutral"),
    ReviewState.PREPARED: ("CheckmarkCircle", "info"),
    ReviewState.HELD: ("st-wait", "info"),
    ReviewState.LOCKED: ("PadlockLocked", "success"),
    ReviewState.CANCELLED: ("MinusCircle", "neutral"),
}


@dataclass(frozen=True)
class PersonShown:
    """Somebody who is asked, or was there. pk: of the row, None before the review begins.

    confirm: "", "waits", "missing" (past the day and still not), "late", or "confirmed".
    """

    name: str
    title: str
    part: str
    part_label: str
    pk: int | None = None
    version: int = 0
    present: bool = False
    confirm: str = ""
    confirmed_on: date | None = None
    remark: str = ""
    is_me: bool = False
    is_vacant: bool = False


@dataclass(frozen=True)
class Place:
    """A part of the page in its contents. state: "ok", "open", or "" for nothing asked."""

    key: str
    label: str
    state: str


@dataclass(frozen=True)
class May:
    """What the reader may do here today."""

    write: bool = False
    lead: bool = False
    begin: bool = False
    prepare: bool = False
    plan: bool = False
    confirm: int | None = None
    see_points: bool = False


@dataclass(frozen=True)
class ReviewPage:
    """A review as one person sees it."""

    review: HalfYearReview
    unit: str
    half_year: str
    when: str
    state: Shown
    people: list[PersonShown]
    may: May
    places: list[Place]
    gaps: list[Gap]
    last: HalfYearReview | None
    waiting: list[DealtWith] = field(default_factory=list)
    new: list[DealtWith] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)
    answers: list[AnswerShown] = field(default_factory=list)
    notes: list[NoteShown] = field(default_factory=list)
    points: list[PointShown] = field(default_factory=list)
    points_text: str = ""
    preparation: Preparation | None = None
    prepare_by: date | None = None
    confirm_by: date | None = None
    unit_status: Shown | None = None
    open_areas: list[FollowUpRow] = field(default_factory=list)

    @property
    def closed(self) -> list[DealtWith]:
        """Follow-up areas that this review closed."""
        return [row for row in self.waiting if row.over or _is(row, Decision.CLOSED)]

    @property
    def still_open(self) -> list[DealtWith]:
        """Those it carried on, then the new ones."""
        closed = self.closed
        return [*(row for row in self.waiting if row not in closed), *self.new]


def _is(row: DealtWith, decision: Decision) -> bool:
    return row.decision is not None and row.decision.value == decision


def state_shown(review: HalfYearReview) -> Shown:
    """How far it has come; one that has begun and is not finished is under way."""
    if review.is_under_way and review.state != ReviewState.HELD:
        word = pgettext("review", "Under way")
        return Shown("running", word, "st-progress", "info")
    state = ReviewState(review.state)
    return Shown(state.value, state.label, *STATES[state])


def when_of(review: HalfYearReview) -> str:
    """The day and the hour, or that none is set."""
    if review.day is None:
        return _("No day is set yet")
    if review.starts_at is None:
        return long_date(review.day)
    return _("%(day)s at %(hour)s") % {
        "day": long_date(review.day),
        "hour": time_format(review.starts_at, pgettext("hour of a meeting", "H:i")),
    }


def review_page(review: HalfYearReview, *, user: Any, today: date) -> ReviewPage:
    """All that the page shows one person."""
    running = review.begun_at is not None
    register, live = read_page(review, today=today)
    may = may_of(review, user=user, today=today)
    gaps = gaps_of(review, today=today) if review.is_under_way else []
    coming = review.is_coming
    return ReviewPage(
        review=review, unit=review.unit_name or review.unit.name,
        half_year=half_year_text(review.half_year), when=when_of(review),
        state=state_shown(review), may=may,
        people=people_of(review, user=user, today=today, register=register),
        places=places_of(review, gaps, has_points=may.see_points), gaps=gaps,
        last=before(review).last,
        waiting=follow_ups_shown(review, is_new=False, today=today, register=register)
        if running else [],
        new=follow_ups_shown(review, is_new=True, today=today, register=register)
        if running else [],
        figures=figures_shown(review, today=today, live=live) if running else [],
        answers=answers_shown(review) if running else [],
        notes=notes_shown(review) if running else [],
        points=points_shown(review, user=user) if may.see_points and not review.is_locked else [],
        points_text=points_text(review), preparation=preparation_shown(review),
        prepare_by=prepare_by(review) if coming else None,
        confirm_by=_confirm_by(review), unit_status=LIGHTS.get(review.unit_status),
        open_areas=follow_up_rows(
            FollowUp.objects.open().filter(unit=review.unit_id).order_by("year", "serial"),
            user=user, today=today,
        ) if coming else [],
    )


def may_of(review: HalfYearReview, *, user: Any, today: date) -> May:
    """What the reader may do with the review today."""
    lead = user.has_perm("reviews.lead_review", review)
    coming = review.is_coming
    mine = _own_unconfirmed(review, user) if review.is_locked else None
    return May(
        write=review.is_under_way and user.has_perm("reviews.write_review", review),
        lead=lead, begin=coming and lead,
        prepare=coming and user.has_perm("reviews.prepare_review", review),
        plan=coming and (lead or user.has_perm("reviews.plan_review", review.unit)),
        confirm=mine,
        see_points=user.has_perm("reviews.see_points", review.unit),
    )


def _own_unconfirmed(review: HalfYearReview, user: Any) -> int | None:
    own = getattr(user, "person", None)
    return next(
        (row.pk for row in participants_of(review)
         if own is not None and row.person_id == own.pk and row.confirmed_on is None
         and row.part in (Part.HOST, Part.DEVELOPMENT)), None,
    )


def people_of(
    review: HalfYearReview, *, user: Any, today: date, register: Register | None = None
) -> list[PersonShown]:
    """Those who take part; before the review begins, those who will be asked. register: what they
    hold, where the page has read it."""
    if review.begun_at is None:
        return _people_asked(review, today)
    rows = participants_of(review)
    day = review.day or today
    if register is None:
        register = register_of(review, ())
    own = getattr(user, "person", None)
    found = []
    for row in rows:
        title = register.title(row.person_id, on=day) if row.person.user_id else ""
        found.append(PersonShown(
            name=row.shown_name or row.person.name, title=row.shown_title or title,
            part=row.part, part_label=str(Part(row.part).label), pk=row.pk, version=row.version,
            present=row.present, confirm=_confirm_state(review, row, today),
            confirmed_on=row.confirmed_on, remark=row.remark,
            is_me=own is not None and own.pk == row.person_id,
        ))
    return found


def _confirm_state(review: HalfYearReview, row: Any, today: date) -> str:
    if not review.is_locked or row.part not in (Part.HOST, Part.DEVELOPMENT) or not row.present:
        return ""
    missing = confirmation_missing(
        locked_on=review.locked_on or today, confirmed_on=row.confirmed_on,
        days=thresholds.value(CONFIRM_DAYS.key), today=today,
    )
    if row.confirmed_on:
        return "late" if missing else "confirmed"
    return "missing" if missing else "waits"


def _people_asked(review: HalfYearReview, today: date) -> list[PersonShown]:
    day = max(review.day or today, today)
    asked = [
        (Part.LEADER, review.led_by), (Part.HOST, host_of(review.unit, on=day)),
        (Part.DEVELOPMENT, coach_position(review.unit)),
    ]
    holders = holders_of([position.pk for _part, position in asked if position], on=day)
    found = []
    for part, position in asked:
        if position is None:
            continue
        here = holders.get(position.pk, [])
        found.append(PersonShown(
            name=here[0].name if here else _("Vacant"), title=position.label, part=part,
            part_label=str(part.label), is_vacant=not here,
        ))
    return found


def places_of(review: HalfYearReview, gaps: list[Gap], *, has_points: bool) -> list[Place]:
    """The contents of the page while the review runs, each with how it stands."""
    if not review.is_under_way:
        return []
    missing = {gap.place for gap in gaps}
    end = {"unit_status", "status_note", "minutes_held", "alone_reason"}
    parts = [
        ("fra-sist", _("From last time"), {"follow_ups"}),
        ("punkter", _("Points"), {"points"}),
        ("malepunkter", _("Measuring points"), None),
        ("sporsmal", _("Questions"), {"answers"}),
        ("nye", _("New areas"), {"new"}),
        ("forventninger", _("Expectations"), None),
        ("avslutt", _("Status and end"), end),
    ]
    return [
        Place(key, label, "" if needs is None else "open" if needs & missing else "ok")
        for key, label, needs in parts
        if key != "punkter" or has_points or "points" in missing
    ]


def points_text(review: HalfYearReview) -> str:
    """All that the review says of points: how many were discussed; "" for none."""
    if not review.points_discussed:
        return ""
    return ngettext(
        "%(count)s point discussed", "%(count)s points discussed", review.points_discussed
    ) % {"count": review.points_discussed}


def prepare_by(review: HalfYearReview) -> date | None:
    """The day the preparation is to be handed in; None where no day is set."""
    if review.day is None:
        return None
    return review.day - timedelta(days=thresholds.value(PREPARE_DAYS.key))


def _confirm_by(review: HalfYearReview) -> date | None:
    if review.locked_on is None:
        return None
    return confirm_by(review.locked_on, thresholds.value(CONFIRM_DAYS.key))
