"""What the views of rollouts and contracts share."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leaders.models import CoachingContract, ContractSignature, ExpectationSignature, Rollout
from leanplan.access import permit
from leanplan.clock import today
from leanplan.form_layout import SAVE
from leanplan.form_page import form_page
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
    seen = Rollout.objects.visible_to(request.user).select_related("unit", "coach", "agreement")
    signed = ExpectationSignature.objects.select_related("person")
    rows = seen.prefetch_related(Prefetch("agreement__signatures", signed), "handovers")
    return get_object_or_404(rows, pk=pk)


def contract_or_404(request: HttpRequest, pk: int) -> CoachingContract:
    """A contract the user may see."""
    seen = CoachingContract.objects.visible_to(request.user)
    rows = seen.select_related("unit", "coach", "rollout", "appointment", "continues")
    signed = Prefetch("signatures", ContractSignature.objects.select_related("person"))
    return get_object_or_404(rows.prefetch_related(signed, "versions"), pk=pk)


def rollout_form(
    request: HttpRequest, pk: int, permission: str, form_of: Callable[[Rollout], Any],
    **page: Any,
) -> HttpResponse:
    """A page with a form about one rollout, which leads back to it."""
    rollout = rollout_or_404(request, pk)
    permit(request.user, permission, rollout)
    return _row_form(
        request, rollout, form_of, template="leaders/rollout/step.html", above=list_crumbs(),
        context={"rollout": rollout}, **page,
    )


def contract_form(
    request: HttpRequest, pk: int, permission: str, form_of: Callable[[CoachingContract], Any],
    **page: Any,
) -> HttpResponse:
    """A page with a form about one contract, which leads back to it."""
    contract = contract_or_404(request, pk)
    permit(request.user, permission, contract)
    above = [*list_crumbs(), (_("Coaching contracts"), reverse("leaders:contract_list"))]
    return _row_form(
        request, contract, form_of, template="leaders/contract/form.html", above=above,
        context={"contract": contract}, **page,
    )


def _row_form(
    request: HttpRequest, row: Any, form_of: Callable[[Any], Any], *, template: str,
    above: list[tuple[Any, str]], context: dict[str, Any], title: Any,
    act: Callable[[Any, dict[str, Any]], Any], said: Any, submit: Any = SAVE, lead: Any = "",
    people: Collection[Any] = (),
) -> HttpResponse:
    """The page. people: who is offered where a name is written."""
    own = row.get_absolute_url()
    return form_page(
        request, template, form_of(row), act=lambda data: act(row, data), done=lambda made: own,
        cancel_url=own, said=said, submit=submit, eyebrow=row.unit.name,
        crumbs=[*above, (row.unit.short, own)],
        context={**context, "title": title, "lead": lead, "people": people},
    )


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
