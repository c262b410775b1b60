"""The links this app brings to the plan page and to a municipality without a plan."""

from django.utils.translation import gettext_lazy as _

from leanplan.navigation import Item
from leanplan.navigation import register as add

ROUTE, PERMISSION = "documents:document_upload", "documents.import_plan"


def register() -> None:
    """Fill the places; called once when the app is ready."""
    add(Item("plan", _("Read in document"), ROUTE, 90, PERMISSION))
    add(Item("empty", _("Read in the plan"), ROUTE, 10, PERMISSION))
