"""The list behind a rule's figure, by area and unit, and the page of one obligation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leanplan.collation import norwegian_key
from leanplan.templatetags.ui import short_date
from measures.models import Measure, MeasureRule, Obligation, ObligationEvent
from measures.presenters.measure import OwnerShown, owner_line
from measures.presenters.obligation_figures import FigureShown, figure_shown, figures, in_figure
from measures.presenters.status import StatusShown
from measures.registries import ObligationRule
from organisation.holders import holders_of, owner_shown
from organisation.models import OrgUnit, Position
from organisation.reach import reach_of
from organisation.roles import UnitKind
from organisation.tree import parents_on
from organisation.unit_page import unit_url

ON_PAGE = 100
State = Obligation.State
LATE = StatusShown("late", gettext_lazy("Late"), "ExclamationmarkTriangleFill", "danger")
STATES = {
    State.OPEN: StatusShown("open", State.OPEN.label, "st-none", "neutral"),
    State.MET: StatusShown("met", State.MET.label, "CheckmarkCircleFill", "success"),
    State.WAIVED: StatusShown("waived", State.WAIVED.label, "MinusCircle", "neutral"),
    State.LAPSED: StatusShown("lapsed", State.LAPSED.label, "MinusCircle", "neutral"),
}
TOO_LATE = StatusShown(
    "too_late", gettext_lazy("Too late"), "ExclamationmarkTriangleFill", "warning"
)


@dataclass(frozen=True)
class ObligationShown:
    """One obligation in a list. note: when it was kept, why it is waived, or how late it is."""

    pk: int
    text: str
    url: str
    unit: str
    owner: OwnerShown | None
    due: date
    status: StatusShown
    note: str
    unit_url: str = ""


@dataclass(frozen=True)
class Area:
    """The obligations of one service area, in the order of its units' names."""

    name: str
    obligations: list[ObligationShown]


@dataclass(frozen=True)
class Choice:
    """A quick filter with its count."""

    value: str
    label: str | Promise
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class ObligationList:
    """What the list behind a figure shows. scope: "viser 6 av 46, dine enheter", "" for all."""

    rule: ObligationRule
    shown: FigureShown
    measures: list[Measure]
    scope: str
    choices: list[Choice]
    areas: list[Area]
    page: int
    pages: int
    has_any: bool

    @property
    def query(self) -> str:
        """The end of the address, for what the page shows."""
        chosen = next((each.value for each in self.choices if each.is_chosen), "")
        return f"?vis={chosen}" if chosen else ""


_VIEWS = (
    ("", gettext_lazy("All")), ("over", gettext_lazy("Late")), ("apne", State.OPEN.label),
    ("holdt", State.MET.label), ("forsent", gettext_lazy("Too late")),
    ("unntatt", State.WAIVED.label),
)


def _is_in(view: str, row: "_Key", today: date) -> bool:
    if view == "over":
        return row.state == State.OPEN and row.due < today
    if view in ("holdt", "forsent"):
        return row.state == State.MET and row.is_too_late == (view == "forsent")
    wanted = {"apne": State.OPEN, "unntatt": State.WAIVED}.get(view)
    return wanted is None or row.state == wanted


@dataclass(frozen=True)
class _Key:
    pk: int
    unit_id: int | None
    due: date
    state: str
    is_too_late: bool


