"""How measures are shown in lists: one frozen value a measure, the same queries for any number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from measures.models import Measure
from measures.permissions import alike
from measures.presenters.beside import Beside, beside
from measures.presenters.deadline import DueShown, due_shown
from measures.presenters.metrics import MetricShown
from measures.presenters.obligation_figures import FigureShown
from measures.presenters.status import StatusShown, status_shown
from measures.rules import Deadline
from measures.staleness import stale_text
from organisation import unit_page
from organisation.holders import Holder, Owner, holders_of, owner_shown


@dataclass(frozen=True)
class Rights:
    """What the reader may do with one measure."""

    assign: bool = False
    suggest: bool = False
    change_status: bool = False
    move_deadline: bool = False
    open_unit: bool = False

    @property
    def plain(self) -> tuple[bool, ...]:
        """The same as a plain fact."""
        return (
            self.assign, self.suggest, self.change_status, self.move_deadline, self.open_unit
        )


@dataclass(frozen=True)
class OwnerShown:
    """Who answers for a measure: the name, the line under it, and whether it is a group."""

    name: str
    line: str = ""
    is_group: bool = False
    position_id: int | None = None


@dataclass(frozen=True)
class Gap:
    """What is not set: the words to show, and the address to set it at for those who may."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class MeasureShown:
    """One measure in a list.

    text: the whole text as adopted. owner or owner_gap is set, and due or due_gap. unit: name of
    the unit of a unit's measure; unit_url: its page, "" for none. mark: its footnote's mark, where
    the text does not carry it itself. figures: of the rules that serve it. metrics: what it is
    followed by. stale: how long nobody has touched it, "" for not long.
    """

    pk: int
    code: str
    version: int
    text: str
    url: str
    status_url: str
    is_lead: bool
    is_closed: bool
    unit: str
    mark: str
    owner: OwnerShown | None
    owner_gap: Gap | None
    due: DueShown | None
    due_gap: Gap | None
    status: StatusShown
    can_assign: bool
    can_suggest: bool
    can_change_status: bool
    can_move: bool
    unit_url: str = ""
    stale: str = ""
    figures: Sequence[FigureShown] = ()
    metrics: Sequence[MetricShown] = ()

    @property
    def title(self) -> str:
        """The first words of the text."""
        return short_title(self.text)


def short_title(text: str, length: int = 60) -> str:
    """The first words of a text, cut between words; for breadcrumbs, messages and labels."""
    return Truncator(" ".join(text.split())).chars(length, truncate="…")


def address_of(route: str) -> str:
    """Address of a route that takes one key, as a pattern for `%`; reversing each row costs."""
    return _address_of(route, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=128)
def _address_of(route: str, _prefix: str, _urlconf: str | None) -> str:
    before, _zero, after = reverse(route, args=[0]).rpartition("/0/")
    return f"{before.replace('%', '%%')}/%d/{after.replace('%', '%%')}"


class Addresses:
    """The addresses that rows link to, worked out once a list."""

    def __init__(self) -> None:
        self.detail = address_of("measures:measure_detail")
        self.status = address_of("measures:status_change")
        self.assign = address_of("measures:measure_assign")
        self.suggest = address_of("measures:measure_suggest")
        self.deadline = address_of("measures:deadline_set")
        self.unit = unit_page.pattern()


def rights_of(user: Any, measure: Any) -> Rights:
    """What the user may do with the measure, or with what is `Asked` about. No query: reach is
    cached, the plan is loaded."""
    return Rights(
        assign=user.has_perm("measures.assign_measure", measure),
        suggest=user.has_perm("measures.suggest_measure", measure),
        change_status=user.has_perm("measures.change_status", measure),
        move_deadline=user.has_perm("measures.move_deadline", measure),
        open_unit=unit_page.opens(measure.unit_id, user=user),
    )


class KnownRights:
    """Rights asked for once for all measures that are alike in what rights depend on."""

    def __init__(self, user: Any) -> None:
        self._user = user
        self._known: dict[tuple[Any, ...], Rights] = {}

    def of(self, measure: Any) -> Rights:
        """The rights in a measure."""
        opens = unit_page.opens(measure.unit_id, user=self._user)
        like = (*alike(self._user, measure), opens)
        if like not in self._known:
            self._known[like] = rights_of(self._user, measure)
        return self._known[like]


