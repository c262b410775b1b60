"""The rows of the access matrix; tests/test_access_matrix.py says how to read them."""

from dataclasses import dataclass
from datetime import date

from allauth.usersessions.models import UserSession
from django.urls import reverse

from organisation.models import Notice
from organisation.notices.actions import notice_add
from organisation.stand_in.actions import stand_in_appoint
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
STAND_IN = (*DECIDE, "administrator")
# Any line of the plan: who decides, and who owns the plan.
FOLLOW_UP = ("chief", "member", "development")
# T5 is seen and not changed by these.
READ_T5 = {"coach": 403, "employee": 403, "administrator": 403}
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
    key = MAKERS[row.on](cast, plan)
    return reverse(row.route, args=key if isinstance(key, tuple) else [key])


def session_of_another(cast, _plan):
    """The session of somebody who is in no column of the table."""
    row = {"user": cast.second_drel, "ip": "192.0.2.1", "session_key": "x"}
    return UserSession.objects.create(**row).pk


def _notice_of_tol(cast, _plan):
    person = cast.tol.person
    notice_add(person=person, key="a", kind="measures_near", url="/", parameters={})
    return Notice.objects.get(person=person).pk


def _stand_in(cast, _plan):
    """Somebody who is to stand in for the leader of Solsiden."""
    return stand_in_appoint(
        by=cast.tol, position=cast.positions.drel, person=cast.second_drel.person,
        starts_on=date(2018, 12, 1), ends_on=date(2018, 12, 14),
    ).pk


# Further objects a row can be on: name -> function (cast, plan) that gives the key in the address.
MAKERS = {
    "secret": lambda _cast, _plan: "abc", "another's session": session_of_another,
    "notice of tol": _notice_of_tol, "stand-in of drel": _stand_in,
    "position of drel": lambda cast, _plan: cast.positions.drel.pk,
    "position of other_drel": lambda cast, _plan: cast.positions.other_drel.pk,
}

