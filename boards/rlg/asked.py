"""Who is asked to the meetings of a series on a day: people, from the positions it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from boards.rlg.series_models import MeetingSeries
from organisation.holders import Register
from organisation.models import Appointment, Person, Position
from organisation.roles import ACTS_FOR_BODY, Role
from organisation.tree import unit_ids_below


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked to come. title: the foremost position on the day."""

    person: Person
    title: str
    leads: bool = False
    prepares: bool = False


def people_asked(series: MeetingSeries, *, on: date) -> list[Asked]:
    """Everybody once: who leads first, who prepares last, between them by name."""
    positions = [series.leader, *series.invited.all()]
    if series.secretary is not None:
        positions.append(series.secretary)
    rows = list(_holding(positions, on=on))
    people = {row.person_id: row.person for row in rows}
    register = Register.of([], people)
    leads = {row.person_id for row in rows if row.position_id == series.leader_id}
    prepares = {
        row.person_id for row in rows if row.position_id == series.secretary_id
    } - leads
    found = [
        Asked(person, register.title(pk, on=on), pk in leads, pk in prepares)
        for pk, person in people.items()
    ]
    found.sort(key=lambda one: (not one.leads, one.prepares, one.person.family_name,
                                one.person.given_name, one.person.pk))
    return found


def _holding(positions: Iterable[Position], *, on: date) -> Iterable[Appointment]:
    """Appointments on the day through which the positions are held; an acting holder stands in."""
    wanted = Q(pk=None)
    for position in positions:
        if position.role == Role.BODY:
            wanted |= Q(position__unit=position.unit_id, position__role__in=ACTS_FOR_BODY)
        elif position.each:
            below = unit_ids_below([position.unit_id], on=on)
            wanted |= Q(position__role=position.role, position__unit__in=below)
        else:
            wanted |= Q(position=position.pk)
    rows = Appointment.objects.current(on=on).filter(wanted).select_related("person__user")
    return _standing_in(rows)


def _standing_in(rows: Iterable[Appointment]) -> list[Appointment]:
    rows = list(rows)
    acted_for = {row.position_id for row in rows if row.acting}
    return [row for row in rows if row.acting or row.position_id not in acted_for]
