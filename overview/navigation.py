"""The links this app brings to the menu."""

from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add


def register() -> None:
    """Fill the main menu and the user's; called once when the app is ready."""
    add(
        Item(
            "main", _("My page"), "overview:my_page", 10, "overview.read_my_page",
            routes=("measures:measure_mine",),
        )
    )
    add(Item("user", _("Calendar"), "overview:calendar_own", 20, "overview.own_calendar"))