ROWS = [
    Row("favicon", everyone(301), public=True),
    Row("healthz", everyone(200), public=True),
    Row("readyz", everyone(200), public=True),
    # Without a language it is refused; with one it leads back.
    Row("organisation:language_keep", everyone(400), method="POST", public=True),
    Row("organisation:position_search", everyone(200)),
    Row("organisation:profile", everyone(200)),
    Row("organisation:profile", everyone(422), method="POST"),
    # Nothing of one's own look is set.
    Row("organisation:logo", everyone(404), on="secret", public=True),
    Row("organisation:colour", everyone(404), on="secret", public=True),
    # Without a sign-in service in the settings these are not there.
    Row("organisation:oidc_start", everyone(404), method="POST", public=True),
    Row("organisation:oidc_callback", everyone(404), public=True),
    Row("organisation:invitation", everyone(404), on="secret", public=True),
    Row("organisation:form_resume", everyone(302)),
    Row("organisation:sessions_end", everyone(302), method="POST"),
    # Of another person, it is not there; one's own is in tests/organisation/sign_in.
    Row("organisation:session_end", everyone(404), on="another's session", method="POST"),
    # Calendar: one's own only
    Row("overview:calendar_own", everyone(200)),
    Row("overview:feed_make", everyone(200), method="POST"),
    Row("overview:feed_end", everyone(302), method="POST"),
    Row("overview:calendar_event", everyone(404), on="secret"),
    Row("overview:calendar_feed", everyone(404), on="secret", public=True),
    # Standing in: the leader, those who lead above, who decides, administrators
    Row("organisation:stand_ins", everyone(200)),
    *(
        row
        for route, on in (("stand_in", "position of drel"), ("stand_in_edit", "stand-in of drel"))
        for row in (
            Row(f"organisation:{route}", only(*STAND_IN, "tol", "drel"), on=on),
            Row(f"organisation:{route}", only(*STAND_IN, "tol", "drel", status=422), on=on,
                method="POST"),
        )
    ),
    Row("organisation:stand_in", only(*STAND_IN, "other_drel"), on="position of other_drel"),
    Row("organisation:stand_in", only(*STAND_IN, "other_drel", status=422),
        on="position of other_drel", method="POST"),
    Row("organisation:stand_in_withdraw", only(*STAND_IN, "tol", "drel", status=422),
        on="stand-in of drel", method="POST"),
    # Notices: one's own only
    Row("organisation:notices", everyone(200)),
    Row("organisation:notices_export", everyone(200)),
    Row("organisation:notices_read", everyone(302), method="POST"),
    Row("organisation:notice_open", everyone(404, tol=302), on="notice of tol"),
    Row("organisation:mail_choose", everyone(422), method="POST"),
    Row("organisation:mail_preview", everyone(200)),
    # The plan, what is mine, the status
    Row("measures:plan_current", everyone(200)),
    Row("measures:plan_detail", everyone(200), on="A"),
    Row("measures:plan_detail", only(*SEE_DRAFTS, others=404), on="D"),
    Row("measures:plan_export", everyone(200), on="A"),
    Row("measures:plan_export", only(*SEE_DRAFTS, others=404), on="D"),
    Row("measures:mine_export", everyone(200)),
    Row("measures:measure_mine", everyone(200)),
    Row("measures:status_change", only(*FOLLOW_UP), on="T2"),
    Row("measures:status_change", only(*FOLLOW_UP, status=422), on="T2", method="POST"),
    Row("measures:status_change", only(*FOLLOW_UP, "tol"), on="T3"),
    Row("measures:status_change", only(*FOLLOW_UP, "tol", "drel", others=404, **READ_T5), on="T5"),
    Row(
        "measures:status_change",
        only(*FOLLOW_UP, "tol", "drel", status=422, others=404, **READ_T5), on="T5", method="POST",
    ),
    Row("measures:status_change", only(*FOLLOW_UP, "other_drel", others=404, administrator=403),
        on="T6"),
    Row(
        "measures:status_change",
        only(*FOLLOW_UP, "other_drel", status=422, others=404, administrator=403),
        on="T6", method="POST",
    ),
    # A measure
    Row("measures:measure_detail", everyone(200), on="T2"),
    Row("measures:measure_detail", only(*SEE_T5, others=404), on="T5"),
    Row("measures:measure_detail", only(*SEE_T6, others=404), on="T6"),
    Row("measures:measure_history", everyone(200), on="T2"),
    Row("measures:history_export", everyone(200), on="T2"),
    Row("measures:measure_history", only(*SEE_T5, others=404), on="T5"),
    Row("measures:history_export", only(*SEE_T5, others=404), on="T5"),
    Row("measures:measure_history", only(*SEE_T6, others=404), on="T6"),
    Row("measures:history_export", only(*SEE_T6, others=404), on="T6"),
    *(
        row
        for route in ("measures:measure_edit", "measures:deadline_set")
        for row in (
            Row(route, only(*FOLLOW_UP), on="T2"),
            Row(route, only(*FOLLOW_UP, status=422), on="T2", method="POST"),
            Row(route, only(*FOLLOW_UP, "tol"), on="T3"),
            Row(route, only(*FOLLOW_UP, "tol", "drel", others=404, **READ_T5), on="T5"),
            Row(
                route, only(*FOLLOW_UP, "tol", "drel", status=422, others=404, **READ_T5),
                on="T5", method="POST",
            ),
            Row(
                route,
                only(*FOLLOW_UP, "other_drel", status=422, others=404, administrator=403),
                on="T6", method="POST",
            ),
        )
    ),
    Row("measures:measure_assign", only(*DECIDE), on="T2"),
    Row("measures:measure_assign", only(*DECIDE, status=422), on="T2", method="POST"),
    Row(
        "measures:measure_assign",
        only(*DECIDE, "tol", "drel", other_drel=404), on="T5",
    ),
    Row(
        "measures:measure_assign",
        only(*DECIDE, "other_drel", status=422, tol=404, drel=404), on="T6", method="POST",
    ),
    Row("measures:measure_suggest", only(*DECIDE, *PREPARE, "tol", "drel", "other_drel"), on="T2"),
    Row(
        "measures:measure_suggest",
        only(*DECIDE, *PREPARE, "tol", "drel", "other_drel", status=422), on="T2", method="POST",
    ),
    Row(
        "measures:measure_suggest",
        only(*DECIDE, "development", "tol", "drel", secretary=404, other_drel=404), on="T5",
    ),
    Row(
        "measures:measure_suggest",
        only(*DECIDE, "development", "other_drel", status=422, secretary=404, tol=404, drel=404),
        on="T6", method="POST",
    ),
    Row("measures:suggestion_use", only(*DECIDE, status=422), on="T2", method="POST"),
    Row(
        "measures:suggestion_use",
        only(*DECIDE, "tol", "drel", status=422, other_drel=404), on="T5", method="POST",
    ),
    Row(
        "measures:suggestion_use",
        only(*DECIDE, "other_drel", status=422, tol=404, drel=404), on="T6", method="POST",
    ),
    Row("measures:measure_create", only(*DECIDE, *LEAD)),
    Row("measures:measure_create", only(*DECIDE, *LEAD, status=422), method="POST"),
    Row("measures:allocation_current", only(*DECIDE, *PREPARE, status=302)),
    Row("measures:allocation_plan", only(*DECIDE, *PREPARE), on="A"),
    Row("measures:allocation_export", only(*DECIDE, *PREPARE), on="A"),
    Row("measures:allocation_plan", only(*DECIDE, *PREPARE), on="D"),
    Row("measures:allocation_export", only(*DECIDE, *PREPARE), on="D"),
    Row("measures:allocation_summary", everyone(200), on="A"),
    Row("measures:summary_export", everyone(200), on="A"),
    Row("measures:allocation_summary", only(*SEE_DRAFTS, others=404), on="D"),
    Row("measures:summary_export", only(*SEE_DRAFTS, others=404), on="D"),
    Row("measures:measure_allocate", only(*DECIDE, *PREPARE, status=422), on="T1", method="POST"),
    Row("measures:measure_allocate", only(*DECIDE, *PREPARE, status=404), on="T6", method="POST"),
]

