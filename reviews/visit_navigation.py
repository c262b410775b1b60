"""The link to Gemba visits in the menu."""

from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add

_PAGES = tuple(
    f"reviews:{name}" for name in (
        "visit_year", "visit_detail", "visit_plan", "visit_edit", "visit_postpone", "visit_cancel",
        "visit_record", "visit_finish", "visit_debrief", "host_note", "observation_edit",
    )
)


def register() -> None:
    """Fill the main menu; called once when the app is ready."""
    add(Item("units", _("Gemba"), "reviews:visit_list", 20, "reviews.read_visits", routes=_PAGES))
