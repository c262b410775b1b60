"""The fixed vocabularies of visits, reviews and follow-up areas."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class Light(models.TextChoices):
    """How something goes, as people judge it: of a question, and of the unit. Never computed."""

    GOOD = "good", pgettext_lazy("stoplight", "On track")
    WATCH = "watch", pgettext_lazy("stoplight", "Keep an eye on")
    ACT = "act", pgettext_lazy("stoplight", "Needs action")


class Mark(models.TextChoices):
    """An answer to a question of the review."""

    GOOD = "good", pgettext_lazy("stoplight", "On track")
    WATCH = "watch", pgettext_lazy("stoplight", "Keep an eye on")
    ACT = "act", pgettext_lazy("stoplight", "Needs action")
    NOT_RELEVANT = "none", _("Not relevant")


class Judgement(models.TextChoices):
    """What those at the review make of a figure."""

    FINE = "fine", pgettext_lazy("figure", "OK")
    FOLLOW_UP = "follow_up", pgettext_lazy("figure", "To be followed up")


class Decision(models.TextChoices):
    """What becomes of an open follow-up area at the review."""

    CLOSED = "closed", pgettext_lazy("follow-up area", "Closed")
    CARRIED = "carried", pgettext_lazy("follow-up area", "Carried on")


class NoteKind(models.TextChoices):
    """The texts of a review, each a row of its own."""

    PROGRESS = "progress", _("How it has gone, against what was expected")
    EXPECTATION = "expectation", _("What we expect until next time")
    HELP = "help", _("Help for the next half-year")


class Part(models.TextChoices):
    """In what capacity somebody takes part in a review."""

    LEADER = "leader", _("Leads the review")
    HOST = "host", _("Answers for the unit")
    DEVELOPMENT = "development", _("From the development unit")
    OTHER = "other", _("Takes part")


class PointState(models.TextChoices):
    """What became of a point to the next review."""

    OPEN = "open", pgettext_lazy("point", "Open")
    CARRIED = "carried", pgettext_lazy("point", "Carried on")
    DISCUSSED = "discussed", pgettext_lazy("point", "Discussed")
    DROPPED = "dropped", pgettext_lazy("point", "Dropped")


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
# A point is still to be answered at the next review.
POINT_WAITS = (PointState.OPEN, PointState.CARRIED)
