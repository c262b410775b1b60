"""The links this app brings to the menu."""

from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add

ANALYSES = (
    *(f"fishbone_{name}" for name in (
        "create", "detail", "sheet", "edit", "hold", "move", "participants", "bones", "meeting",
    )),
    *("bone_edit", "cause_add", "cause_edit", "cause_remove", "cause_outcome", "cause_mark"),
    "cause_move",
    *("stakeholders_create", "stakeholders_detail", "stakeholders_edit", "stakeholder_add"),
    *("stakeholder_edit", "stakeholder_place", "stakeholder_check"),
)


def register() -> None:
    """Fill the main menu; called once when the app is ready."""
    add(
        Item(
            "units", _("Analyses"), "reviews:fishbone_list", 50, "reviews.read_fishbones",
            routes=tuple(f"reviews:{name}" for name in ANALYSES),
        )
    )
    add(
        Item(
            "units", _("Follow-up"), "reviews:follow_up_list", 40, "reviews.read_follow_ups",
            routes=tuple(
                f"reviews:follow_up_{name}" for name in (
                    "create", "detail", "edit", "done", "close", "drop", "reopen", "measure",
                )
            ),
        )
    )
    add(
        Item(
            "units", _("Reviews of units"), "reviews:review_list", 30, "reviews.read_reviews",
            routes=(
                *(f"reviews:review_{name}" for name in (
                    "plan", "detail", "print", "move", "cancel", "prepare", "confirm",
                )),
                "reviews:point_list", "reviews:template_list", "reviews:template_detail",
                "reviews:question_add", "reviews:question_edit", "reviews:half_year_planning",
            ),
        )
    )
