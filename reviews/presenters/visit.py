"""One visit as its pages show it: before, during and after."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from leanplan.history import steps_of
from leanplan.said import spoken
from leanplan.together import together
from measures.presenters.status import StatusShown
from organisation.holders import Owner, holders_of, owner_shown
from organisation.models import Position
from organisation.municipality_settings import deviation_address
from reviews.choices import ObservationKind, VisitState
from reviews.models import (
    GembaVisit,
    HostNote,
    Observation,
    VisitMove,
    VisitQuestion,
)
from reviews.presenters.follow_ups import FollowUpRow, rows_shown
from reviews.visit_asked import (
    agreed_asked,
    agreed_before_asked,
    moves_asked,
    note_asked,
    observations_asked,
    praise_asked,
    questions_asked,
    visits_before,
)
from reviews.words import half_year_text

STATES = {
    VisitState.PLANNED: StatusShown("planned", VisitState.PLANNED.label, "st-none", "neutral"),
    VisitState.ANNOUNCED: StatusShown(
        "announced", VisitState.ANNOUNCED.label, "EnvelopeClosed", "info"
    ),
    VisitState.HELD: StatusShown("held", VisitState.HELD.label, "CheckmarkCircle", "success"),
    VisitState.FOLLOWED_UP: StatusShown(
        "followed_up", VisitState.FOLLOWED_UP.label, "CheckmarkCircleFill", "success"
    ),
    VisitState.CANCELLED: StatusShown(
        "cancelled", VisitState.CANCELLED.label, "MinusCircle", "neutral"
    ),
}


@dataclass(frozen=True)
class KindShown:
    """A kind of observation: its word, picture and colour."""

    key: str
    word: str | Promise
    icon: str
    color: str


KINDS = tuple(
    KindShown(kind.value, kind.label, icon, color)
    for kind, icon, color in (
        (ObservationKind.WORKS_WELL, "ThumbUp", "success"),
        (ObservationKind.OBSTACLE, "Roadblock", "warning"),
        (ObservationKind.WASTE, "Hourglass", "warning"),
        (ObservationKind.QUESTION, "QuestionmarkCircle", "info"),
        (ObservationKind.SAFETY, "ShieldCheckmark", "danger"),
    )
)
_KINDS = {kind.key: kind for kind in KINDS}


@dataclass(frozen=True)
class PhotoShown:
    """A picture: where it is fetched, and what is read aloud."""

    pk: int
    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class ObservationShown:
    """An observation, numbered as it stands on the page. photo_key: for its next picture."""

    number: int
    row: Observation
    kind: KindShown | None
    photos: list[PhotoShown]
    photo_key: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class TraceEntry:
    """Something that happened to the visit: when, who, and what in words."""

    at: datetime
    who: str
    what: str
    reason: str = ""


@dataclass(frozen=True)
class VisitPage:
    """A visit. leads, hosts: what the reader may do. last: what was agreed last time and what is
    open in the unit. follow_ups: what was agreed on this one. has_gaps: some of it lacks a
    responsible or a deadline. The rest of the visit is shown once it has been."""

    visit: GembaVisit
    state: StatusShown
    half_year: str
    visitor: Owner
    host: Owner | None
    leads: bool
    hosts: bool
    is_due: bool
    is_past: bool
    last_day: date | None
    last: list[FollowUpRow]
    questions: list[VisitQuestion]
    moves: list[VisitMove]
    host_note: HostNote | None
    follow_ups: list[FollowUpRow] = field(default_factory=list)
    observations: list[ObservationShown] = field(default_factory=list)
    praise: str = ""
    trace: list[TraceEntry] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """How long it took, or is set aside."""
        return self.visit.minutes_held or self.visit.minutes_planned

    @property
    def has_gaps(self) -> bool:
        """Something agreed lacks a responsible or a deadline."""
        return any(not row.is_over and not (row.owner and row.due) for row in self.follow_ups)


def visit_page(visit: GembaVisit, *, user: Any, today: date) -> VisitPage:
    """The page of a visit for a reader; drafts are nobody's to read here."""
    key, has_been = visit.pk, visit.has_been
    before, last, questions, moves, notes, agreed, observations, praise, holders = together(
        lambda: visits_before(visit.unit_id, visit.day, key),
        lambda: agreed_before(visit, user=user, today=today) if visit.is_coming else [],
        lambda: questions_asked(key), lambda: moves_asked(key), lambda: note_asked(key),
        lambda: rows_shown(agreed_asked(visit.unit_id, key), user=user, today=today),
        lambda: observations_of(visit) if has_been else [],
        lambda: praise_asked(key) if has_been else [],
        lambda: holders_of([visit.visitor_id, visit.host_id or 0], on=today),
    )
    return VisitPage(
        visit=visit, state=STATES[VisitState(visit.state)],
        half_year=half_year_text(visit.half_year),
        visitor=owner_shown(visit.visitor, holders),
        host=owner_shown(visit.host, holders) if visit.host else None,
        leads=user.has_perm("reviews.lead_visit", visit),
        hosts=user.has_perm("reviews.host_visit", visit), is_due=visit.day <= today,
        is_past=visit.day < today,
        last_day=before[0].day if before else None, last=last,
        questions=questions, moves=moves, host_note=notes[0] if notes else None,
        follow_ups=agreed, observations=observations,
        praise=praise[0].text if praise else "", trace=list(_trace(visit)),
    )


