"""The fixed vocabularies of visits, reviews and follow-up areas."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitState(models.TextChoices):
    """How far a Gemba visit has come. A postponed one is planned again, with its move kept."""

    PLANNED = "planned", _("Planned")
    ANNOUNCED = "announced", _("Announced")
    HELD = "held", _("Held")
    FOLLOWED_UP = "followed_up", _("Follow-up closed")
    CANCELLED = "cancelled", _("Cancelled")


class ObservationKind(models.TextChoices):
    """What sort of thing the visitor saw."""

    WORKS_WELL = "works_well", _("Works well")
    OBSTACLE = "obstacle", _("Obstacle")
    WASTE = "waste", _("Waste")
    QUESTION = "question", _("Question")
    SAFETY = "safety", _("Safety")


class ReviewState(models.TextChoices):
    """How far a half-yearly review has come. A locked one never changes."""

    PLANNED = "planned", _("Planned")
    PREPARED = "prepared", _("Prepared")
    HELD = "held", _("Held")
    LOCKED = "locked", _("Approved and locked")
    CANCELLED = "cancelled", _("Cancelled")


class FollowUpState(models.TextChoices):
    """How far a follow-up area has come; it is closed when somebody has seen the effect."""

    OPEN = "open", _("Open")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Carried out")
    CLOSED = "closed", _("Effect confirmed")
    DROPPED = "dropped", _("Dropped")


# Still to be held; held.
VISIT_COMES = (VisitState.PLANNED, VisitState.ANNOUNCED)
VISIT_HAS_BEEN = (VisitState.HELD, VisitState.FOLLOWED_UP)
REVIEW_HAS_BEEN = (ReviewState.HELD, ReviewState.LOCKED)
FOLLOW_UP_OVER = (FollowUpState.CLOSED, FollowUpState.DROPPED)
