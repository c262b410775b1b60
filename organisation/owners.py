"""Which positions may own something, how they are offered, and what a written one means."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from leanplan.collation import lowered
from organisation.holders import Holder, holders_of
from organisation.labels import role_words
from organisation.models import Appointment, Position, current
from organisation.roles import OWNERS, Role, UnitKind

OFFERED = 12
LISTED = 60
# In a list that is cut short, those at the top of the municipality come first.
_FIRST = (
    Role.CHIEF_EXECUTIVE, Role.BODY, Role.SERVICE_AREA_MANAGER, Role.DEVELOPMENT_UNIT_LEADER,
    Role.SECRETARY, Role.UNIT_MANAGER, Role.COACH,
)


@dataclass(frozen=True)
class Choice:
    """A position as it is offered: what to write in the field, its name, who or what under it."""

    position: Position
    value: str
    label: str
    under: str


def may_own(*, on: date) -> QuerySet[Position]:
    """Positions that answer for something: in units that exist on the day, «every» and bodies."""
    return (
        Position.objects.filter(Q(role__in=OWNERS) | Q(each=True))
        .filter(current(on, "unit__"))
        .select_related("unit")
    )


def search(text: str, *, on: date, limit: int = OFFERED) -> list[Choice]:
    """Positions whose name, unit or holder has every written word, the likeliest first."""
    found = sorted(_matching(text, on=on)[: limit * 8], key=_rank(text))[:limit]
    return choices_of(found, on=on)


def listed(*, on: date, limit: int = LISTED) -> list[Choice]:
    """A short list to choose from without JavaScript; any other position can still be written."""
    found: list[Position] = list(may_own(on=on).filter(each=True).for_list()[:limit])
    for role in _FIRST:
        room = limit - len(found)
        if room > 0:
            found += may_own(on=on).filter(role=role, each=False).for_list()[:room]
    return choices_of(found, on=on)


def choices_of(positions: Iterable[Position], *, on: date) -> list[Choice]:
    """How positions are offered; names that two share get something to tell them apart by."""
    positions = list(positions)
    holders = holders_of([position.pk for position in positions], on=on)
    shared = _shared_labels(positions, on=on)
    return [
        Choice(
            position,
            _told_apart(position, holders) if position.label in shared else position.label,
            position.label,
            _under(position, holders),
        )
        for position in positions
    ]


@dataclass(frozen=True)
class Meaning:
    """What a written position means: one position, or the several it could be."""

    position: Position | None
    several: tuple[Choice, ...] = ()


def meaning_of(text: str, *, on: date, standing: Position | None = None) -> Meaning:
    """Read a written position: its name, its holder's name, or "name (holder)".

    standing: the position that stands in the field now; it wins where two share its name.
    """
    written = _plain(text)
    if not _words(text):
        return Meaning(None)
    if standing is not None and written == _plain(standing.label):
        return Meaning(standing)
    near = list(_matching(text, on=on)[:LISTED])
    holders = holders_of([position.pk for position in near], on=on)
    exact = [p for p in near if written in (_plain(p.label), _plain(_told_apart(p, holders)))]
    by_name = [p for p in near if written in _forms(p, holders)]
    whole_words = all(len(word) > 1 for word in _words(text))
    for candidates in (exact, by_name, near if whole_words else []):
        if len(candidates) == 1:
            return Meaning(candidates[0])
        if candidates:
            return Meaning(None, tuple(choices_of(candidates[:OFFERED], on=on)))
    return Meaning(None)


def _matching(text: str, *, on: date) -> QuerySet[Position]:
    """Positions in which each word begins a word of the role, the unit or the holder."""
    found = may_own(on=on).annotate(
        unit_name=lowered("unit__name"), unit_short=lowered("unit__short_name")
    )
    for word in _words(text):
        found = found.filter(
            _begins("unit_name", word) | _begins("unit_short", word)
            | _roles_called(word) | Q(pk__in=_held_by(word, on=on))
        )
    return found.for_list()


def _begins(field: str, word: str) -> Q:
    """Condition: a word of the field begins so."""
    starts = Q(**{f"{field}__startswith": word})
    for sign in " -/(":
        starts |= Q(**{f"{field}__contains": f"{sign}{word}"})
    return starts


def _roles_called(word: str) -> Q:
    """Condition: what the role is called here has a word that begins so."""
    hits = Q(pk__in=[])
    for role in Role:
        if role == Role.BODY:
            continue
        for kind in UnitKind:
            words = role_words(role, kind)
            if _has(word, f"{words.short} {words.name}"):
                hits |= Q(role=role, unit__kind=kind)
            if _has(word, f"{_every(words.short_plural)} {words.plural}"):
                hits |= Q(role=role, unit__kind=kind, each=True)
    return hits


def _has(word: str, text: str) -> bool:
    return any(part.startswith(word) for part in _words(text))


def _every(plural: str) -> str:
    return str(_("All %(roles)s") % {"roles": plural})


def _held_by(word: str, *, on: date) -> QuerySet[Appointment, int]:
    """Ids of positions whose holder has a name that begins so."""
    return (
        Appointment.objects.current(on=on)
        .annotate(given=lowered("person__given_name"), family=lowered("person__family_name"))
        .filter(_begins("given", word) | _begins("family", word))
        .values("position")
    )


def _rank(text: str):  # type: ignore[no-untyped-def]
    written = _plain(text)
    order = {role: place for place, role in enumerate(_FIRST)}

    def rank(position: Position) -> tuple[bool, bool, int]:
        label = _plain(position.label)
        return not label.startswith(written), not position.each, order.get(Role(position.role), 9)

    return rank


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", text.lower())


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _under(position: Position, holders: dict[int, list[Holder]]) -> str:
    """The line under a position where it is offered: today's holder, or what it covers."""
    if position.each:
        return str(_("each for own units, %(unit)s") % {"unit": position.unit.short})
    if position.role == Role.BODY:
        return position.unit.name if position.unit.name != position.label else str(_("body"))
    here = holders.get(position.pk)
    if not here:
        return str(_("vacant"))
    return _("%(person)s, acting") % {"person": here[0].name} if here[0].acting else here[0].name


def _told_apart(position: Position, holders: dict[int, list[Holder]]) -> str:
    here = holders.get(position.pk)
    beside = here[0].name if here and not position.each else position.unit.name
    return f"{position.label} ({beside})"


def _forms(position: Position, holders: dict[int, list[Holder]]) -> set[str]:
    """Everything the position may be called when it is written."""
    words, unit = position.words, position.unit
    forms = {f"{position.label} ({unit.name})"}
    if position.role == Role.BODY:
        forms.add(unit.name)
    elif position.each:
        forms |= {words.plural, _every(words.plural)}
    else:
        forms |= {f"{name} {place}" for name in (words.short, words.name)
                  for place in (unit.short, unit.name)}
        if position.role == Role.CHIEF_EXECUTIVE:
            forms |= {words.short, words.name}
    for holder in holders.get(position.pk, ()):
        forms |= {holder.name, f"{position.label} ({holder.name})"}
    return {_plain(form) for form in forms}


def _shared_labels(positions: list[Position], *, on: date) -> set[str]:
    """Those of the labels that another position has too."""
    if not positions:
        return set()
    alike = may_own(on=on).filter(role__in={position.role for position in positions}).filter(
        Q(each=True)
        | Q(unit__short_name__in={position.unit.short for position in positions})
        | Q(unit__name__in={position.unit.short for position in positions})
    )
    count = Counter(position.label for position in {p.pk: p for p in [*positions, *alike]}.values())
    return {label for label, number in count.items() if number > 1}
