"""Rows of the access matrix for follow-up areas."""

from leanplan.clock import today
from reviews.actions.follow_ups import follow_up_drop
from tests.matrix_rows import DECIDE, LEAD, Row, only
from tests.reviews.follow_ups import follow_up

HOME, SCHOOL, OVER = "follow-up of home", "follow-up of school", "dropped follow-up of home"
# Who reads what leaders see and agree in some unit; coaches read all review material.
READ = (*DECIDE, *LEAD, "coach", "administrator")
# Of Solsiden: seen and not changed by these.
ONLY_SEE = {"development": 403, "coach": 403, "administrator": 403}
CHANGE = (*DECIDE, "tol", "drel")


def _dropped(cast, _plan):
    one = follow_up(cast, on=today())
    follow_up_drop(by=cast.tol, follow_up=one, version=one.version, reason="Dekket av annet")
    return one.pk


MAKERS = {
    HOME: lambda cast, _plan: follow_up(cast).pk,
    SCHOOL: lambda cast, _plan: follow_up(
        cast, unit="school", by="other_drel", owner="other_drel"
    ).pk,
    OVER: _dropped,
}


def _form(route, on):
    """A form about one of Solsiden. Whoever answers for something may ask to change, finish or make
    a measure of something: what is out of their scope is not there."""
    asks = route in ("edit", "done", "measure")
    near = {"other_drel": 404, **ONLY_SEE}
    near |= dict.fromkeys(("secretary", "employee", "reader"), 404 if asks else 403)
    return (
        Row(f"reviews:follow_up_{route}", only(*CHANGE, **near), on=on),
        Row(f"reviews:follow_up_{route}", only(*CHANGE, status=422, **near), on=on, method="POST"),
    )


ROWS = [
    # Whoever leads reviews: area managers of their own units, the chief executive of the rest.
    Row("reviews:half_year_planning", only("chief", "tol")),
    Row("reviews:half_year_planning", only("chief", "tol", status=422), method="POST"),
    Row("reviews:follow_up_list", only(*READ)),
    Row("reviews:follow_ups_export", only(*READ)),
    Row("reviews:follow_up_create", only(*DECIDE, *LEAD)),
    Row("reviews:follow_up_create", only(*DECIDE, *LEAD, status=422), method="POST"),
    Row(
        "reviews:follow_up_detail",
        only(*DECIDE, "development", "tol", "drel", "coach", "administrator", others=404), on=HOME,
    ),
    Row(
        "reviews:follow_up_detail",
        only(*DECIDE, "development", "other_drel", "coach", "administrator", others=404),
        on=SCHOOL,
    ),
    *(row for route in ("edit", "done", "measure", "close", "drop") for row in _form(route, HOME)),
    *_form("reopen", OVER),
    Row(
        "reviews:follow_up_edit",
        only(*DECIDE, "other_drel", others=404, development=403, coach=403, administrator=403),
        on=SCHOOL,
    ),
]
