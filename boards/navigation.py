"""The links this app brings to the menu."""

from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add


def register() -> None:
    """Fill the main menu; called once when the app is ready."""
    add(
        Item(
            "units", _("Boards"), "boards:board_list", 15, "boards.read_boards",
            routes=tuple(
                f"boards:{name}" for name in (
                    "board_create", "board_edit", "board_close", "suggestion_list",
                    "suggestion_create", "suggestion_detail", "suggestion_edit",
                    "suggestion_score", "suggestion_move", "round_edit", "lift_create",
                    "lift_detail", "lift_answer", "lift_further", "lift_withdraw",
                    "figure_create", "figure_detail", "figure_edit", "figure_close",
                    "figure_read", "board_reading_edit",
                )
            ),
        )
    )
    add(
        Item(
            "main", _("Meetings"), "boards:meeting_list", 55, "boards.group_meetings",
            routes=(
                "boards:meeting_series", "boards:meeting_series_edit", "boards:meeting_add",
                "boards:meeting_series_create", "boards:point_create", "boards:meeting_detail",
                "boards:meeting_shown", "boards:meeting_move", "boards:meeting_cancel",
                "boards:meeting_end", "boards:meeting_minutes", "boards:meeting_record",
                "boards:minutes_return", "boards:minutes_add", "boards:point_edit",
                "boards:point_move", "boards:point_drop", "boards:point_treat",
                "boards:decision_detail", "boards:decision_edit", "boards:decision_withdraw",
                "boards:decision_done", "boards:decision_measure", "boards:decision_deadline",
                "boards:decision_follow_up",
            ),
        )
    )
    add(
        Item(
            "main", _("Annual wheel"), "boards:wheel_current", 60, "boards.read_wheel",
            routes=(
                "boards:wheel_year", "boards:wheel_copy", "boards:wheel_entry_create",
                "boards:wheel_entry_edit", "boards:wheel_entry_delete",
            ),
        )
    )
