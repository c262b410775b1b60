"""Rows of the access matrix for half-yearly reviews, their questions, and private points."""

from reviews.actions.points import point_raise
from reviews.actions.templates import template_start
from tests.matrix_rows import DECIDE, LEAD, Row, only
from tests.reviews.half_years import begun, follow_up, held, locked, planned, questions

# Who reads reviews of Solsiden, and of Åsen skole; coaches read all review material.
SEE = (*DECIDE, "development", "tol", "drel", "coach", "administrator")
SEE_SCHOOL = (*DECIDE, "development", "other_drel", "coach", "administrator")
EDIT_QUESTIONS = ("development", "administrator")

COMING, RUNNING, HELD, LOCKED = "coming review", "running review", "held review", "locked review"
SCHOOL, DRAFT, IN_USE = "review of school", "draft of questions", "questions in use"


def _school(cast):
    return planned(cast, unit=cast.units.school, by=cast.other_tol)


def _draft(cast):
    questions(cast)
    return template_start(by=cast.administrator)


def _row(cast, name):
    """The address of a row of a running review."""
    review = begun(cast)
    return review.pk, getattr(review, name).first().pk


def _dealt_with(cast):
    follow_up(cast)
    return _row(cast, "dealt_with")


MAKERS = {
    COMING: lambda cast, _plan: planned(cast).pk,
    RUNNING: lambda cast, _plan: begun(cast).pk,
    HELD: lambda cast, _plan: held(cast).pk,
    LOCKED: lambda cast, _plan: locked(cast).pk,
    SCHOOL: lambda cast, _plan: _school(cast).pk,
    DRAFT: lambda cast, _plan: _draft(cast).pk,
    IN_USE: lambda cast, _plan: questions(cast).pk,
    "question of the draft": lambda cast, _plan: _draft(cast).questions.first().pk,
    "point about drel": lambda cast, _plan: point_raise(
        by=cast.tol, unit=cast.units.home, text="Tavla"
    ).pk,
    "unit home": lambda cast, _plan: cast.units.home.pk,
    "unit school": lambda cast, _plan: cast.units.school.pk,
    "an answer": lambda cast, _plan: _row(cast, "answers"),
    "a figure": lambda cast, _plan: _row(cast, "figures"),
    "a text": lambda cast, _plan: _row(cast, "notes"),
    "a participant": lambda cast, _plan: _row(cast, "participants"),
    "a follow-up at the review": lambda cast, _plan: _dealt_with(cast),
}


def _written(route, on, status=422):
    """A row that the leader, the leader of the unit and the coach write in."""
    expected = only("tol", "drel", "coach", status=status, others=404)
    expected |= dict.fromkeys((*DECIDE, "development", "administrator"), 403)
    return Row(f"reviews:{route}", expected, on=on, method="POST")


# Whoever may plan some review asks for the page; another unit's review is not theirs.
PLAN = only("tol", "chief")
ROWS = [
    Row("reviews:review_list", only(*DECIDE, *LEAD, "coach", "administrator")),
    Row("reviews:reviews_export", only(*DECIDE, *LEAD, "coach", "administrator")),
    Row("reviews:review_plan", PLAN),
    Row("reviews:review_plan", only("tol", "chief", status=422), method="POST"),
    *(Row("reviews:review_detail", only(*SEE, others=404), on=on)
      for on in (COMING, RUNNING, HELD, LOCKED)),
    Row("reviews:review_detail", only(*SEE_SCHOOL, others=404), on=SCHOOL),
    Row("reviews:review_print", only(*SEE, others=404), on=LOCKED),
    Row("reviews:review_print", only(*SEE_SCHOOL, status=302, others=404), on=SCHOOL),
    *(Row(f"reviews:{route}", PLAN, on=COMING) for route in ("review_move", "review_cancel")),
    *(Row(f"reviews:{route}", only("tol", "chief", status=422), on=COMING, method="POST")
      for route in ("review_move", "review_cancel")),
    Row("reviews:review_move", only("chief", tol=404), on=SCHOOL),
    Row("reviews:review_prepare", only("drel", tol=403, other_drel=404, chief=403), on=COMING),
    Row(
        "reviews:review_prepare", only("drel", status=422, other_drel=404), on=COMING,
        method="POST",
    ),
    Row("reviews:review_begin", only("tol", status=422), on=COMING, method="POST"),
    Row("reviews:review_conclude", only("tol", status=422), on=RUNNING, method="POST"),
    Row("reviews:review_lock", only("tol", status=422), on=HELD, method="POST"),
    Row("reviews:review_lock", only("chief", status=403, tol=404), on=SCHOOL, method="POST"),
    Row("reviews:review_confirm", only("tol", "drel", "coach", others=404), on=LOCKED),
    Row(
        "reviews:review_confirm", only("tol", "drel", "coach", status=422, others=404), on=LOCKED,
        method="POST",
    ),
    _written("review_follow_up", RUNNING),
    _written("participant_add", RUNNING),
    _written("answer_set", "an answer"),
    _written("figure_judge", "a figure"),
    _written("follow_up_decide", "a follow-up at the review"),
    _written("note_write", "a text"),
    _written("presence_set", "a participant"),
    # The point is for three; for all others there is no such page.
    Row("reviews:point_list", only("tol", "drel", "coach", others=404), on="unit home"),
    Row(
        "reviews:point_list", only("tol", "coach", status=422, others=404, drel=403),
        on="unit home", method="POST",
    ),
    Row("reviews:point_list", only("other_drel", others=404), on="unit school"),
    Row(
        "reviews:point_answer", only("tol", "coach", status=302, others=404, drel=403),
        on="point about drel", method="POST",
    ),
    Row("reviews:template_list", only(*EDIT_QUESTIONS)),
    Row("reviews:template_detail", only(*EDIT_QUESTIONS), on=IN_USE),
    Row("reviews:template_start", only(*EDIT_QUESTIONS, status=302), method="POST"),
    *(Row(f"reviews:{route}", only(*EDIT_QUESTIONS, status=302), on=DRAFT, method="POST")
      for route in ("template_use", "template_discard")),
    Row("reviews:question_add", only(*EDIT_QUESTIONS), on=DRAFT),
    Row("reviews:question_add", only(*EDIT_QUESTIONS, status=422), on=DRAFT, method="POST"),
    Row("reviews:question_edit", only(*EDIT_QUESTIONS), on="question of the draft"),
    Row(
        "reviews:question_edit", only(*EDIT_QUESTIONS, status=422), on="question of the draft",
        method="POST",
    ),
    Row(
        "reviews:question_move", only(*EDIT_QUESTIONS, status=302), on="question of the draft",
        method="POST",
    ),
]
