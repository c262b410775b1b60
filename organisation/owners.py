"""Which positions may own something, how they are offered, and what a written one means.

What is searched for is looked for among all of them at once, in two queries: the words are partly
the municipality's own (roles) and partly of the day (holders), and Norwegian letters have no case
on SQLite. For 2 000 units that takes some hundredths of a second; what is offered before anything
is written (offered.py) is much less.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from leanplan.collation import norwegian_key
from organisation.holders import Holder
from organisation.labels import Words, position_label, role_words, role_words_in
from organisation.models import Appointment, Position, current
from organisation.municipality_settings import default_language
from organisation.roles import OWNERS, Role

OFFERED = 12
# Where a list is cut short, those at the top of the municipality come first.
_FIRST = (
    Role.CHIEF_EXECUTIVE, Role.BODY, Role.SERVICE_AREA_MANAGER, Role.DEVELOPMENT_UNIT_LEADER,
    Role.SECRETARY, Role.UNIT_MANAGER, Role.COACH,
)
ORDER = {role: place for place, role in enumerate(_FIRST)}


@dataclass(frozen=True)
class Choice:
    """A position as it is offered: what to write in the field, its name, who or what under it."""

    pk: int
    value: str
    label: str
    under: str


@dataclass(frozen=True)
class Meaning:
    """What a written position means: one position, or the several it could be."""

    position: Position | None
    several: tuple[Choice, ...] = ()


def may_own(*, on: date) -> QuerySet[Position]:
    """Positions that answer for something: in units that exist on the day, «every» and bodies."""
    return Position.objects.filter(Q(role__in=OWNERS) | Q(each=True)).filter(
        current(on, "unit__")
    )


def search(text: str, *, on: date, limit: int = OFFERED) -> list[Choice]:
    """Positions in whose role, unit or holder each written word begins one, likeliest first."""
    every = _entries(on=on)
    return choices_of(sorted(_matching(text, every), key=likeliest(text))[:limit], every)


def meaning_of(text: str, *, on: date, standing: Position | None = None) -> Meaning:
    """Read a written position: its name, its holder's name, or "name (holder)".

    standing: the position that stands in the field now; it wins where two share its name.
    """
    written, words = _plain(text), _words(text)
    if not words:
        return Meaning(None)
    if standing is not None and written == _plain(standing.label):
        return Meaning(standing)
    every = _entries(on=on)
    near = sorted(_matching(text, every), key=likeliest(text))
    steps = (
        [entry for entry in near if written in (_plain(entry.label), _plain(entry.told_apart))],
        [entry for entry in near if written in entry.forms()],
        near if all(len(word) > 1 for word in words) else [],
    )
    found = next((candidates for candidates in steps if candidates), [])
    if len(found) == 1:
        return Meaning(Position.objects.select_related("unit").get(pk=found[0].pk))
    return Meaning(None, tuple(choices_of(found[:OFFERED], every)))


@dataclass(frozen=True)
class Entry:
    """A position with all that it can be found by.

    place: its unit, as said in daily work. house: the role's words in the municipality's language,
    by which it is found in every other too: they are what the plan says.
    """

    pk: int
    role: str
    each: bool
    unit: str
    place: str
    words: Words
    house: Words
    holders: tuple[tuple[str, bool], ...]

    @cached_property
    def label(self) -> str:
        """The same as Position.label."""
        return position_label(self.words, role=self.role, place=self.place, each=self.each)

    @property
    def told_apart(self) -> str:
        """The label with its holder or unit behind it."""
        beside = self.holders[0][0] if self.holders and not self.each else self.unit
        return f"{self.label} ({beside})"

    @property
    def under(self) -> str:
        """The line under it where it is offered: today's holder, or what it covers."""
        if self.each:
            return _("each for own units, %(unit)s") % {"unit": self.place}
        if self.role == Role.BODY:
            return self.unit if self.unit != self.label else _("body")
        if not self.holders:
            return _("vacant")
        name, acting = self.holders[0]
        return _("%(person)s, acting") % {"person": name} if acting else name

    def forms(self) -> set[str]:
        """Everything it may be called when it is written."""
        words = self.words
        forms = {f"{self.label} ({self.unit})"}
        if self.role == Role.BODY:
            forms.add(self.unit)
        elif self.each:
            forms |= {words.plural, _every(words.plural)}
        else:
            names = (words.short, words.name, self.house.short, self.house.name)
            forms |= {f"{name} {place}" for name in names for place in (self.place, self.unit)}
            if self.role == Role.CHIEF_EXECUTIVE:
                forms |= {words.short, words.name}
        for name, _acting in self.holders:
            forms |= {name, f"{self.label} ({name})"}
        return {_plain(form) for form in forms}

    def haystack(self) -> str:
        """All its words, each with a space before it."""
        parts = [self.unit, self.place, *(name for name, _acting in self.holders)]
        for words in (self.words, self.house) if self.role != Role.BODY else ():
            parts += [words.short, words.name]
            if self.each:
                parts += [_every(words.short_plural), words.plural]
        return f" {' '.join(_words(' '.join(parts)))}"


