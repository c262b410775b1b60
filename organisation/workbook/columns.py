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
    """One column: what the code calls it, its heading, how wide it is, what to write in it."""

    key: str
    title: Promise
    width: int
    help: Promise


SHEETS: dict[str, Promise] = {
    UNITS: pgettext_lazy("workbook", "Units"),
    PEOPLE: pgettext_lazy("workbook", "People"),
}
UNIT_COLUMNS = (
    Heading(
        "key", pgettext_lazy("workbook", "Key"), 9,
        pgettext_lazy("workbook help", "Leanplan fills it in. Leave it empty for a new unit."),
    ),
    Heading(
        "name", pgettext_lazy("workbook", "Name"), 34,
        pgettext_lazy("workbook help", "The full name of the unit."),
    ),
    Heading(
        "short_name", pgettext_lazy("workbook", "Short name"), 18,
        pgettext_lazy("workbook help", "As it is said in daily work. May be empty."),
    ),
    Heading(
        "kind", pgettext_lazy("workbook", "Kind"), 20,
        pgettext_lazy("workbook help", "One of the kinds in the list below."),
    ),
    Heading(
        "parent", pgettext_lazy("workbook", "Belongs to"), 30,
        pgettext_lazy(
            "workbook help", "Name or key of the unit above. Write another to move the unit."
        ),
    ),
    Heading(
        "since", pgettext_lazy("workbook", "Belongs to from"), 16,
        pgettext_lazy(
            "workbook help",
            "The day from which it belongs there. Must be filled in when the unit is moved.",
        ),
    ),
    Heading(
        "starts_on", pgettext_lazy("workbook", "Exists from"), 14,
        pgettext_lazy("workbook help", "The first day. Must be filled in for a new unit."),
    ),
    Heading(
        "ends_on", pgettext_lazy("workbook", "Last day"), 14,
        pgettext_lazy(
            "workbook help", "Fill it in to close the unit. Its open appointments end that day."
        ),
    ),
    Heading(
        "organisation_number", pgettext_lazy("workbook", "Organisation number"), 18,
        pgettext_lazy("workbook help", "Nine digits. May be empty."),
    ),
    Heading(
        "is_development_unit", pgettext_lazy("workbook", "Development unit"), 14,
        pgettext_lazy("workbook help", "Yes for the one staff unit that owns the method."),
    ),
    Heading(
        "comes_from", pgettext_lazy("workbook", "Comes from"), 30,
        pgettext_lazy(
            "workbook help",
            "For a split or a merger: the units that this one is made of, with ; between.",
        ),
    ),
)
PEOPLE_COLUMNS = (
    Heading(
        "key", pgettext_lazy("workbook", "Key"), 9,
        pgettext_lazy("workbook help", "Leanplan fills it in. Leave it empty for a new person."),
    ),
    Heading(
        "given_name", pgettext_lazy("workbook", "Given name"), 20,
        pgettext_lazy("workbook help", "Must be filled in."),
    ),
    Heading(
        "family_name", pgettext_lazy("workbook", "Family name"), 22,
        pgettext_lazy("workbook help", "Must be filled in."),
    ),
    Heading(
        "email", pgettext_lazy("workbook", "E-mail"), 32,
        pgettext_lazy("workbook help", "The address to sign in with. Kept only with an account."),
    ),
    Heading(
        "account", pgettext_lazy("workbook", "Account"), 10,
        pgettext_lazy(
            "workbook help", "Yes makes an account without a password. The person is invited later."
        ),
    ),
    Heading(
        "external_id", pgettext_lazy("workbook", "Object id"), 22,
        pgettext_lazy("workbook help", "Of the sign-in service. May be empty."),
    ),
    Heading(
        "role", pgettext_lazy("workbook", "Role"), 28,
        pgettext_lazy(
            "workbook help", "One of the roles below. A person with two roles has two rows."
        ),
    ),
    Heading(
        "unit", pgettext_lazy("workbook", "Unit"), 30,
        pgettext_lazy("workbook help", "Name or key of the unit the role is in."),
    ),
    Heading(
        "starts_on", pgettext_lazy("workbook", "From"), 14,
        pgettext_lazy("workbook help", "The first day in the role."),
    ),
    Heading(
        "ends_on", pgettext_lazy("workbook", "To"), 14,
        pgettext_lazy("workbook help", "The last day in the role. Fill it in to end it."),
    ),
    Heading(
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
    return {word.replace("-", "") for word in in_all_languages([heading.title])}


def heading_word(text: str) -> str:
    """A heading as it stands in a sheet, to compare with those words."""
    return plain(text).replace("-", "")
