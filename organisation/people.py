"""People, as they are written and offered where somebody is named to carry something out."""

from datetime import date

from django.db.models import CharField, Value
from django.db.models.functions import Concat

from leanplan.collation import lowered
from organisation.holders import Holder
from organisation.models import Appointment, OrgUnit, Person
from organisation.tree import unit_ids_below

LISTED = 60


def people_near(unit: OrgUnit | None, *, on: date, limit: int = LISTED) -> list[Holder]:
    """People to offer: those with a position in the unit or below it, by name.

    Without a unit, of the whole municipality; where there are many, the list is cut short, and
    any other name can still be written.
    """
    held = Appointment.objects.current(on=on)
    if unit is not None:
        held = held.filter(position__unit__in=unit_ids_below([unit.pk], on=on))
    people = Person.objects.filter(pk__in=held.values("person")).by_name()[:limit]
    return [Holder(person.pk, person.name, acting=False) for person in people]


def people_called(text: str, *, on: date) -> list[Person]:
    """Everybody with that given and family name, whatever the case.

    In: "Anne Bråten", or "Anne Bråten (DREL Solsiden)" where several have the name.
    """
    written, _, position = text.lower().partition("(")
    full = Concat(
        lowered("given_name"), Value(" "), lowered("family_name"), output_field=CharField()
    )
    people = Person.objects.annotate(full_name=full).filter(
        full_name=" ".join(written.split())
    )
    found: list[Person] = list(people.order_by("pk"))
    if len(found) < 2 or not position:
        return found
    held = Appointment.objects.current(on=on).filter(person__in=found)
    wanted = position.strip(" )")
    here = {
        row.person_id
        for row in held.select_related("position__unit")
        if row.position.label.lower() == wanted
    }
    return [person for person in found if person.pk in here]
