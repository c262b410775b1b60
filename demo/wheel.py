"""The annual wheels of the demo: the management group's own entries, and those of one unit."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from boards.wheel.actions import wheel_entry_create, wheel_entry_tick
from boards.wheel.choices import Recurrence, Ring
from boards.wheel.models import WheelEntry
from boards.wheel.rules import occurrences
from demo.calendar import at
from demo.places import Places
from leanplan.access import permit
from leanplan.clock import pinned
from organisation.models import OrgUnit


@dataclass(frozen=True)
class Said:
    """An entry. month, day, last: in the year of the demo; last is the last (month, day)."""

    title: str
    kind: str
    month: int
    day: int
    recurrence: str = Recurrence.YEAR
    responsible: str = ""
    last: tuple[int, int] = (0, 0)
    note: str = ""


GROUP, HOME = "Rådmannens ledergruppe", "Solsiden sykehjem"
WHEELS = {
    (GROUP, "Siri Dahl"): (
        Said("Årsrapport fra enhetene gjennomgås", Ring.REPORT, 2, 17, responsible="chief"),
        Said("Evaluering av handlingsplanen", Ring.MEETING, 3, 17, responsible="development"),
        Said("Lean lederforum", Ring.OTHER, 2, 11, Recurrence.QUARTER, "development"),
        Said("Lederavtaler inngås", Ring.OTHER, 1, 12, responsible="every_tol", last=(3, 13)),
        Said("Budsjett og satsinger", Ring.OTHER, 8, 24, responsible="economy", last=(11, 6)),
        Said("Halvårsgjennomgang av planen", Ring.MEETING, 9, 15, responsible="chief"),
        Said("Mål og satsinger for neste år", Ring.MEETING, 12, 8, responsible="chief"),
        Said("Fagdag for veilederne", Ring.ANALYSIS, 4, 22, Recurrence.ONCE, "development",
             note="Rådhuset, store møterom"),
        Said("Besøk fra nabokommunen", Ring.OTHER, 10, 14, Recurrence.ONCE, "communication"),
    ),
    (HOME, "Anne Bråten"): (
        Said("Planleggingsdag", Ring.MEETING, 1, 19, responsible="drel/Solsiden sykehjem"),
        Said("Sommerturnus klar", Ring.OTHER, 4, 15, responsible="drel/Solsiden sykehjem"),
        Said("5S-runde på avdelingene", Ring.OTHER, 2, 3, Recurrence.QUARTER),
        Said("Pårørendekveld", Ring.OTHER, 9, 23, Recurrence.ONCE),
    ),
}


def make_wheels(places: Places) -> None:
    """Enter them, and tick those of the past as done but for the last one."""
    with pinned(at(places.calendar.today, 9)):
        for (unit, by), entries in WHEELS.items():
            owner, user = places.units[unit], places.user(by)
            permit(user, "boards.edit_wheel", owner)
            _enter(places, owner, user, entries)


def _enter(places: Places, owner: OrgUnit, user: Any, entries: tuple[Said, ...]) -> None:
    year = places.calendar.today.year
    for said in entries:
        entry = wheel_entry_create(
            by=user, owner=owner,
            values={
                "title": said.title, "kind": said.kind,
                "starts_on": date(year, said.month, said.day),
                "ends_on": date(year, *said.last) if said.last[0] else None,
                "recurrence": said.recurrence, "note": said.note,
                "responsible": places.position(said.responsible),
            },
        )
        _tick(entry, places)


def _tick(entry: WheelEntry, places: Places) -> None:
    today = places.calendar.today
    gone = occurrences(
        entry.starts_on, entry.recurrence, until=None, first=date(today.year, 1, 1), last=today
    )
    late = [day for day in gone if (today - day).days > 45 and not entry.days]
    for day in late:
        wheel_entry_tick(by=places.admin, entry=entry, on=day, done=True)
