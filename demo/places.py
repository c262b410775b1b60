"""Where things are in the municipality that is being made: units, people and positions by name."""

from dataclasses import dataclass, field
from typing import Any

from demo.calendar import Calendar
from organisation.actions import position_get
from organisation.models import OrgUnit, Person, Position
from organisation.roles import Role

# Keys that the texts of the plan use, and the position each means: role and name of the unit.
_KEYS = {
    "chief": (Role.CHIEF_EXECUTIVE, "Fjellvik kommune"),
    "group": (Role.BODY, "Rådmannens ledergruppe"),
    "development": (Role.DEVELOPMENT_UNIT_LEADER, "Utviklingsenheten"),
    "hr": (Role.UNIT_MANAGER, "HR og organisasjon"),
    "economy": (Role.UNIT_MANAGER, "Økonomi"),
    "communication": (Role.UNIT_MANAGER, "Kommunikasjon"),
}
_PREFIXES = {"tol": Role.SERVICE_AREA_MANAGER, "drel": Role.UNIT_MANAGER}


@dataclass
class Places:
    """The units, people and accounts made so far; `admin` enters the organisation."""

    calendar: Calendar
    password_hash: str
    admin: Any = None
    units: dict[str, OrgUnit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def user(self, name: str) -> Any:
        """The account of a person who is named in the texts. Errors: KeyError, no account."""
        user = self.people[name].user
        if user is None:
            raise KeyError(f"{name} has no account, so nothing can be said in that name")
        return user

    def position(self, key: str) -> Position | None:
        """The position a key of the texts means: "chief", "every_tol", "drel/<unit>" …; "" none."""
        if not key:
            return None
        if key == "every_tol":
            return position_get(
                by=self.admin, role=Role.SERVICE_AREA_MANAGER, unit=self.units["Fjellvik kommune"],
                each=True,
            )
        prefix, _slash, unit = key.partition("/")
        role, name = (_PREFIXES[prefix], unit) if unit else _KEYS[key]
        return position_get(by=self.admin, role=role, unit=self.units[name])
