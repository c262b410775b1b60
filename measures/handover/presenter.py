"""What the pages of a handover show: positions with what they own, and what stands by name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from challenges.models import OVER, UNADOPTED
from measures.handover.rules import day_after, following, is_shown
from measures.models import Measure
from measures.presenters.measure import MeasureShown, measures_shown
from measures.registries import DueItem, due_items
from organisation.models import Appointment, Person, Position
from organisation.reach import Reach, reach_of
from organisation.recipients import Recipients, Why
from organisation.roles import LEADERS, OWNERS
from organisation.shared_positions import shared_with


@dataclass(frozen=True)
class Shared:
    """A position that others answer for as well: every such role, or the body."""

    label: str
    number: int


@dataclass(frozen=True)
class Post:
    """One position with what it owns. hidden: open measures the reader's units do not hold.

    before: those who held it till the day before. after: those who hold it from the day after the
    last. next: the first to come later, where nobody does. told: who is told meanwhile.
    """

    appointment: Appointment
    before: list[str]
    after: list[Appointment]
    next: Appointment | None
    is_vacant: bool
    told: str
    measures: list[MeasureShown]
    hidden: int
    duties: list[DueItem]
    shared: list[Shared]
    can_stand_in: bool

    @property
    def position(self) -> Position:
        """The position."""
        return self.appointment.position

    @property
    def owns_nothing(self) -> bool:
        """No open measure and no duty stands with it."""
        return not (self.measures or self.hidden or self.duties)


@dataclass(frozen=True)
class HandoverPage:
    """All of one person's handover. named: measures the person is named to carry out."""

    person: Person
    posts: list[Post]
    named: list[MeasureShown]
    named_hidden: int
    successor: Person | None
    leaves: bool
    may_hand_over: bool
    is_own: bool


def open_measures() -> Any:
    """Open measures of plans that are not over."""
    return Measure.objects.open().exclude(plan__state__in=(*UNADOPTED, *OVER))


def handover_page(person: Person, *, user: Any, today: date) -> HandoverPage:
    """What the person leaves, to whom it goes, and what stands by name; for one who may read it."""
    rows = [row for row in _held(person.pk) if is_shown(row, today=today)]
    named = open_measures().filter(executor=person)
    seen = list(named.visible_to(user).for_list())
    posts = posts_of(rows, user=user, today=today)
    return HandoverPage(
        person=person,
        posts=posts,
        named=measures_shown(seen, user=user, today=today),
        named_hidden=named.count() - len(seen),
        successor=_successor(posts, person),
        leaves=any(row.ends_on for row in rows),
        may_hand_over=user.has_perm("measures.hand_over", person),
        is_own=reach_of(user).person_id == person.pk,
    )


def follows_page(user: Any, *, today: date) -> list[Post]:
    """What follows with the positions the user holds, or is to hold; the newest first."""
    rows = [
        row for row in _held(reach_of(user).person_id or 0)
        if row.ends_on is None or row.ends_on >= today
    ]
    return posts_of(rows, user=user, today=today)


def _held(person_id: int) -> list[Appointment]:
    rows = Appointment.objects.filter(person=person_id).select_related("person", "position__unit")
    return list(rows.order_by("-starts_on", "pk"))


def posts_of(rows: Sequence[Appointment], *, user: Any, today: date) -> list[Post]:
    """The positions of appointments with what they own; as many queries for one as for all."""
    return _Posts(rows, user=user, today=today).all()


class _Posts:
    """Read once for all positions."""

    def __init__(self, rows: Sequence[Appointment], *, user: Any, today: date) -> None:
        self.rows, self.user, self.today = rows, user, today
        self.reach: Reach = reach_of(user)
        keys = {row.position_id for row in rows}
        self.to_same = list(
            Appointment.objects.filter(position__in=keys)
            .select_related("person").order_by("-starts_on", "pk")
        )
        self.shared = shared_with([row.position for row in rows], on=today)
        all_keys = keys | {one.pk for some in self.shared.values() for one in some}
        owned = open_measures().filter(owner__in=all_keys)
        self.totals = Counter(owned.values_list("owner", flat=True))
        seen = list(owned.filter(owner__in=keys).visible_to(user).for_list())
        shown = measures_shown(seen, user=user, today=today)
        self.measures = list(zip(seen, shown, strict=True))
        self.duties = [
            item for item in due_items(keys, today=today)
            if item.kind != "measure" and self._reads(item)
        ] if keys else []
        self.recipients: dict[date, Recipients] = {}

    def all(self) -> list[Post]:
        """Those that own something first, then as they were."""
        posts = [self._post(row) for row in self.rows]
        return sorted(posts, key=lambda post: post.owns_nothing)

    def _reads(self, item: DueItem) -> bool:
        return (
            item.unit_id is None or item.position_id in self.reach.position_ids
            or self.reach.reads(item.unit_id)
        )

    def _post(self, row: Appointment) -> Post:
        own = [shown for measure, shown in self.measures if measure.owner_id == row.position_id]
        same = [other for other in self.to_same if other.position_id == row.position_id]
        this = next(other for other in same if other.pk == row.pk)
        after, later = following(this, same)
        first = day_after(row)
        vacant = first is not None and not after and row.position.role in OWNERS
        return Post(
            appointment=row,
            before=_names(
                other for other in same
                if other.pk != row.pk and other.ends_on and other.ends_on < row.starts_on
                and (row.starts_on - other.ends_on).days <= 1
            ),
            after=after, next=later, is_vacant=vacant,
            told=self._told(row.position_id, first) if vacant and first else "",
            measures=own,
            hidden=self.totals[row.position_id] - len(own),
            duties=[item for item in self.duties if item.position_id == row.position_id],
            shared=[
                Shared(one.label, self.totals[one.pk])
                for one in self.shared.get(row.position_id, []) if self.totals[one.pk]
            ],
            can_stand_in=row.position.role in LEADERS
            and (row.ends_on is None or row.ends_on >= self.today)
            and self.user.has_perm("organisation.appoint_stand_in", row.position),
        )

    def _told(self, position_id: int, first: date) -> str:
        """Who is told of what the position owes while it is vacant."""
        day = max(first, self.today)
        if day not in self.recipients:
            self.recipients[day] = Recipients(on=day)
        found = self.recipients[day].of(position_id)
        return found[0].person.name if found and found[0].why != Why.HOLDS else ""


def _names(rows: Iterable[Appointment]) -> list[str]:
    return list(dict.fromkeys(row.person.name for row in rows))


def _successor(posts: Sequence[Post], leaver: Person) -> Person | None:
    """Who takes over a position: offered for what stands by name."""
    found = (other.person for post in posts for other in post.after if other.person_id != leaver.pk)
    return next(found, None)
