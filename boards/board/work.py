"""The unit's own measures and follow-up areas as they stand on its board."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from boards.board_models import Board
from leanplan.dates import text_date
from measures.models import Measure
from measures.presenters.deadline import distance
from measures.presenters.measure import address_of
from measures.presenters.status import STATUSES, UNASSIGNED, StatusShown
from organisation.holders import Holder, owner_shown
from organisation.named import Named, columns
from reviews.models import FollowUp
from reviews.presenters import follow_ups


@dataclass(frozen=True)
class WorkLine:
    """A measure or a follow-up area. late: how far over its deadline, "" for not."""

    code: str
    text: str
    url: str
    position: Named | None
    owner: str
    due: str
    late: str
    status: StatusShown


@dataclass(frozen=True)
class Raw:
    """The rows as they are read, before it is known who holds their positions."""

    measures: list[tuple[Any, ...]]
    follow_ups: list[tuple[Any, ...]]

    @property
    def positions(self) -> set[int]:
        """Those that answer for one of them."""
        return {row[5] for row in (*self.measures, *self.follow_ups) if row[5] is not None}


def read(board: Board, *, user: Any) -> Raw:
    """Open measures of the board's unit, and open follow-up areas that the user may see; a query
    each. On a wall without a person: measures only."""
    measures: Any = Measure.objects.live().open().filter(unit=board.owner_id)
    if user is not None:
        measures = measures.visible_to(user)
    by_day = F("due_date").asc(nulls_last=True)
    rows = list(
        measures.order_by(by_day, "pk").values_list(
            "pk", "code", "text", "due_date", "status", *columns("owner")
        )
    )
    if user is None or not user.has_perm("reviews.read_follow_ups"):
        return Raw(rows, [])
    found = FollowUp.objects.visible_to(user).filter(unit=board.owner_id).open()
    return Raw(rows, [
        (pk, (year, serial), *rest) for pk, year, serial, *rest in found.order_by(by_day, "pk")
        .values_list("pk", "year", "serial", "text", "due_date", "state", *columns("owner"))
    ])


def lines(raw: Raw, holders: dict[int, list[Holder]], *, user: Any, today: date) -> list[WorkLine]:
    """Both, what is late first."""
    measure, follow_up = address_of("measures:measure_detail"), address_of(
        "reviews:follow_up_detail"
    )
    found = [
        (due, _line(
            code, text, measure % pk, due, STATUSES[status], owner, holders, today=today,
            named=user is not None,
        ))
        for pk, code, text, due, status, *owner in raw.measures
    ]
    found += [
        (due, _line(
            f"{number[0] % 100:02d}-{number[1]:03d}", text, follow_up % pk, due,
            follow_ups.STATES[state], owner, holders, today=today, named=user is not None,
        ))
        for pk, number, text, due, state, *owner in raw.follow_ups
    ]
    return [line for _due, line in sorted(found, key=lambda pair: pair[0] or date.max)]


def _line(
    code: str, text: str, url: str, due: date | None, status: StatusShown,
    owner: Collection[Any], holders: dict[int, list[Holder]], *, today: date, named: bool,
) -> WorkLine:
    position = Named(*owner) if next(iter(owner)) is not None else None
    days = (due - today).days if due else 0
    return WorkLine(
        code, text, url, position, _owner(position, holders, named=named), text_date(due),
        distance(days) if days < 0 else "", status if position else UNASSIGNED,
    )


def _owner(position: Named | None, holders: dict[int, list[Holder]], *, named: bool) -> str:
    if position is None:
        return ""
    owner = owner_shown(position, holders)
    return owner.name if named and owner.kind == "person" else position.label
