"""The links this app brings to the menu."""

from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add

_ROUTES = (
    "rollout_create", "rollout_detail", "rollout_edit", "training_record", "meeting_record",
    "expectations_write", "rollout_start", "rollout_complete", "rollout_cancel",
    "template_steps", "template_step_create", "template_step_edit",
    "contract_list", "contract_create", "contract_detail", "contract_edit", "contract_extend",
    "contract_end", "entry_create", "entry_edit", "standstill", "feedback_give", "feedback_sum",
)


def register() -> None:
    """Fill the menu; called once when the app is ready."""
    add(
        Item(
            "units", _("Rollout and coaching"), "leaders:rollout_list", 60, "leaders.read_contract",
            routes=tuple(f"leaders:{name}" for name in _ROUTES),
        )
    )
