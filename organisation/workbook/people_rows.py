"""What the sheet of people wants: new people, names, accounts, and who is what from when to when.

A person is known by, in this order: the key, the object id, the address of the person's own
account, the full name where one person has it. An address that is somebody else's is refused: it
never makes two people one, and never ties an account to anybody.
"""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from organisation.workbook.cells import Row, Table
from organisation.workbook.columns import plain
from organisation.workbook.nodes import Human, Stock

_LONGEST = {"given_name": 80, "family_name": 80, "external_id": 191}


class PeopleRows:
    """Reads the rows into people. Afterwards `people` holds all, as they will be."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.people: list[Human] = list(stock.people.values())
        self._by_key = {f"p{pk}": human for pk, human in stock.people.items()}
        self._by_object = {
            human.values["external_id"]: human for human in self.people
            if human.values["external_id"]
        }
        self._by_name: dict[str, list[Human]] = {}
        self._by_new_email: dict[str, Human] = {}
        self.of_row: dict[int, Human] = {}
        for human in self.people:
            self._by_name.setdefault(plain(human.name), []).append(human)

    def read(self, table: Table) -> None:
        """Who each row is, and what it says of the person."""
        for row in table.rows:
            values = self._values(row)
            if values is None:
                continue
            human = self._which(row, values)
            if human is None or not self._fits(row, human, values):
                continue
            self.of_row[row.number] = human
            self._say(row, human, values)

    def _values(self, row: Row) -> dict[str, str] | None:
        values = {name: row.text(name, longest) for name, longest in _LONGEST.items()}
        values["email"] = row.text("email", 254).lower()
        missing = [name for name in ("given_name", "family_name") if not values[name]]
        for name in missing:
            row.wrong(name, _("Write given name and family name."))
        if values["email"]:
            try:
                validate_email(values["email"])
            except ValidationError:
                said = _("«%(text)s» is no e-mail address.")
                row.wrong("email", said % {"text": values["email"]})
                values["email"] = ""
        return None if missing else values

    # Who it is

    def _which(self, row: Row, values: dict[str, str]) -> Human | None:
        key = row.text("key")
        if key:
            found = self._by_key.get(key.casefold())
            if found is None:
                row.wrong("key", _("Nobody has the key %(key)s. Leave it empty for a new person.")
                          % {"key": key})
            return found
        if values["external_id"] in self._by_object:
            return self._by_object[values["external_id"]]
        if values["email"] in self.stock.accounts:
            return self._by_account(row, values)
        if values["email"] in self._by_new_email:
            return self._by_new_email[values["email"]]
        return self._named(row, values)

    def _by_account(self, row: Row, values: dict[str, str]) -> Human | None:
        """Whose own account it is, where the name agrees."""
        human = self.stock.accounts[values["email"]]
        if human is None:
            row.wrong("email", _("There is an account with this address that is nobody's. Tie it "
                                 "to the person on the person's page first."))
        elif plain(human.name) != _full_name(values):
            row.wrong("email", _("This is the address of %(name)s. If that is who is meant, write "
                                 "the key P%(key)s; else mend the address.")
                      % {"name": human.name, "key": human.existing.pk})
            return None
        return human

    def _named(self, row: Row, values: dict[str, str]) -> Human | None:
        """The one person of that name whom nothing in the row speaks against; else a new one."""
        called = self._by_name.get(_full_name(values), [])
        may_be = [human for human in called if _may_be(human, values)]
        if len(may_be) > 1:
            row.wrong("family_name", _("Several people are called %(name)s. Write the key of the "
                                       "one who is meant.") % {"name": may_be[0].name})
            return None
        return may_be[0] if may_be else self._new(values)

    def _new(self, values: dict[str, str]) -> Human:
        human = Human({name: values[name] for name in _LONGEST}, email=values["email"])
        self.people.append(human)
        self._by_name.setdefault(plain(human.name), []).append(human)
        return human

    # What is said of the person

    def _fits(self, row: Row, human: Human, values: dict[str, str]) -> bool:
        """The address and the object id are this person's, or nobody's."""
        email, object_id = values["email"], values["external_id"]
        owner = self._by_object.get(object_id)
        if owner is not None and owner is not human:
            row.wrong("external_id", _("%(name)s has that object id.") % {"name": owner.name})
            return False
        if not email or email == human.address.lower():
            return True
        if human.address:
            row.wrong("email", _("%(name)s signs in with %(email)s. Change the address on the "
                                 "page of the account, or write it as it is.")
                      % {"name": human.name, "email": human.address})
        elif email in self.stock.accounts:
            row.wrong("email", _("There is another account with this address. Tie it to the person "
                                 "on the person's page first."))
        elif self._by_new_email.get(email, human) is not human:
            other = self._by_new_email[email]
            said = _("%(name)s has the same address further up.")
            row.wrong("email", said % {"name": other.name})
        elif human.email and human.email != email:
            row.wrong("email", _("Row %(row)s has another address for the same person.")
                      % {"row": human.rows[0].number})
        else:
            return True
        return False

    def _say(self, row: Row, human: Human, values: dict[str, str]) -> None:
        first = human.rows[0].number if human.rows else 0
        human.rows.append(row)
        for name in _LONGEST:
            value = values[name]
            if not value or value == human.values[name]:
                continue
            if first and (human.stored is None or name in human.changes) and human.values[name]:
                row.wrong(name, _("Row %(row)s says «%(text)s» of the same person.")
                          % {"row": first, "text": human.values[name]})
                continue
            if human.stored is not None:
                human.changes[name] = value
            human.values[name] = value
        if human.values["external_id"]:
            self._by_object[human.values["external_id"]] = human
        if values["email"] and not human.address:
            human.email = values["email"]
            self._by_new_email[values["email"]] = human
        self._account(row, human)

    def _account(self, row: Row, human: Human) -> None:
        wanted = row.flag("account")
        if wanted is False and human.address:
            row.wrong("account", _("%(name)s has an account. It is taken out of use on the page of "
                                   "the account.") % {"name": human.name})
        elif wanted and not human.address:
            if human.email:
                human.account = human.email
            else:
                row.wrong("email", _("An account needs an e-mail address to sign in with."))


def _full_name(values: dict[str, str]) -> str:
    return plain(f"{values['given_name']} {values['family_name']}")


def _may_be(human: Human, values: dict[str, str]) -> bool:
    """Neither address nor object id of the row says that it is somebody else of the same name."""
    address, object_id = human.address or human.email, human.values["external_id"]
    other_address = values["email"] and address and values["email"] != address.lower()
    return not other_address and not (
        values["external_id"] and object_id and values["external_id"] != object_id
    )

