"""The pages that `make bench` measures, each as a function that asks for it once."""

from collections.abc import Callable
from functools import partial
from itertools import cycle
from typing import Any

from django.test import Client
from django.urls import reverse

from challenges.models import ActionPlan, PlanState
from measures.models import Measure
from organisation.models import User

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(name: str) -> Client:
    """A client signed in as one of the demo's people."""
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@fjellvik.example"), _BACKEND)
    return client


def status_change(client: Client, measure: Measure) -> Callable[[], Any]:
    """Change the status in place, as the menu in a row does, there and back again."""
    states = cycle(("on_hold", "in_progress"))
    page = f"http://testserver{reverse('measures:plan_detail', args=[measure.plan_id])}"

    def ask() -> Any:
        version = Measure.objects.values_list("version", flat=True).get(pk=measure.pk)
        return client.post(
            reverse("measures:status_change", args=[measure.pk]),
            {"status": next(states), "comment": "Målt", "version": version},
            headers={"HX-Request": "true", "HX-Current-URL": page},
        )

    return ask


def pages() -> dict[str, Callable[[], Any]]:
    """{name: function that asks once}: the yardsticks first, then the product's pages."""
    chief, leader, admin = signed_in("radmann"), signed_in("tol"), signed_in("admin")
    plan = ActionPlan.objects.get(state=PlanState.RUNNING)
    measures = Measure.objects.of_plan(plan).adopted()
    measure = measures.filter(owner__isnull=False, status="in_progress").first()
    assert measure is not None
    at_plan = {
        "plan": "measures:plan_detail", "allocation": "measures:allocation_plan",
        "changes": "measures:plan_changes", "plan check": "measures:plan_check",
    }
    return {
        "empty (yardstick)": partial(Client().get, "/bench/empty/"),
        "LIST1 (yardstick)": partial(Client().get, "/bench/list1/"),
        "Django admin list (yardstick)": partial(
            admin.get, reverse("admin:measures_measure_changelist")
        ),
        **{
            f"{name}, chief executive": partial(chief.get, reverse(route, args=[plan.pk]))
            for name, route in at_plan.items()
        },
        "plan, area manager": partial(leader.get, reverse("measures:plan_detail", args=[plan.pk])),
        "plan, search": partial(
            leader.get, reverse("measures:plan_detail", args=[plan.pk]), {"q": "tavle"}
        ),
        "my measures, chief executive": partial(chief.get, reverse("measures:measure_mine")),
        "my measures, area manager": partial(leader.get, reverse("measures:measure_mine")),
        "measure": partial(chief.get, reverse("measures:measure_detail", args=[measure.pk])),
        "status changed in place": status_change(chief, measure),
    }
