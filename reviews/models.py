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
from reviews.point_models import ReviewPoint, ReviewPointQuerySet
from reviews.preparation_models import PreparedAnswer, ReviewPreparation
from reviews.review_models import HalfYearReview, HalfYearReviewQuerySet
from reviews.review_parts import (
    ReviewAnswer,
    ReviewFigure,
    ReviewFollowUp,
    ReviewNote,
    ReviewParticipant,
)
from reviews.stakeholders.models import (
    Stakeholder,
    StakeholderAnalysis,
    StakeholderAnalysisQuerySet,
    StakeholderCheck,
)
from reviews.template_models import ReviewQuestion, ReviewTemplate
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
    "PreparedAnswer",
    "ReviewAnswer",
    "ReviewFigure",
    "ReviewFollowUp",
    "ReviewNote",
    "ReviewParticipant",
    "ReviewPoint",
    "ReviewPointQuerySet",
    "ReviewPreparation",
    "ReviewQuestion",
    "ReviewTemplate",
    "Stakeholder",
    "StakeholderAnalysis",
    "StakeholderAnalysisQuerySet",
    "StakeholderCheck",
    "VisitMove",
    "VisitPhoto",
    "VisitPhotoQuerySet",
    "VisitQuestion",
]
