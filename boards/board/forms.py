"""Forms of a board."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.board.scope import TOP, keeps_some
from boards.board_models import Board
from boards.choices import Cadence, Section, Weekday, all_sections
from leanplan.clock import today
from leanplan.forms import VersionedForm
from organisation.models import OrgUnit
from organisation.reach import reach_of
from organisation.roles import DECIDERS, PREPARERS, UnitKind

FIELDS = (
    "name", "purpose", "sections", "cadence", "weekday", "starts_at", "minutes", "place",
    "wip_limit", "rules",
)


def owners_for(user: Any) -> QuerySet[OrgUnit]:
    """The units and bodies whose boards the user may make."""
    units, reach = OrgUnit.objects.existing(on=today()), reach_of(user)
    if not keeps_some(user):
        return units.none()
    led = units.exclude(kind__in=TOP).filter(pk__in=reach.led_unit_ids)
    if reach.has(*DECIDERS, *PREPARERS):
        led = led | units.filter(kind=UnitKind.MANAGEMENT_GROUP)
    return led.by_name()


class BoardForm(VersionedForm):
    """What the board is for, what it shows, when people meet at it."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Such as «Board, department 2»."),
        error_messages={"required": _("Give the board a name.")},
    )
    purpose = forms.CharField(
        label=_("Purpose line"), max_length=200, required=False,
        help_text=_("What the board is for, in one sentence. It stands on top."),
    )
    sections = forms.MultipleChoiceField(
        label=_("The board shows"), choices=Section.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the board shows.")},
    )
    cadence = forms.ChoiceField(label=_("Board meeting"), choices=Cadence.choices)
    weekday = forms.TypedChoiceField(
        label=_("Weekday"), choices=[("", _("Not set")), *Weekday.choices], coerce=int,
        empty_value=None, required=False,
    )
    starts_at = forms.TimeField(
        label=_("Begins at"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=240,
        help_text=_("Most take 10 to 20 minutes."),
    )
    place = forms.CharField(label=pgettext_lazy("board", "Place"), max_length=120, required=False)
    wip_limit = forms.IntegerField(
        label=_("At most so many under way"), min_value=1, max_value=50,
        help_text=_("When there are more, the board says so and asks."),
    )
    rules = forms.CharField(
        label=_("Rules of the board"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One rule a line."),
    )


class BoardCreateForm(BoardForm):
    """A new board, with whose it is."""

    owner = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=_("Whose board"), empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose whose board it is.")},
    )
    field_order = ("owner", *FIELDS)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=Board(sections=all_sections()), **kwargs)
        choices = owners_for(user)
        self.fields["owner"].queryset = choices  # type: ignore[attr-defined]
        if choices.count() == 1:
            self.fields["owner"].initial = choices.get()

    @classmethod
    def values_of(cls, row: Board) -> dict[str, Any]:
        """A new board as it is proposed; whose it is has to be chosen."""
        return {name: getattr(row, name) for name in FIELDS}


class BoardCloseForm(forms.Form):
    """The version of the board that is put away or taken out again."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
