"""Places in the organisation on a unit's page: a new one goes the way of every move of a unit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext

from leanplan.admin import SeenForm, SeenFormSet, TabularInline
from leanplan.forms import put_errors
from organisation.actions import unit_place
from organisation.models import UnitParent
from organisation.roles import UnitKind
from organisation.tree import lock_tree


@contextmanager
def locked_tree(request: HttpRequest) -> Iterator[None]:
    """One change of the tree at a time, from its check until it is saved."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        lock_tree()
        yield


class PlaceForm(SeenForm):
    """One place. A new one ends the open one before it, so it is tried as a move is made."""

    class Meta:
        model = UnitParent
        fields = ("parent", "starts_on", "ends_on")

    def _post_clean(self) -> None:
        if self.instance.pk or self.errors or not self.cleaned_data.get("parent"):
            super()._post_clean()
            return
        for name in ("parent", "starts_on", "ends_on"):
            setattr(self.instance, name, self.cleaned_data.get(name))
        unit = self.instance.child if self.instance.child_id else None
        try:
            if unit is None:
                self._refuse_for_new_unit()
            else:
                with transaction.atomic():
                    self.place(by=None, unit=unit)
                    transaction.set_rollback(True)
        except ValidationError as error:
            put_errors(self, error)

    def _refuse_for_new_unit(self) -> None:
        """A unit that is not there yet overlaps nothing and closes no circle."""
        if self.cleaned_data["parent"].kind == UnitKind.MANAGEMENT_GROUP:
            raise ValidationError({"parent": gettext("No unit can belong to a management group.")})
        self.instance.validate_constraints(exclude={"child"})

    def place(self, *, by: Any, unit: Any) -> UnitParent:
        """Put the unit there."""
        return unit_place(
            by=by, unit=unit, parent=self.cleaned_data["parent"],
            starts_on=self.cleaned_data["starts_on"], ends_on=self.cleaned_data.get("ends_on"),
        )


class PlaceFormSet(SeenFormSet):
    """All places of a unit. by: who saves them."""

    by: Any = None

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """A new place is made by the action, under the lock of the tree."""
        form.instance = form.place(by=self.by, unit=self.instance)
        return form.instance


class PlacesInline(TabularInline):
    """Where the unit belongs, from when to when."""

    model = UnitParent
    fk_name = "child"
    form = PlaceForm
    formset = PlaceFormSet
    autocomplete_fields = ("parent",)
    ordering = ("-starts_on",)
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[UnitParent]:
        """With what names a place."""
        return super().get_queryset(request).select_related("child", "parent")
