"""Who gets where with obligations, rules, reviews and metrics."""

from decimal import Decimal

from measures.actions.bindings import rule_bind
from measures.actions.metrics import reading_create
from measures.models import RuleStart
from tests.matrix_rows import DECIDE, FOLLOW_UP, PREPARE, READ_T5, SEE_T5, Row, everyone, only
from tests.measures.duties import RULE, metric, obligation, ongoing
from tests.world import TODAY


def _reading(cast, plan, code):
    return reading_create(
        by=cast.chief, metric=metric(cast, plan, code), read_on=TODAY, value=Decimal(40)
    ).pk


def _bound(cast, plan):
    measure = plan.measures.get(code="T2")
    rule_bind(by=cast.chief, measure=measure, rule_key=RULE)
    return measure.pk, RULE


MAKERS = {
    "rule": lambda cast, plan: RULE,
    "no rule": lambda cast, plan: "of-another-app",
    "leader of Solsiden": lambda cast, plan: obligation(cast, "drel", "home").pk,
    "leader of Åsen skole": lambda cast, plan: obligation(cast, "other_drel", "school").pk,
    "bound T2": _bound,
    "start": lambda cast, plan: RuleStart.objects.get(rule_key=RULE).pk,
    "ongoing T2": lambda cast, plan: ongoing(cast, plan).pk,
    "ongoing T5": lambda cast, plan: ongoing(cast, plan, "T5").pk,
    "metric of T2": lambda cast, plan: metric(cast, plan).pk,
    "metric of T5": lambda cast, plan: metric(cast, plan, "T5").pk,
    "reading of T2": lambda cast, plan: _reading(cast, plan, "T2"),
    "reading of T5": lambda cast, plan: _reading(cast, plan, "T5"),
}
SEE_HOME, SEE_SCHOOL = SEE_T5, (*DECIDE, "development", "other_drel", "administrator")
SEEN_ONLY = {"coach": 403, "employee": 403, "administrator": 403}


def _follow_up(route, on_line, on_unit):
    """GET and POST of a form about a line and about a unit's measure."""
    own = {"others": 404, **READ_T5}
    return [
        Row(route, only(*FOLLOW_UP), on=on_line),
        Row(route, only(*FOLLOW_UP, status=422), on=on_line, method="POST"),
        Row(route, only(*FOLLOW_UP, "tol", "drel", **own), on=on_unit),
        Row(route, only(*FOLLOW_UP, "tol", "drel", status=422, **own), on=on_unit, method="POST"),
    ]


ROWS = [
    Row("measures:rule_list", everyone(200)),
    Row("measures:rules_export", everyone(200)),
    Row("measures:obligation_list", everyone(200), on="rule"),
    Row("measures:obligation_list", everyone(404), on="no rule"),
    Row("measures:obligations_export", everyone(200), on="rule"),
    Row("measures:obligations_export", everyone(404), on="no rule"),
    Row("measures:obligation_detail", only(*SEE_HOME, others=404), on="leader of Solsiden"),
    Row("measures:obligation_detail", only(*SEE_SCHOOL, others=404), on="leader of Åsen skole"),
    *(
        row
        for route in ("measures:obligation_meet", "measures:obligation_reopen")
        for method, status in (("GET", 200), ("POST", 422))
        for row in (
            Row(
                route, only(*FOLLOW_UP, "tol", "drel", status=status, others=404, **SEEN_ONLY),
                on="leader of Solsiden", method=method,
            ),
            Row(
                route, only(*FOLLOW_UP, "other_drel", status=status, others=404, administrator=403),
                on="leader of Åsen skole", method=method,
            ),
        )
    ),
    # Nobody waives what is asked of themselves, and the development unit's leader decides nothing.
    *(
        row
        for method, status in (("GET", 200), ("POST", 422))
        for row in (
            Row(
                "measures:obligation_waive", only(*DECIDE, "tol", status=status, other_drel=404),
                on="leader of Solsiden", method=method,
            ),
            Row(
                "measures:obligation_waive", only(*DECIDE, status=status, tol=404, drel=404),
                on="leader of Åsen skole", method=method,
            ),
        )
    ),
    Row("measures:rule_bind", only(*DECIDE, *PREPARE), on="T2"),
    Row("measures:rule_bind", only(*DECIDE, *PREPARE, status=422), on="T2", method="POST"),
    Row("measures:rule_bind", only(*DECIDE, "development", secretary=404), on="T5"),
    Row("measures:rule_bind", only(*DECIDE, "development", status=422, secretary=404), on="T6",
        method="POST"),
    Row("measures:rule_unbind", only(*DECIDE, *PREPARE, status=302), on="bound T2", method="POST"),
    Row("measures:rule_start_set", only(*DECIDE, *PREPARE), on="start"),
    Row("measures:rule_start_set", only(*DECIDE, *PREPARE, status=422), on="start", method="POST"),
    *_follow_up("measures:measure_review", "ongoing T2", "ongoing T5"),
    Row("measures:review_undo", only(*FOLLOW_UP, status=302), on="ongoing T2", method="POST"),
    Row(
        "measures:review_undo",
        only(*FOLLOW_UP, "tol", "drel", status=302, others=404, **READ_T5), on="ongoing T5",
        method="POST",
    ),
    *_follow_up("measures:metric_create", "T2", "T5"),
    *_follow_up("measures:metric_edit", "metric of T2", "metric of T5"),
    *_follow_up("measures:reading_create", "metric of T2", "metric of T5"),
    *_follow_up("measures:reading_edit", "reading of T2", "reading of T5"),
]
