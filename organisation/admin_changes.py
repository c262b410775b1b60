"""What is changed in the administration is told to apps above as what actions change is."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from organisation.changes import tell
from organisation.models import Appointment, LeanPeriod, OrgUnit, Person, UnitParent


def units_of(row: Any) -> set[int]:
    """The units that a row is about: for people, all those they have been appointed in."""
    if isinstance(row, OrgUnit):
        return {row.pk}
    if isinstance(row, UnitParent):
        return {row.child_id}
    if isinstance(row, LeanPeriod):
        return {row.unit_id}
    if isinstance(row, Appointment):
        return {row.position.unit_id, *_appointed_in(row.person_id)}
    return _appointed_in(row.pk) if isinstance(row, Person) else set()


def _appointed_in(person: int) -> set[int]:
    held = Appointment.objects.filter(person=person)
    return set(held.values_list("position__unit_id", flat=True))


class Tells:
    """Added to the administration of units, places, people and appointments."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """After the row and its parts are saved."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        units = units_of(form.instance)
        for formset in formsets:
            for row in getattr(formset, "deleted_objects", ()):
                units |= units_of(row)
        tell(unit_ids=units)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """The units are asked for while the row is there."""
        units = units_of(obj)
        super().delete_model(request, obj)  # type: ignore[misc]
        tell(unit_ids=units)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Several at once."""
        units = set().union(*(units_of(row) for row in queryset))
        super().delete_queryset(request, queryset)  # type: ignore[misc]
        tell(unit_ids=units)
