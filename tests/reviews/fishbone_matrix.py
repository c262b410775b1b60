"""Rows of the access matrix for fishbone and stakeholder analyses."""

from organisation.actions import position_get
from organisation.roles import Role
from reviews.fishbone.actions.analyses import fishbone_hold
from reviews.fishbone.actions.people import participant_add
from reviews.stakeholders.actions import stakeholder_add, stakeholders_create
from tests.matrix_rows import DECIDE, Row, everyone, only
from tests.reviews.fishbone.making import add, make_analysis
from tests.world import TODAY


def _open(cast):
    """Of Solsiden, not held; its employees take part."""
    analysis = make_analysis(cast)
    employees = position_get(by=None, role=Role.EMPLOYEE, unit=cast.units.home)
    participant_add(by=None, analysis=analysis, position=employees)
    return analysis


def _held(cast):
    analysis = _open(cast)
    add(analysis, "Møtet faller bort")
    fishbone_hold(
        by=None, analysis=analysis, version=analysis.version, on=TODAY,
        present=list(analysis.participants.all()), no_measures="Alt er i gang.",
    )
    return analysis


def _school(cast):
    return make_analysis(cast, unit=cast.units.school, facilitator=None)


def _stakeholders(cast, *, unit="home"):
    made = stakeholders_create(by=None, unit=getattr(cast.units, unit), subject="Hjelpemidler")
    stakeholder_add(
        by=None, analysis=made, values={"name": "Brukerrådet", "influence": 1, "interest": 3}
    )
    return made


def _of_open(cast):
    return stakeholders_create(by=None, unit=cast.units.home, subject="x", fishbone=_open(cast))


MAKERS = {
    "open fishbone": lambda cast, _plan: _open(cast).pk,
    "held fishbone": lambda cast, _plan: _held(cast).pk,
    "fishbone of school": lambda cast, _plan: _school(cast).pk,
    "cause": lambda cast, _plan: add(_open(cast), "Møtet faller bort").pk,
    "cause of school": lambda cast, _plan: add(_school(cast), "Møtet faller bort").pk,
    "bone": lambda cast, _plan: _open(cast).bones.first().pk,
    # The one who leads: the others are asked in vain too, once somebody has been let in.
    "participant": lambda cast, _plan: _open(cast).participants.get(
        position=cast.positions.coach
    ).pk,
    "stakeholders": lambda cast, _plan: _stakeholders(cast).pk,
    "stakeholders of school": lambda cast, _plan: _stakeholders(cast, unit="school").pk,
    "stakeholders of open": lambda cast, _plan: _of_open(cast).pk,
    "stakeholder": lambda cast, _plan: _stakeholders(cast).groups.get().pk,
    "check": lambda cast, _plan: _stakeholders(cast).checks.first().pk,
}

# Close to Solsiden: its leaders, its coach, and the leader of the development unit. Its employees
# take part; the management group and all with review material read it once it is held.
MANAGE = ("development", "tol", "drel", "coach")
MAY_MAKE = (*MANAGE, "chief", "other_drel")


def near(status, *, others=404, **exceptions):
    """Those close to Solsiden; its employees see it and do not lead it; the rest is out of it."""
    return only(*MANAGE, status=status, others=others, **{"employee": 403, **exceptions})


def makes(status):
    """The same for what only those who make analyses do at all."""
    outside = dict.fromkeys(("member", "secretary", "employee", "reader", "administrator"), 403)
    return only(*MANAGE, status=status, others=404, **outside)


