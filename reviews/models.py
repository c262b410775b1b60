"""What leaders see in the units and agree to follow up. Each subject has a file of its own."""

from reviews.fishbone.models import (
    Cause,
    CauseCategory,
    CauseVotes,
    FishboneAnalysis,
    FishboneAnalysisQuerySet,
    FishbonePulse,
    Outcome,
    Participant,
)
from reviews.follow_up_models import (
    FollowUp,
    FollowUpCarry,
    FollowUpQuerySet,
    FollowUpYear,
)
from reviews.observation_models import (
    HostNote,
    Observation,
    ObservationQuerySet,
    Praise,
    VisitMove,
    VisitPhoto,
    VisitPhotoQuerySet,
    VisitQuestion,
)
from reviews.review_models import HalfYearReview, HalfYearReviewQuerySet
from reviews.stakeholders.models import (
    Stakeholder,
    StakeholderAnalysis,
    StakeholderAnalysisQuerySet,
    StakeholderCheck,
)
from reviews.visit_models import GembaVisit, GembaVisitQuerySet

__all__ = [
    "Cause",
    "CauseCategory",
    "CauseVotes",
    "FishboneAnalysis",
    "FishboneAnalysisQuerySet",
    "FishbonePulse",
    "FollowUp",
    "FollowUpCarry",
    "FollowUpQuerySet",
    "FollowUpYear",
    "GembaVisit",
    "GembaVisitQuerySet",
    "HalfYearReview",
    "HalfYearReviewQuerySet",
    "HostNote",
    "Observation",
    "ObservationQuerySet",
    "Outcome",
    "Participant",
    "Praise",
    "Stakeholder",
    "StakeholderAnalysis",
    "StakeholderAnalysisQuerySet",
    "StakeholderCheck",
    "VisitMove",
    "VisitPhoto",
    "VisitPhotoQuerySet",
    "VisitQuestion",
]
