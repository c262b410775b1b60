"""Rows of the access matrix for Gemba visits."""

from uuid import uuid4

from reviews.actions.visits import visit_cancel
from tests.matrix_rows import DECIDE, Row, only
from tests.reviews.visits import held, pictured, planned, seen

# Who reads visits at all; those of Solsiden; those of Åsen skole. Coaches read all of it.
READ = (*DECIDE, "development", "tol", "drel", "other_drel", "coach", "administrator")
SEE = (*DECIDE, "development", "tol", "drel", "coach", "administrator")
SEE_SCHOOL = (*DECIDE, "development", "other_drel", "coach", "administrator")
# Who leads above some unit, and so visits; of those, the area manager of health not the school.
VISIT = ("chief", "tol")


def _observation(cast, _plan):
    visit = planned(cast)
    return visit.pk, seen(cast, visit).key


def _photo_of_cancelled(cast, _plan):
    visit = planned(cast)
    photo = pictured(seen(cast, visit))
    visit_cancel(by=cast.tol, visit=visit, version=visit.version, reason="Sykdom")
    return photo.pk


def _photo_of_held(cast, _plan):
    visit = held(cast)
    return pictured(visit.observations.first()).pk


def _question(cast, _plan):
    visit = planned(cast, questions=["Er målene synlige?"])
    return visit.pk, visit.questions.get().pk


def _place_for_photo(cast, plan):
    return *_observation(cast, plan), uuid4()


MAKERS = {
    "visit to home": lambda cast, _plan: planned(cast).pk,
    "visit to school": lambda cast, _plan: planned(cast, unit="school", by="other_tol").pk,
    "held visit to home": lambda cast, _plan: held(cast, agreed=True).pk,
    "year 2018": lambda _cast, _plan: 2018,
    "observation": _observation,
    "praise": lambda cast, _plan: planned(cast).pk,
    "question": _question,
    "observation that stands": lambda cast, _plan: held(cast).observations.first().pk,
    "place for a photo": _place_for_photo,
    "photo": _photo_of_held,
    "draft photo": lambda cast, _plan: pictured(seen(cast, planned(cast))).pk,
    "photo of a cancelled visit": _photo_of_cancelled,
}


def _led(route, *, post=422):
    """A page of those who visit the unit, on a visit to Solsiden and on one to Åsen skole."""
    name = f"reviews:{route}"
    yield Row(name, only(*VISIT), on="visit to home")
    yield Row(name, only("chief", tol=404), on="visit to school")
    if post:
        yield Row(name, only(*VISIT, status=post), on="visit to home", method="POST")
        yield Row(name, only("chief", status=post, tol=404), on="visit to school", method="POST")


HOST = {"other_drel": 404}
ROWS = [
    Row("reviews:visit_list", only(*READ)),
    Row("reviews:visit_year", only(*READ), on="year 2018"),
    Row("reviews:visits_export", only(*READ), on="year 2018"),
    Row("reviews:visit_detail", only(*SEE, others=404), on="visit to home"),
    Row("reviews:visit_detail", only(*SEE_SCHOOL, others=404), on="visit to school"),
    Row("reviews:visit_detail", only(*SEE, others=404), on="held visit to home"),
    Row("reviews:visit_plan", only(*VISIT)),
    Row("reviews:visit_plan", only(*VISIT, status=422), method="POST"),
    *(row for route in ("visit_edit", "visit_postpone", "visit_cancel", "visit_finish")
      for row in _led(route)),
    *_led("visit_record", post=0),
    Row("reviews:visit_announce", only(*VISIT, status=422), on="visit to home", method="POST"),
    Row("reviews:visit_announce", only("chief", status=422, tol=404), on="visit to school",
        method="POST"),
    # The unit's own leader writes beforehand, nobody else.
    Row("reviews:host_note", only("drel", **HOST), on="visit to home"),
    Row("reviews:host_note", only("drel", status=422, **HOST), on="visit to home", method="POST"),
    Row("reviews:observation_put", only(*VISIT, status=422), on="observation", method="POST"),
    Row("reviews:observation_delete", only(*VISIT, status=302), on="observation", method="POST"),
    Row("reviews:praise_put", only(*VISIT, status=422), on="praise", method="POST"),
    Row("reviews:question_tick", only(*VISIT, status=302), on="question", method="POST"),
    Row("reviews:photo_add", only(*VISIT, status=422), on="place for a photo", method="POST"),
    Row("reviews:photo", only(*SEE, others=404), on="photo"),
    Row("reviews:photo", only(*VISIT, others=404), on="draft photo"),
    Row("reviews:photo_remove", only(*VISIT, status=422), on="photo of a cancelled visit",
        method="POST"),
    # Before it is handed in there is nothing to sum up.
    Row("reviews:visit_debrief", only(*VISIT, status=302), on="visit to home"),
    Row("reviews:visit_debrief", only(*VISIT), on="held visit to home"),
    Row("reviews:visit_debrief", only(*VISIT, status=422), on="held visit to home", method="POST"),
    Row("reviews:observation_edit", only(*VISIT), on="observation that stands"),
    Row("reviews:observation_edit", only(*VISIT, status=422), on="observation that stands",
        method="POST"),
]
