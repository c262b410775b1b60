"""Who gets where in a plan's life: its check, its versions, proposals to change it."""

from datetime import date

from challenges.models import BasisEntry
from leanplan.versioning import create
from measures.actions.amendments import amendment_decide, amendment_propose
from measures.actions.measures import measure_edit
from tests.matrix_rows import (
    DECIDE,
    FOLLOW_UP,
    LEAD,
    PREPARE,
    SEE_DRAFTS,
    SEE_T6,
    Row,
    everyone,
    only,
)
from tests.world import make_draft

LEADERS = ("tol", "drel", "other_drel")
PROPOSE = (*DECIDE, *PREPARE, *LEADERS)
HAND_OVER = (*DECIDE, "development", "administrator")
READ_PROPOSALS = (*DECIDE, *PREPARE, *LEAD, "administrator")


def _basis(cast, plan):
    return create(BasisEntry(plan=plan, text="Evaluering"), by=cast.development).pk


def _proposal(cast, plan):
    return amendment_propose(
        by=cast.tol, plan=plan, kind="change", measure=plan.measures.get(code="T3"),
        new_text="TOL går til Gemba", reason="Tydeligere.",
    )


def _adopted(cast, plan):
    amendment = _proposal(cast, plan)
    return amendment_decide(
        by=cast.chief, amendment=amendment, version=amendment.version, adopt=True,
        decided_by="RLG", decided_on=date(2018, 10, 16),
    ).pk


def _named(cast, plan):
    """A measure of Åsen skole that an employee of Solsiden is named to carry out."""
    measure = plan.measures.get(code="T6")
    measure_edit(
        by=cast.other_drel, measure=measure, version=measure.version,
        values={"executor": cast.employee.person},
    )
    return measure.pk


MAKERS = {
    "named in another unit": _named,
    "row": lambda cast, plan: plan.rows.first().pk,
    "row of a draft": lambda cast, plan: make_draft(cast, generation=3).rows.first().pk,
    "line of a draft": lambda cast, plan: (
        make_draft(cast, generation=3).measures.get(code="T3").pk
    ),
    "basis": _basis,
    "challenge": lambda cast, plan: plan.challenges.get(code="U1").pk,
    "line of the first version": lambda cast, plan: plan.versions.get().lines.get(code="U2").pk,
    "proposal": lambda cast, plan: _proposal(cast, plan).pk,
    "adopted proposal": _adopted,
    "person of drel": lambda cast, plan: cast.drel.person.pk,
    "person of other_drel": lambda cast, plan: cast.other_drel.person.pk,
}
# The proposal is the area manager's; other leaders read it.
# Who carries out a measure reads it and follows it up, wherever it is, and gives it to nobody.
SEE_NAMED = (*SEE_T6, "employee")
FOLLOW_NAMED = (*FOLLOW_UP, "other_drel", "employee")
OWN_PROPOSAL = {"others": 404, "drel": 403, "other_drel": 403, "administrator": 403}

