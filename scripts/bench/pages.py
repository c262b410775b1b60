"""The pages that are measured, each as a function that asks for it once, and who asks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from challenges.models import ActionPlan, PlanState
from measures.models import Measure
from organisation.models import OrgUnit, User
from scripts.bench.yardsticks import ADMIN_LIST, with_floor_middleware

ACCOUNTS = ("radmann", "tol", "drel", "admin")
MEASURES = 50


@dataclass(frozen=True)
class Page:
    """A page: its name, the kind whose goals it has ("" for a yardstick), and how to ask."""

    name: str
    kind: str
    ask: Callable[[], Any]


def client(name: str = "", *, floor: bool = False) -> Client:
    """A browser that takes compressed pages, signed in as one of the demo's people by name.

    floor: it talks to Django's stock middleware instead of to the product's.
    """
    made = Client(headers={"accept-encoding": "gzip"})
    if floor:
        with_floor_middleware(made.handler)
    if name:
        made.force_login(User.objects.get(email=f"{name}@fjellvik.example"))
    return made


def running_plan() -> ActionPlan:
    """The plan the municipality follows now."""
    return ActionPlan.objects.get(state=PlanState.RUNNING)


def some_measure(plan: ActionPlan) -> Measure:
    """A measure of the plan that somebody works on."""
    rows = Measure.objects.of_plan(plan).adopted()
    return rows.filter(owner__isnull=False, status="in_progress").order_by("pk")[:1].get()


def measures_in_turn(name: str, plan: ActionPlan) -> Callable[[], Any]:
    """The pages of so many measures, one after the other, that one of the demo's people sees:
    lines of the plan, and units' own."""
    browser = client(name)
    seen = Measure.objects.visible_to(User.objects.get(email=f"{name}@fjellvik.example"))
    lines = seen.of_plan(plan).in_text().order_by("pk")
    own = seen.exclude(unit=None).order_by("pk")
    keys = [*lines.values_list("pk", flat=True)[: MEASURES // 2]]
    keys += own.values_list("pk", flat=True)[: MEASURES - len(keys)]
    # Spread, so that few rounds see both.
    turn = cycle([key for start in range(7) for key in keys[start::7]])
    return lambda: browser.get(reverse("measures:measure_detail", args=[next(turn)]))


def status_change(browser: Client, measure: Measure) -> Callable[[], Any]:
    """Change the status in place, as the menu in a row does, there and back again."""
    states = cycle(("on_hold", "in_progress"))
    page = f"http://testserver{reverse('measures:plan_detail', args=[measure.plan_id])}"

    def ask() -> Any:
        version = Measure.objects.values_list("version", flat=True).get(pk=measure.pk)
        return browser.post(
            reverse("measures:status_change", args=[measure.pk]),
            {"status": next(states), "comment": "Målt", "version": version},
            headers={"HX-Request": "true", "HX-Current-URL": page},
        )

    return ask


def floor_status_change(browser: Client, measure: Measure) -> Callable[[], Any]:
    """The floor's: sent, and the page after it."""
    states = cycle(("on_hold", "in_progress"))
    return lambda: browser.post(
        reverse("bench_status", args=[measure.pk]), {"status": next(states)}, follow=True
    )


def pages() -> list[Page]:
    """The yardsticks first, then the product's pages."""
    chief, leader = client("radmann"), client("tol")
    plan = running_plan()
    measure, spare = some_measure(plan), Measure.objects.exclude(unit=None).earliest("pk")
    at = {
        name: reverse(f"measures:{name}", args=[plan.pk])
        for name in ("plan_detail", "allocation_plan", "plan_changes", "plan_check")
    }
    front, mine = reverse("overview:my_page"), reverse("measures:measure_mine")
    floor = client("radmann", floor=True)
    return [
        Page("empty", "", partial(client(floor=True).get, "/bench/empty/")),
        Page("LIST1", "", partial(client(floor=True).get, "/bench/list1/")),
        Page("LISTFULL", "", partial(floor.get, "/bench/list/")),
        Page("stock admin list", "", partial(client("admin", floor=True).get, ADMIN_LIST)),
        Page("floor's status change", "", floor_status_change(floor, spare)),
        Page("plan, chief executive", "plan", partial(chief.get, at["plan_detail"])),
        Page("plan, area manager", "plan", partial(leader.get, at["plan_detail"])),
        Page("plan, search", "plan", partial(leader.get, at["plan_detail"], {"sok": "tavle"})),
        Page("allocation, chief executive", "list", partial(chief.get, at["allocation_plan"])),
        Page("my page, chief executive", "dashboard", partial(chief.get, front)),
        Page("my page, area manager", "dashboard", partial(leader.get, front)),
        Page("my measures, chief executive", "list", partial(chief.get, mine)),
        Page("my measures, area manager", "list", partial(leader.get, mine)),
        Page("my measures, unit manager", "list", partial(client("drel").get, mine)),
        Page("changes", "dashboard", partial(chief.get, at["plan_changes"])),
        Page("plan check", "dashboard", partial(chief.get, at["plan_check"])),
        Page(f"{MEASURES} measures in turn", "detail", measures_in_turn("radmann", plan)),
        Page("the same, area manager", "detail", measures_in_turn("tol", plan)),
        *unit_pages(chief, leader),
        Page("status changed in place", "status", status_change(chief, measure)),
    ]


def unit_pages(chief: Client, leader: Client) -> list[Page]:
    """Enheter, of all units or where there are many of one area; a unit; an area. In a large
    municipality the matrix of all opens with the areas alone."""
    units = reverse("overview:unit_list")
    area = OrgUnit.objects.get(name="Helse og omsorg")
    unit = OrgUnit.objects.get(name="Solsiden sykehjem")
    return [
        Page("units, chief executive", "dashboard", partial(chief.get, units)),
        Page("units of an area", "dashboard", partial(chief.get, units, {"omrade": area.pk})),
        Page("units, area manager", "dashboard", partial(leader.get, units)),
        Page("unit", "dashboard",
             partial(leader.get, reverse("overview:unit_detail", args=[unit.pk]))),
        Page("area", "dashboard",
             partial(leader.get, reverse("overview:area_detail", args=[area.pk]))),
    ]


def addresses() -> dict[str, Any]:
    """For a server over the same database: cookies of people by name, and paths of pages."""
    plan = running_plan()
    return {
        "cookies": {name: _cookie(client(name)) for name in ACCOUNTS},
        "floor_cookie": _cookie(client("radmann", floor=True)),
        "plan": reverse("measures:plan_detail", args=[plan.pk]),
        "allocation": reverse("measures:allocation_plan", args=[plan.pk]),
        "mine": reverse("measures:measure_mine"),
        "measure": reverse("measures:measure_detail", args=[some_measure(plan).pk]),
    }


def _cookie(browser: Client) -> str:
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={browser.cookies[name].value}"
