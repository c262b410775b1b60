"""The links this app brings to the menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add
from organisation.reach import reach_of
from overview.scope import own_unit_id


def register() -> None:
    """Fill the main menu and the user's; called once when the app is ready."""
    add(
        Item(
            "main", _("My page"), "overview:my_page", 10, "overview.read_my_page",
            routes=("measures:measure_mine",),
        )
    )
    add(
        Item(
            "main", _("Units"), "overview:unit_list", 40, "overview.read_units",
            routes=("overview:unit_detail", "overview:area_detail"), when=_sees_several,
            opens="units",
        )
    )
    add(
        Item(
            "main", _("My unit"), "overview:unit_own", 15, "overview.read_unit",
            routes=("overview:unit_detail",), when=_has_one, opens="units",
        )
    )
    add(Item("user", _("Calendar"), "overview:calendar_own", 20, "overview.own_calendar"))


def _has_one(request: HttpRequest) -> bool:
    return own_unit_id(reach_of(request.user)) is not None


def _sees_several(request: HttpRequest) -> bool:
    return not _has_one(request)
