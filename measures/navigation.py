"""The links this app brings to the menu."""

from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add

# Pages of a plan's life, its versions and proposals: the menu shows where one is.
PLAN_LIFE = tuple(
    f"measures:{name}" for name in (
        "plan_about", "plan_edit", "row_edit", "basis_edit", "plan_check", "plan_adopt",
        "plan_evaluate", "plan_succeed", "plan_changes", "plan_lines", "plan_correct",
        "measure_split", "amendment_list", "amendments_adopt", "amendment_propose",
        "amendment_propose_challenge", "amendment_propose_addition", "amendment_detail",
        "amendment_edit", "amendment_withdraw", "amendment_decide",
        # What rules ask for, and the figures measures are followed by.
        "rule_list", "rule_bind", "rule_start_set", "obligation_list", "obligation_detail",
        "obligation_meet", "obligation_waive", "obligation_reopen", "measure_review",
        "metric_create", "metric_edit", "reading_create", "reading_edit",
    )
)


def register() -> None:
    """Fill the main menu; called once when the app is ready."""
    add(
        Item(
            "main", _("Action plan"), "measures:plan_current", 20, "challenges.read_plan",
            routes=("measures:plan_detail", "measures:measure_detail", "measures:allocation_plan",
                    "measures:measure_allocate",
                    "measures:allocation_summary", "measures:measure_history",
                    "measures:measure_create", "measures:measure_edit", "measures:measure_assign",
                    "measures:measure_suggest", "measures:deadline_set", *PLAN_LIFE),
        )
    )
    add(
        Item(
            "user", _("Handovers"), "measures:handovers", 30, "measures.read_handovers",
            routes=("measures:handover",),
        )
    )
    add(
        Item(
            "plan-live", _("New measure"), "measures:measure_create", 5, "measures.create_measure",
            icon="Plus",
        )
    )
    add(
        Item(
            "plan-live", _("Allocation"), "measures:allocation_current", 10,
            "measures.allocate_plan",
        )
    )
    add(Item("plan-live", _("Rules"), "measures:rule_list", 20, "measures.bind_rule"))
