"""What is new where units begin with Lean: for those who lead or coach the unit, and who leads the
development unit. Apps above add what they know through a slot."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leaders.choices import ContractState
from leaders.models import CoachingContract, ContractVersion, ProgressHandover, Rollout
from leaders.scope import coached_unit_ids
from leaders.slots import NewsPart, news_parts
from leanplan.dates import local_day
from leanplan.questions import question
from leanplan.together import together
from measures.registries import NewsItem, NewsSource, news_sources
from organisation.reach import reach_of
from organisation.roles import Role


def news(user: Any, since: datetime, number: int) -> Iterator[NewsItem]:
    """What others did since the moment, all of a unit's on one day as one; one query."""
    every = reach_of(user).has(Role.DEVELOPMENT_UNIT_LEADER)
    units = reach_of(user).led_unit_ids | coached_unit_ids(user)
    if not (every or units):
        return
    parts = sorted(news_parts, key=lambda part: part.order)
    found = together(*(
        partial(part.rows, user.pk, since, {*units, 0}, every=every, number=number)
        for part in parts
    ))
    days: dict[tuple[str, Any], list[tuple[NewsPart, int, datetime]]] = defaultdict(list)
    for part, rows in zip(parts, found, strict=True):
        for key, name, short, at in rows:
            days[short or name, local_day(at)].append((part, key, at))
    for (unit, _day), told in days.items():
        part, key, _at = told[0]
        yield NewsItem(
            max(at for _part, _key, at in told), unit, _said([each for each, *_rest in told]),
            reverse(part.route, args=[key]),
        )


def _said(parts: list[NewsPart]) -> str:
    """What happened, in one line: "Fishbone analysis held; the coaching is ended"."""
    first, *others = dict.fromkeys(str(part.note) for part in parts)
    return "; ".join(chain([first], (text[0].lower() + text[1:] for text in others)))


def in_units(units: Collection[int], path: str = "unit", *, every: bool) -> Q:
    """The rows of these units, or of every one; the units stand in the question either way."""
    found = Q(**{f"{path}__in": units})
    return found | Q(**{f"{path}__isnull": False}) if every else found


def became(
    model: Any, state: Q, user: int, since: datetime, units: Collection[int], *, every: bool,
    number: int,
) -> QuerySet[Any]:
    """The record with which each row first came into a state, by somebody else: its key, the unit's
    name and short name, and when."""
    records = model.history.model.objects
    before = records.filter(state, id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    first = records.filter(
        state & in_units(units, every=every), ~Exists(before), history_date__gt=since
    ).exclude(history_user=user)
    found: QuerySet[Any] = first.order_by("-history_date", "-history_id").values_list(
        "id", "unit__name", "unit__short_name", "history_date"
    )[:number]
    return found


@question
def _started(user: int, since: datetime, units: Collection[int], **shape: Any) -> QuerySet[Any]:
    return became(Rollout, Q(started_on__isnull=False), user, since, units, **shape)


@question
def _completed(user: int, since: datetime, units: Collection[int], **shape: Any) -> QuerySet[Any]:
    return became(Rollout, Q(completed_on__isnull=False), user, since, units, **shape)


@question
def _ended(user: int, since: datetime, units: Collection[int], **shape: Any) -> QuerySet[Any]:
    ended = Q(state=ContractState.ENDED)
    return became(CoachingContract, ended, user, since, units, **shape)


@question
def _extended(
    user: int, since: datetime, units: Collection[int], *, every: bool, number: int
) -> QuerySet[Any]:
    rows = ContractVersion.objects.filter(
        in_units(units, "contract__unit", every=every), number__gt=1, made_at__gt=since
    ).exclude(by=user)
    return rows.order_by("-made_at").values_list(
        "contract", "contract__unit__name", "contract__unit__short_name", "made_at"
    )[:number]


@question
def _handed_over(
    user: int, since: datetime, units: Collection[int], *, every: bool, number: int
) -> QuerySet[Any]:
    rows = ProgressHandover.objects.filter(
        in_units(units, "rollout__unit", every=every), undone_on=None, made_at__gt=since
    ).exclude(by=user)
    return rows.order_by("-made_at").values_list(
        "rollout", "rollout__unit__name", "rollout__unit__short_name", "made_at"
    )[:number]


def register() -> None:
    """Fill the slots; called once when the app is ready."""
    rollout, contract = "leaders:rollout_detail", "leaders:contract_detail"
    handed_over = _("The responsibility for progress is handed over")
    for part in (
        NewsPart("handed_over", handed_over, rollout, _handed_over, 20),
        NewsPart("completed", _("Rolled out"), rollout, _completed, 30),
        NewsPart("started", _("Rollout started"), rollout, _started, 40),
        NewsPart("extended", _("The coaching is extended"), contract, _extended, 50),
        NewsPart("ended", _("The coaching is ended"), contract, _ended, 60),
    ):
        news_parts.register(part)
    news_sources.register(NewsSource("rollouts", news))
