"""From the words of a document to positions here: whom "TOL" or "ledergruppa" may mean.

What is found is only ever suggested; a person who decides uses it or not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import override

from documents.suggestions import DEFAULT_VOCABULARY, Vocabulary, suggest_owner
from organisation.actions import position_get
from organisation.labels import role_words_in
from organisation.models import OrgUnit, Position
from organisation.owners import meaning_of
from organisation.roles import Role, UnitKind

# What a document is written in, whoever reads it in.
LANGUAGES = ("nb", "nn")
# The words for a role that the municipality has set itself, beside the common ones.
LABELLED = {
    "chief_executive": (Role.CHIEF_EXECUTIVE, UnitKind.MUNICIPALITY),
    "service_area_manager": (Role.SERVICE_AREA_MANAGER, UnitKind.SERVICE_AREA),
    "unit_manager": (Role.UNIT_MANAGER, UnitKind.OPERATING_UNIT),
}


@dataclass(eq=False)
class Actors:
    """The units that texts name, on one day; positions are looked up once."""

    on: date
    _positions: dict[str, Position | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        units = OrgUnit.objects.existing(on=self.on).order_by("pk")
        self.municipality = units.filter(kind=UnitKind.MUNICIPALITY).first()
        self.group = units.filter(kind=UnitKind.MANAGEMENT_GROUP).first()
        self.development = units.filter(is_development_unit=True).first()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """{role: words} of this municipality: common words, its labels, the names of its units."""
        words = {role: set(names) for role, names in DEFAULT_VOCABULARY.items()}
        for key, (role, kind) in LABELLED.items():
            for language in LANGUAGES:
                own = role_words_in(language, role, kind)
                words[key] |= {own.short, own.name, own.plural, own.short_plural}
        for key, unit in (
            ("management_group", self.group),
            ("development_unit_leader", self.development),
        ):
            if unit is not None:
                words[key] |= {unit.name, unit.short}
        return {role: sorted(names) for role, names in words.items()}

    def in_owner_text(self, text: str, *, by: Any) -> Position | None:
        """The position that an owner column names: a role's word, or a position's name here."""
        plain = text.strip(" .:").lower()
        for role, words in self.vocabulary.items():
            if plain in {word.lower() for word in words}:
                return self.position(role, by=by)
        for language in LANGUAGES:
            with override(language):
                named = meaning_of(text, on=self.on).position
            if named:
                return named
        return self.in_text(text, by=by)

    def in_text(self, text: str, *, by: Any) -> Position | None:
        """The position to suggest for what a text names, or None."""
        suggestion = suggest_owner(text, self.vocabulary)
        return self.position(suggestion.role, by=by) if suggestion else None

    def body(self, name: str, *, by: Any) -> Position | None:
        """The management group as a body, where it is called exactly this."""
        if self.group is None or name.casefold() not in (
            self.group.name.casefold(),
            self.group.short.casefold(),
        ):
            return None
        return self.position("management_group", by=by)

    def position(self, role: str, *, by: Any) -> Position | None:
        """The position that a role of the vocabulary stands for, or None where nobody has it."""
        if role not in self._positions:
            self._positions[role] = _FINDERS[role](self, by)
        return self._positions[role]

    def _single(self, role: Role) -> Position | None:
        return Position.objects.filter(role=role, each=False).order_by("pk").first()

    def _each(self, role: Role, by: Any) -> Position | None:
        """Every one with the role, each for own units; None where the municipality has none."""
        if self.municipality is None or self._single(role) is None:
            return None
        return position_get(by=by, role=role, unit=self.municipality, each=True)

    def _body(self, by: Any) -> Position | None:
        if self.group is None:
            return None
        return position_get(by=by, role=Role.BODY, unit=self.group)


_FINDERS: dict[str, Callable[[Actors, Any], Position | None]] = {
    "chief_executive": lambda actors, by: actors._single(Role.CHIEF_EXECUTIVE),
    "management_group": lambda actors, by: actors._body(by),
    "service_area_manager": lambda actors, by: actors._each(Role.SERVICE_AREA_MANAGER, by),
    "unit_manager": lambda actors, by: actors._each(Role.UNIT_MANAGER, by),
    "development_unit_leader": lambda actors, by: actors._single(Role.DEVELOPMENT_UNIT_LEADER),
}