# Others bring their own; they use what stands above this line.
from tests.boards import boards_matrix as boards  # noqa: E402
from tests.boards import meeting_matrix as meetings  # noqa: E402
from tests.boards import meetings_matrix as board_meetings  # noqa: E402
from tests.boards import rlg_matrix as rlg_boards  # noqa: E402
from tests.boards import wheel_matrix as wheels  # noqa: E402
from tests.documents import matrix as documents  # noqa: E402
from tests.leaders import matrix as leaders  # noqa: E402
from tests.measures import matrix as measures  # noqa: E402
from tests.measures import rules_matrix as rules  # noqa: E402
from tests.organisation import matrix as organisation  # noqa: E402
from tests.overview import matrix as overview  # noqa: E402
from tests.reviews import fishbone_matrix as fishbones  # noqa: E402
from tests.reviews import follow_up_matrix as follow_ups  # noqa: E402
from tests.reviews import review_matrix as reviews  # noqa: E402
from tests.reviews import visit_matrix as visits  # noqa: E402

for part in (
    documents, measures, organisation, rules, overview, follow_ups, visits, reviews, wheels,
    meetings, fishbones, leaders, boards, rlg_boards, board_meetings,
):
    # A name that stands for two things would make one of them without anybody seeing it.
    twice = [name for name in part.MAKERS if name in MAKERS]
    if twice:
        raise ValueError(f"{part.__name__} names again what another part makes: {twice}")
    MAKERS |= part.MAKERS
    ROWS += part.ROWS