def _holders(*, on: date) -> dict[int, list[Holder]]:
    """{position: who holds it, the acting one first}, of those that may own."""
    held = Appointment.objects.current(on=on).filter(position__role__in=OWNERS)
    holders: dict[int, list[Holder]] = defaultdict(list)
    for position, person, given, family, acting in held.order_by(
        "-acting", "-starts_on", "pk"
    ).values_list(
        "position_id", "person_id", "person__given_name", "person__family_name", "acting"
    ):
        holders[position].append(Holder(person, f"{given} {family}", acting))
    return dict(holders)


def _entries(*, on: date) -> list[Entry]:
    """Every position that may own something, with who holds it; two queries."""
    holders = _holders(on=on)
    words: dict[tuple[str, str], tuple[Words, Words]] = {}
    house = default_language()
    entries = []
    for pk, role, each, unit, short, kind in may_own(on=on).values_list(
        "pk", "role", "each", "unit__name", "unit__short_name", "unit__kind"
    ):
        if (role, kind) not in words:
            words[role, kind] = role_words(role, kind), role_words_in(house, role, kind)
        entries.append(
            Entry(
                pk, role, each, unit, short or unit, *words[role, kind],
                tuple((holder.name, holder.acting) for holder in holders.get(pk, ())),
            )
        )
    return entries


def _matching(text: str, entries: Iterable[Entry]) -> list[Entry]:
    words = [f" {word}" for word in _words(text)]
    found = []
    for entry in entries:
        haystack = entry.haystack()
        if all(word in haystack for word in words):
            found.append(entry)
    return found


def likeliest(text: str) -> Callable[[Entry], tuple[bool, bool, int, str, int]]:
    """A key to sort by: names that begin as written, «every» ones, the top, then by unit."""
    written = _plain(text)

    def rank(entry: Entry) -> tuple[bool, bool, int, str, int]:
        called = [entry.label, entry.words.short] if entry.each else [entry.label]
        return (
            not any(_plain(name).startswith(written) for name in called), not entry.each,
            ORDER.get(Role(entry.role), len(ORDER)), norwegian_key(entry.place), entry.pk,
        )

    return rank


def choices_of(entries: Iterable[Entry], every: Iterable[Entry]) -> list[Choice]:
    """How positions are offered; names that two share get something to tell them apart by."""
    entries = list(entries)
    places = {entry.place for entry in entries}
    count = Counter(entry.label for entry in every if entry.each or entry.place in places)
    return [
        Choice(
            entry.pk,
            entry.told_apart if count[entry.label] > 1 else entry.label,
            entry.label,
            entry.under,
        )
        for entry in entries
    ]


def _every(plural: str) -> str:
    return _("All %(roles)s") % {"roles": plural}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
