"""What is missing before a review can be finished: read here, judged by reviews/review_rules.py."""

from datetime import date

from organisation.holders import holders_of
from organisation.roles import Role
from reviews.choices import POINT_WAITS, Part
from reviews.last_time import before
from reviews.leading import coach_position, host_of
from reviews.models import FollowUp, HalfYearReview, ReviewPoint
from reviews.parts_read import answers_of, dealt_with_of, participants_of
from reviews.review_rules import AnswerFact, FollowUpFact, Gap, ReviewFacts, gaps


def gaps_of(review: HalfYearReview, *, today: date) -> list[Gap]:
    """What is missing, each in a sentence with the part of the page it belongs to."""
    return gaps(facts_of(review, today=today))


def facts_of(review: HalfYearReview, *, today: date) -> ReviewFacts:
    """What the rules need to know of a review that is under way."""
    last = before(review).answers
    answers = [
        AnswerFact(
            row.mark, row.comment,
            last[row.question.key].mark if row.question.key in last else "",
        )
        for row in answers_of(review)
    ]
    return ReviewFacts(
        answers=answers,
        follow_ups=_follow_ups(review),
        points_waiting=points_waiting(review, today=today),
        development_present=any(
            row.present and row.part == Part.DEVELOPMENT for row in participants_of(review)
        ),
        alone_reason=review.alone_reason,
        unit_status=review.unit_status,
        status_note=review.status_note,
        minutes_held=review.minutes_held,
    )


def _follow_ups(review: HalfYearReview) -> list[FollowUpFact]:
    rows = dealt_with_of(review)
    known = [
        FollowUpFact(
            row.follow_up.number, row.is_new, row.follow_up.is_over, row.decision, row.note,
            row.follow_up.owner_id is not None, row.follow_up.due_date is not None,
        )
        for row in rows
    ]
    seen = {row.follow_up_id for row in rows}
    found_since = FollowUp.objects.open().filter(unit=review.unit_id).exclude(pk__in=seen)
    return known + [
        FollowUpFact(
            row.number, row.review_id == review.pk, False, "", "",
            row.owner_id is not None, row.due_date is not None,
        )
        for row in found_since
    ]


def points_waiting(review: HalfYearReview, *, today: date) -> int:
    """How many points to this review wait for an answer that somebody can give.

    One about a leader who has left waits for the nightly job only.
    """
    host = host_of(review.unit, on=today)
    # The chief executive leads where there is no area manager, and sees no point.
    leader = review.led_by
    area_manager = leader if leader.role == Role.SERVICE_AREA_MANAGER else None
    positions = [host, area_manager, coach_position(review.unit)]
    holders = holders_of([each.pk for each in positions if each], on=today)
    leaders = {one.person_id for one in holders.get(host.pk, [])} if host else set()
    waiting = ReviewPoint.objects.filter(
        unit=review.unit_id, state__in=POINT_WAITS, about__in=leaders
    ).exclude(review=review)
    answerers = any(holders.get(each.pk) for each in positions[1:] if each)
    return waiting.count() if answerers else 0
