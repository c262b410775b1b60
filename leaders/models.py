"""How units begin with Lean, are coached, and are handed over. Each subject has its own file."""

from leaders.contract_models import (
    CoachingContract,
    CoachingContractQuerySet,
    CoachingEntry,
    ContractSignature,
    ContractVersion,
)
from leaders.feedback_models import FeedbackAnswer, FeedbackAsked
from leaders.rollout_models import (
    ExpectationAgreement,
    ExpectationSignature,
    ProgressHandover,
    Rollout,
    RolloutQuerySet,
    RolloutStep,
)
from leaders.template_models import TemplateStep

__all__ = [
    "CoachingContract", "CoachingContractQuerySet", "CoachingEntry", "ContractSignature",
    "ContractVersion", "ExpectationAgreement", "ExpectationSignature", "FeedbackAnswer",
    "FeedbackAsked", "ProgressHandover", "Rollout", "RolloutQuerySet", "RolloutStep",
    "TemplateStep",
]
