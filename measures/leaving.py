"""What a leader who leaves answered for: the measures that stay with the positions."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.forms.allocation import in_one_line
from measures.handover.presenter import open_measures
from measures.models import Measure
from measures.rules import Deadline
from organisation.leaving import LISTED, Owned, Panel
from organisation.models import Person, Position


def measures_left(positions: Sequence[Position], person: Person) -> Panel | None:
    """The open measures of the positions, those with a date first; None where there are none."""
    rows = Measure.objects.open().filter(owner__in=[position.pk for position in positions])
    total = rows.count()
    if not total:
        return None
    owners = {position.pk: position for position in positions}
    listed = rows.order_by("due_date", "plan", "order", "pk")[:LISTED]
    return Panel(
        _("Measures"), total,
        [
            Owned(
                f"{row.code} {row.text}", owners[row.owner_id or 0],
                in_one_line(Deadline.of(row)), row.get_absolute_url(),
            )
            for row in listed
        ],
    )


def named_left(positions: Sequence[Position], person: Person) -> Panel:
    """The open measures that the person is named to carry out, and the page of the handover."""
    rows = open_measures().filter(executor=person)
    listed = rows.select_related("owner__unit").order_by("due_date", "plan", "order", "pk")[:LISTED]
    return Panel(
        _("Carried out by the person, by name"), rows.count(),
        [
            Owned(
                f"{row.code} {row.text}", row.owner, in_one_line(Deadline.of(row)),
                row.get_absolute_url(),
            )
            for row in listed
        ],
        link=(_("The handover: what goes to whom"), reverse("measures:handover", args=[person.pk])),
    )
