"""Half-yearly reviews for tests, made through actions as people do."""

from datetime import date

from reviews.actions.follow_ups import follow_up_add
from reviews.actions.review_rows import answer_set, follow_up_decide, presence_set
from reviews.actions.reviews import (
    review_begin,
    review_hold,
    review_lock,
    review_plan,
)
from reviews.actions.templates import template_start, template_use
from reviews.models import HalfYearReview, ReviewTemplate
from tests.world import TODAY

HALF_YEAR = "2018-H2"
# What the leader of the review fills in at its end.
END = {
    "unit_status": "good", "status_note": "Godt driv.", "minutes_held": 110, "enough_time": True,
}


def questions(cast):
    """The default questions, in use."""
    standing = ReviewTemplate.objects.in_use().first()
    if standing is None:
        draft = template_start(by=cast.administrator)
        template_use(by=cast.administrator, template=draft, version=draft.version)
        standing = draft
    return standing


def planned(cast, *, unit=None, half_year=HALF_YEAR, day=TODAY, by=None):
    """A review of Solsiden today, planned by the area manager."""
    questions(cast)
    return review_plan(
        by=by or cast.tol, unit=unit or cast.units.home, half_year=half_year, day=day
    )


def begun(cast, **more):
    """The same, begun."""
    review = planned(cast, **more)
    return review_begin(by=more.get("by") or cast.tol, review=review, version=review.version)


def answer_all(cast, review, mark="good"):
    """Answer every question with the same mark."""
    for answer in review.answers.all():
        answer_set(by=cast.tol, answer=answer, version=answer.version, mark=mark, comment="Sett.")


def decide_all(cast, review, decision="carried", note=""):
    """Decide the same on every open follow-up area."""
    for row in review.dealt_with.filter(is_new=False):
        follow_up_decide(
            by=cast.tol, row=row, version=row.version, decision=decision, note=note
        )


def attend(cast, review):
    """Everybody asked is present."""
    for participant in review.participants.all():
        presence_set(
            by=cast.tol, participant=participant, version=participant.version, present=True
        )


def ready(cast, *, mark="good", **more):
    """A review in which everything is answered but its end."""
    review = begun(cast, **more)
    answer_all(cast, review, mark)
    decide_all(cast, review)
    attend(cast, review)
    return HalfYearReview.objects.get(pk=review.pk)


def held(cast, *, end=END, **more):
    """A review that is finished."""
    review = ready(cast, **more)
    return review_hold(by=cast.tol, review=review, version=review.version, values=end)


def locked(cast, **more):
    """A review that is approved and locked."""
    review = held(cast, **more)
    return review_lock(by=cast.tol, review=review, version=review.version)


def follow_up(cast, *, text="Ingen tavlemøter etter kl. 15", owner=None, on=date(2018, 9, 3)):
    """An open follow-up area of Solsiden, which its leader answers for."""
    return follow_up_add(
        by=cast.tol, unit=cast.units.home, text=text, on=on,
        owner=owner or cast.positions.drel, due_date=date(2018, 12, 1),
    )
