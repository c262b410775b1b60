"""What the views of rollouts and contracts share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leaders.models import CoachingContract, Rollout
from leanplan.clock import today
from leanplan.versioning import Conflict
from organisation.models import OrgUnit, Person
from organisation.people import people_near
from organisation.reach import reach_of
from organisation.roles import DECIDERS, LEADERS, Role, UnitKind

FORM = require_http_methods(["GET", "HEAD", "POST"])
# Leader groups are units like any other here (M16); a municipality as a whole is not.
_ROLLED_OUT = (
    UnitKind.SERVICE_AREA, UnitKind.OPERATING_UNIT, UnitKind.DEPARTMENT, UnitKind.STAFF,
    UnitKind.MANAGEMENT_GROUP,
)


def rollout_or_404(request: HttpRequest, pk: int) -> Rollout:
    """A rollout the user may see."""
    seen = Rollout.objects.visible_to(request.user).for_list()
    return get_object_or_404(seen, pk=pk)


def contract_or_404(request: HttpRequest, pk: int) -> CoachingContract:
    """A contract the user may see."""
    seen = CoachingContract.objects.visible_to(request.user)
    rows = seen.select_related("unit", "coach", "rollout", "appointment")
    return get_object_or_404(rows.prefetch_related("signatures__person"), pk=pk)


def posted(request: HttpRequest) -> Any:
    """What was posted, for a form; None for a page that is only shown."""
    return request.POST if request.method == "POST" else None


def units_for(user: Any) -> Any:
    """Units the user may plan for: those below the own areas; all for who owns the method."""
    units = OrgUnit.objects.existing(on=today()).filter(kind__in=_ROLLED_OUT)
    reach = reach_of(user)
    if not reach.has(Role.DEVELOPMENT_UNIT_LEADER, *DECIDERS):
        # One's own leader group is planned by the leader above.
        own = {held.unit_id for held in reach.shown if held.role in LEADERS}
        units = units.filter(pk__in=reach.led_unit_ids - own)
    return units.by_name()


def coaches() -> list[Any]:
    """People to offer as coach: those of the development unit; of the municipality without one."""
    unit = OrgUnit.objects.existing(on=today()).filter(is_development_unit=True).first()
    return people_near(unit, on=today())


def signer(user: Any, given: Person | None) -> Person:
    """Who signs: the person named, else the user."""
    person: Person = given or user.person
    return person


def list_crumbs() -> list[tuple[Any, str]]:
    """Where all these pages begin."""
    return [(_("Rollout and coaching"), reverse("leaders:rollout_list"))]


def number(request: HttpRequest) -> int:
    """The page asked for in the address; 1 where it is none."""
    text = request.GET.get("side", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def try_act(request: HttpRequest, act: Callable[[], Any], said: Any) -> bool:
    """Do what one button does; what is refused is said on the page. Out: whether it was done."""
    try:
        act()
    except Conflict:
        messages.error(request, _("Somebody else was first. Look through it once more."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
        return True
    return False


def version_of(request: HttpRequest) -> int:
    """The version that was posted with a button; 0, which no row has, where it lacks."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
