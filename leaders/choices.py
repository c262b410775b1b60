"""The fixed vocabularies of rollouts and coaching."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Party(models.TextChoices):
    """Who signs an expectation agreement or a contract."""

    MANAGER = "manager", _("Area manager")
    LEADER = "leader", _("Unit manager")
    COACH = "coach", _("Coach")


class StepKind(models.TextChoices):
    """What a step of the rollout is. The municipality adds its own beside the five."""

    TRAINING = "training", _("The leader is trained")
    MEETING = "meeting", _("Information meeting")
    AGREEMENT = "agreement", _("Expectation agreement")
    START = "start", _("Start")
    COMPLETED = "completed", _("Rolled out")
    OWN = "own", _("Step of our own")


class Doer(models.TextChoices):
    """Who carries a step out."""

    MANAGER = "manager", _("Area manager")
    LEADER = "leader", _("Unit manager")
    COACH = "coach", _("Coach")
    DEVELOPMENT = "development", _("Development unit")


class ManagerPart(models.TextChoices):
    """What the area manager did at the information meeting."""

    LED = "led", _("Led the meeting")
    TOOK_PART = "took_part", _("Led parts of it")
    ABSENT = "absent", _("Did not take part")


class ContractState(models.TextChoices):
    """How far a coaching contract has come. Whether it runs today follows from its days."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    ENDED = "ended", _("Ended")


class Side(models.TextChoices):
    """Who answers after a period of coaching."""

    UNIT = "unit", _("The unit about the coaching")
    COACH = "coach", _("The coach about the unit's part")


# The manager who takes part in the information meeting commits the unit (M7).
TAKES_PART = (ManagerPart.LED, ManagerPart.TOOK_PART)
# Who must have signed before the expectations are agreed (C5), and before a contract is (M18).
EXPECTATION_PARTIES = (Party.MANAGER, Party.LEADER, Party.COACH)
CONTRACT_PARTIES = (Party.LEADER, Party.COACH)
