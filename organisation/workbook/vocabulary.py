"""What roles and kinds may be called in a workbook: the municipality's words, and the defaults."""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import override

from organisation.labels import default_role_words, kind_words, role_words
from organisation.models import Label
from organisation.roles import Role, UnitKind
from organisation.workbook.columns import LANGUAGES, plain

ROLES = tuple(role for role in Role if role != Role.BODY)


class Vocabulary:
    """Words to roles and kinds, and back; a few queries, once a workbook."""

    @cached_property
    def _kinds(self) -> dict[str, str]:
        words = {plain(kind.value): kind.value for kind in UnitKind}
        for language in LANGUAGES:
            with override(language):
                for kind in UnitKind:
                    said = kind_words(kind)
                    for text in (kind.label, said.short, said.name):
                        words.setdefault(plain(str(text)), kind.value)
        return self._own("kind.", words)

    @staticmethod
    def _own(prefix: str, words: dict[str, str]) -> dict[str, str]:
        """The municipality's own words go before the defaults."""
        for label in Label.objects.filter(key__startswith=prefix):
            value = label.key.split(".")[1]
            words |= {plain(text): value for text in (label.short, label.name) if text}
        return words

    def kind(self, text: str) -> str | None:
        """The kind that is called so; None where none is."""
        return self._kinds.get(plain(text))

    @cached_property
    def _roles(self) -> dict[str, dict[str, set[str]]]:
        """{word: {kind of unit, or "" for any: roles called so there}}."""
        words: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for language in LANGUAGES:
            with override(language):
                for role in ROLES:
                    words[plain(role.value)][""].add(role.value)
                    words[plain(str(role.label))][""].add(role.value)
                    for kind in ("", *UnitKind.values):
                        own, usual = role_words(role, kind), default_role_words(role, kind)
                        for text in (own.short, own.name, usual.short, usual.name):
                            words[plain(text.rstrip(","))][kind].add(role.value)
        return words

    def roles(self, text: str, kind: str) -> set[str]:
        """The roles that are called so in that kind of unit; more than one where it is not sure."""
        found = self._roles.get(plain(text.rstrip(",")))
        if found is None:
            return set()
        if plain(text) in ROLES:
            return {plain(text)}
        return set(found.get(kind) or found.get("") or set())

    def role_text(self, role: str, kind: str) -> str:
        """What to write for a role so that it is read back as the same."""
        for text in (role_words(role, kind).name, str(Role(role).label)):
            if self.roles(text, kind) == {role}:
                return text
        return role

    def kind_text(self, kind: str) -> str:
        """What to write for a kind so that it is read back as the same."""
        text = kind_words(kind).name
        return text if self.kind(text) == kind else kind
