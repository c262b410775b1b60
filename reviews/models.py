"""What leaders see in the units and agree to follow up. Each subject has a file of its own."""

from reviews.follow_up_models import FollowUp, FollowUpQuerySet
from reviews.review_models import HalfYearReview, HalfYearReviewQuerySet
from reviews.visit_models import GembaVisit, GembaVisitQuerySet

__all__ = [
    "FollowUp", "FollowUpQuerySet", "GembaVisit", "GembaVisitQuerySet", "HalfYearReview",
    "HalfYearReviewQuerySet",
]
