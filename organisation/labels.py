"""What roles and kinds of unit are called here: the municipality's words, else the defaults.

The municipality's own words are entered for each language. Where a reader's language has none,
the words of the municipality's own language are shown, and only then the ones that come with the
product: "KOS" stands in the plan and on the doors, and a translation of it nowhere. Whoever wants
an English word enters one.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from organisation.municipality_settings import default_language
from organisation.own_facts import own_facts
from organisation.roles import IN_BODY, Role, UnitKind

Text = str | Promise


@dataclass(frozen=True)
class Words:
    """How one thing is said: short ("TOL"), in full, and in plural, short and full."""

    short: str
    name: str
    plural: str
    short_plural: str


_SHORT: dict[str, Text] = {
    "role.chief_executive": pgettext_lazy("short role", "Chief executive"),
    "role.management_group_member": pgettext_lazy("short role", "Member"),
    "role.secretary": pgettext_lazy("short role", "Secretary"),
    "role.service_area_manager": pgettext_lazy("short role", "Area manager"),
    "role.unit_manager": pgettext_lazy("short role", "Unit manager"),
    "role.unit_manager.staff": pgettext_lazy("short role", "Leader"),
    "role.coach": pgettext_lazy("short role", "Coach"),
    "role.development_unit_leader": pgettext_lazy("short role", "Leader,"),
    "role.employee": pgettext_lazy("short role", "Employee"),
    "role.union_representative": pgettext_lazy("short role", "Union representative"),
    "role.reader": pgettext_lazy("short role", "Reader"),
    "role.administrator": pgettext_lazy("short role", "Administrator"),
}
_PLURAL: dict[str, Text] = {
    "role.chief_executive": _("chief executives"),
    "role.management_group_member": _("members of the management group"),
    "role.secretary": _("secretaries of the management group"),
    "role.service_area_manager": _("service area managers"),
    "role.unit_manager": _("unit managers"),
    "role.unit_manager.staff": _("leaders of staff units"),
    "role.coach": _("coaches"),
    "role.development_unit_leader": _("leaders of the development unit"),
    "role.employee": _("employees"),
    "role.union_representative": _("union representatives"),
    "role.reader": _("readers"),
    "role.administrator": _("administrators"),
    "kind.municipality": _("municipalities"),
    "kind.management_group": _("management groups"),
    "kind.service_area": _("service areas"),
    "kind.operating_unit": _("operating units"),
    "kind.department": _("departments"),
    "kind.staff": _("staff units"),
}
# Where the short word has a plural of its own, or none, as TOL and DREL.
_SHORT_PLURAL: dict[str, Text] = {
    "role.service_area_manager": pgettext_lazy("short roles", "area managers"),
    "role.unit_manager": pgettext_lazy("short roles", "unit managers"),
}


def key_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every key that a label may have, in groups, each with what it stands for."""
    roles = [(f"role.{role}", str(role.label)) for role in Role]
    kinds = [(f"kind.{kind}", str(kind.label)) for kind in UnitKind]
    both = [
        (f"{key}.{kind}", gettext("%(role)s (%(kind)s)") % {"role": name, "kind": kind.label})
        for key, name in roles for kind in UnitKind
    ]
    return [
        (gettext("Roles"), roles), (gettext("Kinds of unit"), kinds),
        (gettext("A role in one kind of unit"), both),
    ]


def known_keys() -> frozenset[str]:
    """Every key that a label may have."""
    return frozenset(key for _group, choices in key_choices() for key, _name in choices)


def _default(key: str, name: Text) -> Words:
    plural = _PLURAL.get(key, name)
    return Words(
        str(_SHORT.get(key, name)), str(name), str(plural), str(_SHORT_PLURAL.get(key, plural))
    )


def default_role_words(role: str, kind: str = "") -> Words:
    """What a role is called where the municipality has no words of its own."""
    key = f"role.{role}.{kind}" if f"role.{role}.{kind}" in _SHORT else f"role.{role}"
    return _default(key, Role(role).label)


def _own_words(key: str) -> Words | None:
    """The municipality's words for a key, in the reader's language or in its own."""
    own = own_facts().words
    if not own:
        return None
    found = own.get((key, get_language() or "")) or own.get((key, default_language()))
    return Words(*found, short_plural=found[0]) if found else None


def role_words(role: str, kind: str = "") -> Words:
    """What a role is called in a kind of unit; words for that kind go before words for all."""
    made = own_facts().made
    asked = (get_language(), role, kind)
    if asked not in made:
        made[asked] = _role_words(role, kind)
    words: Words = made[asked]
    return words


def _role_words(role: str, kind: str) -> Words:
    for key in (f"role.{role}.{kind}", f"role.{role}"):
        words = _own_words(key)
        if words:
            return words
        if key in _SHORT:
            return _default(key, Role(role).label)
    return _default(f"role.{role}", Role(role).label)


def role_words_in(language: str, role: str, kind: str = "") -> Words:
    """The same in a language that is named, whoever reads."""
    with override(language):
        return role_words(role, kind)


def kind_words(kind: str) -> Words:
    """What a kind of unit is called."""
    key = f"kind.{kind}"
    return _own_words(key) or _default(key, UnitKind(kind).label)


def position_label(words: Words, *, role: str, place: str, each: bool = False) -> str:
    """How a position is written where an owner is chosen or shown.

    In: the role's words, the unit as said in daily work, and whether every such role is meant.
    """
    if role == Role.BODY:
        return place
    if each:
        return gettext("All %(roles)s") % {"roles": words.short_plural}
    if role == Role.CHIEF_EXECUTIVE:
        return words.short
    if role in IN_BODY:
        return _label_in_body(words.short, place)
    return f"{words.short} {place}"


def _label_in_body(role: str, body: str) -> str:
    """RLG-medlem where the body is known by one word, Medlem, Rådmannens ledergruppe else."""
    if " " in body:
        pattern = pgettext("position in a body of several words", "%(role)s, %(body)s")
        return pattern % {"role": role, "body": body}
    pattern = pgettext("position in a body", "%(body)s %(role)s")
    return pattern % {"role": role.lower(), "body": body}
