"""Coaching contracts as bars, the same in a table, and coaching without progress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from leaders.choices import CONTRACT_PARTIES, ContractState, Party
from leaders.lanes import Lanes, lay_out
from leaders.models import CoachingContract, Rollout
from leaders.presenters.clock import ClockShown, clock_of
from leaders.presenters.lanes import contract_row
from leaders.presenters.people import people_of
from leaders.rules import Coaching, is_still, still_days
from leaders.settings import STILL_DAYS, STILL_HOURS
from leaders.signing import signed_by
from leaders.slots import Sign, last_signs
from leanplan import thresholds
from leanplan.collation import norwegian_key
from leanplan.dates import text_date
from organisation.reach import reach_of
from organisation.roles import Role

ON_PAGE = 40


@dataclass(frozen=True)
class ContractRow:
    """One contract in the table. hours: used and agreed. sign: what last moved; still: for how many
    days nothing has, 0 where it moves. said: where it stands, in a few words."""

    pk: int
    url: str
    unit: str
    leader: str
    coach: str
    starts_on: date
    ends_on: date
    minutes: int
    hours: int
    is_draft: bool
    is_over: bool
    is_past: bool
    said: str
    sign: str
    still: int

    @property
    def used(self) -> str:
        """Hours used, with a half where there is one."""
        return hours_text(self.minutes)

    @property
    def whole(self) -> int:
        """Whole hours used, for the bar."""
        return self.minutes // 60


def hours_text(minutes: int) -> str:
    """Minutes as hours, with a decimal where one is needed: 90 is "1,5"."""
    tenths = round(minutes / 6)
    return number_format(tenths / 10, 1 if tenths % 10 else 0)


@dataclass(frozen=True)
class CoachGroup:
    """The contracts of one coach, for the coach and the one who leads coaches."""

    name: str
    rows: list[ContractRow]
    lanes: Lanes


@dataclass(frozen=True)
class Choice:
    """A quick filter with its count."""

    value: str
    label: str | Promise
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class ContractList:
    """Bars by unit and the same as a table. coaches: only for a coach and their leader."""

    lanes: Lanes
    rows: list[ContractRow]
    coaches: list[CoachGroup]
    choices: list[Choice]
    said: str
    page: int
    pages: int
    has_any: bool
    still: int


_VIEWS = (
    ("", gettext_lazy("Running and drafts")), ("gatt", gettext_lazy("Past the last day")),
    ("avsluttet", gettext_lazy("Ended")), ("alle", gettext_lazy("All")),
)


def _is_in(view: str, row: CoachingContract, today: date) -> bool:
    if view == "gatt":
        return row.state == ContractState.AGREED and row.ends_on < today
    if view == "avsluttet":
        return row.state == ContractState.ENDED
    return view == "alle" or row.state != ContractState.ENDED


def contract_list(user: Any, *, today: date, view: str = "", page: int = 1) -> ContractList:
    """Assemble the contracts a reader sees; as many queries for two as for two hundred."""
    every = list(CoachingContract.objects.visible_to(user).for_list())
    view = known_view(view)
    chosen = _chosen(every, view, today)
    pages = max(1, -(-len(chosen) // ON_PAGE))
    page = min(max(page, 1), pages)
    here = chosen[(page - 1) * ON_PAGE : page * ON_PAGE]
    drawn = _Drawn(here, today=today)
    running = [row for row in every if row.state == ContractState.AGREED]
    signs = drawn.signs | _more_signs(running, drawn.signs, today=today)
    return ContractList(
        drawn.lanes(here), [drawn.row(row) for row in here], _coaches(user, here, drawn),
        [
            Choice(value, label, sum(_is_in(value, row, today) for row in every), value == view)
            for value, label in _VIEWS
        ],
        _said(every), page, pages, bool(every),
        sum(bool(still_of(row, signs.get(row.unit_id), today=today)) for row in running),
    )


def _chosen(
    every: Iterable[CoachingContract], view: str, today: date
) -> list[CoachingContract]:
    found = [row for row in every if _is_in(view, row, today)]
    return sorted(found, key=lambda row: (norwegian_key(row.unit.short), row.starts_on))


def known_view(view: str) -> str:
    """The quick filter; the first one where it is none."""
    return view if view in dict(_VIEWS) else ""


def view_label(view: str) -> str:
    """What a quick filter is called."""
    return str(dict(_VIEWS)[view])


def contract_rows(
    user: Any, *, today: date, view: str
) -> list[tuple[CoachingContract, ContractRow]]:
    """All that a quick filter leaves, on however many pages; as many queries for any number."""
    chosen = _chosen(CoachingContract.objects.visible_to(user).for_list(), view, today)
    drawn = _Drawn(chosen, today=today)
    return [(row, drawn.row(row)) for row in chosen]


def _more_signs(
    rows: Iterable[CoachingContract], known: Mapping[int, Sign], *, today: date
) -> dict[int, Sign]:
    return last_signs({row.unit_id for row in rows} - known.keys(), today=today)


def _coaches(user: Any, rows: list[CoachingContract], drawn: "_Drawn") -> list[CoachGroup]:
    """By coach: all of them for who leads the development unit, the own ones for a coach."""
    reach = reach_of(user)
    if not reach.has(Role.DEVELOPMENT_UNIT_LEADER):
        rows = [row for row in rows if row.coach_id == reach.person_id]
    groups: dict[int, list[CoachingContract]] = {}
    for row in rows:
        groups.setdefault(row.coach_id, []).append(row)
    named = sorted(groups.values(), key=lambda own: norwegian_key(own[0].coach.name))
    return [
        CoachGroup(own[0].coach.name, [drawn.row(row) for row in own], drawn.lanes(own))
        for own in named
    ]


def _said(every: list[CoachingContract]) -> str:
    running = sum(row.state == ContractState.AGREED for row in every)
    drafts = sum(row.state == ContractState.DRAFT for row in every)
    said = ngettext(
        "%(number)s contract agreed", "%(number)s contracts agreed", running
    ) % {"number": running}
    if drafts:
        more = ngettext("%(number)s draft", "%(number)s drafts", drafts) % {"number": drafts}
        said = f"{said}, {more}"
    return _("%(said)s. Each has a last day.") % {"said": said}


class _Drawn:
    """What several contracts are shown with, read once."""

    def __init__(self, rows: list[CoachingContract], *, today: date) -> None:
        self._today = today
        units = {row.unit_id for row in rows}
        self._people = people_of(units, today=today)
        self.signs = last_signs(units, today=today) if units else {}
        self._units = units

    @cached_property
    def _clocks(self) -> dict[int, ClockShown]:
        """{unit: its clock}, of the newest rollout; only where bars are drawn."""
        rollouts = Rollout.objects.alive().filter(unit__in=self._units)
        return {
            rollout.unit_id: clock_of(rollout, today=self._today)
            for rollout in rollouts.prefetch_related("handovers").order_by("planned_start")
        }

    def lanes(self, rows: list[CoachingContract]) -> Lanes:
        """The bars of some of them."""
        return lay_out(
            [
                contract_row(
                    row, self._clocks.get(row.unit_id), today=self._today,
                    under=_("%(name)s, coach") % {"name": row.coach.name},
                )
                for row in rows
            ],
            today=self._today,
        )

    def row(self, row: CoachingContract) -> ContractRow:
        """One of them in the table."""
        sign = self.signs.get(row.unit_id)
        return ContractRow(
            row.pk, row.get_absolute_url(), row.unit.short,
            self._people[row.unit_id].leader.line, row.coach.name, row.starts_on,
            row.shown_until,
            minutes_of(row), row.hours, row.state == ContractState.DRAFT,
            row.state == ContractState.ENDED,
            row.state == ContractState.AGREED and row.ends_on < self._today,
            state_said(row, today=self._today),
            f"{sign.text}, {text_date(sign.on)}" if sign else "",
            still_of(row, sign, today=self._today),
        )


def minutes_of(row: CoachingContract) -> int:
    """Minutes in the log of a contract loaded for a list."""
    return int(getattr(row, "minutes", 0) or 0)


def state_said(row: CoachingContract, *, today: date) -> str:
    """Where a contract stands, in a few words."""
    if row.state == ContractState.DRAFT:
        signed = signed_by(row)
        waits = [str(Party(party).label) for party in CONTRACT_PARTIES if party not in signed]
        return _("Draft, waits for: %(who)s") % {"who": ", ".join(waits).lower()}
    if row.never_began:
        return _("Undone before it began")
    if row.state == ContractState.ENDED:
        return _("Ended")
    if row.starts_on > today:
        return _("Agreed, not begun")
    if row.ends_on < today:
        return _("Past the last day")
    return pgettext("contract", "Running")


def still_of(row: CoachingContract, sign: Sign | None, *, today: date) -> int:
    """For how many days nothing has moved, where too many hours were used; else 0."""
    if row.state != ContractState.AGREED or row.starts_on > today:
        return 0
    coaching = Coaching(minutes_of(row), row.starts_on, sign.on if sign else None)
    still = is_still(
        coaching, hours=thresholds.value(STILL_HOURS.key), days=thresholds.value(STILL_DAYS.key),
        today=today,
    )
    return still_days(coaching, today=today) if still else 0


@dataclass(frozen=True)
class Standstill:
    """Coaching without progress: the contracts, and from when on one counts."""

    rows: list[ContractRow]
    hours: int
    days: int


def standstill(user: Any, *, today: date) -> Standstill:
    """The contracts a reader sees that use hours while nothing moves, the longest first."""
    agreed = CoachingContract.objects.visible_to(user).agreed().filter(starts_on__lte=today)
    hours, days = thresholds.value(STILL_HOURS.key), thresholds.value(STILL_DAYS.key)
    rows = [row for row in agreed.for_list() if minutes_of(row) > hours * 60]
    drawn = _Drawn(rows, today=today)
    still = [shown for shown in (drawn.row(row) for row in rows) if shown.still]
    return Standstill(sorted(still, key=lambda row: (-row.still, row.unit)), hours, days)
