"""The links this app brings to the menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add
from organisation.reach import reach_of


def _new_notices(request: HttpRequest) -> int:
    """How many notices the person has not opened."""
    return reach_of(request.user).unread


def register() -> None:
    """Fill the user's menu; called once when the app is ready."""
    add(
        Item("bell", _("Notices"), "organisation:notices", 10, "organisation.own_notices",
             icon="Bell", routes=("organisation:mail_preview", "organisation:mail_choose"),
             count=_new_notices)
    )
    add(Item("user", _("Units and people"), "organisation:workbook_upload", 60,
             "organisation.import_workbook", routes=("organisation:workbook_review",)))
    add(Item("user", _("My profile"), "organisation:profile", 10, "organisation.own_profile"))
    add(
        Item("user", _("Stand-ins"), "organisation:stand_ins", 20, "organisation.own_profile",
             routes=("organisation:stand_in", "organisation:stand_in_edit",
                     "organisation:stand_in_withdraw"))
    )
