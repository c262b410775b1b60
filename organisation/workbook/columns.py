"""The two sheets of the workbook and their columns, and by which words each is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import override, pgettext_lazy

# The workbook may have been made in any of these.
LANGUAGES = ("nb", "nn", "en")
UNITS, PEOPLE = "units", "people"


@dataclass(frozen=True)
class Heading:
    """One column: what the code calls it, its heading, how wide it is, and other words for it."""

    key: str
    title: Promise
    width: int
    help: Promise
    also: tuple[str, ...] = ()


def _heading(key: str, title: Promise, width: int, help: Promise, *also: str) -> Heading:
    return Heading(key, title, width, help, also)


SHEETS: dict[str, Promise] = {
    UNITS: pgettext_lazy("workbook", "Units"),
    PEOPLE: pgettext_lazy("workbook", "People"),
}
UNIT_COLUMNS = (
    _heading(
        "key", pgettext_lazy("workbook", "Key"), 9,
        pgettext_lazy("workbook help", "Leanplan fills it in. Leave it empty for a new unit."),
        "id",
    ),
    _heading(
        "name", pgettext_lazy("workbook", "Name"), 34,
        pgettext_lazy("workbook help", "The full name of the unit."), "enhetsnavn", "einingsnamn",
    ),
    _heading(
        "short_name", pgettext_lazy("workbook", "Short name"), 18,
        pgettext_lazy("workbook help", "As it is said in daily work. May be empty."), "kortnavn",
    ),
    _heading(
        "kind", pgettext_lazy("workbook", "Kind"), 20,
        pgettext_lazy("workbook help", "One of the kinds in the list below."), "enhetstype",
    ),
    _heading(
        "parent", pgettext_lazy("workbook", "Belongs to"), 30,
        pgettext_lazy(
            "workbook help", "Name or key of the unit above. Write another to move the unit."
        ),
        "overordnet", "overordna",
    ),
    _heading(
        "since", pgettext_lazy("workbook", "Belongs to from"), 16,
        pgettext_lazy(
            "workbook help",
            "The day from which it belongs there. Must be filled in when the unit is moved.",
        ),
    ),
    _heading(
        "starts_on", pgettext_lazy("workbook", "Exists from"), 14,
        pgettext_lazy("workbook help", "The first day. Must be filled in for a new unit."),
    ),
    _heading(
        "ends_on", pgettext_lazy("workbook", "Last day"), 14,
        pgettext_lazy(
            "workbook help", "Fill it in to close the unit. Its open appointments end that day."
        ),
    ),
    _heading(
        "organisation_number", pgettext_lazy("workbook", "Organisation number"), 18,
        pgettext_lazy("workbook help", "Nine digits. May be empty."), "orgnr", "org.nr",
    ),
    _heading(
        "is_development_unit", pgettext_lazy("workbook", "Development unit"), 14,
        pgettext_lazy("workbook help", "Yes for the one staff unit that owns the method."),
    ),
    _heading(
        "comes_from", pgettext_lazy("workbook", "Comes from"), 30,
        pgettext_lazy(
            "workbook help",
            "For a split or a merger: the units that this one is made of, with ; between.",
        ),
    ),
)
PEOPLE_COLUMNS = (
    _heading(
        "key", pgettext_lazy("workbook", "Key"), 9,
        pgettext_lazy("workbook help", "Leanplan fills it in. Leave it empty for a new person."),
        "id",
    ),
    _heading(
        "given_name", pgettext_lazy("workbook", "Given name"), 20,
        pgettext_lazy("workbook help", "Must be filled in."), "fornavn", "førenamn",
    ),
    _heading(
        "family_name", pgettext_lazy("workbook", "Family name"), 22,
        pgettext_lazy("workbook help", "Must be filled in."), "etternavn", "etternamn",
    ),
    _heading(
        "email", pgettext_lazy("workbook", "E-mail"), 32,
        pgettext_lazy("workbook help", "The address to sign in with. Kept only with an account."),
        "epost", "mail", "e-mail",
    ),
    _heading(
        "account", pgettext_lazy("workbook", "Account"), 10,
        pgettext_lazy(
            "workbook help", "Yes makes an account without a password. The person is invited later."
        ),
        "bruker", "brukar",
    ),
    _heading(
        "external_id", pgettext_lazy("workbook", "Object id"), 22,
        pgettext_lazy("workbook help", "Of the sign-in service. May be empty."), "objekt-id", "oid",
    ),
    _heading(
        "role", pgettext_lazy("workbook", "Role"), 28,
        pgettext_lazy(
            "workbook help", "One of the roles below. A person with two roles has two rows."
        ),
    ),
    _heading(
        "unit", pgettext_lazy("workbook", "Unit"), 30,
        pgettext_lazy("workbook help", "Name or key of the unit the role is in."),
    ),
    _heading(
        "starts_on", pgettext_lazy("workbook", "From"), 14,
        pgettext_lazy("workbook help", "The first day in the role."),
    ),
    _heading(
        "ends_on", pgettext_lazy("workbook", "To"), 14,
        pgettext_lazy("workbook help", "The last day in the role. Fill it in to end it."),
    ),
    _heading(
        "acting", pgettext_lazy("workbook", "Acting"), 14,
        pgettext_lazy("workbook help", "Yes for whoever holds the role in the meantime."),
    ),
)
COLUMNS = {UNITS: UNIT_COLUMNS, PEOPLE: PEOPLE_COLUMNS}
# Without these a sheet cannot be read.
NEEDED = {UNITS: ("name",), PEOPLE: ("given_name", "family_name")}


def plain(text: str) -> str:
    """A heading or a name to compare by: no capitals, no spaces too many, no star or colon."""
    return " ".join(text.replace("\xa0", " ").split()).strip(" *:").casefold()


def in_all_languages(texts: Iterable[Promise | str]) -> set[str]:
    """What the texts are in each language, to compare by."""
    found = set()
    lazy = list(texts)
    for language in LANGUAGES:
        with override(language):
            found |= {plain(str(text)) for text in lazy}
    return found


def words_for(heading: Heading) -> set[str]:
    """Every word a column is known by."""
    return in_all_languages([heading.title]) | {plain(word) for word in heading.also}