ROWS = [
    Row("measures:plan_about", everyone(200), on="A"),
    Row("measures:plan_about", only(*SEE_DRAFTS, others=404), on="D"),
    Row("measures:plan_changes", everyone(200), on="A"),
    Row("measures:plan_changes", only(*SEE_DRAFTS, others=404), on="D"),
    Row("measures:plan_check", only(*SEE_DRAFTS), on="A"),
    Row("measures:plan_check", only(*SEE_DRAFTS), on="D"),
    *(
        Row(f"measures:plan_{step}", only(*SEE_DRAFTS, status=422), on=on, method="POST")
        for step in ("submit", "withdraw", "start") for on in "AD"
    ),
    Row("measures:plan_adopt", only(*DECIDE), on="D"),
    Row("measures:plan_adopt", only(*DECIDE, status=422), on="D", method="POST"),
    *(
        row
        for route, on in (
            ("plan_evaluate", "A"), ("plan_succeed", "A"), ("plan_edit", "A"), ("plan_edit", "D"),
            ("row_edit", "row"), ("row_edit", "row of a draft"), ("basis_edit", "basis"),
            ("plan_correct", "line of the first version"), ("measure_split", "line of a draft"),
        )
        for row in (
            Row(f"measures:{route}", only(*SEE_DRAFTS), on=on),
            Row(f"measures:{route}", only(*SEE_DRAFTS, status=422), on=on, method="POST"),
        )
    ),
    *(
        Row(f"measures:{route}", only(*SEE_NAMED, others=404), on="named in another unit")
        for route in ("measure_detail", "measure_history", "history_export")
    ),
    *(
        row
        for route in ("status_change", "measure_edit", "deadline_set")
        for row in (
            Row(f"measures:{route}", only(*FOLLOW_NAMED, others=404, administrator=403),
                on="named in another unit"),
            Row(f"measures:{route}",
                only(*FOLLOW_NAMED, status=422, others=404, administrator=403),
                on="named in another unit", method="POST"),
        )
    ),
    Row("measures:measure_assign", only(*DECIDE, "other_drel", tol=404, drel=404),
        on="named in another unit"),
    Row("measures:plan_lines", only(*SEE_DRAFTS), on="A"),
    Row("measures:lines_export", only(*SEE_DRAFTS), on="A"),
    Row("measures:lines_export", everyone(403), on="D"),
    Row("measures:changes_export", everyone(200), on="A"),
    Row("measures:changes_export", only(*SEE_DRAFTS, others=404), on="D"),
    Row("measures:proposals_export", only(*READ_PROPOSALS), on="A"),
    Row("measures:plan_lines", everyone(403), on="D"),
    Row("measures:measure_split", everyone(403), on="T2", method="POST"),
    # Handovers: who leads above, who decides, the development unit, administrators; one's own
    Row("measures:position_follows", everyone(200)),
    Row("measures:handovers", only(*HAND_OVER, *LEADERS)),
    Row("measures:handover", only(*HAND_OVER, "tol", "drel", others=404), on="person of drel"),
    Row(
        "measures:handover", only(*HAND_OVER, "tol", status=422, others=404, drel=403),
        on="person of drel", method="POST",
    ),
    Row(
        "measures:handover", only(*HAND_OVER, "other_drel", others=404), on="person of other_drel"
    ),
    Row(
        "measures:handover", only(*HAND_OVER, status=422, others=404, other_drel=403),
        on="person of other_drel", method="POST",
    ),
    # Proposals
    Row("measures:amendment_list", only(*READ_PROPOSALS), on="A"),
    *(
        row
        for route, on in (
            ("amendment_propose", "T2"), ("amendment_propose_challenge", "challenge"),
            ("amendment_propose_addition", "row"),
        )
        for row in (
            Row(f"measures:{route}", only(*PROPOSE), on=on),
            Row(f"measures:{route}", only(*PROPOSE, status=422), on=on, method="POST"),
        )
    ),
    Row("measures:amendment_propose", only(*PROPOSE, status=404), on="T5"),
    Row("measures:amendment_propose", only(*PROPOSE, status=404), on="T6", method="POST"),
    Row("measures:amendment_detail", only(*READ_PROPOSALS, others=404), on="proposal"),
    Row("measures:amendment_detail", everyone(200), on="adopted proposal"),
    Row(
        "measures:amendment_edit", only(*DECIDE, *PREPARE, "tol", **OWN_PROPOSAL), on="proposal"
    ),
    Row(
        "measures:amendment_edit",
        only(*DECIDE, *PREPARE, "tol", status=422, **OWN_PROPOSAL), on="proposal", method="POST",
    ),
    Row(
        "measures:amendment_withdraw", only(*DECIDE, *PREPARE, "tol", **OWN_PROPOSAL),
        on="proposal",
    ),
    Row(
        "measures:amendment_withdraw",
        only(*DECIDE, *PREPARE, "tol", status=422, **OWN_PROPOSAL), on="proposal", method="POST",
    ),
    Row("measures:amendment_decide", only(*DECIDE), on="proposal"),
    Row("measures:amendment_decide", only(*DECIDE, status=422), on="proposal", method="POST"),
    Row("measures:amendments_adopt", only(*DECIDE), on="A"),
    Row("measures:amendments_adopt", only(*DECIDE, status=422), on="A", method="POST"),
]
