"""The links this app brings to the menu."""

from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add


def register() -> None:
    """Fill the main menu; called once when the app is ready."""
    add(
        Item(
            "main", _("Annual wheel"), "boards:wheel_current", 60, "boards.read_wheel",
            routes=(
                "boards:wheel_year", "boards:wheel_copy", "boards:wheel_entry_create",
                "boards:wheel_entry_edit", "boards:wheel_entry_delete",
            ),
        )
    )
