"""The rows of the access matrix; tests/test_access_matrix.py says how to read them."""

from dataclasses import dataclass

from django.urls import reverse

from tests.world import make_draft

ROLES = (
    "chief", "member", "secretary", "development", "tol", "drel", "other_drel", "coach",
    "employee", "reader", "administrator",
)


@dataclass(frozen=True)
class Row:
    """A route on one object with one method, and the status each role gets."""

    route: str
    expected: dict
    on: str = ""
    method: str = "GET"
    public: bool = False

    @property
    def name(self):
        return f"{self.method} {self.route} {self.on}".strip()


def everyone(status, **others):
    """The same status for all roles but those named."""
    return {role: others.get(role, status) for role in ROLES}


def only(*roles, status=200, others=403, **exceptions):
    """One status for the roles named, 403 (or `others`) for the rest."""
    let_in = dict.fromkeys(roles, status)
    return {role: exceptions.get(role, let_in.get(role, others)) for role in ROLES}


# Roles by what they may, so that the rows below read as the rights do.
DECIDE = ("chief", "member")
PREPARE = ("secretary", "development")
SEE_DRAFTS = (*DECIDE, *PREPARE, "administrator")
LEAD = ("tol", "drel", "other_drel", "development")
# T5 is a measure of Solsiden: its leaders, its coach and employees, and those who read all units.
SEE_T5 = (*DECIDE, "development", "tol", "drel", "coach", "employee", "administrator")
SEE_T6 = (*DECIDE, "development", "other_drel", "administrator")


def address(row, cast, plan):
    """The address of a row in the world of the tests."""
    if row.on == "":
        return reverse(row.route)
    if row.on == "A":
        return reverse(row.route, args=[plan.pk])
    if row.on == "D":
        return reverse(row.route, args=[make_draft(cast, generation=3).pk])
    if row.on[0] == "T":
        return reverse(row.route, args=[plan.measures.get(code=row.on).pk])
    return reverse(row.route, args=[MAKERS[row.on](cast, plan)])


# Further objects a row can be on: name -> function (cast, plan) that gives the key in the address.
MAKERS = {}

ROWS = [
    Row("healthz", everyone(200), public=True),
    Row("readyz", everyone(200), public=True),
    Row("organisation:position_search", everyone(200)),
]
