"""What comes in a unit: visits and reviews that are arranged, what the rules still ask, and who
begins and leaves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from leanplan.periods import half_year_key
from measures.presenters.deadline import distance
from measures.registries import ObligationRule, obligation_rules
from organisation.roles import Role
from overview.columns import gemba, reviews
from overview.columns.column import Cell
from overview.columns.marks import Half, cell_of
from overview.presenters.rows import day_in_words
from overview.presenters.unit_events import REVIEW, VISIT, Duty, Event
from overview.presenters.unit_people import Held, People
from overview.presenters.unit_row import lean_word
from reviews.words import half_year_text

_RULES = {VISIT: gemba.RULE, REVIEW: reviews.RULE}


@dataclass(frozen=True)
class Coming:
    """One thing that comes. near: how far away; date: the day in words. color: "danger" late,
    "warning" not arranged."""

    day: date
    text: str
    under: str
    url: str
    icon: str
    near: str
    date: str
    color: str = ""


def coming_of(
    ends_on: date | None, people: People, events: Sequence[Event], duties: Iterable[Duty], *,
    today: date, inside: bool,
) -> list[Coming]:
    """What comes, the earliest first. ends_on: the unit's last day. inside: the reader opens visits
    and reviews, and sees what the rules ask."""
    found = [*_arranged(events, today, inside=inside), *_organisation(ends_on, people, today)]
    if inside:
        found += _asked(events, duties, today)
    return sorted(found, key=lambda one: (one.day, one.text))


def _arranged(events: Iterable[Event], today: date, *, inside: bool) -> Iterator[Coming]:
    for event in events:
        if event.has_been or event.day is None:
            continue
        if event.what == VISIT:
            text, icon = _("Gemba visit"), "Footprint"
            under = _("theme: %(theme)s") % {"theme": event.text} if event.text and inside else ""
        else:
            text, icon, under = _("Review"), "SealCheckmark", half_year_text(event.key)
        passed = event.day < today
        yield Coming(
            event.day, text, _("The day has passed, nothing is recorded") if passed else under,
            event.url if inside else "", "Hourglass" if passed else icon,
            _("Not recorded") if passed else away(event.day, today),
            day_in_words(event.day, today=today), "warning" if passed else "",
        )


def away(day: date, today: date) -> str:
    """How far a day that is arranged lies ahead."""
    return _("Today") if day == today else distance((day - today).days)


def _asked(events: Iterable[Event], duties: Iterable[Duty], today: date) -> Iterator[Coming]:
    """What rules ask and nothing is arranged for; late where the day has passed."""
    arranged = {
        (_RULES[event.what], event.key) for event in events
        if event.what in _RULES and event.day is not None
    }
    alike: dict[tuple[str, str, date], list[int]] = {}
    for duty in duties:
        if duty.state == "open" and (duty.rule, duty.period) not in arranged:
            alike.setdefault((duty.rule, duty.period, duty.day), []).append(duty.pk)
    for (key, period, day), keys in alike.items():
        rule = obligation_rules.get(key)
        if rule is not None:
            yield _duty(rule, period, day, keys, today)


def _duty(
    rule: ObligationRule, period: str, day: date, keys: Sequence[int], today: date
) -> Coming:
    """What a rule asks by a day; the same of several, such as the unit's boards, once."""
    late, several = day < today, len(keys) > 1
    under = (_period(period), rule.counted(len(keys)) if several else "")
    return Coming(
        day, str(rule.label), " · ".join(filter(None, under)),
        reverse("measures:obligation_list", args=[rule.key]) if several
        else reverse("measures:obligation_detail", args=[keys[0]]),
        "ExclamationmarkTriangleFill" if late else "st-missing",
        distance((day - today).days) if late else _("Not arranged"),
        day_in_words(day, today=today) if late
        else _("by %(day)s") % {"day": day_in_words(day, today=today)},
        "danger" if late else "warning",
    )


def _period(key: str) -> str:
    return half_year_text(key) if "-H" in key else ""


def _organisation(ends_on: date | None, people: People, today: date) -> Iterator[Coming]:
    """Who begins, who leaves, the next Lean period, the unit's own end."""
    for one in people.held:
        yield from _comes_or_leaves(one, today)
    for stage in people.stages:
        if stage.starts_on > today:
            text = _("Lean: %(status)s") % {"status": lean_word(stage.status).lower()}
            yield _row(stage.starts_on, text, "", "ArrowRight", today)
    if ends_on is not None and ends_on >= today:
        yield _row(ends_on, _("Last day of the unit"), "", "Calendar", today)


def _comes_or_leaves(one: Held, today: date) -> Iterator[Coming]:
    if not one.name or one.starts_on is None:
        return
    word = _("%(position)s, acting") % {"position": one.word} if one.acting else one.word
    if one.starts_on > today:
        text = _("%(name)s begins") % {"name": one.name}
        yield _row(one.starts_on, text, word, "PersonSuit", today)
    elif one.ends_on is not None and one.ends_on >= today:
        text = _("Last day of %(name)s") % {"name": one.name}
        icon = "Handshake" if one.role == Role.COACH else "PersonSuit"
        yield _row(one.ends_on, text, word, icon, today)


def _row(day: date, text: str, under: str, icon: str, today: date) -> Coming:
    return Coming(
        day, text, under, "", icon, away(day, today), day_in_words(day, today=today)
    )


def halves_of(
    what: str, events: Iterable[Event], duties: Iterable[Duty], *, today: date, inside: bool
) -> list[tuple[str, Cell]]:
    """(half-year in words, its cell as in the matrix) of this year, of visits or of reviews; for
    who does not see what the rules ask, those in which something is held or arranged."""
    halves = {f"{today.year}-H{half}": Half() for half in (1, 2)}
    for event in events:
        half = halves.get(event.key)
        if event.what != what or half is None:
            continue
        if event.has_been and event.day is not None:
            half.held.append((event.day, event.url))
        else:
            half.planned.append((event.day, event.url))
    for duty in duties:
        if duty.rule == _RULES[what] and duty.period in halves:
            halves[duty.period].duty, halves[duty.period].due = duty.state, duty.day
    now = half_year_key(today)
    return [
        (half_year_text(key), cell_of(half, today=today)) for key, half in halves.items()
        if (inside and key <= now) or half.held or half.planned
    ]
