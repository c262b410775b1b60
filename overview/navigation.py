"""The links this app brings to the menu."""

from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add


def register() -> None:
    """Fill the user's menu; called once when the app is ready."""
    add(Item("user", _("Calendar"), "overview:calendar_own", 20, "overview.own_calendar"))