def obligation_list(
    rule: ObligationRule, *, user: Any, today: date, view: str = "", page: int = 1,
    on_page: int = ON_PAGE,
) -> ObligationList:
    """Assemble the list of a rule for a reader; as many queries for two as for two thousand."""
    stand = Obligation.objects.of_rule(rule.key).filter(in_figure(rule, today=today))
    keys = [
        _Key(pk, unit, due, state, rule.in_time and met_on is not None and met_on > due)
        for pk, unit, due, state, met_on in
        stand.visible_to(user).values_list("pk", "unit_id", "due_date", "state", "met_on")
    ]
    figure = figures([rule], today=today)[rule.key]
    view = view if view in dict(_VIEWS) else ""
    left = [key for key in keys if _is_in(view, key, today)]
    units = _Units({key.unit_id for key in left if key.unit_id}, today=today)
    left.sort(key=lambda key: (*units.place(key.unit_id), key.due, key.pk))
    pages = max(1, -(-len(left) // on_page))
    page = min(max(page, 1), pages)
    here = [key.pk for key in left[(page - 1) * on_page : page * on_page]]
    asked = figure.total + figure.waived + figure.earlier + figure.ahead
    return ObligationList(
        rule, figure_shown(rule, figure, today=today),
        measures=_served(rule, user),
        scope=_scope(len(keys), asked, user),
        choices=[
            Choice(value, label, sum(_is_in(value, key, today) for key in keys), value == view)
            for value, label in _VIEWS if value != "forsent" or rule.in_time
        ],
        areas=_areas(obligations_shown(rule, here, today=today, user=user), left, units),
        page=page, pages=pages, has_any=bool(keys),
    )


def _served(rule: ObligationRule, user: Any) -> list[Measure]:
    """The measures that the rule serves, of plans under way and before; the newest plan first."""
    bound = MeasureRule.objects.filter(rule_key=rule.key).values("measure")
    seen = Measure.objects.visible_to(user).filter(pk__in=bound).select_related("plan")
    return list(seen.order_by("-plan__generation", "order", "pk"))


def _scope(shown: int, total: int, user: Any) -> str:
    if reach_of(user).all_units or shown == total:
        return ""
    return ngettext(
        "Showing %(shown)s of %(total)s, your units.",
        "Showing %(shown)s of %(total)s, your units.", total,
    ) % {"shown": shown, "total": total}


class _Units:
    """Names of units and of the areas above them, for sorting and headings; two queries."""

    def __init__(self, unit_ids: set[int], *, today: date) -> None:
        parents = parents_on(today) if unit_ids else {}
        above = {unit: self._line(unit, parents) for unit in unit_ids}
        every = {unit for line in above.values() for unit in line}
        units = OrgUnit.objects.in_bulk(every) if every else {}
        self._names = {pk: unit.short for pk, unit in units.items()}
        self._area = {
            unit: next(
                (units[pk].name for pk in line if units[pk].kind == UnitKind.SERVICE_AREA), ""
            )
            for unit, line in above.items()
        }

    @staticmethod
    def _line(unit: int, parents: Mapping[int, int]) -> list[int]:
        line, here = [unit], parents.get(unit)
        while here is not None and here not in line:
            line.append(here)
            here = parents.get(here)
        return line

    def area(self, unit: int | None) -> str:
        """The heading a unit stands under."""
        if unit is None:
            return _("The whole plan")
        return self._area.get(unit) or _("Staff and others")

    def place(self, unit: int | None) -> tuple[bool, str, str]:
        """By what a unit is sorted: what belongs to no area last."""
        if unit is None:
            return False, "", ""
        name = norwegian_key(self._names.get(unit, ""))
        return not self._area.get(unit), norwegian_key(self._area.get(unit, "")), name


def _areas(
    shown: Mapping[int, ObligationShown], keys: Iterable[_Key], units: _Units
) -> list[Area]:
    areas: list[Area] = []
    for key in keys:
        if key.pk not in shown:
            continue
        name = units.area(key.unit_id)
        if not areas or areas[-1].name != name:
            areas.append(Area(name, []))
        areas[-1].obligations.append(shown[key.pk])
    return areas


def obligations_shown(
    rule: ObligationRule, keys: Iterable[int], *, today: date, user: Any = None
) -> dict[int, ObligationShown]:
    """{key: how an obligation is shown}; the same few queries for any number.

    user: whose reach decides which units have a link; None for no links.
    """
    rows: QuerySet[Obligation] = Obligation.objects.filter(pk__in=list(keys))
    found = list(rows.select_related("unit", "position__unit"))
    texts = rule.texts({row.subject_key for row in found}) if found else {}
    holders = holders_of((row.position_id for row in found if row.position_id), on=today)
    owners = {row.pk: _owner(row.position, holders) for row in found}
    return {
        row.pk: replace(
            obligation_shown(rule, row, texts, owners, today=today),
            unit_url=unit_url(row.unit_id, user=user) if user else "",
        )
        for row in found
    }


def obligation_shown(
    rule: ObligationRule, row: Obligation, texts: Mapping[str, str],
    owners: Mapping[int, OwnerShown | None], *, today: date,
) -> ObligationShown:
    """One row. In: what the rule calls each of its subjects; who answers for each row."""
    return ObligationShown(
        row.pk, texts.get(row.subject_key) or str(rule.label), row.get_absolute_url(),
        row.unit.short if row.unit else "", owners.get(row.pk), row.due_date,
        state_shown(row, rule, today=today), _note(row, today=today),
    )


def _owner(position: Position | None, holders: Any) -> OwnerShown | None:
    return owner_line(owner_shown(position, holders)) if position else None


def state_shown(obligation: Obligation, rule: ObligationRule, *, today: date) -> StatusShown:
    """Shape, word and colour; late in place of open, and too late in place of kept."""
    met_on = obligation.met_on
    if rule.in_time and met_on is not None and met_on > obligation.due_date:
        return TOO_LATE
    if obligation.state == State.OPEN and obligation.due_date < today:
        return LATE
    return STATES[State(obligation.state)]


def _note(obligation: Obligation, *, today: date) -> str:
    if obligation.state == State.MET:
        return short_date(obligation.met_on)
    if obligation.state == State.WAIVED:
        return obligation.waived_reason
    days = (today - obligation.due_date).days
    if obligation.state == State.OPEN and days > 0:
        return ngettext("%(days)s day over", "%(days)s days over", days) % {"days": days}
    return ""


@dataclass(frozen=True)
class Happened:
    """One line of an obligation's trace."""

    on: date
    status: StatusShown
    text: str
    by: str


@dataclass(frozen=True)
class ObligationPage:
    """Everything on the page of an obligation. event_url: where the event that kept it is read.
    do_url: where it is done, for who answers for it; "" for others."""

    obligation: Obligation
    rule: ObligationRule
    shown: ObligationShown
    area: str
    trace: list[Happened]
    event_url: str
    do_url: str
    may_meet: bool
    may_waive: bool
    may_reopen: bool


def obligation_page(
    obligation: Obligation, rule: ObligationRule, *, user: Any, today: date
) -> ObligationPage:
    """Assemble the page of an obligation the user may see."""
    is_open = obligation.state == State.OPEN
    record = user.has_perm("measures.record_obligation", obligation)
    waive = user.has_perm("measures.waive_obligation", obligation)
    recorded = obligation.state == State.MET and rule.by_hand
    unit = obligation.unit_id
    is_own = obligation.position_id in reach_of(user).position_ids
    return ObligationPage(
        obligation, rule,
        obligations_shown(rule, [obligation.pk], today=today, user=user)[obligation.pk],
        area=_Units({unit}, today=today).area(unit) if unit else "",
        trace=[_happened(event) for event in _events(obligation)],
        event_url=rule.event_url(obligation.met_event) if obligation.met_event else "",
        do_url=rule.do_url(obligation.subject_key) if is_open and is_own else "",
        may_meet=is_open and rule.by_hand and record,
        may_waive=is_open and waive,
        may_reopen=(recorded and record) or (obligation.state == State.WAIVED and waive),
    )


def _events(obligation: Obligation) -> QuerySet[ObligationEvent]:
    return obligation.events.select_related(
        "by__person", "old_position__unit", "new_position__unit"
    ).order_by("-made_at", "-pk")


_KINDS = {
    ObligationEvent.Kind.MET: STATES[State.MET],
    ObligationEvent.Kind.WAIVED: STATES[State.WAIVED],
    ObligationEvent.Kind.LAPSED: STATES[State.LAPSED],
    ObligationEvent.Kind.REOPENED: StatusShown(
        "reopened", ObligationEvent.Kind.REOPENED.label, "st-none", "neutral"
    ),
    ObligationEvent.Kind.MOVED: StatusShown(
        "moved", ObligationEvent.Kind.MOVED.label, "ArrowRight", "neutral"
    ),
}


def _happened(event: ObligationEvent) -> Happened:
    parts = [event.text] if event.text else []
    if event.old_due != event.new_due:
        parts.append(
            _("Deadline from %(old)s to %(new)s.")
            % {"old": short_date(event.old_due), "new": short_date(event.new_due)}
        )
    if event.old_position_id != event.new_position_id:
        none = _("nobody")
        parts.append(
            _("Responsible from %(old)s to %(new)s.")
            % {"old": event.old_position or none, "new": event.new_position or none}
        )
    by = ", ".join(filter(None, (str(event.by) if event.by else "", event.by_label)))
    kind = ObligationEvent.Kind(event.kind)
    return Happened(event.happened_on, _KINDS[kind], " ".join(parts), by)