ROWS = [
    Row("reviews:fishbone_list", everyone(200)),
    Row("reviews:fishbones_export", everyone(200)),
    Row("reviews:fishbone_create", only(*MAY_MAKE)),
    Row("reviews:fishbone_create", only(*MAY_MAKE, status=422), method="POST"),
    Row("reviews:stakeholders_create", only(*MAY_MAKE)),
    Row("reviews:stakeholders_create", only(*MAY_MAKE, status=422), method="POST"),
    *(
        row
        for route in ("detail", "sheet", "meeting", "news")
        for row in (
            Row(f"reviews:fishbone_{route}", near(200, employee=200), on="open fishbone"),
            Row(
                f"reviews:fishbone_{route}",
                only(*DECIDE, *MANAGE, "employee", "administrator", others=404),
                on="held fishbone",
            ),
            Row(
                f"reviews:fishbone_{route}", only("development", "other_drel", others=404),
                on="fishbone of school",
            ),
        )
    ),
    *(
        row
        for route in ("edit", "hold", "move", "participants", "bones")
        for row in (
            Row(f"reviews:fishbone_{route}", near(200), on="open fishbone"),
            Row(f"reviews:fishbone_{route}", near(422), on="open fishbone", method="POST"),
            Row(
                f"reviews:fishbone_{route}", only("development", "other_drel", others=404),
                on="fishbone of school",
            ),
        )
    ),
    Row(
        "reviews:fishbone_move",
        near(422, chief=403, member=403, administrator=403), on="held fishbone", method="POST",
    ),
    Row("reviews:fishbone_start", near(302), on="open fishbone", method="POST"),
    Row("reviews:participant_remove", near(302), on="participant", method="POST"),
    Row("reviews:bone_edit", near(200), on="bone"),
    Row("reviews:bone_edit", near(422), on="bone", method="POST"),
    Row("reviews:bone_remove", near(302), on="bone", method="POST"),
    # Those who take part write causes.
    Row("reviews:cause_add", near(422, employee=422), on="open fishbone", method="POST"),
    Row(
        "reviews:cause_add", only("development", "other_drel", status=422, others=404),
        on="fishbone of school", method="POST",
    ),
    Row("reviews:cause_mark", near(422, employee=422), on="cause", method="POST"),
    Row("reviews:cause_move", near(422, employee=422), on="cause", method="POST"),
    Row(
        "reviews:cause_move", only("development", "other_drel", status=422, others=404),
        on="cause of school", method="POST",
    ),
    *(
        row
        for route in ("edit", "remove")
        for row in (
            Row(f"reviews:cause_{route}", near(200, employee=200), on="cause"),
            Row(f"reviews:cause_{route}", near(422, employee=422), on="cause", method="POST"),
            Row(
                f"reviews:cause_{route}", only("development", "other_drel", others=404),
                on="cause of school",
            ),
        )
    ),
    Row("reviews:cause_outcome", near(200), on="cause"),
    Row("reviews:cause_outcome", near(422), on="cause", method="POST"),
    # Stakeholders: by itself as reviews are read, with an analysis as that is read
    Row(
        "reviews:stakeholders_detail", only(*DECIDE, *MANAGE, "administrator", others=404),
        on="stakeholders",
    ),
    Row(
        "reviews:stakeholders_detail",
        only(*DECIDE, "development", "coach", "other_drel", "administrator", others=404),
        on="stakeholders of school",
    ),
    Row("reviews:stakeholders_detail", near(200, employee=200), on="stakeholders of open"),
    Row("reviews:stakeholders_begin", makes(302), on="open fishbone", method="POST"),
    *(
        row
        for route, on in (
            ("stakeholders_edit", "stakeholders"), ("stakeholder_add", "stakeholders"),
            ("stakeholder_edit", "stakeholder"), ("stakeholder_check", "check"),
        )
        for row in (
            Row(f"reviews:{route}", makes(200) | {"chief": 403}, on=on),
            Row(f"reviews:{route}", makes(422) | {"chief": 403}, on=on, method="POST"),
        )
    ),
    Row("reviews:stakeholder_place", makes(422) | {"chief": 403}, on="stakeholder", method="POST"),
    Row("reviews:stakeholder_remove", makes(302) | {"chief": 403}, on="stakeholder",
        method="POST"),
]