def measures_shown(
    measures: Iterable[Measure], *, user: Any, today: date,
    holders: dict[int, list[Holder]] | None = None, known: Beside | None = None,
) -> list[MeasureShown]:
    """How measures are shown to a user; one query for all names, a few for all figures.

    In: measures loaded with `Measure.objects.visible_to(user)….for_list()`; the holders of their
    owners and what stands beside them, where they are known already.
    """
    measures = list(measures)
    if holders is None:
        holders = holders_of((m.owner_id for m in measures if m.owner_id), on=today)
    addresses, rights = Addresses(), KnownRights(user)
    known = known or beside([measure.pk for measure in measures], today=today)
    return [
        shown_with(
            m, holders, addresses, rights.of(m), today=today,
            figures=known.figures.get(m.pk, ()),
            metrics=known.metrics.get(m.pk, ()),
        )
        for m in measures
    ]


def measure_shown(measure: Measure, *, user: Any, today: date) -> MeasureShown:
    """How one measure is shown in a row."""
    return measures_shown([measure], user=user, today=today)[0]


def _mark(measure: Measure) -> str:
    """A text that was read in has the mark where the document had it, and is shown as it is."""
    mark = measure.footnote.mark if measure.footnote else ""
    return "" if mark in measure.text else mark


def shown_with(
    measure: Measure, holders: dict[int, list[Holder]], addresses: Addresses, rights: Rights, *,
    today: date, figures: Sequence[FigureShown] = (), metrics: Sequence[MetricShown] = (),
) -> MeasureShown:
    """How a measure is shown, given who holds which position, and what the reader may; no query."""
    owner = owner_line(owner_shown(measure.owner, holders)) if measure.owner else None
    due = due_shown(measure, today=today)
    return MeasureShown(
        pk=measure.pk,
        code=measure.code,
        version=measure.version,
        text=measure.text,
        url=addresses.detail % measure.pk,
        status_url=addresses.status % measure.pk,
        is_lead=measure.is_lead,
        is_closed=measure.is_closed,
        unit=measure.unit.short if measure.unit else "",
        unit_url=addresses.unit % measure.unit_id if rights.open_unit else "",
        mark=_mark(measure),
        owner=owner,
        owner_gap=None if owner else _owner_gap(measure, rights, addresses),
        due=due,
        due_gap=None if due else _due_gap(measure, rights, addresses),
        status=status_shown(measure),
        can_assign=rights.assign,
        can_suggest=rights.suggest,
        can_change_status=rights.change_status,
        can_move=rights.move_deadline,
        stale=stale_text(measure, today=today),
        figures=figures,
        metrics=metrics,
    )


def owner_line(owner: Owner) -> OwnerShown:
    """A position with the words under it: the role, "each for own units", vacant or acting."""
    line, is_group = owner.under, owner.kind in ("each", "body")
    if owner.kind == "each":
        line = _("Each for own units")
    elif owner.kind == "vacant":
        line = _("Vacant at present")
    elif owner.acting:
        line = _("%(position)s, acting") % {"position": owner.under}
    return OwnerShown(
        owner.name, "" if line == owner.name else line, is_group, owner.position_id
    )


def _owner_gap(measure: Measure, rights: Rights, addresses: Addresses) -> Gap:
    if measure.is_closed:
        return Gap(_("Nobody"))
    if rights.assign:
        return Gap(_("Set responsible"), addresses.assign % measure.pk)
    if rights.suggest:
        return Gap(_("Suggest responsible"), addresses.suggest % measure.pk)
    return Gap(_("Unassigned"))


def _due_gap(measure: Measure, rights: Rights, addresses: Addresses) -> Gap:
    if rights.move_deadline:
        return Gap(_("Set deadline"), addresses.deadline % measure.pk)
    if rights.suggest:
        return Gap(_("Suggest deadline"), addresses.suggest % measure.pk)
    return Gap(_("Not settled"))


def gaps_shown(
    measures: Iterable[Measure], *, user: Any
) -> list[tuple[Measure, Gap | None, Gap | None]]:
    """What each measure lacks, responsible and deadline, as the user may set or suggest it.

    In: measures loaded with `for_list()`. No query.
    """
    addresses, known = Addresses(), KnownRights(user)
    return [
        (
            measure,
            None if measure.owner_id else _owner_gap(measure, known.of(measure), addresses),
            None if Deadline.of(measure).is_settled
            else _due_gap(measure, known.of(measure), addresses),
        )
        for measure in measures
    ]
