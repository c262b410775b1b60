"""The boards of a unit, as its own page shows them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from boards.board_models import Board
from boards.suggestions.choices import RUNNING, WAITING
from leanplan.questions import question
from measures.presenters.measure import address_of
from measures.registries import Panel, unit_panels
from organisation.reach import reach_of


def unit_boards(unit: Any, user: Any, _today: date) -> Mapping[str, Any] | None:
    """The boards of the unit for who reads them, and where one is made; None for neither. One
    query."""
    if not reach_of(user).reads(unit.pk):
        return None
    address = address_of("boards:board_detail")
    boards = [
        {"url": address % pk, "name": name, "waiting": waiting, "running": running}
        for pk, name, waiting, running in _boards_of([unit.pk])
    ]
    make_url = ""
    if not boards and user.has_perm("boards.edit_board", unit):
        make_url = f"{reverse('boards:board_create')}?enhet={unit.pk}"
    return {"boards": boards, "make_url": make_url} if boards or make_url else None


@question
def _boards_of(units: Collection[int]) -> QuerySet[Any]:
    waiting = Count("suggestions", filter=Q(suggestions__state__in=WAITING))
    running = Count("suggestions", filter=Q(suggestions__state__in=RUNNING))
    return Board.objects.in_use().filter(owner__in=units).order_by("name", "pk").annotate(
        waiting=waiting, running=running
    ).values_list("pk", "name", "waiting", "running")


def register() -> None:
    """Put it into the slot; called once when the app is ready."""
    unit_panels.register(Panel("boards", "boards/board/_panel.html", unit_boards, order=30))
