"""What each person may be told of on a day, read from the registry of due items and the plans."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import ngettext

from challenges.models import OVER, UNADOPTED, ActionPlan
from leanplan.thresholds import value
from measures.choices import CLOSED
from measures.registries import DueItem, Steps, due_items
from measures.reminders.models import Channel, ReminderSent
from measures.reminders.rules import Candidate, Part
from organisation.models import Person
from organisation.recipients import Recipient, Recipients, Why


@dataclass(frozen=True)
class Matter:
    """One thing a person may be told of.

    due: the deadline itself; the candidate's own day is what its steps count from. above: the
    leader who is told next. holder: who was told first, of what has come to a leader above. about:
    where others than who answers for it read of it. rule: the key of the rule that asks for it.
    """

    candidate: Candidate
    person: Person
    text: str
    url: str
    due: date
    why: Why = Why.HOLDS
    position_id: int | None = None
    above: Person | None = None
    holder: Person | None = None
    number: int = 0
    about: str = ""
    rule: str = ""


def own_steps() -> Steps:
    """The municipality's steps; a number of 0 leaves a step before the deadline out."""
    before = (value(f"measures.remind_before_{place}") for place in ("first", "second", "last"))
    after = tuple(value(f"measures.remind_after_{place}") for place in ("first", "second"))
    return Steps(tuple(day for day in before if day), after, value("measures.remind_every"))


def again_steps() -> Steps:
    """Of what went to a leader above, and of what nobody owns: the next day, then in a rhythm."""
    return Steps((), (1,), value("measures.remind_every"))


def live_plans() -> list[ActionPlan]:
    """Adopted plans that are not over, the newest first, with the number of what nobody owns."""
    lacking = Count(
        "measures",
        filter=Q(measures__owner=None, measures__unit=None) & ~Q(measures__status__in=CLOSED),
    )
    plans = ActionPlan.objects.exclude(state__in=(*UNADOPTED, *OVER))
    return list(plans.annotate(lacking=lacking).order_by("-adopted_on", "-pk"))


class Matters:
    """Everything that may be told, with who holds what on the day `today`.

    person_id: only what concerns that person. Texts are in the language that is active when they
    are asked for: `of(day)` reads the registry anew in each language.
    """

    def __init__(self, *, today: date, person_id: int | None = None) -> None:
        self._today, self._person_id = today, person_id
        self._items: dict[str, list[DueItem]] = {}

    def of(self, day: date, *, language: str) -> dict[int, list[Matter]]:
        """{person: what the person may be told of on the day}; language: the one that is active."""
        if language not in self._items:
            self._items[language] = due_items(self._positions, today=self._today)
        found: dict[int, list[Matter]] = defaultdict(list)
        escalated: dict[tuple[int, str], Matter] = {}
        for item in self._items[language]:
            for matter in self._own(item):
                found[matter.person.pk].append(matter)
                above = self._gone_up(matter, day)
                if above is not None:
                    escalated.setdefault((above.person.pk, item.key), above)
        for (person, item_key), matter in escalated.items():
            if all(own.candidate.item != item_key for own in found[person]):
                found[person].append(matter)
        for matter in self._unassigned():
            found[matter.person.pk].append(matter)
        return dict(found)

    @cached_property
    def _plans(self) -> list[ActionPlan]:
        return live_plans()

    @cached_property
    def _recipients(self) -> Recipients:
        owners = [plan.owner_id for plan in self._plans if plan.owner_id]
        return Recipients(on=self._today, fallback=owners)

    @cached_property
    def _positions(self) -> Collection[int] | None:
        return self._recipients.concerning(self._person_id) if self._person_id else None

    @cached_property
    def _warned(self) -> dict[tuple[str, date, int], date]:
        """{(item, deadline, person): the day the mail named}, of all that was warned of."""
        rows = ReminderSent.objects.filter(
            channel=Channel.MAIL, part=Part.OWN, escalates_on__isnull=False
        )
        return {
            (item, due, person): day
            for item, due, person, day in rows.order_by("-escalates_on").values_list(
                "item", "due", "person_id", "escalates_on"
            )
            if day
        }

    @cached_property
    def _own_steps(self) -> Steps:
        return own_steps()

    @cached_property
    def _again(self) -> Steps:
        return again_steps()

    def _own(self, item: DueItem) -> Iterator[Matter]:
        told: set[int] = set()
        for recipient in self._told_of(item):
            if recipient.person.pk not in told:
                told.add(recipient.person.pk)
                is_own = recipient.why in (Why.HOLDS, Why.NAMED)
                yield Matter(
                    Candidate(item.key, Part.OWN, item.due, item.steps or self._own_steps),
                    recipient.person, item.text,
                    item.url if is_own else item.about or item.url, item.due, recipient.why,
                    item.position_id, recipient.above, about=item.about or item.url,
                    rule=item.rule,
                )

    def _told_of(self, item: DueItem) -> Iterator[Recipient]:
        yield from self._recipients.of(item.position_id)
        named = self._recipients.named(item.person_id) if item.person_id else None
        if named is not None:
            yield named

    def _gone_up(self, matter: Matter, day: date) -> Matter | None:
        """The same for the leader above, once the day that was named has passed."""
        named = self._warned.get((matter.candidate.item, matter.due, matter.person.pk))
        if named is None or named >= day or matter.above is None:
            return None
        candidate = Candidate(matter.candidate.item, Part.ESCALATED, named, self._again)
        return replace(
            matter, candidate=candidate, person=matter.above, above=None, holder=matter.person,
            url=matter.about,
        )

    def _unassigned(self) -> Iterator[Matter]:
        for plan in self._plans:
            number: int = plan.lacking  # type: ignore[attr-defined]
            if not number or not plan.owner_id or plan.adopted_on is None:
                continue
            for recipient in self._recipients.of(plan.owner_id)[:1]:
                yield Matter(
                    Candidate(f"unassigned:{plan.pk}", Part.UNASSIGNED, plan.adopted_on,
                              self._again),
                    recipient.person, _lacking(number), _where(plan, recipient.person.user),
                    plan.adopted_on, recipient.why, plan.owner_id, number=number,
                )


def _lacking(number: int) -> str:
    return ngettext(
        "%(number)s measure of the plan has nobody responsible",
        "%(number)s measures of the plan have nobody responsible", number,
    ) % {"number": number}


def _where(plan: ActionPlan, user: Any) -> str:
    """The allocation for whoever may open it, else the plan with those measures alone."""
    if user.has_perm("measures.allocate_plan", plan):
        return reverse("measures:allocation_plan", args=[plan.pk])
    return reverse("measures:plan_detail", args=[plan.pk]) + "?vis=ufordelt"
