"""What Varsler says of contracts and hand-overs: to the parties, and to who leads coaching."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leaders.choices import ContractState
from leaders.handover_letter import handover_mailed
from leaders.models import CoachingContract, ProgressHandover
from leaders.parties import parties_of_unit
from leanplan.clock import today
from organisation.models import Appointment, OrgUnit, Person
from organisation.notices.actions import notices_add
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add
from organisation.roles import Role

_KINDS = {
    "draft": NoticeKind(
        "leaders_contract_draft", "leaders", "Handshake",
        _("A coaching contract for %(unit)s is ready to be signed"),
        _("From %(starts_on)s to %(ends_on)s"),
    ),
    "agreed": NoticeKind(
        "leaders_contract_agreed", "leaders", "Handshake",
        _("The coaching contract for %(unit)s is agreed"),
        _("%(coach)s coaches from %(starts_on)s to %(ends_on)s"),
    ),
    "extended": NoticeKind(
        "leaders_contract_extended", "leaders", "Handshake",
        _("The coaching of %(unit)s is extended"), _("%(coach)s coaches until %(ends_on)s"),
    ),
    "ended": NoticeKind(
        "leaders_contract_ended", "leaders", "Handshake",
        _("The coaching of %(unit)s ends"), _("The last day is %(ends_on)s"),
    ),
}
_HANDED_OVER = NoticeKind(
    "leaders_handed_over", "leaders", "PersonSuit",
    _("%(manager)s answers for the progress of %(unit)s"), _("From %(from_on)s"),
)
_HANDED_BACK = NoticeKind(
    "leaders_handed_back", "leaders", "PersonSuit",
    _("The hand-over of %(unit)s is undone"), "%(reason)s", "warning",
)


def register() -> None:
    """Make the kinds known; called once when the app is ready."""
    for kind in (*_KINDS.values(), _HANDED_OVER, _HANDED_BACK):
        add(kind)


def contract_told(contract: CoachingContract, *, by: Any, kind: str) -> None:
    """Tell the parties what became of a contract, but not who did it."""
    last = contract.last_day
    _tell(
        [*_leaders(contract.unit), contract.coach], by=by, kind=_KINDS[kind],
        key=f"contract:{contract.pk}:{kind}:{contract.version}", url=contract.get_absolute_url(),
        parameters={
            "unit": contract.unit.short, "coach": contract.coach.name,
            "starts_on": contract.starts_on.isoformat(), "ends_on": last.isoformat(),
        },
    )


def handover_told(handover: ProgressHandover, *, by: Any) -> None:
    """Tell the parties and who leads the development unit of a hand-over, or that it is undone: on
    *Varsler* and by mail. Who coached is led to the own contract: the rollout may be closed to
    whoever coaches no more. A coach of the rollout without a contract coaches nobody on record,
    reads neither page, and is not told."""
    unit = handover.rollout.unit
    manager = parties_of_unit(unit, on=today()).manager
    undone = handover.undone_on is not None
    contracts = _contracts(handover)
    leaders = _leaders(unit)
    people = _others([*leaders, *(row.coach for row in contracts.values())], by)
    leading = {person.pk for person in leaders}
    own = {pk: row for pk, row in contracts.items() if pk not in leading}
    handover_mailed(handover, people, manager=manager, own=own)
    url = handover.rollout.get_absolute_url()
    _tell(
        people, by=by, kind=_HANDED_BACK if undone else _HANDED_OVER,
        key=f"handover:{handover.pk}:{'undone' if undone else 'made'}", url=url,
        urls={pk: row.get_absolute_url() for pk, row in own.items()},
        parameters={
            "unit": unit.short, "manager": manager.label if manager else "",
            "from_on": handover.handed_on.isoformat(), "reason": handover.undone_reason,
        },
    )


def _contracts(handover: ProgressHandover) -> dict[int, CoachingContract]:
    """{coach: the newest contract} of those whose contracts the analysis ended, made or left, and
    of the coach of the rollout where there is one."""
    rows = CoachingContract.objects.filter(unit=handover.rollout.unit_id).filter(
        Q(ended_event=handover.event) | Q(made_event=handover.event)
        | Q(state=ContractState.AGREED) | Q(coach=handover.rollout.coach_id)
    )
    ordered = rows.select_related("coach").order_by("starts_on", "pk")
    return {contract.coach_id: contract for contract in ordered}


def _others(people: Iterable[Person], by: Any) -> list[Person]:
    """Each once, without the one who did it."""
    told = {person.pk: person for person in people if person != getattr(by, "person", None)}
    return list(told.values())


def _leaders(unit: OrgUnit) -> list[Person]:
    """Who leads the unit, the area above it, and the development unit today."""
    parties = parties_of_unit(unit, on=today())
    posts = [post.pk for post in (parties.leader, parties.manager) if post]
    held = Appointment.objects.current(on=today()).select_related("person")
    rows = held.filter(position__in=posts) | held.filter(
        position__role=Role.DEVELOPMENT_UNIT_LEADER
    )
    return [row.person for row in rows.order_by("pk")]


def _tell(
    people: Iterable[Person], *, by: Any, kind: NoticeKind, key: str, url: str,
    parameters: dict[str, str], urls: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """urls: {person: where this one is led instead}."""
    notices_add(
        {
            "person": person, "key": key, "kind": kind.key, "url": urls.get(person.pk, url),
            "parameters": parameters,
        }
        for person in _others(people, by)
    )