def agreed_before(visit: GembaVisit, *, user: Any, today: date) -> list[FollowUpRow]:
    """What was agreed last time, closed or not, and what else is open in the unit: open first."""
    before = visits_before(visit.unit_id, visit.day, visit.pk)
    found = agreed_before_asked(visit.unit_id, visit.pk, before[0].pk if before else 0)
    rows = rows_shown(found, user=user, today=today)
    return sorted(rows, key=lambda row: (row.is_over, row.due.day if row.due else date.max, row.pk))


def observations_of(visit: GembaVisit) -> list[ObservationShown]:
    """What was seen, in the order it was written; one query."""
    return [
        observation_shown(row, number) for number, row in enumerate(observations_asked(visit.pk), 1)
    ]


def observation_shown(row: Observation, number: int) -> ObservationShown:
    """One observation with its pictures."""
    photos = [
        PhotoShown(
            photo.pk, reverse("reviews:photo", args=[photo.pk]),
            _("Picture %(number)s of observation %(observation)s")
            % {"number": order, "observation": number},
            photo.width, photo.height,
        )
        for order, photo in enumerate(row.photos.all(), 1)
    ]
    return ObservationShown(number, row, _KINDS.get(row.kind), photos)


# Bookkeeping that the state says already.
_NOT_TOLD = frozenset({"id", "version", "state", "held_at", "announced_at", "cancel_reason"})


def _trace(visit: GembaVisit) -> Iterable[TraceEntry]:
    """What happened to the visit, the newest first: one entry for each save; one query."""
    for newer, older in steps_of(visit, related=("history_user__person",)):
        by = newer.history_user
        yield TraceEntry(
            newer.history_date, by.get_full_name() if by else "Leanplan", _what(newer, older),
            spoken(newer.history_change_reason),
        )


def _what(newer: Any, older: Any) -> str:
    """What one save did, in words."""
    if older is None:
        return _("The visit was planned")
    if newer.state != older.state:
        return str(VisitState(newer.state).label)
    labels = [
        str(field.verbose_name) for field in newer.tracked_fields
        if field.name not in _NOT_TOLD
        and getattr(newer, field.attname) != getattr(older, field.attname)
    ]
    return _("Changed: %(fields)s") % {"fields": ", ".join(labels)} if labels else _("Noted")


# The card on the phone


@dataclass(frozen=True)
class CardPage:
    """The visit as it is written down on the phone. deviation_url: where safety and privacy are
    reported, "" where the municipality has none. praise_version: 0 before there is any."""

    visit: GembaVisit
    host: Owner | None
    observations: list[ObservationShown]
    questions: list[VisitQuestion]
    last: list[FollowUpRow]
    last_day: date | None
    praise: str
    praise_version: int
    host_note: str
    owners: list[tuple[int, str]]
    deviation_url: str
    kinds: tuple[KindShown, ...] = KINDS


def card_page(visit: GembaVisit, *, user: Any, owners: list[Position], today: date) -> CardPage:
    """The card of a visit under way."""
    key = visit.pk
    before, last, questions, notes, observations, praise, holders = together(
        lambda: visits_before(visit.unit_id, visit.day, key),
        lambda: agreed_before(visit, user=user, today=today), lambda: questions_asked(key),
        lambda: note_asked(key), lambda: observations_of(visit), lambda: praise_asked(key),
        lambda: holders_of([position.pk for position in owners], on=today),
    )
    return CardPage(
        visit=visit, host=owner_shown(visit.host, holders) if visit.host else None,
        observations=observations, questions=questions, last=last,
        last_day=before[0].day if before else None,
        praise=praise[0].text if praise else "",
        praise_version=praise[0].version if praise else 0,
        host_note=notes[0].text if notes else "",
        owners=owners_offered(owners, holders),
        deviation_url=deviation_address(),
    )


def owners_offered(positions: list[Position], holders: Any) -> list[tuple[int, str]]:
    """(key, "DREL Solsiden (Anne Bråten)") of each, given who holds which (from holders_of)."""
    found = []
    for position in positions:
        held = holders.get(position.pk)
        label = f"{position.label} ({held[0].name})" if held else position.label
        found.append((position.pk, label))
    return found
