"""What Varsler says when somebody is to stand in for a leader."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisation.language import in_language_of_municipality
from organisation.models import Appointment
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add

STANDS_IN = NoticeKind(
    "organisation_stands_in", "leaders", "PersonGroup",
    _("You stand in as %(position)s"), _("From %(starts_on)s up to and including %(ends_on)s"),
)
STOOD_IN_FOR = NoticeKind(
    "organisation_stood_in_for", "leaders", "PersonGroup",
    _("%(name)s stands in as %(position)s"),
    _("From %(starts_on)s up to and including %(ends_on)s"),
)


def register() -> None:
    """Make the kinds known; called once when the app is ready."""
    add(STANDS_IN)
    add(STOOD_IN_FOR)


def stand_in_told(row: Appointment, *, to_the_one: bool) -> dict[str, Any]:
    """The notice about standing in, as `notice_add` takes it.

    to_the_one: to the one who stands in; else to the one whose position it is.
    """
    with in_language_of_municipality():
        label = row.position.label
    return {
        "key": f"stand_in:{row.pk}",
        "kind": (STANDS_IN if to_the_one else STOOD_IN_FOR).key,
        "url": reverse("organisation:stand_ins"),
        "parameters": {
            "name": row.person.name, "position": label,
            "starts_on": row.starts_on.isoformat(),
            "ends_on": row.ends_on.isoformat() if row.ends_on else "",
        },
    }
